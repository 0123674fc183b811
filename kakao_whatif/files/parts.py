"""From data in the shape of the schema to the parts of a draft.

It stands apart from the reading so that what a key becomes is written down once. Where a value was
refused (`BROKEN`), a stand-in takes its place: the rest of the part is still checked, and nothing
follows from the stand-in.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from kakao_whatif.files.plain import BROKEN
from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast, Expression
from kakao_whatif.model.parts import NOTHING, Dependency, Domain, Failover, Product, Replica, Service, exact
from kakao_whatif.model.scenario import NamedScenario, Parameter, Scenario
from kakao_whatif.model.text import Text

Data = Mapping[str, Any]
_Part = TypeVar("_Part")

STAND_IN = "\0\0\0\0\0\0"
"""The id that stands for a refused one; no file can hold it, and nothing looks like it."""


def value(data: Data, key: str, default: Any = None) -> Any:
    """Return what a key holds, or the default where it is missing or was refused."""
    found = data.get(key, default)
    return default if found is BROKEN else found


def each(data: Data, key: str, build: Callable[[Data], _Part]) -> tuple[_Part, ...]:
    """Return the parts of a list, with a stand-in for what was refused, so that places stay right."""
    return tuple([build(NOTHING if part is BROKEN else part) for part in value(data, key, ())])


def ids(data: Data, key: str) -> tuple[str, ...]:
    """Return a list of ids, with a stand-in for those that were refused."""
    return tuple([STAND_IN if id is BROKEN else id for id in value(data, key, ())])


def unbroken(data: Any) -> Any:
    """Return what only recovery reads without the keys that were refused; a mapping keeps its other keys."""
    if not isinstance(data, Mapping):
        return data
    return {key: part for key, part in data.items() if part is not BROKEN}


def text(data: Data, key: str) -> Text:
    """Return words in both languages; one text serves for both."""
    found = value(data, key)
    if found is None:
        return Text()
    return (
        Text.plain(found) if isinstance(found, str) else Text(value(found, "en", ""), value(found, "ko", ""))
    )


def sources(data: Data) -> dict[str, Any]:
    """Return the fields that say where a part comes from, if it does say so."""
    found: dict[str, Any] = {}
    if "facts" in data:
        found["facts"] = tuple([fact for fact in value(data, "facts", ()) if fact is not BROKEN])
    if "assumed" in data:
        found["assumed"] = text(data, "assumed")
    return found


def expression(data: Any) -> Expression:
    """Return an expression.

    Examples
    --------
    >>> expression({"any_of": ["chat", {"all_of": ["mail", "news"]}]})
    AnyOf(of=('chat', AllOf(of=('mail', 'news'))))
    """
    if isinstance(data, str):
        return data
    if not isinstance(data, Mapping):
        return STAND_IN
    if "all_of" in data:
        return AllOf(_expressions(data, "all_of"))
    if "any_of" in data:
        return AnyOf(_expressions(data, "any_of"))
    of, k = _expressions(data, "of"), value(data, "at_least")
    is_whole = k is not None and value(data, "of") is not None
    return AtLeast(int(k), of) if is_whole else AllOf(of)


def _expressions(data: Data, key: str) -> tuple[Expression, ...]:
    return tuple([expression(part) for part in value(data, key, ())])


def replica(data: Data) -> Replica:
    """Return one copy of a service."""
    return Replica(
        value(data, "in", STAND_IN),
        value(data, "role", "active"),
        exact(0 if data.get("capacity") is BROKEN else data.get("capacity", 1)),
        **sources(data),
    )


def failover(data: Data) -> Failover:
    """Return what wakes a standby."""
    return Failover(
        expression(value(data, "needs")),
        value(data, "mode", "manual"),
        value(data, "minutes", 0),
        **sources(data),
    )


def need(data: Data) -> Dependency:
    """Return a need."""
    return Dependency(
        value(data, "kind", "hard"),
        expression(value(data, "on")),
        value(data, "detach_minutes"),
        **sources(data),
    )


def domain(data: Data) -> Domain:
    """Return a failure domain."""
    return Domain(
        value(data, "id", f"{STAND_IN}domain"),
        value(data, "kind", "other"),
        value(data, "in"),
        text(data, "name"),
        value(data, "probability"),
        unbroken(value(data, "spare")),
        **sources(data),
    )


def service(data: Data) -> Service:
    """Return a service."""
    return Service(
        value(data, "id", f"{STAND_IN}service"),
        text(data, "name"),
        value(data, "layer", "application"),
        value(data, "part_of"),
        each(data, "replicas", replica),
        failover(value(data, "failover", NOTHING)) if "failover" in data else None,
        each(data, "needs", need),
        exact(value(data, "min_capacity", 0)),
        unbroken(value(data, "recovery", NOTHING)),
        **sources(data),
    )


def product(data: Data) -> Product:
    """Return a name that features share."""
    return Product(value(data, "id", STAND_IN), text(data, "name"))


def scenario(data: Data) -> NamedScenario:
    """Return a situation that the case tells."""
    numbers = {
        id: number for id, number in value(data, "parameters", NOTHING).items() if number is not BROKEN
    }
    return NamedScenario(
        value(data, "id", STAND_IN),
        text(data, "title"),
        text(data, "summary"),
        Scenario(
            losses=_known(ids(data, "losses")),
            mitigations=_known(ids(data, "mitigations")),
            readings=_known(ids(data, "readings")),
            parameters=numbers,
        ),
        value(data, "hazard"),
        **sources(data),
    )


def hazard(data: Any) -> Any:
    """Return a hazard in the form in which it was written, with a stand-in for what was refused in it."""
    if data is BROKEN:
        return ()
    if isinstance(data, Mapping):
        return {**data, "events": hazard(value(data, "events", ()))}
    return tuple([NOTHING if event is BROKEN else unbroken(event) for event in data])


def _known(names: Iterable[str]) -> frozenset[str]:
    return frozenset(names) - {STAND_IN}


def parameter(data: Any) -> Parameter:
    """Return a number of recovery; one that was refused has no range either."""
    if data is BROKEN or BROKEN in data.values() or "value" not in data:
        return Parameter(0)
    return Parameter(
        data["value"], data.get("low"), data.get("high"), fitted=data.get("fitted", False), **sources(data)
    )
