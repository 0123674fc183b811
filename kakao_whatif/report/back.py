"""The section on when services were back, what they waited for, and what made the last one that late."""

from collections.abc import Iterator, Mapping
from typing import Final

from kakao_whatif.model.text import Language
from kakao_whatif.recovery.timeline import hours
from kakao_whatif.report.answers import Answers
from kakao_whatif.report.document import (
    Axis,
    Block,
    Cell,
    Column,
    Figure,
    Heading,
    Items,
    Mark,
    Paragraph,
    Ribbon,
    Section,
    Stretch,
    Table,
    cell,
)
from kakao_whatif.text.catalogue import count_of, plain, say
from kakao_whatif.views.outages import Outage, outages
from kakao_whatif.views.recovery.clock import about
from kakao_whatif.views.recovery.compared import compared, delta_words
from kakao_whatif.views.recovery.observed import interval
from kakao_whatif.views.recovery.record import observed
from kakao_whatif.views.recovery_words import (
    clock_hour,
    path_sentences,
    spread,
    until,
    wait_sentence,
    waited_for,
)
from kakao_whatif.views.waits import LOOKS

#: Hours between two marks of the axis, and how many marks it may have.
STEPS: Final = (0.25, 1, 3, 6, 12, 24, 48, 96, 240)
MOST_TICKS: Final = 7
#: States of the record, in their order.
STATES: Final = ("usable", "sign_in", "full")


def back(answers: Answers, figure: Figure | None = None) -> Section:
    """Return the outage in time; `figure` is its drawing."""
    language, timeline = answers.language, answers.snapshot.timeline
    found = outages(timeline)
    told: list[Block] = []
    if not found:
        told.append(Paragraph(say("recovery.told.none_down", language)))
        return Section("back", say("report.title.back", language), tuple(told))
    told += [figure] if figure is not None else []
    told.append(_table(answers, found))
    if up := len(timeline.system.services) - len(found):
        told.append(Paragraph(count_of("cli.recover.not_down", up, language)))
    if timeline.quantiles:
        samples = f"{timeline.samples:,}"
        drawn = say("cli.recover.samples", language, samples=samples, seed=timeline.seed)
        told.append(Paragraph(drawn, "note"))
    told += _last(answers, found[-1])
    notes = [say(key, language) for key in ("report.back.two_questions", "views.recovery.details.assumed")]
    return Section(
        "back", say("report.title.back", language), (*told, *(Paragraph(note, "note") for note in notes))
    )


def _last(answers: Answers, outage: Outage) -> Iterator[Block]:
    """Yield the chain of waits of the service that is back last."""
    language, timeline = answers.language, answers.snapshot.timeline
    path = path_sentences(timeline, outage.id, language)
    if path:
        name = answers.snapshot.label(outage.id)
        yield Heading(say("report.back.last", language, name=name))
        yield Items(tuple(plain(sentence) for sentence in path), is_ordered=True)


def _table(answers: Answers, found: tuple[Outage, ...]) -> Table:
    language, timeline = answers.language, answers.snapshot.timeline
    is_sampled, is_changed = bool(timeline.quantiles), answers.snapshot.is_changed
    shown = ["service", "from", "until", *(["spread"] if is_sampled else [])]
    shown += [*(["difference"] if is_changed else []), "waited"]
    data = ["id", "hours_from", "hours_until", *(["p10", "p50", "p90"] if is_sampled else []), "hours_lost"]
    columns = [Column(id, say(f"report.column.{id}", language)) for id in shown]
    columns += [Column(id, is_data=True) for id in data]
    rows = []
    for outage in found:
        cells = _cells(answers, outage)
        rows.append(tuple(cells[column.id] for column in columns))
    columns.append(Column("ribbon", say("report.column.ribbon", language)))
    marks = marks_of(answers)
    drawn = tuple(
        (*row, Cell(ribbon=_ribbon(answers, each.id, marks))) for row, each in zip(rows, found, strict=True)
    )
    return Table(
        "back", say("report.table.back", language), tuple(columns), drawn, axis=_axis(answers, found)
    )


def _axis(answers: Answers, found: tuple[Outage, ...]) -> Axis:
    """Return the hours from the first going down to the last return, with a mark a day."""
    language, timeline = answers.language, answers.snapshot.timeline
    start = min(0.0, *(outage.start for outage in found))
    ends = [timeline.horizon_hours if outage.end is None else outage.end for outage in found]
    end = max(ends) * 1.02
    step = next((step for step in STEPS if end / step <= MOST_TICKS), STEPS[-1])
    ticks = tuple((at * step, _tick(at * step, language)) for at in range(int(end // step) + 1))
    wants = {wait.want for outage in found for wait in timeline.waits[outage.id]}
    seen = {mark.state for marks in marks_of(answers).values() for mark in marks}
    return Axis(
        start,
        end,
        ticks,
        legend=tuple((want, say(look.word, language)) for want, look in LOOKS.items() if want in wants),
        marks=tuple(
            (state, say(f"views.recovery.mark.{state}", language)) for state in STATES if state in seen
        ),
    )


def _tick(at: float, language: Language) -> str:
    """Return an hour of the axis as short as can be: a plain figure, but for the first hour."""
    return about(at, language) if 0 < at < 1 else say("views.recovery.time.hours", language, h=f"{at:g}")


def _ribbon(answers: Answers, id: str, marks: Mapping[str, tuple[Mark, ...]]) -> Ribbon:
    language, timeline = answers.language, answers.snapshot.timeline
    stretches = tuple(
        Stretch(
            wait.start,
            wait.end,
            wait.want,
            plain(wait_sentence(timeline, id, wait, language, is_named=False)),
        )
        for wait in timeline.waits[id]
    )
    return Ribbon(stretches, marks.get(id, ()))


def marks_of(answers: Answers) -> dict[str, tuple[Mark, ...]]:
    """Return what was observed of each service, where that is the record of these losses with nothing changed."""
    snapshot = answers.snapshot
    if snapshot.is_changed:
        return {}
    found: dict[str, tuple[Mark, ...]] = {}
    for seen in observed(snapshot.system, snapshot.scenario):
        mark = Mark(seen.state, seen.earliest_hours, seen.latest_hours, interval(snapshot, seen))
        found[seen.service] = (*found.get(seen.service, ()), mark)
    return found


def _cells(answers: Answers, outage: Outage) -> dict[str, Cell]:
    language, timeline, id = answers.language, answers.snapshot.timeline, outage.id
    lost = sum(wait.end - wait.start for wait in timeline.waits[id])
    drawn = [_rounded(hours(time)) for time in timeline.quantiles.get(id, ())]
    cells = {
        "service": cell(answers.snapshot.label(id)),
        "from": cell(clock_hour(outage.start, language)),
        "until": cell(until(timeline, outage, language)),
        "spread": cell(spread(timeline, id, language)),
        "difference": cell(_difference(answers, id)),
        "waited": cell(waited_for(timeline, id, language)),
        "id": cell(value=id),
        "hours_from": cell(value=_rounded(outage.start)),
        "hours_until": cell(value=_rounded(outage.end)),
        "hours_lost": cell(value=_rounded(lost)),
    }
    return cells | {name: cell(value=each) for name, each in zip(("p10", "p50", "p90"), drawn, strict=False)}


def _difference(answers: Answers, id: str) -> str:
    """Return by how much the changes bring a service back sooner or later."""
    if id not in answers.snapshot.services:
        return say("report.back.added", answers.language)
    return delta_words(compared(answers.snapshot).get(id), answers.language)


def _rounded(time: float | None) -> float | None:
    return None if time is None or time == float("inf") else round(time, 4)
