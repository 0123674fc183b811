"""What must hold of that which only recovery reads: its words, ids, numbers and dates.

Apart from `checks`, because nothing but time hangs on it; checked at the same door all the same, so that a
misspelt word is told when a case is read, and not when somebody first asks how long it takes.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from kakao_whatif.errors import Problem, nearest
from kakao_whatif.model.changes import SetParameter
from kakao_whatif.model.checks import PART, unknown
from kakao_whatif.model.draft import Draft
from kakao_whatif.model.hazards import dated_events
from kakao_whatif.model.parts import Service
from kakao_whatif.model.scenario import Parameter

#: The keys of `recovery` that take one of a few words.
WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "data": ("heavy", "normal", "none"),
    "role": ("bulk-start", "incident-channel", "tools"),
    "crew": ("own",),
}
#: The keys that take a number, 0 or more, or the id of a parameter.
AMOUNTS: Final = ("servers", "break_glass_hours")
KEYS: Final = ("priority", *AMOUNTS, "backup_in", *WORDS, "rto_hours", "facts", "assumed")

_RATES: Final = ("hand-start-servers-per-crew-hour", "bulk-start-servers-per-hour")
_AMOUNTS: Final = (
    *("crews", "detection-minutes", "decision-minutes", "failover-by-hand-minutes", "rebuild-hours"),
    *("normal-data-hours", "heavy-data-hours", "slow-without-channel", "slow-without-tools"),
)
_SLOWEST: Final = 1e-9


def find_time_problems(draft: Draft) -> Iterator[Problem]:
    """Yield every problem of what a draft says for recovery."""
    domains = {domain.id for _, domain in draft.all_domains()} | set(draft.spared)
    for where, service in draft.all_services():
        yield from _of_service(f"{where}.recovery", service, domains, draft.parameters)
    for where, domain in draft.all_domains():
        spare = domain.spare
        if isinstance(spare, Mapping):
            yield from _unknown_keys(f"{where}.spare", spare, ("servers", "facts", "assumed"))
            spare = spare.get("servers")
        yield from _amount(f"{where}.spare", spare, draft.parameters)
    yield from hazards(draft)
    yield from numbers(draft)


def _of_service(
    where: str, service: Service, domains: Collection[str], parameters: Mapping[str, Parameter]
) -> Iterator[Problem]:
    said: Any = service.recovery
    if not isinstance(said, Mapping):
        yield Problem(where, f"{said!r} is not a mapping.", "Give one, such as {priority: 3, servers: 800}.")
        return
    yield from _unknown_keys(where, said, KEYS)
    if "priority" in said and not _is_number(said["priority"]):
        yield Problem(f"{where}.priority", f"{said['priority']!r} is not a number.", "Give a number.")
    for key, words in WORDS.items():
        if key in said and said[key] not in words:
            near = nearest(said[key], sorted(words))
            way_out = f"Did you mean {near!r}?" if near else f"Give one of: {', '.join(words)}."
            yield Problem(f"{where}.{key}", f"{said[key]!r} is not known here.", way_out)
    for key in AMOUNTS:
        yield from _amount(f"{where}.{key}", said.get(key), parameters)
    if "backup_in" in said:
        yield from unknown(f"{where}.backup_in", said["backup_in"], domains, "domain")


def _unknown_keys(where: str, said: Mapping[str, Any], known: Collection[str]) -> Iterator[Problem]:
    for key in said:
        if key not in known:
            near = nearest(key, sorted(known))
            way_out = f"Did you mean {near!r}?" if near else f"The keys here are: {', '.join(known)}."
            yield Problem(where, f"unknown key {key!r}.", way_out)


def _amount(where: str, given: Any, parameters: Mapping[str, Parameter]) -> Iterator[Problem]:
    """Yield a problem if something is neither a number, 0 or more, nor the id of such a parameter."""
    if isinstance(given, str):
        yield from unknown(where, given, parameters, "parameter")
        least = _least(parameters[given]) if given in parameters else 0
        if least < 0:
            what = f"the parameter {given!r} may be {least:g}, which is less than 0."
            yield Problem(where, what, "Give it 0 or more, and its low too.")
    elif given is not None and not (_is_number(given) and given >= 0):
        way_out = "Give a number, 0 or more, or the id of a parameter."
        yield Problem(where, f"{given!r} is not a number, 0 or more.", way_out)


def _is_number(given: Any) -> bool:
    return isinstance(given, int | float) and not isinstance(given, bool) and abs(given) < math.inf


def hazards(draft: Draft) -> Iterator[Problem]:
    """Yield what events of hazards name that does not exist, and those that end before they begin."""
    known = {part.id for _, part in (*draft.all_domains(), *draft.all_services())} | set(draft.spared)
    for id, hazard in draft.hazards.items():
        within = f"hazards.{id}" + (".events" if isinstance(hazard, Mapping) else "")
        for at, event in enumerate(dated_events(hazard)):
            for key in ("lose", "restore"):
                if key in event:
                    yield from unknown(f"{within}[{at}].{key}", event[key], known, PART)
            start, end = event.get("from_hours"), event.get("at_hours")
            if start is not None and end is not None and start > end:
                what = f"{start:g} is after at_hours ({end:g})."
                yield Problem(f"{within}[{at}].from_hours", what, "Swap them.")


def numbers(draft: Draft) -> Iterator[Problem]:
    """Yield values of recovery's parameters that no run could take, wherever they are given."""
    given = [(f"parameters.{id}", id, parameter.value) for id, parameter in draft.parameters.items()]
    given += [
        (f"{where}.parameters.{id}", id, value)
        for where, named in draft.scenarios
        for id, value in named.scenario.parameters.items()
    ]
    given += [
        (f"{where}.value", change.parameter, change.value)
        for where, change in draft.changes()
        if isinstance(change, SetParameter)
    ]
    # A rate may be drawn from 0 on, as 0 itself is never drawn.
    for id, parameter in draft.parameters.items():
        if (id in _RATES or _is_amount(id)) and parameter.low is not None and parameter.low < 0:
            yield Problem(
                f"parameters.{id}.low", f"{parameter.low:g} is too small.", "Give a number, 0 or more."
            )
    for where, id, value in given:
        if (way_out := too_small(id, value)) is not None:
            yield Problem(where, f"{value:g} is too small.", way_out)


def _least(parameter: Parameter) -> float:
    return parameter.value if parameter.low is None else min(parameter.low, parameter.value)


def too_small(id: str, value: float) -> str | None:
    """Return what to give instead if a parameter of recovery is too small for it; None if it is not.

    Examples
    --------
    >>> too_small("detection-minutes", -1)
    'Give a number, 0 or more.'
    >>> too_small("detection-minutes", 0)
    """
    if id in _RATES:
        return "Give a number above 0." if value < _SLOWEST else None
    return "Give a number, 0 or more." if _is_amount(id) and value < 0 else None


def _is_amount(id: str) -> bool:
    return id in _AMOUNTS or id.startswith("outage-hours-")
