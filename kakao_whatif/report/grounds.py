"""The last sections: every fact that the report rests on with its source, and apart from them what is assumed.

A fact or an assumption is listed if something in this report rests on it: what is lost, what fails, what is in place or
proposed, the dates, the numbers of recovery, the record.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kakao_whatif.model.apply import expanded
from kakao_whatif.model.hazards import dated_events
from kakao_whatif.model.parts import Service, Source
from kakao_whatif.model.status import Status
from kakao_whatif.report.answers import Answers
from kakao_whatif.report.document import (
    Block,
    Cell,
    Column,
    Paragraph,
    Section,
    Table,
    cell,
)
from kakao_whatif.text.catalogue import listing, plain, say
from kakao_whatif.views.headline import headline
from kakao_whatif.views.recovery.record import observed
from kakao_whatif.views.scorecard_words import parameter_name
from kakao_whatif.views.sources import fact_kind, facts_of, source_label

#: Kinds of statements in the order in which they carry weight; each has a table of its own.
KINDS: Final = ("fact", "company_claim", "opinion", "counterfactual")


@dataclass(frozen=True, slots=True)
class Ground:
    """What one part of the report rests on: the part's sort and name, and its statements."""

    sort: str
    name: str
    facts: tuple[str, ...]
    assumed: str


def facts(answers: Answers) -> Section:
    """Return the facts, those of each kind in a table of their own."""
    language = answers.language
    cited = {fact for ground in grounds(answers) for fact in ground.facts}
    cited |= {fact for seen in observed(answers.system, answers.snapshot.scenario) for fact in seen.facts}
    ledger = facts_of(answers.system)
    known = {id: ledger[id] for id in ledger if id in cited}
    told: list[Block] = []
    bar = headline(answers.snapshot)["facts_bar"]
    if bar is not None:
        told.append(Paragraph(bar["label"], "lead"))
    if not known:
        told.append(Paragraph(say("report.facts.none", language)))
    if any(fact.url is None for fact in known.values()):
        told.append(Paragraph(say("report.facts.no_address", language), "note"))
    kinds = dict.fromkeys((*KINDS, *(fact.kind for fact in known.values())))
    for kind in kinds:
        rows = tuple(_fact(id, fact, answers) for id, fact in known.items() if fact.kind == kind)
        if rows:
            told.append(_facts(answers, kind, rows))
    return Section("facts", say("report.title.facts", language), tuple(told))


def assumptions(answers: Answers) -> Section:
    """Return what is assumed, each assumption once, with all that it is made for."""
    language = answers.language
    made: dict[tuple[str, str], list[str]] = {}
    for ground in grounds(answers):
        if ground.assumed:
            made.setdefault((ground.sort, ground.assumed), []).append(ground.name)
    rows = tuple(
        (
            cell(say(f"report.ground.{sort}", language), value=sort),
            cell(plain(listing(list(dict.fromkeys(names)), language))),
            cell(text),
        )
        for (sort, text), names in made.items()
    )
    told: list[Block] = [Paragraph(say("report.assumed.line", language))]
    if rows:
        columns = tuple(
            Column(id, say(f"report.column.{id}", language)) for id in ("what", "name", "assumed")
        )
        told.append(Table("assumptions", say("report.table.assumptions", language), columns, rows))
    else:
        told.append(Paragraph(say("report.assumed.none", language)))
    return Section("assumptions", say("report.title.assumptions", language), tuple(told))


def grounds(answers: Answers) -> tuple[Ground, ...]:
    """Return what each part of the report rests on."""
    return tuple(_grounds(answers))


