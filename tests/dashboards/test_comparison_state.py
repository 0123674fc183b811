"""The page that compares without a browser: two scenarios, one history, one click a snapshot."""

from collections.abc import Callable
from typing import Any

import ipywidgets
import pytest

from kakao_whatif.cases import load_case
from kakao_whatif.dashboards import compare
from kakao_whatif.dashboards.comparison_state import ComparisonState
from kakao_whatif.dashboards.side_by_side import app
from kakao_whatif.dashboards.toggles import Turn
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.text import Text
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.views.comparing.beside import sides
from kakao_whatif.views.comparing.explained import details
from kakao_whatif.views.comparing.page import link, opened
from kakao_whatif.views.link import read_link

CASE = load_case("kakao-2022")
QUERY = "lose=pangyo&b=lose=pangyo;with=failover-control-two-sites&lang=en"

Do = Callable[..., Any]


@pytest.fixture
def state() -> ComparisonState:
    return ComparisonState(CASE, read_link(QUERY, CASE), "en")


@pytest.fixture
def do(state: ComparisonState) -> Do:
    def act(kind: str, id: str | None = None) -> Any:
        before = state.snapshot.seq
        state.handle({"kind": kind, "id": id})
        assert state.snapshot.seq == before + 1, "one click must make one snapshot"
        return state.snapshot

    return act


def test_a_link_opens_both_sides(state: ComparisonState) -> None:
    assert state.snapshot.a.scenario == Scenario({"pangyo"})
    assert state.snapshot.b.scenario == Scenario({"pangyo"}, {"failover-control-two-sites"})


def test_without_a_side_b_it_is_a_with_nothing_in_place() -> None:
    found = opened(CASE, read_link("lose=pangyo&with=drills", CASE))
    assert found.b.scenario == Scenario({"pangyo"})


def test_side_b_keeps_the_numbers_of_a() -> None:
    found = opened(CASE, read_link("lose=pangyo&with=drills&set=crews:64", CASE))
    assert found.b.scenario == Scenario({"pangyo"}, parameters={"crews": 64})


def test_without_a_side_b_nothing_in_place_is_compared_with_all_that_goes_together() -> None:
    found = opened(CASE, read_link("lose=pangyo", CASE))
    assert found.b.scenario.losses == {"pangyo"}
    assert not any(CASE.mitigations[id].tradeoff for id in found.b.scenario.mitigations)
    assert len(found.b.dark) < len(found.a.dark)


def test_what_side_b_asks_in_vain_is_told() -> None:
    found = opened(CASE, read_link("lose=pangyo&b=lose=pangio", CASE))
    assert "'pangio'" in " ".join(text.en for text in found.told)


@pytest.mark.parametrize(
    "query",
    [
        "lose=pangyo&set=crews:-5",
        "lose=pangyo&b=lose=pangyo;set=crews:-5",
        "lose=pangyo&with=drills&set=crews:-5",
    ],
)
def test_numbers_that_recovery_refuses_are_told_and_left_out_on_either_side(query: str) -> None:
    box = compare(CASE, f"{query}&lang=en")
    told = " ".join(next(view.data["told"] for view in box.children if "told" in view.data))
    assert "parameters.crews: -5 is too small" in told
    assert "The case's own are used." in told
    found = opened(CASE, read_link(query, CASE))
    assert (found.a.scenario.parameters, found.b.scenario.parameters) == ({}, {})


def test_a_click_to_numbers_that_recovery_refuses_keeps_both_pictures(state: ComparisonState) -> None:
    before = state.snapshot
    state._go(Turn(Scenario({"pangyo"}, parameters={"crews": -5}), Text()))
    assert state.snapshot.problem is not None
    assert "crews" in state.snapshot.problem.en
    assert (state.snapshot.a, state.snapshot.b) == (before.a, before.b)


