"""The first two sections: the answer in short, and what was supposed to get it."""

from collections.abc import Iterable, Iterator

from kakao_whatif.model.status import Status
from kakao_whatif.report.answers import Answers
from kakao_whatif.report.document import (
    Block,
    Cell,
    Column,
    Heading,
    Items,
    Number,
    Numbers,
    Paragraph,
    Section,
    Table,
    cell,
    lines,
)
from kakao_whatif.text.catalogue import say
from kakao_whatif.views.header import header
from kakao_whatif.views.headline import headline
from kakao_whatif.views.mitigations import cost_of
from kakao_whatif.views.outages import toll
from kakao_whatif.views.recovery.clock import about
from kakao_whatif.views.recovery_summary import changed, summary
from kakao_whatif.views.recovery_words import clock_hour, never
from kakao_whatif.views.saving.sentences import cards, mitigation_names, wanted
from kakao_whatif.views.saving.sentences import summary as found
from kakao_whatif.views.scorecard_words import parameter_name


def in_short(answers: Answers) -> Section:
    """Return the figures, and the answers in a few sentences."""
    language, snapshot = answers.language, answers.snapshot
    row = headline(snapshot)
    counts = [
        Number(str(count["n"]), count["word"], ", ".join(filter(None, (count["delta_text"], count["note"]))))
        for count in row["counts"]
    ]
    told: list[Block] = [
        Numbers((*counts, *_times(answers))),
        Paragraph(row["sentence"], "lead"),
        *([Paragraph(row["changed"])] if row["changed"] else []),
        Paragraph(" ".join(summary(snapshot.timeline, language, snapshot.services))),
    ]
    if snapshot.is_changed:
        told.append(Paragraph(" ".join(changed(snapshot.timeline, snapshot.base, language))))
    if answers.saved is not None:
        first = next(iter(cards(answers.saved, language)), None)
        said = [wanted(answers.saved, language), *found(answers.saved, language)[:2]]
        if first is not None:
            said[1:] = [say("report.short.cheapest", language, name=first["name"], cost=first["cost"])]
        told.append(Paragraph(" ".join([*said, *_most(answers)])))
    if snapshot.told:
        told += [Heading(say("report.told", language)), _texts(answers)]
    return Section("short", say("report.title.short", language), tuple(told))


def supposed(answers: Answers) -> Section:
    """Return what is lost, what is in place, and which reading and dates hold."""
    language, snapshot = answers.language, answers.snapshot
    timeline = snapshot.timeline
    told: list[Block] = []
    named = _named(answers)
    if named:
        told.append(Paragraph(named))
    rows = tuple(_rows(answers))
    if rows:
        columns = tuple(
            Column(id, say(f"report.column.{id}", language)) for id in ("what", "name", "remark", "facts")
        )
        columns = (columns[0], Column("id", is_data=True), *columns[1:])
        told.append(Table("supposed", say("report.table.supposed", language), columns, rows))
    if not snapshot.scenario.losses:
        told.append(Paragraph(say("cli.nothing_lost", language)))
    notes = [note.in_language(language) for note in (*timeline.hazard_notes, *timeline.notes)]
    if answers.system.origin:
        origin = answers.system.origin.replace("T", " ", 1).replace("+", " +", 1)
        notes.append(say("cli.recover.clock", language, origin=origin))
    notes += [note.in_language(language) for note in snapshot.impact.notes]
    return Section("supposed", say("report.title.supposed", language), (*told, Items(tuple(notes))))


def _times(answers: Answers) -> Iterator[Number]:
    language, timeline = answers.language, answers.snapshot.timeline
    cost = toll(timeline, answers.snapshot.services)
    if not cost.down:
        return
    returned = clock_hour(max(0.0, cost.last_return or 0.0), language)
    last = never(timeline, language) if cost.never_back else returned
    yield Number(last, say("report.short.last_back", language))
    yield Number(about(cost.lost_hours, language), say("report.short.lost_hours", language))


def _most(answers: Answers) -> Iterator[str]:
    """Yield what the dearest step of the frontier keeps: as much as any budget can."""
    language, found = answers.language, answers.frontier
    if found is None or len(found) < 2 or found.than is not Status.LOCKED:
        return
    most = found[-1]
    yield say(
        "report.short.most",
        language,
        kept=f"{most.kept:g}",
        of=len(answers.snapshot.services),
        cost=f"{most.cost.points:g}",
        names=mitigation_names(answers.system, most.mitigations, language),
    )


def _texts(answers: Answers) -> Items:
    return Items(tuple(text.in_language(answers.language) for text in answers.snapshot.told))


def _named(answers: Answers) -> str:
    """Return the summary of the case's own scenario, if this is one."""
    language = answers.language
    chosen = next((row for row in header(answers.snapshot)["scenarios"] if row["selected"]), None)
    if chosen is None:
        return ""
    return say("report.supposed.named", language, title=chosen["title"], summary=chosen["summary"]).strip()


def _rows(answers: Answers) -> Iterator[tuple[Cell, ...]]:
    language, system, scenario = answers.language, answers.system, answers.snapshot.scenario
    for id in sorted(scenario.losses):
        part = system.possible_domains.get(id) or system.possible_services[id]
        kind = (
            say(f"views.domain.{system.possible_domains[id].kind}", language)
            if id in system.possible_domains
            else say(f"views.layer_one.{system.possible_services[id].layer}", language)
        )
        yield _row(answers, "lost", id, answers.snapshot.label(id), (kind,), part.facts)
    for id in (id for id in system.mitigations if id in scenario.mitigations):
        mitigation = system.mitigations[id]
        cost = cost_of(system, mitigation)
        points = say("report.supposed.points", language, points=cost) if cost else ""
        tradeoff = mitigation.worse.in_language(language) if mitigation.tradeoff else ""
        remark = (mitigation.summary.in_language(language), points, tradeoff)
        yield _row(answers, "in_place", id, answers.snapshot.label(id), remark, mitigation.facts)
    for id in (id for id in system.readings if id in scenario.readings):
        reading = system.readings[id]
        told = (reading.summary.in_language(language),)
        yield _row(answers, "reading", id, reading.title.in_language(language) or id, told, reading.facts)
    for id, value in sorted(scenario.parameters.items()):
        own = system.parameters[id]
        told = (say("report.supposed.instead", language, value=f"{own.value:g}"),)
        name = f"{parameter_name(id, language)}: {value:g}"
        yield _row(answers, "number", id, name, told, own.facts)


def _row(
    answers: Answers, what: str, id: str, name: str, remark: Iterable[str], facts: tuple[str, ...]
) -> tuple[Cell, ...]:
    word = say(f"report.supposed.{what}", answers.language)
    return cell(word), cell(value=id), cell(name), lines(remark), Cell(facts=facts)
