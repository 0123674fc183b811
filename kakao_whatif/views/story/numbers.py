"""The numbers of the talk: each by name, worked out from the state that is shown, never written down.

Stands apart because the large figures and the gaps in the sentences must say the same.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from kakao_whatif.cases.talk import Beat
from kakao_whatif.errors import ModelError, Problem, nearest
from kakao_whatif.model.apply import expanded
from kakao_whatif.model.hazards import dated_events
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import Value, filled, gaps_of, listing, plain, say
from kakao_whatif.views.fitting import names_of
from kakao_whatif.views.ground import hosted
from kakao_whatif.views.headline import figures
from kakao_whatif.views.outages import toll, whole_after
from kakao_whatif.views.recovery.clock import about, duration, moment
from kakao_whatif.views.recovery.record import everything_back
from kakao_whatif.views.saving.cards import points
from kakao_whatif.views.story.snapshot import StorySnapshot

Number = float | None


def _counting(id: str) -> Callable[[StorySnapshot], int]:
    return lambda snapshot: len(figures(snapshot, snapshot.impact)[id])


def _own(snapshot: StorySnapshot) -> frozenset[str]:
    return frozenset(snapshot.bare.system.services)


def _standbys(snapshot: StorySnapshot) -> frozenset[str]:
    services = snapshot.impact.system.services
    return frozenset(id for id in _own(snapshot) if services[id].has_standby)


def _asleep(snapshot: StorySnapshot) -> frozenset[str]:
    return _standbys(snapshot) & snapshot.impact.settled.asleep


def _split(snapshot: StorySnapshot) -> tuple[int, int, int]:
    """Return how many are dark only, dark without sign-in, and without sign-in only."""
    now = figures(snapshot, snapshot.impact)
    dark, shut = set(now["dark"]), set(now["sign_in"])
    return len(dark - shut), len(dark & shut), len(shut - dark)


def _last(snapshot: StorySnapshot) -> Number:
    found = toll(snapshot.timeline, _own(snapshot))
    return float("inf") if found.never_back else (found.last_return or 0.0)


def _whole(snapshot: StorySnapshot) -> Number:
    found = whole_after(snapshot.timeline, _own(snapshot))
    return float("inf") if found is None else found


def _observed(snapshot: StorySnapshot) -> Number:
    whole = everything_back(snapshot.system, snapshot.beat.scenario)
    return None if whole is None else whole.earliest_hours


def _cost(snapshot: StorySnapshot) -> float:
    chosen = expanded(snapshot.system, snapshot.scenario.mitigations)
    return float(sum(each.cost.points for each in chosen if each.cost is not None))


def _biggest(system: System) -> str | None:
    """Return the site with most services."""
    standing = hosted(system)
    found = [id for id, domain in system.domains.items() if domain.kind == "site"]
    return max(found, key=lambda id: len(standing[id]), default=None)


#: Counts, in services unless said otherwise.
COUNTS: Final[Mapping[str, Callable[[StorySnapshot], int]]] = {
    **{id: _counting(id) for id in ("dark", "sign_in", "locked", "degraded", "up")},
    "total": lambda snapshot: len(_own(snapshot)),
    "kept": lambda snapshot: len(_own(snapshot)) - len(figures(snapshot, snapshot.impact)["dark"]),
    "was_dark": lambda snapshot: len(figures(snapshot, snapshot.bare)["dark"]),
    "standbys": lambda snapshot: len(_standbys(snapshot)),
    "asleep": lambda snapshot: len(_asleep(snapshot)),
    "woken": lambda snapshot: len(_standbys(snapshot) - _asleep(snapshot)),
    "dark_only": lambda snapshot: _split(snapshot)[0],
    "both": lambda snapshot: _split(snapshot)[1],
    "hosted": lambda snapshot: len(hosted(snapshot.system).get(_biggest(snapshot.system) or "", ())),
    "ring_size": lambda snapshot: sum(map(len, snapshot.deadlocks.rings)),
    "held_up": lambda snapshot: len(snapshot.deadlocks.held_up),
}

#: Times in hours; infinite for never, None where nothing is known.
TIMES: Final[Mapping[str, Callable[[StorySnapshot], Number]]] = {
    "last": _last,
    "whole": _whole,
    "observed": _observed,
}
#: Service-hours.
SUMS: Final[Mapping[str, Callable[[StorySnapshot], float]]] = {
    "lost": lambda snapshot: toll(snapshot.timeline, _own(snapshot)).lost_hours,
    "was_lost": lambda snapshot: snapshot.recovery.base.service_hours_lost,
}
#: Points.
POINTS: Final[Mapping[str, Callable[[StorySnapshot], float]]] = {"cost": _cost}

FIGURES: Final = frozenset({*COUNTS, *TIMES, *SUMS, *POINTS})
#: Figures of which more is good news.
GOOD: Final = frozenset({"up", "kept", "woken"})


def number(snapshot: StorySnapshot, name: str) -> Number:
    """Return a figure as a number."""
    table = next(table for table in (COUNTS, TIMES, SUMS, POINTS) if name in table)
    return table[name](snapshot)


def written(snapshot: StorySnapshot, name: str) -> str:
    """Return a figure in words."""
    found, language = number(snapshot, name), snapshot.language
    if found is None:
        return "–"
    if name in TIMES:
        horizon = duration(snapshot.timeline.horizon_hours, language) if found == float("inf") else ""
        return say("views.story.never", language, horizon=horizon) if horizon else duration(found, language)
    if name in SUMS:
        return about(found, language)
    return points(found) if name in POINTS else f"{int(found):,}"


def difference(now: Number, was: Number, name: str, language: Language) -> str:
    """Return by how much a figure changed, with its sign; nothing where that cannot be said."""
    if now is None or was is None or float("inf") in (now, was) or now == was:
        return ""
    sign, size = ("+" if now > was else "−"), abs(now - was)
    if name in TIMES:
        return f"{sign}{duration(size, language)}"
    if name in SUMS:
        return f"{sign}{about(size, language)}"
    return f"{sign}{points(size)}"


def _began(snapshot: StorySnapshot) -> str:
    """Return the time of day at which the beat's losses happened."""
    losses = frozenset(snapshot.beat.scenario.losses)
    for hazard in snapshot.system.hazards.values():
        for event in dated_events(hazard):
            at, origin = event.get("at_hours"), _origin(snapshot.system)
            if event.get("lose") in losses and isinstance(at, int | float) and origin is not None:
                return (origin + timedelta(minutes=round(at * 60))).strftime("%H:%M")
    return moment(snapshot.system, 0.0, snapshot.language)


