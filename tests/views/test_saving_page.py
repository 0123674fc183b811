"""The page "Had Kakao ..." as rows: the link, the words, the cards and their proofs, the pictures around them."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from kakao_whatif.analysis.proof import check_proof
from kakao_whatif.analysis.single_points import single_points
from kakao_whatif.cases import case_ids, load_case
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import Mitigation, MoveReplica
from kakao_whatif.model.parts import Dependency, Domain, Replica, Service
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.report.answers import answers_of_link
from kakao_whatif.views.header import link
from kakao_whatif.views.link import read_link
from kakao_whatif.views.saving.asked import Asked, read_asked, write_asked
from kakao_whatif.views.saving.page import VIEWS, opened, page, rows, touched
from kakao_whatif.views.saving.question import presets
from kakao_whatif.views.saving.snapshot import SavingSnapshot
from kakao_whatif.widgets.assets import SAVING_VIEWS
from tests.analysis.test_sign_in_dial import own_sign_ins

CASE = load_case("kakao-2022")


def snapshot(query: str = "lose=pangyo&lang=en", system: Any = CASE) -> SavingSnapshot:
    return opened(system, read_link(query, system), "en")


def test_the_first_picture_and_the_live_one_are_the_same() -> None:
    query = "lose=pangyo&with=drills&keep=tistory&need=login&cost=drills:9&budget=12&lang=en"
    first = page(CASE, query)
    live = rows(opened(CASE, read_link(query, CASE)))
    for view in VIEWS:
        changing = ("live", "home", "pages", "report")
        assert {key: value for key, value in first[view].items() if key not in changing} == {
            key: value for key, value in live[view].items() if key not in changing
        }
        assert first[view]["live"] is False
    assert set(VIEWS) == set(SAVING_VIEWS)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("case", case_ids())
def test_every_row_is_plain_data_in_one_language_with_no_gap_unfilled(language: Language, case: str) -> None:
    system = load_case(case)
    for query in ("", "lose=", "need=login", "need=site", "need=9h", "budget=3&with=drills"):
        data = page(system, f"{query}&lang={language}")
        assert json.loads(json.dumps(data, allow_nan=False)) == data
        assert {data[view]["lang"] for view in VIEWS} == {language}
        shown = json.dumps(data, ensure_ascii=False)
        assert "views." not in shown
        assert not re.search(r"\{\w+\}", shown)
        if language == "en":
            own = json.dumps(
                [data[v] for v in ("question", "cards", "heat", "points", "dial")], ensure_ascii=False
            )
            assert not re.search("[가-힣]", own)


@pytest.mark.parametrize("need", ["dark", "login", "site"])
def test_each_card_is_proved_and_its_proof_holds(need: str) -> None:
    now = snapshot(f"lose=pangyo&keep=daum-mail,tistory&need={need}&lang=en")
    assert now.answer is not None
    cards = rows(now)["cards"]["cards"]
    assert len(cards) == len(now.answer) > 0
    for card, found in zip(cards, now.answer, strict=True):
        assert check_proof(CASE, now.before, now.asked.target, found.proof)
        assert len(card["proof"]) == min(8, len(found.proof.without))
        assert card["cost"] == f"{found.cost.points:g} points"


def test_the_reason_on_a_card_is_what_the_smaller_set_leaves() -> None:
    card = page(CASE, "lose=pangyo&keep=daum-mail&lang=en")["cards"]["cards"][0]
    for reason in card["proof"]:
        left, service, _ = reason["id"].split("|")
        impact = propagate(CASE, Scenario({"pangyo"}, frozenset(filter(None, left.split(",")))))
        assert impact.status[service] is Status.DARK
        assert reason["text"].endswith("Daum Mail is dark.")


def test_when_nothing_can_do_it_the_page_says_so_and_why() -> None:
    system = build_system(
        [Service("chat", replicas=(Replica("here"),)), Service("news", needs=(Dependency("hard", "chat"),))],
        [Domain("here", "site")],
    )
    data = page(system, "lose=here&keep=news&lang=en")["cards"]
    assert data["cards"] == []
    assert data["lead"] == "In the model, no set of changes was found that keeps news up."
    assert data["nothing"][0] == "This case has no changes to choose from."
    assert data["nothing"][1] == "As things are, news is dark."
    assert any("its only copy stood at here (lost)" in line for line in data["nothing"][2:])


def test_a_case_without_a_marked_site_says_so_where_sites_would_be_lost() -> None:
    system = build_system([Service("shop", replicas=(Replica("east"),))], [Domain("east")])
    heat = page(system, "lose=east&keep=shop&lang=en")["heat"]
    assert (heat["rows"], heat["lead"]) == (
        [],
        "No place here is marked as a site (kind: site), so there is no site to lose.",
    )


def many_tradeoffs() -> System:
    """A case with more changes that hurt elsewhere than can be tried in every combination."""
    names = [f"s{at}" for at in range(12)]
    places = [("a", "b") if at % 2 else ("b", "a") for at in range(12)]
    return build_system(
        [
            *(
                Service(name, replicas=(Replica(place),))
                for name, (place, _) in zip(names, places, strict=True)
            ),
            Service("top", needs=tuple(Dependency("hard", name) for name in names)),
        ],
        [Domain("a", "site"), Domain("b", "site")],
        mitigations=[
            Mitigation(f"move-{name}", tradeoff=True, changes=(MoveReplica(name, *place),))
            for name, place in zip(names, places, strict=True)
        ],
    )


@pytest.mark.parametrize("need", ["dark", "login", "site"])
def test_a_search_that_is_too_large_is_told_where_the_answer_would_stand(need: str) -> None:
    data = page(many_tradeoffs(), f"lose=a&keep=top&need={need}&tradeoffs=1&lang=en")["cards"]
    assert data["lead"].startswith("The sets of changes could not be worked out.")
    assert data["cards"] == []


@pytest.mark.parametrize(
    "query", ["set=crews:64&keep=daum-mail&need=12h", "set=crews:64&keep=daum-mail&with=drills&need=site"]
)
def test_the_page_and_the_report_start_from_one_scenario(query: str) -> None:
    asked = read_link(f"lose=pangyo&{query}", CASE)
    now, report = opened(CASE, asked), answers_of_link(CASE, asked, max_runs=10)
    assert report.saved is not None
    assert now.before == report.saved.scenario
    assert (now.before.parameters, now.unprotected.parameters) == ({"crews": 64}, {"crews": 64})
    assert not now.before.mitigations


def test_numbers_that_recovery_refuses_are_told_and_left_out() -> None:
    now = snapshot("lose=pangyo&set=crews:-5&keep=daum-mail&need=12h")
    assert "parameters.crews: -5 is too small" in " ".join(text.en for text in now.told)
    assert now.before.parameters == {}


def test_the_page_opens_whatever_the_own_sign_ins_require_and_exclude() -> None:
    system = own_sign_ins()
    for query in ("lose=n", "lose=n&with=own-a,own-b", "lose=n&with=own-c", "lose=n&with=own-a,more"):
        assert page(system, query)["dial"]["settings"]


def test_what_stays_up_anyway_needs_nothing() -> None:
    data = page(CASE, "lose=anyang&keep=kakaotalk-text&lang=en")["cards"]
    assert data["lead"] == "In the model, nothing has to be added for KakaoTalk text."
    assert [card["changes"] for card in data["cards"]] == [[]]


def test_the_heat_map_is_what_each_loss_does() -> None:
    for k in (1, 2):
        data = rows(replace(snapshot(), k=k))["heat"]
        assert len(data["rows"]) == (8 if k == 1 else 28)
        assert data["rows"] == sorted(data["rows"], key=lambda row: -row["dark"])
        for row in data["rows"][:3]:
            status = propagate(CASE, Scenario(row["id"].split(","))).status
            words = [data["statuses"][cell]["id"] for cell in row["cells"]]
            assert words == [status[column["id"]].word for column in data["services"]]
            assert row["dark"] == words.count("dark")
        assert sum(group["n"] for group in data["groups"]) == len(data["services"]) == len(CASE.services)


def test_the_single_points_are_what_alone_takes_others_down() -> None:
    data = rows(snapshot())["points"]
    points = single_points(CASE)
    for row in data["rows"]:
        taken = [id for id, members in points.items() if row["id"] in members and id != row["id"]]
        assert row["n"] == len(taken)
        assert {each["id"] for each in row["first"]} <= set(taken)
    assert [row["n"] for row in data["rows"]] == sorted((row["n"] for row in data["rows"]), reverse=True)


def test_the_dial_agrees_with_the_switch_at_its_ends() -> None:
    data = rows(replace(snapshot("lose="), dial="sign-in"))["dial"]
    lost = propagate(CASE, Scenario({"kakao-account"}))
    assert data["settings"][-1]["said"].endswith(f"locks {len(lost.locked)}.")
    assert data["settings"][0]["said"].endswith("locks 0.")
    assert data["at"] == len(data["settings"]) - 1


def test_every_setting_of_every_dial_has_its_sentence_and_its_point() -> None:
    for kind in ("sign-in", "sign-in-site", "site"):
        data = rows(replace(snapshot(), dial=kind, dial_at=3))["dial"]
        assert len(data["settings"]) == len(data["chart"]["line"]) == len(data["chart"]["bands"][0])
        assert data["at"] == 3


@pytest.mark.parametrize("case", ["facebook-2021", "nirs-2025"])
def test_a_case_without_a_sign_in_says_that_there_is_none(case: str) -> None:
    data = page(load_case(case), "lang=en")["dial"]
    assert (data["settings"], data["line"]) == ([], "Nothing of the kind in this case.")


def test_what_is_asked_comes_back_from_the_link() -> None:
    asked = Asked(("daum-mail", "tistory"), "time", 36.5, {"drills": 3.25}, 12, tradeoffs=True)
    again, told = read_asked(write_asked(asked, [("at", "36h")]), CASE)
    assert (again, told) == (asked, ())
    now = replace(snapshot(), asked=asked, passed=write_asked(asked, ()))
    assert snapshot(link(now)).asked == asked


def test_the_link_of_the_page_is_handed_on_by_the_other_pages() -> None:
    query = "?case=kakao-2022&lose=pangyo&keep=tistory&need=login&lang=en&v=2026-11"
    assert read_link(query, CASE).passed == (("keep", "tistory"), ("need", "login"))
    assert read_link(query, CASE).problems == ()


def test_a_case_without_sites_is_not_asked_about_them() -> None:
    system = load_case("facebook-2021")
    data = page(system, "need=site&lang=en")
    assert [need["id"] for need in data["question"]["needs"]] == ["dark", "login", "time"]
    told = read_asked([("need", "site")], system)[1]
    assert "'site'" in told[0].en


def test_presets_are_worth_asking_for() -> None:
    found = presets(CASE)
    assert list(found) == ["first", "sign_in", "applications", "all"]
    assert found["sign_in"] == ("kakao-account",)
    assert not any(CASE.services[id].layer == "external" for id in found["all"])


def test_only_what_changes_is_drawn_anew() -> None:
    now = snapshot()
    assert touched(now, replace(now, k=2)) == ("heat",)
    assert touched(now, replace(now, work=(1, 2))) == ("cards",)
    assert touched(now, replace(now, asked=replace(now.asked, budget=3))) == tuple(VIEWS)
