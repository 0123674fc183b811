"""The recovery dashboard without a browser: one click, one snapshot; the play head, the band, refusals."""

import threading
import time
from collections.abc import Callable
from typing import Any

import ipywidgets
import pytest

from kakao_whatif.cases import load_case
from kakao_whatif.dashboards import recovery
from kakao_whatif.dashboards.recovery_state import RecoveryState
from kakao_whatif.dashboards.when_back import app
from kakao_whatif.examples import two_sites
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.recovery.simulate import simulate_recovery
from kakao_whatif.text.catalogue import in_both
from kakao_whatif.views.link import read_link
from kakao_whatif.views.recovery.page import rows
from tests.patience import SECONDS
from tests.town import town

CASE = load_case("kakao-2022")

Do = Callable[..., Any]


class Loop:
    """What a kernel's event loop does: runs, in its own thread, what other threads hand to it."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []
        self.lock = threading.Lock()

    def post(self, what: Callable[[], None]) -> None:
        with self.lock:
            self.waiting.append(what)

    def run_until(self, is_done: Callable[[], bool], seconds: float = SECONDS) -> None:
        end = time.monotonic() + seconds
        while not is_done():
            assert time.monotonic() < end, "nothing came of it"
            with self.lock:
                due, self.waiting = self.waiting, []
            for what in due:
                what()
            time.sleep(0.01)


@pytest.fixture
def loop() -> Loop:
    return Loop()


@pytest.fixture
def state(loop: Loop) -> RecoveryState:
    return RecoveryState(CASE, read_link("lose=pangyo", CASE), "en", post=loop.post, processes=0)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("kakao_whatif.dashboards.recovery_state.SAMPLES", 200)
    return 200


@pytest.fixture
def do(state: RecoveryState) -> Do:
    def act(kind: str, id: str | None = None) -> Any:
        before = state.snapshot.seq
        state.handle({"kind": kind, "id": id})
        assert state.snapshot.seq == before + 1, "one click must make one snapshot"
        return state.snapshot

    return act


def test_a_click_plays_the_outage_through_at_once(do: Do) -> None:
    before = do("select", "daum-mail")
    helped = do("mitigate", "failover-control-two-sites")
    assert helped.timeline.scenario.mitigations == {"failover-control-two-sites"}
    assert helped.base.time_to_restore == before.timeline.time_to_restore
    assert dict(helped.timeline.time_to_restore) == dict(
        simulate_recovery(CASE, helped.scenario).time_to_restore
    )
    assert do("undo").timeline.time_to_restore == before.timeline.time_to_restore


def test_the_play_head_is_in_the_link_and_stays_where_it_is(do: Do) -> None:
    moved = do("at", "36.5")
    assert (moved.head, moved.passed) == (36.5, (("at", "36.5h"),))
    changed = do("mitigate", "drills")
    assert changed.head == 36.5
    assert "at=36.5h" in rows(changed)["header"]["link"]


@pytest.mark.parametrize("nonsense", ["noon", "nan", "inf", None])
def test_a_moment_that_is_none_moves_nothing(state: RecoveryState, nonsense: str | None) -> None:
    before = state.snapshot
    state.handle({"kind": "at", "id": nonsense})
    assert state.snapshot is before


def test_moving_the_play_head_leaves_a_refusal_on_the_screen(do: Do) -> None:
    refused = do("lose", "nowhere")
    assert do("at", "3").problem is refused.problem


def test_the_order_changes_and_an_unknown_one_does_not(state: RecoveryState, do: Do) -> None:
    assert do("order", "product").order == "product"
    state.handle({"kind": "order", "id": "colour"})
    assert state.snapshot.order == "product"


def test_a_scenario_that_recovery_refuses_keeps_the_picture_and_says_why(
    state: RecoveryState, do: Do, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = do("lose", "anyang")
    bad = Scenario({"pangyo"}, parameters={"bulk-start-servers-per-hour": 0})
    named = state.system.scenarios["site-cut"]
    monkeypatch.setitem(state.__dict__, "system", _with(state.system, named, bad))
    refused = do("scenario", "site-cut")
    assert refused.timeline is good.timeline
    assert "bulk-start-servers-per-hour" in refused.problem.en
    assert rows(refused)["headline"]["problem"]["title"] == "Not changed"


def _with(system: Any, named: Any, scenario: Scenario) -> Any:
    from dataclasses import replace

    return replace(system, scenarios={**system.scenarios, named.id: replace(named, scenario=scenario)})


def test_a_link_with_numbers_that_recovery_refuses_opens_all_the_same() -> None:
    state = RecoveryState(CASE, read_link("lose=pangyo&set=bulk-start-servers-per-hour:0", CASE))
    assert state.snapshot.scenario == Scenario({"pangyo"})
    state.handle({"kind": "lose", "id": "anyang"})
    state.handle({"kind": "undo"})
    assert state.snapshot.scenario == Scenario({"pangyo"})


def test_the_band_is_worked_out_beside_while_the_first_answer_stands(
    state: RecoveryState, loop: Loop, few: int
) -> None:
    first = state.snapshot.timeline
    state.handle({"kind": "band"})
    assert (state.snapshot.shows_band, state.snapshot.work, state.snapshot.quantiles) == (True, (0, few), {})
    assert state.snapshot.timeline is first
    loop.run_until(lambda: bool(state.snapshot.quantiles))
    assert state.snapshot.work is None
    assert state.snapshot.quantiles == simulate_recovery(CASE, state.snapshot.scenario, samples=few).quantiles
    assert any(row["band"] for group in rows(state.snapshot)["ribbons"]["groups"] for row in group["rows"])
    state.handle({"kind": "band"})
    assert not state.snapshot.shows_band
    assert not any(row["band"] for g in rows(state.snapshot)["ribbons"]["groups"] for row in g["rows"])
    state.handle({"kind": "band"})
    assert state.snapshot.work is None  # it is there already


def test_the_band_of_the_first_samples_is_shown_while_the_others_are_made(
    state: RecoveryState, loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kakao_whatif.dashboards.recovery_state.FIRST_SAMPLES", 50)
    monkeypatch.setattr("kakao_whatif.dashboards.recovery_state.SAMPLES", 2000)
    state.handle({"kind": "band"})
    loop.run_until(lambda: bool(state.snapshot.quantiles))
    assert state.snapshot.work == (50, 2000)
    shown = rows(state.snapshot)
    assert any(row["band"] for group in shown["ribbons"]["groups"] for row in group["rows"])
    assert shown["sampling"]["ready"].startswith("So far from the first")
    state.handle({"kind": "cancel"})
    assert state.snapshot.quantiles == {}, "what was cut short is not taken for the whole"


def test_cancelling_ends_the_work_and_keeps_the_picture(state: RecoveryState, loop: Loop) -> None:
    state.handle({"kind": "band"})
    loop.run_until(lambda: (state.snapshot.work or (0, 0))[0] > 0)
    state.handle({"kind": "cancel"})
    assert (state.snapshot.work, state.snapshot.shows_band, state.snapshot.quantiles) == (None, False, {})
    seq = state.snapshot.seq
    time.sleep(0.3)
    for what in loop.waiting:
        what()
    assert state.snapshot.seq == seq


def test_another_scenario_ends_the_old_band_and_begins_its_own(
    state: RecoveryState, loop: Loop, few: int
) -> None:
    state.handle({"kind": "band"})
    loop.run_until(lambda: bool(state.snapshot.quantiles))
    old = state.snapshot.quantiles
    state.handle({"kind": "mitigate", "id": "drills"})
    assert (state.snapshot.quantiles, state.snapshot.work) == ({}, (0, few))
    loop.run_until(lambda: bool(state.snapshot.quantiles))
    assert state.snapshot.quantiles != old


def test_the_backtest_is_made_when_it_is_asked_for(
    state: RecoveryState, loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kakao_whatif.analysis import backtest as module

    whole = module.backtest
    monkeypatch.setattr(module, "backtest", lambda case, progress: whole(case, trials=20, progress=progress))
    assert rows(state.snapshot)["scorecard"]["card"] is None
    state.handle({"kind": "score"})
    assert state.snapshot.scoring is not None
    loop.run_until(lambda: state.snapshot.score is not None)
    card = rows(state.snapshot)["scorecard"]["card"]
    assert card["figures"]["rows"]
    assert card["lang"] == "en"
    assert state.snapshot.scoring is None


def test_the_backtest_can_be_cancelled(state: RecoveryState, loop: Loop) -> None:
    state.handle({"kind": "score"})
    state.handle({"kind": "cancel-score"})
    assert (state.snapshot.scoring, state.snapshot.score) == (None, None)
    time.sleep(0.2)
    assert state.snapshot.score is None


def test_a_backtest_that_cannot_be_made_ends_and_is_told(loop: Loop) -> None:
    state = RecoveryState(
        two_sites(), read_link("lose=pangyo", two_sites()), "en", post=loop.post, processes=0
    )
    state.handle({"kind": "score"})
    loop.run_until(lambda: state.snapshot.scoring is None)
    assert (state.snapshot.score, state.snapshot.problem) == (None, in_both("views.recovery.no_band"))


# --- the views and their wires ----------------------------------------------------------------------
def parts(box: ipywidgets.Box) -> dict[str, Any]:
    return {type(child).__name__: child for child in box.children}


def click(view: Any, **intent: Any) -> None:
    view._receive(view, intent, [])


def test_the_dashboard_is_nine_views_in_one_box() -> None:
    views = parts(recovery(query="lang=en"))
    assert tuple(views) == (
        "Header",
        "Switches",
        "Headline",
        "Playhead",
        "Sampling",
        "Ribbons",
        "Building",
        "Details",
        "Scorecard",
    )
    assert {view.data["seq"] for view in views.values()} == {1}


def test_every_intent_of_every_view_is_understood() -> None:
    state = RecoveryState(town(), processes=0)
    for view in parts(app(state)).values():
        for kind in sorted(view.intents - {"score", "band"}):
            click(view, kind=kind, id=None)


def test_moving_the_play_head_sends_the_header_alone() -> None:
    views = parts(app(RecoveryState(CASE, read_link("lose=pangyo", CASE), "en", processes=0)))
    click(views["Playhead"], kind="at", id="36")
    assert {name for name, view in views.items() if view.data["seq"] == 2} == {"Header"}
    assert "at=36h" in views["Header"].data["link"]
    click(views["Ribbons"], kind="select", id="daum-mail")
    assert {view.data["seq"] for view in views.values()} == {3}
    assert views["Playhead"].data["at"] == 36
