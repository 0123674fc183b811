"""What a press on the stage did is told against the beat, and agrees with the figures beside it."""

from dataclasses import replace
from typing import Any

import pytest

from kakao_whatif.cases import load_case
from kakao_whatif.dashboards.story_state import StoryState
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.recovery.simulate import simulate_recovery
from kakao_whatif.views.outages import toll
from kakao_whatif.views.recovery.clock import about, duration
from kakao_whatif.views.story.page import rows, talk_for
from kakao_whatif.views.story.snapshot import StorySnapshot

CASE = load_case("kakao-2022")
TALK = talk_for(CASE)
TRIES = [(beat.id, kind, id) for beat in TALK.beats for kind, id in beat.tries]


def pressed(beat: str, *tries: tuple[str, str]) -> StorySnapshot:
    """The beat after some of its switches were pressed, one after the other."""
    state = StoryState(CASE, TALK, f"beat={beat}&lang=en")
    for kind, id in tries:
        state.handle({"kind": kind, "id": id})
    return state.snapshot


def stage(snapshot: StorySnapshot) -> dict[str, Any]:
    found: dict[str, Any] = rows(snapshot)["stage"]
    return found


def said(snapshot: StorySnapshot) -> str:
    return " ".join(stage(snapshot)["lines"])


@pytest.mark.parametrize(("beat", "kind", "id"), TRIES)
def test_the_sentence_counts_what_the_press_changed_about_the_beat(beat: str, kind: str, id: str) -> None:
    snapshot = pressed(beat, (kind, id))
    told = next(each for each in TALK.beats if each.id == beat)
    was, now = propagate(CASE, told.scenario), propagate(CASE, snapshot.scenario)
    both = was.status.keys() & now.status.keys()
    back = [id for id in both if id in was.dark and id not in now.dark]
    worse = [id for id in both if now.status[id] > was.status[id]]
    better = [id for id in both if now.status[id] < was.status[id]]
    line = said(snapshot)
    assert (f"{len(back)} service" in line and "no longer dark" in line) == bool(back)
    assert (f"{len(worse)} service" in line and "worse off" in line) == bool(worse)
    opened = [id for id in both if id in was.sign_in_lost and id not in now.sign_in_lost]
    assert ("as before" in line) == (not worse and not better and not opened)


def test_on_a_beat_with_a_clock_the_hours_are_told() -> None:
    snapshot = pressed("hours", ("mitigate", "more-crews"))
    own = frozenset(CASE.services)
    before, after = (
        toll(simulate_recovery(CASE, scenario), own).lost_hours
        for scenario in (Scenario({"pangyo"}), Scenario({"pangyo"}, {"more-crews"}))
    )
    assert f"lose {about(after, 'en')} instead of {about(before, 'en')}" in said(snapshot)
    figure = next(row for row in stage(snapshot)["figures"] if row["id"] == "lost")
    assert figure["text"] == about(after, "en")


def test_where_a_change_alone_makes_it_worse_the_reason_is_told() -> None:
    snapshot = pressed("hours")
    drilled = replace(snapshot, impact=propagate(CASE, Scenario({"pangyo"}, {"drills"})))
    assert drilled.recovery.timeline.system.mitigations["drills"]
    assert " more." in said(drilled)
    assert "Later, because" in said(drilled)


def test_a_ring_that_a_press_opens_is_said_to_be_open() -> None:
    assert "No ring is left" in said(pressed("ring", ("mitigate", "incident-channel-elsewhere")))
    assert "No ring is left" not in said(pressed("ring", ("lose", "anyang")))


def test_a_scenario_that_was_pressed_stays_pressed_while_more_is_lost() -> None:
    snapshot = pressed("three-sites", ("scenario", "two-sites"), ("lose", "anyang"))
    assert {row["id"]: row["on"] for row in stage(snapshot)["tries"]} == {
        "anyang": True,
        "two-sites": True,
        "capital-area": False,
    }


def test_a_step_of_cost_tells_how_many_of_those_it_keeps_cannot_be_signed_in_to() -> None:
    for step in stage(pressed("cost"))["drawn"]["rows"]:
        impact = propagate(CASE, Scenario({"pangyo"}, set(filter(None, step["id"].split(",")))))
        locked = [id for id in impact.locked if id in CASE.services]
        assert step["shut"] == (f"{len(locked)} without sign-in" if locked else "")


def test_what_stands_on_record_is_set_beside_the_same_of_the_model() -> None:
    """The record's length is until everything was fully back, and so is the model's."""
    moments = simulate_recovery(CASE, Scenario({"pangyo"})).moments
    last = max(
        at
        for at, moment in enumerate(moments)
        if any(status.word != "up" for status in moment.status.values())
    )
    shown = {row["id"]: row["text"] for row in stage(pressed("hours"))["figures"]}
    assert shown["whole"] == duration(moments[last + 1].hours, "en")
    assert shown["observed"] == duration(
        next(seen.earliest_hours for seen in CASE.observations if seen.service == "*"), "en"
    )
