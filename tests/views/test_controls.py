from typing import Any

from kakao_whatif.cases import load_case
from kakao_whatif.views.page import page
from tests.town import town


def section(id: str, query: str = "lose=", system: Any = None) -> dict[str, Any]:
    sections = page(system or town(), f"{query}&lang=en")["switches"]["sections"]
    return {each["id"]: each for each in sections}[id]


def items(id: str, query: str = "lose=", system: Any = None) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in section(id, query, system)["items"]}


def test_places_are_switches_in_a_tree() -> None:
    rows = section("fails", "lose=pangyo")["items"]
    assert [(row["id"], row["level"], row["on"]) for row in rows] == [
        ("capital", 0, False),
        ("pangyo", 1, True),
        ("feed", 2, False),
        ("anyang", 1, False),
        ("cable", 0, False),
        ("ansan-site", 0, False),  # not there: last, and part of nothing
    ]
    assert [row["note"] for row in rows] == ["6", "4", "4", "3", "1", "not there"]
    assert items("fails")["pangyo"]["line"] == "data centre · 4 services"
    assert items("fails")["ansan-site"]["line"] == "data centre · only with a change that is not in place"


def test_any_service_can_be_lost() -> None:
    services = page(town(), "lose=news&lang=ko")["switches"]["services"]
    assert {"kind": "lose", "id": "news", "label": "뉴스", "alt": "News", "on": True} in services
    assert "mail-id" in {service["id"] for service in services}


def test_the_unification_comes_first_and_is_on_while_no_own_id_is_in_place() -> None:
    sections = page(town(), "lose=&lang=en")["switches"]["sections"]
    assert [each["id"] for each in sections] == ["unify", "fails", "had", "readings"]
    rows = sections[0]["items"] + sections[2]["items"]
    assert [(row["id"], row["kind"], row["on"], row["mixed"], row["master"]) for row in rows[:3]] == [
        ("own-ids", "unify", True, False, True),
        ("own-news-id", "unify", True, False, False),
        ("own-mail-id", "unify", True, False, False),
    ]
    assert [row["label"] for row in rows[:2]] == ["ID unification", "News: unified ID"]


def test_what_can_be_on_in_part_is_marked() -> None:
    assert [id for id, row in {**items("unify"), **items("had")}.items() if row["bundle"]] == ["own-ids"]


def test_the_unification_is_off_with_the_bundle_and_with_all_its_members_alike() -> None:
    for query in ("lose=&with=own-ids", "lose=&with=own-news-id,own-mail-id"):
        found = items("unify", query) | items("had", query)
        assert [found[id]["on"] for id in ("own-ids", "own-news-id", "own-mail-id")] == [False] * 3
        assert not found["own-ids"]["mixed"]


def test_the_unification_is_mixed_in_between() -> None:
    query = "lose=&with=own-news-id"
    found = items("unify", query) | items("had", query)
    assert (found["own-ids"]["on"], found["own-ids"]["mixed"]) == (False, True)
    assert (found["own-news-id"]["on"], found["own-mail-id"]["on"]) == (False, True)


def test_other_mitigations_are_grouped_and_on_when_in_place() -> None:
    rows = section("had", "lose=&with=control-twice")["items"][2:]
    assert [(row["id"], row["group"], row["on"]) for row in rows] == [
        ("control-twice", "Operations", True),
        ("control-moved", "Operations", False),
        ("ids-elsewhere", "Sites", False),
        ("ansan", "Sites", False),
        ("contain", "Power", False),
    ]


def test_costs_are_told_with_their_range_and_a_bundle_costs_what_its_members_do() -> None:
    found = items("unify") | items("had")
    assert [found[id]["cost"] for id in ("own-ids", "own-news-id", "control-twice", "ansan")] == [
        "4 (2–8)",
        "2 (1–4)",
        "3",
        None,
    ]


def test_a_trade_off_says_where_it_is_worse() -> None:
    found = items("had")["control-moved"]
    assert (found["tradeoff"], found["worse"]) == (True, "if Anyang is lost")


def test_the_reading_of_the_base_holds_unless_another_is_chosen() -> None:
    assert section("readings")["exclusive"]
    assert [row["on"] for row in section("readings")["items"]] == [True, False]
    assert [row["on"] for row in section("readings", "lose=&read=to-run")["items"]] == [False, True]


def test_a_reading_says_what_would_differ_under_it() -> None:
    assert items("readings", "lose=pangyo")["to-run"]["line"] == (
        "In the model, 1 service would have another status under this reading: News."
    )
    assert items("readings", "lose=anyang&read=to-run")["to-restart"]["line"] == (
        "In the model, every service would be as now under this reading."
    )
    assert items("readings", "lose=pangyo")["to-restart"]["line"] == ""


def test_what_a_switch_rests_on_is_told_with_its_address() -> None:
    notes = [note for row in items("had", "", load_case("kakao-2022")).values() for note in row["info"]]
    assert any(note["text"].startswith("F018 · ") for note in notes)
    assert all(note["url"].startswith("http") for note in notes if "url" in note)


def test_the_switches_of_the_case_ask_about_kakao_and_others_do_not() -> None:
    assert section("had", "", load_case("kakao-2022"))["title"] == "What if Kakao had ..."
    assert section("had")["title"] == "What if there had been ..."
