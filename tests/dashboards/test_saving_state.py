"""The page "Had Kakao ..." without a browser: one click, one snapshot; what is asked, tried, refused."""

from collections.abc import Callable
from typing import Any

import ipywidgets
import pytest

from kakao_whatif.analysis.minimal_mitigations import minimal_mitigations
from kakao_whatif.analysis.targets import BackWithin, NotWorse, SurvivesAnySite
from kakao_whatif.cases import load_case
from kakao_whatif.dashboards import had_kakao
from kakao_whatif.dashboards.had_they import app
from kakao_whatif.dashboards.saving_state import SavingState
from kakao_whatif.dashboards.toggles import Turn
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.text import Text
from kakao_whatif.views.link import read_link
from kakao_whatif.views.saving.page import rows
from tests.dashboards.test_recovery_state import Loop

CASE = load_case("kakao-2022")
PANGYO = Scenario({"pangyo"})

Do = Callable[..., Any]


@pytest.fixture
def loop() -> Loop:
    return Loop()


@pytest.fixture
def state(loop: Loop) -> SavingState:
    return SavingState(CASE, read_link("lose=pangyo&keep=daum-mail", CASE), "en", post=loop.post)


@pytest.fixture
def do(state: SavingState) -> Do:
    def act(kind: str, id: str | None = None) -> Any:
        before = state.snapshot.seq
        state.handle({"kind": kind, "id": id})
        assert state.snapshot.seq == before + 1, "one click must make one snapshot"
        return state.snapshot

    return act


def test_the_answer_is_that_of_the_search(state: SavingState) -> None:
    found = minimal_mitigations(CASE, PANGYO, ["daum-mail"])
    assert state.snapshot.answer is not None
    assert state.snapshot.answer.sets == found.sets


def test_undo_takes_back_a_price_a_service_that_is_asked_for_and_a_loss_one_by_one(do: Do) -> None:
    assert do("cost", "own-ids:40").can_undo
    do("keep", "tistory")
    do("lose", "anyang")
    without = do("undo")
    assert (without.scenario, without.asked.kept) == (PANGYO, ("daum-mail", "tistory"))
    assert do("undo").asked.kept == ("daum-mail",)
    back = do("undo")
    assert (back.asked.costs, dict(back.passed).get("cost"), back.can_undo) == ({}, None, False)
    again = do("redo")
    assert (again.asked.costs, dict(again.passed)["cost"]) == ({"own-ids": 40}, "own-ids:40")
    assert not do("need", "login").can_redo
    assert not do("need", "login").can_redo
    assert do("undo").asked.need == "dark", "what was asked twice is undone at once"


def test_the_question_changes_with_what_is_kept(do: Do) -> None:
    assert do("keep", "tistory").answer.target == NotWorse(["daum-mail", "tistory"])
    assert do("keep", "daum-mail").answer.target == NotWorse(["tistory"])
    assert do("need", "login").answer.target == NotWorse(["tistory"], Status.DEGRADED)
    assert do("need", "site").answer.target == SurvivesAnySite(["tistory"])
    assert do("preset", "first").asked.kept == ("kakaotalk-text",)
    assert do("keep", "kakaotalk-text").answer is None
    assert do("keep", "nobody").asked.kept == ()


def test_any_single_site_is_asked_without_what_the_scenario_loses(do: Do) -> None:
    assert do("need", "site").answer.scenario.losses == frozenset()


def test_a_set_that_is_tried_is_in_place_and_the_cards_stay(do: Do) -> None:
    before = do("keep", "tistory")
    first = before.answer[0]
    tried = do("try", ",".join(first.mitigations))
    assert tried.in_place >= set(first.members)
    assert not {"daum-mail", "tistory"} & tried.impact.dark
    assert tried.answer is before.answer
    assert [card["on"] for card in rows(tried)["cards"]["cards"]][:2] == [True, False]
    assert do("try", ",".join(first.mitigations)).scenario == before.scenario
    assert do("undo").scenario == tried.scenario


def test_another_set_takes_the_place_of_the_first(do: Do) -> None:
    answer = do("keep", "tistory").answer
    do("try", ",".join(answer[0].mitigations))
    second = do("try", ",".join(answer[1].mitigations))
    assert second.scenario.mitigations == set(answer[1].mitigations)


def test_what_a_smaller_set_leaves_is_shown(state: SavingState, do: Do) -> None:
    card = rows(state.snapshot)["cards"]["cards"][0]
    assert len(card["proof"]) == len(card["changes"]) == 2
    shown = do("suppose", card["proof"][0]["id"])
    assert shown.selected == "daum-mail"
    assert shown.impact.status["daum-mail"] is Status.DARK
    assert len(shown.scenario.mitigations) == 1


def test_costs_can_be_edited_and_everything_follows(do: Do) -> None:
    dear = do("cost", "failover-control-two-sites:1000")
    assert dear.asked.costs == {"failover-control-two-sites": 1000}
    assert "failover-control-two-sites" not in dear.answer[0].members
    assert dict(dear.passed)["cost"] == "failover-control-two-sites:1000"
    again = do("own-costs")
    assert again.asked.costs == {}
    assert do("cost", "failover-control-two-sites:4").asked.costs == {}, "the case's own is no edit"