def _origin(system: System) -> datetime | None:
    try:
        return None if system.origin is None else datetime.fromisoformat(str(system.origin))
    except ValueError:
        return None


def _steps(snapshot: StorySnapshot) -> tuple[str, str, str, str]:
    """Return cost and kept services of the first step that keeps more than half, and of the last."""
    found = snapshot.frontier
    if found is None or not len(found):
        return ("–",) * 4
    total = len(_own(snapshot))
    half = next((each for each in found if each.kept * 2 >= total), found[len(found) - 1])
    most = found[len(found) - 1]
    half_cost, most_cost = points(half.cost.points), points(most.cost.points)
    return half_cost, points(half.kept), most_cost, points(most.kept)


def _ring(snapshot: StorySnapshot) -> str:
    ids = [id for ring in snapshot.deadlocks.rings for id in ring]
    return plain(listing([snapshot.name(id) for id in ids], snapshot.language))


_WORDS: Final[Mapping[str, Callable[[StorySnapshot], str]]] = {
    "began": _began,
    "biggest": lambda snapshot: snapshot.name(_biggest(snapshot.system) or "–"),
    "lost_names": lambda s: names_of(s.system, sorted(s.scenario.losses)).in_language(s.language),
    "ring": _ring,
    "half_cost": lambda snapshot: _steps(snapshot)[0],
    "half_kept": lambda snapshot: _steps(snapshot)[1],
    "most_cost": lambda snapshot: _steps(snapshot)[2],
    "most_kept": lambda snapshot: _steps(snapshot)[3],
}
GAPS: Final = FIGURES | frozenset(_WORDS)


class Values(Mapping[str, Value]):
    """What the gaps of a sentence take, each worked out when it is asked for."""

    def __init__(self, snapshot: StorySnapshot) -> None:
        self._snapshot = snapshot

    def __getitem__(self, gap: str) -> str:
        """Return the words for a gap: a figure, a word, or the name of whatever has that id."""
        if gap in _WORDS:
            return _WORDS[gap](self._snapshot)
        if gap in FIGURES:
            return written(self._snapshot, gap)
        return self._snapshot.name(gap)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names of the gaps that every system can fill."""
        return iter(sorted(GAPS))

    def __len__(self) -> int:
        """Return how many those are."""
        return len(GAPS)


def sentence(snapshot: StorySnapshot, template: str) -> str:
    """Return a sentence of the talk with its numbers in place."""
    return plain(filled(template, Values(snapshot)))


def check(system: System, beats: tuple[Beat, ...]) -> None:
    """Refuse a talk that asks for a number nobody can work out.

    Raises
    ------
    ModelError
        With every problem at once.
    """
    known = (
        GAPS | system.possible_services.keys() | system.possible_domains.keys() | system.mitigations.keys()
    )
    problems = []
    for at, beat in enumerate(beats):
        told = (beat.title, *beat.lines, *beat.notes, *beat.assumed, *beat.questions)
        gaps = {gap for text in told for words in (text.en, text.ko) for gap in gaps_of(words)}
        asked = [("figures", id, FIGURES) for id in beat.figures] + [
            ("gap", gap, known) for gap in sorted(gaps)
        ]
        for where, id, choices in asked:
            if id not in choices:
                near = nearest(id, sorted(choices))
                out = f"Did you mean '{near}'?" if near else f"Known: {', '.join(sorted(GAPS))}."
                problems.append(Problem(f"beats[{at}].{where}", f"unknown '{id}'.", out))
    if problems:
        raise ModelError(problems, source="the talk")
