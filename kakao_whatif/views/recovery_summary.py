"""What an outage cost in a few sentences, and what mitigations in place changed in it.

Apart from the words for single services. The comparison is with the same losses under the same reading without
mitigations, over the services that stand in both.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import inf
from typing import Final, Literal

from kakao_whatif.model.text import Language
from kakao_whatif.recovery.timeline import Timeline
from kakao_whatif.text.catalogue import count_of, listing, plain, say
from kakao_whatif.views.outages import Toll, outages, toll, whole_after
from kakao_whatif.views.recovery.clock import about
from kakao_whatif.views.recovery_words import A_MOMENT, clock_end, clock_hour

Kind = Literal["sooner", "later", "spared", "hit"]
KINDS: Final[tuple[Kind, ...]] = ("spared", "sooner", "later", "hit")

#: So many names are said; the rest are counted.
MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Change:
    """When one service is back without the mitigations, and with them.

    Parameters
    ----------
    id, kind
        The service; back sooner or later, spared (down only without them), hit (down only with them).
    before, after
        Hours from the origin; infinite for never, None if it does not go down.
    """

    id: str
    kind: Kind
    before: float | None
    after: float | None

    @property
    def gain(self) -> float:
        """How many hours lie between; infinite where one of them has no end."""
        before, after = (0.0 if time is None else time for time in (self.before, self.after))
        return abs(before - after)


def changes(timeline: Timeline, bare: Timeline) -> tuple[Change, ...]:
    """Return the services that mitigations bring back at another time, by kind, the largest gain first."""
    now, was = (
        {each.id: inf if each.end is None else each.end for each in outages(t)} for t in (timeline, bare)
    )
    both = [id for id in bare.system.services if id in timeline.system.services]
    found = [
        Change(id, kind, was.get(id), now.get(id))
        for id in both
        if (kind := _kind(was.get(id), now.get(id))) is not None
    ]
    return tuple(sorted(found, key=lambda change: (KINDS.index(change.kind), -change.gain)))


def summary(timeline: Timeline, language: Language, own: Collection[str] | None = None) -> list[str]:
    """Return how long an outage lasts and how many services it hits; `own` as in `toll`."""
    found = toll(timeline, own)
    if not found.down:
        return [say("recovery.told.none_down", language)]
    lost = about(found.lost_hours, language)
    down = count_of("recovery.told.down", len(found.down), language, total=found.services, lost=lost)
    return [*_ends(timeline, found, language), *_whole(timeline, found, own, language), down]


def changed(timeline: Timeline, bare: Timeline, language: Language) -> list[str]:
    """Return what the mitigations in place changed, in sentences."""
    found = changes(timeline, bare)
    said = [say("recovery.changed.bare", language, **_in_short(bare, language))]
    for kind in KINDS:
        members = [change for change in found if change.kind == kind]
        if members:
            names = _names(timeline, members, language)
            said.append(count_of(f"recovery.changed.{kind}", len(members), language, names=names))
    return said if found else [*said, say("recovery.changed.nothing", language)]


def _kind(before: float | None, after: float | None) -> Kind | None:
    if before is None or after is None:
        return None if before is after else "hit" if before is None else "spared"
    if before == after or abs(before - after) < A_MOMENT:
        return None
    return "sooner" if after < before else "later"


def _ends(timeline: Timeline, found: Toll, language: Language) -> Iterable[str]:
    if found.never_back:
        names = _listed([timeline.system.name(id).in_language(language) for id in found.never_back], language)
        horizon = clock_hour(timeline.horizon_hours, language)
        count = len(found.never_back)
        yield count_of("recovery.told.never_back", count, language, horizon=horizon, names=names)
    if found.last_return is not None:
        key = "others_back" if found.never_back else "all_back"
        yield say(f"recovery.told.{key}", language, time=clock_hour(max(0.0, found.last_return), language))


def _whole(timeline: Timeline, found: Toll, own: Collection[str] | None, language: Language) -> Iterable[str]:
    """Return when all is as before, where that takes longer than until nothing is DARK or LOCKED."""
    whole = whole_after(timeline, own)
    if not found.never_back and whole is not None and whole - (found.last_return or 0.0) > A_MOMENT:
        yield say("recovery.told.whole", language, time=clock_hour(whole, language))


def _in_short(timeline: Timeline, language: Language) -> dict[str, str]:
    found = toll(timeline)
    if found.never_back:
        time = say("recovery.changed.never", language, horizon=clock_hour(timeline.horizon_hours, language))
    elif found.last_return is None:
        time = say("recovery.changed.none_down", language)
    else:
        time = clock_hour(found.last_return, language)
    return {"time": time, "lost": about(found.lost_hours, language)}


def _names(timeline: Timeline, members: list[Change], language: Language) -> str:
    return _listed([_named(timeline, change, language) for change in members], language)


def _named(timeline: Timeline, change: Change, language: Language) -> str:
    name = timeline.system.name(change.id).in_language(language)
    if change.before is None or change.after is None:
        return name
    before, now = (clock_end(timeline, time, language) for time in (change.before, change.after))
    return say("recovery.changed.names", language, name=name, before=before, now=now)


def _listed(names: list[str], language: Language) -> str:
    if len(names) > MOST_NAMES:
        shown = ", ".join(names[:MOST_NAMES])
        return say("views.changed.more", language, names=shown, n=len(names) - MOST_NAMES)
    return plain(listing(names, language))