@pytest.mark.parametrize(("kind", "id"), [("cost", "drills:much"), ("cost", "drills:-1"), ("hours", "soon")])
def test_what_is_no_number_is_refused_and_the_picture_stays(do: Do, kind: str, id: str) -> None:
    before = do("keep", "tistory")
    after = do(kind, id)
    assert after.problem is not None
    assert id.rpartition(":")[2] in after.problem.en
    assert (after.asked, after.impact) == (before.asked, before.impact)


def test_trade_offs_take_part_only_when_asked_for_and_say_what_they_make_worse(do: Do) -> None:
    def hurting(snapshot: Any) -> list[Any]:
        return [card for card in rows(snapshot)["cards"]["cards"] if card["worse"]]

    do("keep", "daum-mail")
    plain = do("keep", "kakao-t-taxi")
    assert hurting(plain) == []
    with_them = do("tradeoffs")
    assert {"tradeoffs": "1"}.items() <= dict(with_them.passed).items()
    assert hurting(with_them)
    assert do("tradeoffs").answer is plain.answer


def test_what_takes_long_is_weighed_beside_the_page(state: SavingState, do: Do, loop: Loop) -> None:
    begun = do("measure", "worst")
    assert (begun.weighing, begun.frontier) == ((0, 1), None)
    loop.run_until(lambda: state.snapshot.weighed is not None)
    assert state.snapshot.frontier is not None
    assert state.snapshot.frontier.keep == "worst"
    assert do("measure", "services").weighing is None


def test_what_money_buys_is_tried_with_a_click(do: Do) -> None:
    buys = rows(do("measure", "services"))["frontier"]["buys"]
    assert [buy["from"] for buy in buys] == sorted(buy["from"] for buy in buys)
    tried = do("try", buys[-1]["id"])
    assert rows(tried)["frontier"]["buys"][-1]["on"] is True
    assert len(tried.impact.dark & set(CASE.services)) == 0


def test_a_budget_marks_what_it_cannot_pay(do: Do) -> None:
    over = [bool(card["over"]) for card in rows(do("budget", "20"))["cards"]["cards"]]
    assert over[0] is False
    assert over[1:] == [True] * (len(over) - 1)
    assert do("budget", "").asked.budget is None


def test_a_window_of_the_heat_map_shows_that_loss_and_why(do: Do) -> None:
    shown = do("look", "anyang,pangyo|tistory")
    assert (shown.scenario.losses, shown.selected) == ({"anyang", "pangyo"}, "tistory")
    assert do("losses", "2").k == 2
    assert do("losses", "9").k == 2


def test_sets_for_a_time_are_tried_beside_the_page(loop: Loop) -> None:
    case = load_case("facebook-2021")
    state = SavingState(case, read_link("keep=facebook&lang=en", case), post=loop.post)
    lost = state.snapshot.before
    state.handle({"kind": "hours", "id": "5"})
    assert (state.snapshot.work, state.snapshot.answer) == ((0, 1), None)
    loop.run_until(lambda: state.snapshot.in_time is not None)
    found = minimal_mitigations(case, lost, BackWithin(["facebook"], 5))
    assert state.snapshot.answer is not None
    assert found.sets
    assert state.snapshot.answer.sets == found.sets
    assert state.snapshot.work is None


def test_a_search_that_cannot_be_brought_to_an_end_ends_and_the_page_says_so(loop: Loop) -> None:
    state = SavingState(CASE, read_link("lose=pangyo&keep=daum-mail&need=9h", CASE), "en", post=loop.post)
    state._go(Turn(Scenario({"pangyo"}, parameters={"crews": -5}), Text()))
    loop.run_until(lambda: state.snapshot.work is None)
    assert state.snapshot.problem is not None
    assert rows(state.snapshot)["cards"]["lead"].startswith("The sets of changes could not be worked out.")
    state.handle({"kind": "reset"})
    assert not state.snapshot.is_given_up
    state.handle({"kind": "cancel"})


def test_trying_can_be_ended(state: SavingState, do: Do, loop: Loop) -> None:
    do("hours", "60")
    ended = do("cancel")
    assert (ended.work, ended.asked.need) == (None, "dark")
    assert ended.answer is not None


def test_a_link_that_asks_for_a_time_begins_to_try() -> None:
    state = SavingState(CASE, read_link("lose=pangyo&keep=daum-mail&need=60h", CASE))
    assert state.snapshot.work is not None
    state.handle({"kind": "cancel"})


def test_what_a_link_asks_for_in_vain_is_told() -> None:
    state = SavingState(CASE, read_link("keep=daum-mial&need=calm&cost=drills:x,dril:1&budget=no", CASE))
    told = " ".join(text.en for text in state.snapshot.told)
    for part in ("'daum-mial'", "'daum-mail'", "'calm'", "'x'", "'dril'", "'no'"):
        assert part in told
    assert state.snapshot.asked.kept == ("kakaotalk-text",)


def test_the_dashboard_is_one_box_of_views() -> None:
    box = had_kakao(CASE, "lose=pangyo&lang=en")
    assert isinstance(box, ipywidgets.Box)
    assert box.children[3].data["cards"]


def test_every_view_follows_a_click(state: SavingState) -> None:
    box = app(state)
    state.handle({"kind": "lose", "id": "anyang"})
    assert {view.data["seq"] for view in box.children} == {state.snapshot.seq}
