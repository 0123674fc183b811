"""The parts of a system before they are checked, each with the place it was found in.

Reading a file and building a system in Python meet here, so that one set of checks serves both
and every problem can say where it stands.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kakao_whatif.model.changes import AddDomain, AddService, Change, Mitigation, Reading
from kakao_whatif.model.parts import NOTHING, Domain, Part, Product, Service
from kakao_whatif.model.scenario import NamedScenario, Parameter

_Part = TypeVar("_Part", bound=Part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Unchecked parts as pairs of place and part, such as ``("services[4] 'tistory'", Service(...))``.

    `spared` holds ids of parts too broken to be built: naming one is no further problem. Where one
    entry of a file became several changes, `written_at` gives, by the place of the mitigation or
    reading, the index in the file of each of its changes.
    """

    domains: tuple[tuple[str, Domain], ...] = ()
    services: tuple[tuple[str, Service], ...] = ()
    mitigations: tuple[tuple[str, Mitigation], ...] = ()
    readings: tuple[tuple[str, Reading], ...] = ()
    scenarios: tuple[tuple[str, NamedScenario], ...] = ()
    parameters: Mapping[str, Parameter]
    products: tuple[tuple[str, Product], ...] = ()
    hazards: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    spared: Collection[str] = ()
    written_at: Mapping[str, Sequence[int]] = field(default_factory=lambda: NOTHING)

    def changes(self) -> Iterator[tuple[str, Change]]:
        """Yield every change of every reading and mitigation with its place."""
        for where, reading in self.readings:
            yield from self.changes_of(where, reading)
        for where, mitigation in self.mitigations:
            yield from self.changes_of(where, mitigation)

    def changes_of(self, where: str, source: Reading | Mitigation) -> Iterator[tuple[str, Change]]:
        """Yield the changes of one reading or mitigation, each with its place."""
        indices = self.written_at.get(where, range(len(source.changes)))
        for at, change in zip(indices, source.changes, strict=True):
            yield f"{where}.changes[{at}]", change

    def all_domains(self) -> Iterator[tuple[str, Domain]]:
        """Yield the domains of the base and those that changes would add."""
        yield from self.domains
        for where, change in self.changes():
            if isinstance(change, AddDomain):
                yield f"{where}.domain", change.domain

    def all_services(self) -> Iterator[tuple[str, Service]]:
        """Yield the services of the base and those that changes would add."""
        yield from self.services
        for where, change in self.changes():
            if isinstance(change, AddService):
                yield f"{where}.service", change.new


def placed(section: str, parts: Iterable[_Part]) -> tuple[tuple[str, _Part], ...]:
    """Return parts with the places they would have in a file.

    Examples
    --------
    >>> placed("domains", [Domain("pangyo")])[0][0]
    "domains[0] 'pangyo'"
    """
    return tuple((f"{section}[{at}] {part.id!r}", part) for at, part in enumerate(parts))
