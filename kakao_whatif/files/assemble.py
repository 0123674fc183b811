"""From plain data and what was refused in it to a draft that can still be checked.

What is broken is left out in the smallest pieces, and what could be missed because of that is
spared: a service with a broken need is not asked again for that need.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from kakao_whatif.files import changes, parts
from kakao_whatif.files.parts import STAND_IN, Data, value
from kakao_whatif.files.places import place
from kakao_whatif.files.plain import BROKEN, Path, mark_broken
from kakao_whatif.model.draft import Draft
from kakao_whatif.model.scenario import Parameter

SECTIONS = {
    "domains",
    "services",
    "readings",
    "mitigations",
    "scenarios",
    "products",
    "hazards",
    "parameters",
}
_WORDS = {"name", "title", "summary", "worse", "facts", "assumed"}
_FIGURES = {"capacity", "min_capacity", "minutes", "detach_minutes", "probability", "spare", "cost"}
HARMLESS = _WORDS | _FIGURES | {"layer", "part_of", "mode", "group", "recovery"}
"""Keys that no reference rests on: what is broken in one casts no doubt on anything else."""

_Part = TypeVar("_Part")


def draft_from(data: Any, broken: Iterable[Path] = ()) -> Draft:
    """Return the draft of a case from its data; `broken` are the paths of what was refused in it.

    Examples
    --------
    >>> draft = draft_from({"services": [{"id": "chat"}]})
    >>> [where for where, service in draft.services]
    ["services[0] 'chat'"]
    """
    broken = list(broken)
    spared = set(_spared(data, broken)) if broken else set()
    data = mark_broken(data, broken)
    if not isinstance(data, dict):
        return Draft(parameters={})
    build = _Sections(data)
    return Draft(
        domains=build.section("domains", parts.domain),
        services=build.section("services", parts.service),
        mitigations=build.section("mitigations", changes.mitigation),
        readings=build.section("readings", changes.reading),
        scenarios=build.section("scenarios", parts.scenario),
        products=build.section("products", parts.product),
        parameters={
            **dict.fromkeys(spared, Parameter(0)),
            **{id: parts.parameter(each) for id, each in value(data, "parameters", {}).items()},
        },
        hazards={
            **dict.fromkeys(spared, ()),
            **{id: parts.hazard(each) for id, each in value(data, "hazards", {}).items()},
        },
        spared=spared | ({STAND_IN} if broken else set()),
        written_at=build.written_at(),
    )


@dataclass(frozen=True, slots=True)
class _Sections:
    """The lists of a file, and where in it their entries stand."""

    data: dict[str, Any]

    def section(self, name: str, build: Callable[[Data], _Part]) -> tuple[tuple[str, _Part], ...]:
        return tuple((place(self.data, (name, at)), build(part)) for at, part in self._entries(name))

    def written_at(self) -> Mapping[str, tuple[int, ...]]:
        """Return the index in the file of each change, for entries where several came from one."""
        indices = {
            place(self.data, (name, at)): tuple(index for index, _ in changes.changes(part))
            for name in ("readings", "mitigations")
            for at, part in self._entries(name)
        }
        return {where: each for where, each in indices.items() if each != tuple(range(len(each)))}

    def _entries(self, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
        for at, part in enumerate(value(self.data, name, ())):
            if part is not BROKEN:
                yield at, part if value(part, "id") else {**part, "id": f"{STAND_IN}{name[0]}{at}"}


def _spared(data: Any, broken: Iterable[Path]) -> Iterator[str]:
    """Yield the ids that a refused value may have stood for, or that rest on one."""
    declared = set(_ids(data))
    for path in broken:
        if HARMLESS.intersection(path):
            continue
        at = data
        for step in path:
            if isinstance(at, dict):
                changed = at.get("services")
                named = [at.get("id"), at.get("service"), *(changed if isinstance(changed, list) else ())]
                yield from (id for id in named if isinstance(id, str) and id in declared)
            at = _at(at, (step,))
        if path[-1:] == ("op",):
            yield from _ids(_at(data, path[:-1]))
        if len(path) == 1:  # a whole section, under its own name or a misspelt one
            yield from _strings(data if path[0] in SECTIONS else at)
        yield from [at] if isinstance(at, str) else _ids(at)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _ids(data: Any) -> Iterator[str]:
    """Yield every text that stands as an id, at any depth."""
    if isinstance(data, dict):
        if isinstance(data.get("id"), str):
            yield data["id"]
        data = list(data.values())
    if isinstance(data, list):
        for part in data:
            yield from _ids(part)


def _strings(data: Any) -> Iterator[str]:
    """Yield every text, keys too, at any depth."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from data
        data = list(data.values())
    if isinstance(data, list):
        for part in data:
            yield from _strings(part)
