"""The section on what would have saved it: the cheapest sets of changes with their proof, and what any budget keeps."""

from typing import Any

from kakao_whatif.analysis.frontier_points import Frontier
from kakao_whatif.analysis.mitigation_sets import MinimalMitigations
from kakao_whatif.report.answers import Answers
from kakao_whatif.report.document import (
    Block,
    Cell,
    Column,
    Heading,
    Items,
    Paragraph,
    Section,
    Table,
    cell,
    lines,
)
from kakao_whatif.text.catalogue import say
from kakao_whatif.views.saving.sentences import cards, summary, wanted
from kakao_whatif.views.saving.table import COLUMNS, frontier_rows


def saved(answers: Answers) -> Section:
    """Return the smallest sets, or why there is none, and the frontier."""
    language = answers.language
    told: list[Block] = []
    if answers.saved is None:
        told.append(Paragraph(say("report.saved.none", language)))
    else:
        told += _sets(answers, answers.saved)
    if answers.frontier is not None and len(answers.frontier) > 1:
        told += _frontier(answers, answers.frontier)
    if answers.saved is not None:
        told.append(Paragraph(say("report.saved.points", language), "note"))
    return Section("saved", say("report.title.saved", language), tuple(told))


def _sets(answers: Answers, found: MinimalMitigations) -> list[Block]:
    language = answers.language
    told: list[Block] = [Paragraph(wanted(found, language), "lead")]
    if not answers.is_chosen:
        told.append(Paragraph(say("report.saved.chosen", language), "note"))
    if answers.snapshot.scenario.mitigations:
        told.append(Paragraph(say("report.saved.without", language), "note"))
    told.append(Paragraph(" ".join(summary(found, language))))
    rows = tuple(_set(card) for card in cards(found, language))
    if rows:
        shown = ("changes", "cost", "proof", "worse")
        columns = [Column(id, say(f"report.column.{id}", language)) for id in shown]
        if not any(row[3].lines for row in rows):
            columns = columns[:3]
            rows = tuple((*row[:3], *row[4:]) for row in rows)
        columns += [Column("ids", is_data=True), Column("points", is_data=True)]
        told.append(Table("sets", say("report.table.sets", language), tuple(columns), rows))
    notes = tuple(note.in_language(language) for note in found.notes)
    return [*told, Items(notes)] if notes else told


def _set(card: dict[str, Any]) -> tuple[Cell, ...]:
    return (
        cell(card["name"]),
        cell(card["cost"]),
        lines([card["says"], *card["without"]]),
        lines(card["worse"]),
        cell(value=",".join(card["ids"])),
        cell(value=float(card["points"])),
    )


def _frontier(answers: Answers, found: Frontier) -> list[Block]:
    language = answers.language
    told = frontier_rows(found, language)
    columns = [Column(id, told["columns"][id]) for id in COLUMNS] + [Column("ids", is_data=True)]
    nothing = say("views.saving.frontier.nothing", language)
    rows = tuple(
        (*(cell(row[id] or nothing) for id in COLUMNS), cell(value=",".join(row["ids"])))
        for row in told["rows"]
    )
    table = Table("frontier", told["title"], tuple(columns), rows)
    notes = (Items(tuple(told["notes"])),) if told["notes"] else ()
    return [Heading(say("report.saved.frontier", language)), Paragraph(told["over"]), table, *notes]
