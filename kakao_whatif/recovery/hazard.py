"""A hazard: what is lost when, and when its power is back. And whose dates hold for a scenario.

Stands apart from the power of single servers (`power.py`): here are the events as a case writes them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, Final

from kakao_whatif.errors import RecoveryError, UnknownIdError
from kakao_whatif.model.hazards import dated_events
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Text
from kakao_whatif.recovery.numbers import Numbers
from kakao_whatif.text.catalogue import in_both

_KEYS: Final = {"at_hours", "from_hours", "lose", "restore", "share", "facts", "assumed"}


@dataclass(frozen=True, slots=True)
class Event:
    """One loss, or one restoration: at once, or growing evenly from `start` to `end`."""

    start: float
    end: float
    id: str
    is_loss: bool
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Hazard:
    """Events in the order of their times, and for each loss, whose dates they are."""

    events: tuple[Event, ...]
    notes: tuple[Text, ...] = ()


def chosen_hazard(
    system: System, scenario: Scenario, given: str | Iterable[Mapping[str, Any]] | None, numbers: Numbers
) -> Hazard:
    """Return the dates that hold for a scenario; `docs/recovery.md` says in which order they are looked for.

    Raises
    ------
    UnknownIdError
        If there is no such hazard.
    RecoveryError
        If an event is written wrongly.
    """
    if isinstance(given, str):
        return _named(system, given)
    if given is not None:
        return Hazard(_events(system, given, "hazard"))
    for named in system.scenarios.values():
        if named.hazard is not None and frozenset(named.scenario.losses) == frozenset(scenario.losses):
            return _named(system, named.hazard)
    events: list[Event] = []
    notes: list[Text] = []
    for id in sorted(scenario.losses):
        own = next((key for key in system.hazards if _is_for(system, key, id)), None)
        if own is not None:
            found = _named(system, own)
            events += found.events
            notes += found.notes
        else:
            lasting = _default(system, id, numbers)
            events += lasting.events
            notes += lasting.notes
    return Hazard(_in_time(events), tuple(dict.fromkeys(notes)))


def _named(system: System, id: str) -> Hazard:
    if id not in system.hazards:
        raise UnknownIdError("hazard", id, "hazard", system.hazards)
    note = in_both("recovery.hazard.case", name=Text.plain(id))
    return Hazard(_events(system, system.hazards[id], f"hazards.{id}"), (note,))


def _is_for(system: System, hazard: str, id: str) -> bool:
    """Return whether a hazard is the one for a loss: it loses just that, and perhaps parts of it first."""
    lost = {
        event.id for event in _events(system, system.hazards[hazard], f"hazards.{hazard}") if event.is_loss
    }
    if id not in lost:
        return False
    return all(other == id or (other in system.domains and id in system.ancestors(other)) for other in lost)


def _default(system: System, id: str, numbers: Numbers) -> Hazard:
    """Return a loss at hour 0 for as long as its kind says, or for ever."""
    kind = system.domains[id].kind if id in system.domains else "service"
    lasting = numbers.of.get(f"outage-hours-{kind}")
    name = system.name(id)
    lost = Event(0.0, 0.0, id, is_loss=True)
    if lasting is None:
        return Hazard((lost,), (in_both("recovery.hazard.for_ever", name=name),))
    key = "lasting_one" if lasting == 1 else "lasting"
    note = in_both(f"recovery.hazard.{key}", name=name, hours=Text.plain(f"{lasting:g}"))
    return Hazard((lost, Event(lasting, lasting, id, is_loss=False)), (note,))


def _events(system: System, given: Any, where: str) -> tuple[Event, ...]:
    if isinstance(given, Mapping):
        given = dated_events(given)
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise RecoveryError(f"{where}: {given!r} is no list of events. Give [{{at_hours: 0, lose: pangyo}}].")
    return _in_time([_event(system, each, f"{where}[{number}]") for number, each in enumerate(given)])


def _event(system: System, given: Any, where: str) -> Event:
    if not isinstance(given, Mapping):
        raise RecoveryError(f"{where}: {given!r} is no event. Give one: {{at_hours: 0, lose: pangyo}}.")
    if unknown := sorted(set(map(str, given)) - _KEYS):
        raise RecoveryError(f"{where}: unknown key {unknown[0]!r}. Known keys: {', '.join(sorted(_KEYS))}.")
    if ("lose" in given) == ("restore" in given):
        raise RecoveryError(f"{where}: give either lose or restore, and the id of a domain or service.")
    id = given.get("lose", given.get("restore"))
    if id not in system.possible_ids:
        raise UnknownIdError("domain or service", str(id), where, system.possible_ids)
    end = _number(given, "at_hours", where)
    start = _number(given, "from_hours", where) if "from_hours" in given else end
    share = _number(given, "share", where) if "share" in given else 1.0
    if start > end:
        raise RecoveryError(f"{where}.from_hours: {start:g} is after at_hours ({end:g}). Swap them.")
    if not 0 <= share <= 1:
        raise RecoveryError(f"{where}.share: {share:g} is no share. Give a number from 0 to 1.")
    return Event(start, end, id, "lose" in given, share)


def _number(given: Mapping[str, Any], key: str, where: str) -> float:
    number = given.get(key)
    if isinstance(number, bool) or not isinstance(number, int | float) or not isfinite(number):
        raise RecoveryError(f"{where}.{key}: {number!r} is no finite number. Give hours from the origin.")
    return float(number)


def _in_time(events: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(sorted(events, key=lambda event: event.start))
