"""What the model's statements rest on: facts of the ledger and marked assumptions.

It stands apart because the switches, the details and the bar under the headline all speak of it
and must count alike.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol
from urllib.parse import urlsplit

from kakao_whatif.model.expression import leaves
from kakao_whatif.model.parts import NOTHING, Service, Source
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language, Text
from kakao_whatif.text.catalogue import catalogue, listing, plain, say


class Fact(Protocol):
    """A row of a case's ledger."""

    @property
    def statement(self) -> Text:
        """What it says."""

    @property
    def kind(self) -> str:
        """What sort of statement it is: a fact, a company's claim, an opinion, a what-if."""

    @property
    def source(self) -> str:
        """Where it was read."""

    @property
    def url(self) -> str | None:
        """The address of its source, if it has one."""


class Cites(Protocol):
    """Whatever names facts of the ledger."""

    @property
    def facts(self) -> tuple[str, ...]:
        """Their ids."""


def facts_of(system: System) -> Mapping[str, Fact]:
    """Return the ledger of a case; nothing, for a system that has none."""
    found: Mapping[str, Fact] = getattr(system, "facts", NOTHING)
    return found


def fact_kind(kind: str, language: Language) -> str:
    """Return the word for a kind of statement; an unknown kind stands for itself."""
    return catalogue(language).get(f"views.fact.{kind}", kind)


def source_label(fact: Fact, language: Language) -> str:
    """Return where a fact was read, short enough for a line: of an address, the site; that there is none is said."""
    address = urlsplit(fact.source)
    if address.netloc:
        return address.netloc.removeprefix("www.")
    return say("views.source.no_address", language, source=fact.source) if fact.source else ""


def statements(service: Service) -> Iterator[Source]:
    """Yield the statements that a service is made of.

    One is the service with its copies and their failover (where it stands); each need is another.
    """
    yield service
    yield from service.needs


def is_placement_assumed(service: Service) -> bool:
    """Return whether where a service stands is assumed, in whole or in part."""
    parts: list[Source] = [service, *service.replicas]
    if service.failover is not None:
        parts.append(service.failover)
    return any(part.assumed for part in parts)


def assumptions_of(system: System, service: Service, language: Language) -> list[str]:
    """Return what is assumed about a service, each once: where it stands, each copy, waking, each need.

    Examples
    --------
    >>> from kakao_whatif.cases import load_case
    >>> kakao = load_case("kakao-2022")
    >>> len(assumptions_of(kakao, kakao.services["tistory"], "en")) > 1
    True
    """
    return [text for text in dict.fromkeys(_assumptions(system, service, language)) if text]


def _assumptions(system: System, service: Service, language: Language) -> Iterator[str]:
    yield service.assumed.in_language(language)
    for replica in service.replicas:
        if replica.assumed:
            place = system.label(replica.domain).in_language(language)
            yield f"{place}: {replica.assumed.in_language(language)}"
    if service.failover is not None and service.failover.assumed:
        label = say("views.need.failover", language)
        yield f"{label}: {service.failover.assumed.in_language(language)}"
    for need in service.needs:
        if need.assumed:
            names = [system.name(id).in_language(language) for id in dict.fromkeys(leaves(need.on))]
            kind = say(f"views.need.{need.kind}", language)
            label = say("views.details.need", language, kind=kind, names=plain(listing(names, language)))
            yield f"{label}: {need.assumed.in_language(language)}"


def fact_and_assumed(services: Iterable[Service]) -> tuple[int, int, bool]:
    """Return how many statements rest on facts only, how many do not, and whether every place is assumed.

    *A statement rests on facts only if it cites a fact and marks no assumption.* Where a service
    stands is one statement, each of its needs another; a need that cites nothing counts as assumed.
    """
    fact = assumed = 0
    places = []
    for service in services:
        places.append(is_placement_assumed(service) or not service.facts)
        for statement in statements(service):
            doubtful = places[-1] if statement is service else bool(statement.assumed) or not statement.facts
            assumed += doubtful
            fact += not doubtful
    return fact, assumed, bool(places) and all(places)


def cited(sources: Iterable[Cites]) -> tuple[str, ...]:
    """Return the facts that parts of a model or rows of a record cite, each once, in their order."""
    return tuple(dict.fromkeys(fact for source in sources for fact in source.facts))


def notes_on(system: System, sources: Iterable[Source], language: Language) -> list[dict[str, str]]:
    """Return what parts of a model rest on, as lines with an address where there is one."""
    sources = tuple(sources)
    ledger = facts_of(system)
    notes = []
    for assumed in dict.fromkeys(source.assumed for source in sources if source.assumed):
        notes.append({"text": assumed.in_language(language)})
    for id in cited(sources):
        fact = ledger.get(id)
        if fact is None:
            notes.append({"text": id})
            continue
        note = {"text": f"{id} · {fact.statement.in_language(language)} ({source_label(fact, language)})"}
        notes.append(note | ({"url": fact.url} if fact.url else {}))
    return notes
