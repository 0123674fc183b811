"""A whole system: its parts by id, and what a scenario may name.

Nothing ever mutates it. It stands apart from `build`, the door where a model is checked: what is
here may rely on every reference.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from kakao_whatif.model.changes import AddDomain, AddService, Mitigation, Reading
from kakao_whatif.model.frozen import deeply_frozen, frozen
from kakao_whatif.model.parts import NOTHING, Domain, Product, Service
from kakao_whatif.model.scenario import NamedScenario, Parameter
from kakao_whatif.model.text import Text


@dataclass(frozen=True, kw_only=True, eq=False)
class System:
    """Services and the failure domains they stand in, with everything a scenario may name.

    Make one with `read_system`, `load_case` or `model.build`, which refuse what does not fit. Two
    systems are equal only when they are the same one.

    Parameters
    ----------
    domains, services, mitigations, readings, scenarios, parameters
        The parts, by id, in the order of the file.
    contained
        Domains whose loss loses only these parts of them.
    idle
        Changes in place that come to nothing, by the mitigation or reading that makes them and the service.
    hazards, horizon_hours, origin
        What only recovery reads.
    products
        Names that features share, in display order.
    """

    id: str = ""
    version: str = ""
    title: Text = Text()
    origin: str | None = None
    domains: Mapping[str, Domain] = field(default_factory=lambda: NOTHING)
    services: Mapping[str, Service] = field(default_factory=lambda: NOTHING)
    mitigations: Mapping[str, Mitigation] = field(default_factory=lambda: NOTHING)
    readings: Mapping[str, Reading] = field(default_factory=lambda: NOTHING)
    scenarios: Mapping[str, NamedScenario] = field(default_factory=lambda: NOTHING)
    parameters: Mapping[str, Parameter] = field(default_factory=lambda: NOTHING)
    products: Mapping[str, Product] = field(default_factory=lambda: NOTHING)
    contained: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NOTHING)
    idle: tuple[tuple[str, str], ...] = ()
    hazards: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    horizon_hours: float | None = None

    def __post_init__(self) -> None:
        """Keep every mapping from being changed: answers are kept, and rest on what it says now."""
        object.__setattr__(self, "hazards", deeply_frozen(self.hazards))
        for each in fields(self):
            if isinstance(entries := getattr(self, each.name), Mapping):
                object.__setattr__(self, each.name, frozen(entries))

    @cached_property
    def possible_domains(self) -> Mapping[str, Domain]:
        """All domains: those of the base, and those that a mitigation or reading would add."""
        added = (change.domain for change in self._additions if isinstance(change, AddDomain))
        return frozen({**{domain.id: domain for domain in added}, **self.domains})

    @cached_property
    def possible_services(self) -> Mapping[str, Service]:
        """All services: those of the base, and those that a mitigation or reading would add."""
        added = (change.new for change in self._additions if isinstance(change, AddService))
        return frozen({**{service.id: service for service in added}, **self.services})

    @cached_property
    def possible_ids(self) -> frozenset[str]:
        """The ids of all domains and services that there are or could be: what may be lost."""
        return frozenset((*self.possible_domains, *self.possible_services))

    @cached_property
    def _additions(self) -> tuple[AddDomain | AddService, ...]:
        changes = [change for reading in self.readings.values() for change in reading.changes]
        changes += [change for mitigation in self.mitigations.values() for change in mitigation.changes]
        return tuple(change for change in changes if isinstance(change, AddDomain | AddService))

    def name(self, id: str) -> Text:
        """Return the name of a domain or service, or its id where it has none."""
        part = self.possible_services.get(id) or self.possible_domains.get(id)
        return part.name if part is not None and part.name else Text.plain(id)

    def source_name(self, id: str) -> Text:
        """Return the name of a mitigation, or the title of a reading; its id where it has none."""
        said = self.mitigations[id].name if id in self.mitigations else self.readings[id].title
        return said or Text.plain(id)

    def label(self, id: str) -> Text:
        """Return the name of a domain or service as it stands alone: with a capital letter."""
        name = self.name(id)
        return name if name == Text.plain(id) else Text(name.en[:1].upper() + name.en[1:], name.ko)

    def ancestors(self, domain: str) -> tuple[str, ...]:
        """Return a domain and all that it stands in, innermost first."""
        chain = []
        at: str | None = domain
        while at is not None:
            chain.append(at)
            at = self.domains[at].parent
        return tuple(chain)
