"""The section that holds the model against the record, where these are the losses that happened.

Stands apart because it must not claim more than it shows: the case's numbers are fitted to this very record.
"""

from collections.abc import Mapping
from typing import Final

from kakao_whatif.analysis.observed import Seen, seen
from kakao_whatif.model.status import Status
from kakao_whatif.recovery.timeline import Timeline
from kakao_whatif.report.answers import Answers
from kakao_whatif.report.document import Block, Cell, Column, Paragraph, Section, Table, cell
from kakao_whatif.text.catalogue import count_of, say
from kakao_whatif.views.outages import end_of, whole_after
from kakao_whatif.views.recovery.clock import duration
from kakao_whatif.views.recovery.record import everything_back, happened, observed
from kakao_whatif.views.recovery_words import A_MOMENT, clock_end
from kakao_whatif.views.scorecard_words import observed as observed_words

#: The worst status of a service in each state of the record.
WORST: Final[Mapping[str, Status]] = {
    "usable": Status.LOCKED,
    "sign_in": Status.DEGRADED,
    "full": Status.UP,
}


def record(answers: Answers) -> Section:
    """Return what the record says beside what the model says, and what that shows."""
    language, snapshot = answers.language, answers.snapshot
    title = say("report.title.record", language)
    if not getattr(snapshot.system, "observations", ()):
        return Section("record", title, (Paragraph(say("report.record.none", language)),))
    if not happened(snapshot.system, snapshot.scenario):
        return Section("record", title, (Paragraph(say("report.record.never", language)),))
    line = snapshot.base
    found = seen(observed(snapshot.system, snapshot.scenario))  # type: ignore[arg-type]  # a case's own
    rows = tuple(_row(answers, line, each) for each in found if each.service in line.system.services)
    met = sum(row[-1].value == "within" for row in rows)
    told: list[Block] = []
    if snapshot.is_changed:
        told.append(Paragraph(say("report.record.without", language)))
    if rows:
        told.append(Paragraph(say("report.record.met", language, n=met, of=len(rows)), "lead"))
    told += _whole(answers, line)
    fitted = sum(parameter.fitted for parameter in snapshot.system.parameters.values())
    if fitted:
        told.append(Paragraph(count_of("report.record.fitted", fitted, language), "note"))
    if rows:
        told.append(_table(answers, rows))
    told.append(Paragraph(say("views.scorecard.note.states", language), "note"))
    return Section("record", title, tuple(told))


def _whole(answers: Answers, line: Timeline) -> list[Block]:
    """Return when everything was back, in the record and in the model."""
    language = answers.language
    seen_back = everything_back(answers.system, answers.snapshot.scenario)
    if seen_back is None or seen_back.earliest_hours is None:
        return []
    said = say(
        "report.record.everything",
        language,
        recorded=duration(seen_back.earliest_hours, language),
        model=clock_end(line, whole_after(line), language),
        facts=", ".join(seen_back.facts),
    )
    return [Paragraph(said)]


def _table(answers: Answers, rows: tuple[tuple[Cell, ...], ...]) -> Table:
    shown = ("service", "state", "observed", "model", "verdict", "facts")
    data = ("id", "state_id", "hours_model", "verdict_id")
    columns = [Column(id, say(f"report.column.{id}", answers.language)) for id in shown]
    columns += [Column(id, is_data=True) for id in data]
    return Table("record", say("report.table.record", answers.language), tuple(columns), rows)


def _row(answers: Answers, line: Timeline, each: Seen) -> tuple[Cell, ...]:
    language = answers.language
    end = end_of(line, each.service, WORST[each.state])
    verdict = _verdict(each, end)
    return (
        cell(answers.snapshot.label(each.service)),
        cell(say(f"views.scorecard.state.{each.state}", language)),
        cell(observed_words(each, language)),
        cell(say("report.record.not_out", language) if end == 0 else clock_end(line, end, language)),
        cell(say(f"report.verdict.{verdict}", language)),
        Cell(facts=each.facts),
        cell(value=each.service),
        cell(value=each.state),
        cell(value=None if end is None else round(end, 4)),
        cell(value=verdict),
    )


def _verdict(each: Seen, end: float | None) -> str:
    """Return whether the model's time lies within what any source allows, to the minute, else on which side."""
    at = float("inf") if end is None else end
    for low, high in each.intervals:
        if (low is None or at > low - A_MOMENT) and (high is None or at < high + A_MOMENT):
            return "within"
    return "early" if each.error(at) < 0 else "late"
