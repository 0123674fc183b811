from typing import Any

from kakao_whatif.cases import load_case
from kakao_whatif.views.page import page
from tests.town import town


def details(query: str, system: Any = None) -> dict[str, Any]:
    found: dict[str, Any] = page(system or town(), query)["details"]
    return found


def plain(sentences: list[list[dict[str, str]]]) -> list[str]:
    return ["".join(part["text"] for part in sentence) for sentence in sentences]


def test_nothing_selected_says_what_to_do() -> None:
    rows = details("lose=&lang=en")
    assert rows["id"] is None
    assert rows["empty"].startswith("Select a tile")


def test_why_comes_as_sentences_whose_nouns_are_links() -> None:
    rows = details("lose=pangyo&view=chat&lang=en")
    assert (rows["status"], rows["word"], rows["label"]) == ("dark", "dark", "Chat")
    parts = [part for sentence in rows["why"]["sentences"] for part in sentence]
    assert {"feed", "control"} & {part.get("id") for part in parts}
    assert "dark" in plain(rows["why"]["sentences"])[0]


def test_the_sign_in_of_a_dark_service_is_told_apart() -> None:
    rows = details("lose=pangyo&view=mail&lang=ko")
    assert "계정" in plain(rows["sign_in"]["sentences"])[0]
    assert details("lose=pangyo&view=chat&lang=ko")["sign_in"] is None


def test_whom_it_hurts_is_told_by_kind_with_their_status() -> None:
    groups = details("lose=pangyo&view=account&lang=en")["hurts"]["groups"]
    assert [(group["label"], [(i["id"], i["status"]) for i in group["items"]]) for group in groups] == [
        ("sign in through it", [("news", "locked"), ("mail", "dark")])
    ]


def test_nobody_hurt_is_told_too() -> None:
    hurts = details("lose=&view=news&lang=en")["hurts"]
    assert (hurts["groups"], hurts["none"]) == ([], "Nothing in this model needs it.")


def test_a_place_tells_what_stands_there() -> None:
    rows = details("lose=pangyo&view=pangyo&lang=en")
    assert (rows["kind_label"], rows["word"], rows["status"]) == ("data centre", "supposed lost", None)
    assert [item["id"] for item in rows["hurts"]["groups"][0]["items"]] == [
        "chat",
        "mail",
        "account",
        "control",
    ]
    assert rows["lost_switch"]["on"]
    assert details("lose=pangyo&view=feed&lang=en")["word"] == "lost with the place it is in"


def test_what_only_a_mitigation_adds_can_be_looked_at_without_it() -> None:
    rows = details("lose=&view=news-id&lang=en")
    assert (rows["status"], rows["word"]) == (None, "only with a change that is not in place")
    assert rows["why"] is None
    place = details("lose=&view=ansan-site&lang=en")
    assert place["word"] == "only with a change that is not in place"
    assert place["hurts"]["none"] == "Nothing in this model stands here."


def test_facts_come_from_the_ledger_with_kind_source_and_address() -> None:
    facts = details("view=tistory&lang=ko", load_case("kakao-2022"))["facts"]["items"]
    ledger = load_case("kakao-2022").facts
    assert facts
    for row in facts:
        assert row["text"] == ledger[row["id"]].statement.ko
        assert row["kind"] in ("사실", "회사 설명", "의견", "만약")
    assert {row["url"] for row in facts} == {ledger[row["id"]].url for row in facts}
    assert not any(row["source"].startswith("http") for row in facts)


def test_a_system_without_a_ledger_shows_the_ids_of_its_facts() -> None:
    items = details("lose=&view=news")["facts"]["items"]
    assert items == [{"id": "F1", "text": "", "kind": "", "source": "", "url": None}]


def test_what_is_assumed_is_told() -> None:
    assert details("lose=&view=chat&lang=ko")["assumed"]["items"] == ["공개되지 않음"]


def test_every_tile_of_the_case_can_be_explained_in_both_languages() -> None:
    case = load_case("kakao-2022")
    for language in ("ko", "en"):
        for id in [*case.possible_services, *case.possible_domains]:
            rows = details(f"lose=pangyo&view={id}&lang={language}", case)
            assert rows["id"] == id
            if rows["status"] not in (None, "up"):
                assert rows["why"]["sentences"]
