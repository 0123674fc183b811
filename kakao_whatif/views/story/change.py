"""What the audience's change did to the beat: against the beat as it is told, not against a night without changes.

Stands apart from `views.changed`, which answers another question for the dashboards: a press on the stage is told by
what that press did, and on a beat with a clock by what it did to the hours.
"""

from collections.abc import Iterator

from kakao_whatif.text.catalogue import plain, say
from kakao_whatif.views.changed import differences
from kakao_whatif.views.headline import figures
from kakao_whatif.views.outages import toll
from kakao_whatif.views.recovery.compared import compared, why_later
from kakao_whatif.views.recovery.headline import A_SUM, sum_of_hours
from kakao_whatif.views.story.snapshot import StorySnapshot


def told_change(snapshot: StorySnapshot) -> str:
    """Return what was changed about the beat, in sentences."""
    was = snapshot.unchanged
    said = differences(snapshot, was.impact) or [_alike(snapshot)]
    if snapshot.picture == "ribbons":
        said += _hours(snapshot)
    if snapshot.picture == "ring":
        said = [_ring(snapshot), *said]
    return " ".join(said)


def _alike(snapshot: StorySnapshot) -> str:
    now = figures(snapshot, snapshot.impact)
    return say("views.story.change.alike", snapshot.language, dark=len(now["dark"]), lost=len(now["sign_in"]))


def _ring(snapshot: StorySnapshot) -> str:
    key = "ring" if snapshot.deadlocks.rings else "no_ring"
    return say(f"views.story.change.{key}", snapshot.language, n=len(snapshot.deadlocks.held_up))


def _hours(snapshot: StorySnapshot) -> Iterator[str]:
    """Return what the change did to the sum of hours; if that is worse, why the service that loses most is late."""
    language, own = snapshot.language, frozenset(snapshot.bare.system.services)
    now, was = (toll(line, own).lost_hours for line in (snapshot.timeline, snapshot.unchanged.timeline))
    yield sum_of_hours(now, was, language)
    if now - was >= A_SUM and not snapshot.unchanged.scenario.mitigations:
        late = [change for change in compared(snapshot.recovery).values() if change.kind == "later"]
        most = max(late, key=lambda change: change.gain, default=None)
        if most is not None:
            why = plain(why_later(snapshot.recovery, most.id))
            yield say("views.story.change.later", language, name=snapshot.name(most.id), why=why).strip()