def test_switches_change_the_chosen_side_only(do: Do) -> None:
    assert do("mitigate", "drills").a.scenario.mitigations == {"drills"}
    chosen = do("side", "b")
    assert (chosen.side, chosen.impact) == ("b", chosen.b)
    changed = do("lose", "anyang")
    assert changed.b.scenario.losses == {"pangyo", "anyang"}
    assert changed.a.scenario.losses == {"pangyo"}


def test_a_window_that_is_pressed_is_explained_on_its_side(do: Do) -> None:
    pressed = do("select", "b|tistory")
    assert (pressed.side, pressed.selected, pressed.impact) == ("b", "tistory", pressed.b)
    assert details(pressed)["label"] == "Tistory · Side B"
    assert details(pressed)["status"] == pressed.b.status["tistory"].word
    followed = do("select", "daum-mail")
    assert followed.side == "b", "a link in the sentences stays on the side that they speak of"
    back = do("select", "a|tistory")
    assert (back.side, details(back)["label"]) == ("a", "Tistory · Side A")
    cleared = do("select")
    assert (cleared.side, cleared.selected) == ("a", None)
    assert do("select", "a|nowhere").problem is not None


def test_of_many_changes_the_first_are_named_and_the_rest_counted(state: ComparisonState) -> None:
    few = sides(state.snapshot)["sides"][1]
    assert (few["with"], few["more"]) == (["Failover control at two sites"], "")
    many = sides(opened(CASE, read_link("lose=pangyo&lang=en", CASE)))["sides"][1]
    assert many["more"] == f"+ {len(many['with']) - many['first']} changes"


def test_both_sides_have_one_history(do: Do) -> None:
    start = do("side", "a")
    do("lose", "anyang")
    do("side", "b")
    do("mitigate", "drills")
    assert do("undo").b.scenario == start.b.scenario
    back = do("undo")
    assert (back.a.scenario, back.b.scenario, back.can_undo) == (start.a.scenario, start.b.scenario, False)
    assert do("redo").a.scenario.losses == {"pangyo", "anyang"}


def test_swap_and_make_alike(do: Do) -> None:
    before = do("side", "a")
    swapped = do("swap")
    assert (swapped.a.scenario, swapped.b.scenario) == (before.b.scenario, before.a.scenario)
    assert do("undo").a.scenario == before.a.scenario
    alike = do("same")
    assert alike.a.scenario == alike.b.scenario == before.a.scenario
    assert alike.differing == {}


def test_the_link_comes_back_as_it_was(state: ComparisonState, do: Do) -> None:
    do("side", "b")
    do("mitigate", "own-ids")
    again = opened(CASE, read_link(link(state.snapshot), CASE))
    assert (again.a.scenario, again.b.scenario) == (state.snapshot.a.scenario, state.snapshot.b.scenario)
    assert again.side == "b"


def test_a_refused_scenario_keeps_both_pictures(do: Do) -> None:
    before = do("side", "a")
    after = do("lose", "nowhere")
    assert after.problem is not None
    assert (after.a, after.b) == (before.a, before.b)


def test_the_windows_that_differ_are_those_whose_status_differs(state: ComparisonState) -> None:
    box = app(state)
    maps = [view.data for view in box.children if "layers" in view.data]
    a, b = (
        propagate(CASE, state.snapshot.a.scenario).status,
        propagate(CASE, state.snapshot.b.scenario).status,
    )
    for data, worse in zip(maps, (lambda id: b[id] < a[id], lambda id: b[id] > a[id]), strict=True):
        tiles = [t for layer in data["layers"] for product in layer["products"] for t in product["tiles"]]
        marked = {tile["id"]: tile["differs"] for tile in tiles if "differs" in tile}
        assert marked.keys() == {id for id in a if a[id] is not b[id]}
        assert all((way == "worse") is worse(id) for id, way in marked.items())


def test_the_dashboard_is_one_box_of_views() -> None:
    box = compare(CASE, QUERY)
    assert isinstance(box, ipywidgets.Box)
    hours = next(view.data for view in box.children if "columns" in view.data)
    assert len(hours["rows"]) > 0
    assert len(hours["chart"]["lines"]) == 2
