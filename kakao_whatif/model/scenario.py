"""What is supposed: what is lost, what is in place, which reading of the record holds.

It stands apart from the system because one system is asked many questions.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kakao_whatif.model.frozen import frozen
from kakao_whatif.model.parts import NOTHING, Part, Source
from kakao_whatif.model.text import Text

NO_IDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is lost, which mitigations and readings are in place, and which parameters differ.

    Parameters
    ----------
    losses
        Ids of lost domains or services.
    mitigations
        Ids of mitigations in place; a bundle stands for its members.
    readings
        Ids of the readings of the record that are used.
    parameters
        Values that replace those of the case.

    Examples
    --------
    >>> Scenario({"pangyo"}).with_mitigations("own-ids").mitigations
    frozenset({'own-ids'})
    """

    losses: Collection[str] = NO_IDS
    mitigations: Collection[str] = NO_IDS
    readings: Collection[str] = NO_IDS
    parameters: Mapping[str, float] = field(default_factory=lambda: NOTHING)

    def __post_init__(self) -> None:
        """Take any collection of ids and any mapping of numbers, and refuse what is none."""
        for name in ("losses", "mitigations", "readings"):
            given = getattr(self, name)
            if given is not NO_IDS:
                object.__setattr__(self, name, _ids(name, given))
        numbers: Any = self.parameters
        if numbers is NOTHING:
            return
        if not isinstance(numbers, Mapping):
            what = f"{numbers!r} is not a mapping. Give numbers by id: {{'crews': 12}}."
            raise TypeError(f"scenario.parameters: {what}")
        object.__setattr__(self, "parameters", frozen(numbers))

    def with_losses(self, *ids: str) -> "Scenario":
        """Return this scenario with more lost."""
        return replace(self, losses=frozenset(self.losses).union(ids))

    def with_mitigations(self, *ids: str) -> "Scenario":
        """Return this scenario with more mitigations in place."""
        return replace(self, mitigations=frozenset(self.mitigations).union(ids))

    def with_readings(self, ids: Iterable[str]) -> "Scenario":
        """Return this scenario under these readings instead."""
        return replace(self, readings=frozenset(ids))

    def without_losses(self) -> "Scenario":
        """Return this scenario with nothing lost."""
        return replace(self, losses=frozenset())

    def without_mitigations(self) -> "Scenario":
        """Return this scenario with nothing in place; its own numbers stay."""
        return replace(self, mitigations=frozenset())


def _ids(name: str, given: Any) -> frozenset[str]:
    """Return ids as a set; a bare string is refused, since it would be taken letter by letter."""
    if isinstance(given, str):
        raise TypeError(f"scenario.{name}: {given!r} is one string. Give a collection: {{{given!r}}}.")
    if not isinstance(given, Iterable):
        raise TypeError(f"scenario.{name}: {given!r} is not a collection of ids. Give one: {{'pangyo'}}.")
    ids = given if isinstance(given, frozenset) else tuple(given)
    for id in ids:
        if not isinstance(id, str):
            raise TypeError(f"scenario.{name}: {id!r} is not an id. Ids are text.")
    return frozenset(ids)


@dataclass(frozen=True, slots=True)
class NamedScenario(Part):
    """A scenario that a case tells, with a title and one sentence."""

    title: Text = Text()
    summary: Text = Text()
    scenario: Scenario = field(default_factory=Scenario)
    hazard: str | None = None


@dataclass(frozen=True, slots=True)
class Parameter(Source):
    """A number of recovery, with the range that is believed, and whether it is fitted to what was observed."""

    value: float
    low: float | None = None
    high: float | None = None
    fitted: bool = False