def _grounds(answers: Answers) -> Iterator[Ground]:
    system, scenario, impact = answers.system, answers.snapshot.scenario, answers.snapshot.impact
    label = answers.snapshot.label
    domains = {id: system.possible_domains[id] for id in scenario.losses if id in system.possible_domains}
    for id, domain in sorted(domains.items()):
        yield _ground(answers, "place", label(id), domain)
    for id, service in impact.system.services.items():
        if impact.status[id] is not Status.UP or answers.snapshot.timeline.waits.get(id):
            yield from _of_service(answers, service, label(id))
    for id in _mitigations(answers):
        mitigation = system.mitigations[id]
        yield _ground(answers, "change", label(id), mitigation)
        if mitigation.cost is not None:
            yield _ground(answers, "cost", label(id), mitigation.cost)
    for id, reading in system.readings.items():
        if id in scenario.readings or (not scenario.readings and not reading.changes):
            title = reading.title.in_language(answers.language) or id
            yield _ground(answers, "reading", title, reading)
    for event in _events(answers):
        assumed = _spoken(event.get("assumed"), answers)
        yield Ground("date", label(_of(event)), tuple(event.get("facts", ())), assumed)
    for id, parameter in system.parameters.items():
        yield _ground(answers, "number", parameter_name(id, answers.language), parameter)


def _of_service(answers: Answers, service: Service, name: str) -> Iterator[Ground]:
    yield _ground(answers, "service", name, service)
    for replica in service.replicas:
        yield _ground(answers, "copy", name, replica)
    if service.failover is not None:
        yield _ground(answers, "failover", name, service.failover)
    for need in service.needs:
        yield _ground(answers, f"need-{need.kind}", name, need)


def _ground(answers: Answers, sort: str, name: str, source: Source) -> Ground:
    return Ground(sort, name, source.facts, source.assumed.in_language(answers.language))


def _mitigations(answers: Answers) -> tuple[str, ...]:
    """Return the changes in place and those proposed, members of bundles among them, in file order."""
    named = {m.id for m in expanded(answers.system, answers.snapshot.scenario.mitigations)}
    named |= set(answers.snapshot.scenario.mitigations)
    for each in answers.saved or ():
        named |= {*each.mitigations, *each.members}
    for point in answers.frontier or ():
        named |= {*point.mitigations, *point.members}
    return tuple(id for id in answers.system.mitigations if id in named)


def _events(answers: Answers) -> Iterator[Mapping[str, Any]]:
    """Yield the dated events that the outage was played with: the named scenario's, else all of what is lost."""
    system, losses = answers.system, frozenset(answers.snapshot.scenario.losses)
    named = [
        each.hazard
        for each in system.scenarios.values()
        if each.hazard is not None and frozenset(each.scenario.losses) == losses
    ]
    chosen = named[:1] or list(system.hazards)
    for id in chosen:
        hazard = system.hazards.get(id, ())
        for event in dated_events(hazard):
            if named or _of(event) in losses:
                yield event
                if isinstance(hazard, Mapping):  # what it rests on as a whole, each of its events rests on
                    yield {**hazard, "lose": _of(event)}


def _of(event: Mapping[str, Any]) -> str:
    return str(event["lose"] if "lose" in event else event["restore"])


def _spoken(text: object, answers: Answers) -> str:
    if isinstance(text, Mapping):
        return str(text.get(answers.language) or next(iter(text.values()), ""))
    return "" if text is None else str(text)


def _fact(id: str, fact: Any, answers: Answers) -> tuple[Cell, ...]:
    return (
        cell(id),
        cell(fact.statement.in_language(answers.language)),
        cell(source_label(fact, answers.language), value=fact.source, url=fact.url),
        cell(value=fact_kind(fact.kind, answers.language)),
    )


def _facts(answers: Answers, kind: str, rows: Iterable[tuple[Cell, ...]]) -> Table:
    language = answers.language
    shown = [Column(id, say(f"report.column.{id}", language)) for id in ("fact", "statement", "source")]
    title = say("report.facts.kind", language, kind=fact_kind(kind, language))
    name = kind.replace("_", "-")
    columns = (*shown, Column("kind", is_data=True))
    return Table(f"facts-{name}", title, columns, tuple(rows), anchor="fact")
