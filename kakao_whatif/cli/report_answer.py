"""A report for programs: its sentences by section, and its tables with the columns of the CSV files."""

from typing import Any

from kakao_whatif.report.document import Heading, Items, Numbers, Paragraph, Report, Section, Table

REPORT = "kakao-whatif.report/1"


def report_answer(report: Report) -> dict[str, Any]:
    """Return a report as plain data; its words are in its language."""
    return {
        "schema": REPORT,
        "language": report.language,
        "title": report.title,
        "subtitle": report.subtitle,
        "link": report.link,
        "maker": report.maker,
        "sections": [_section(section) for section in report.sections],
    }


def _section(section: Section) -> dict[str, Any]:
    sentences: list[str] = []
    for block in section.blocks:
        if isinstance(block, Paragraph | Heading):
            sentences.append(block.text)
        elif isinstance(block, Items):
            sentences += block.items
        elif isinstance(block, Numbers):
            sentences += [f"{each.value} {each.word}" for each in block.items]
    tables = {block.id: _rows(block) for block in section.blocks if isinstance(block, Table)}
    return {"id": section.id, "title": section.title, "sentences": sentences, "tables": tables}


def _rows(table: Table) -> list[dict[str, Any]]:
    """Return a row as its cells by column; the ribbon is drawn from other columns."""
    kept = [(at, column.id) for at, column in enumerate(table.columns) if column.id != "ribbon"]
    return [{id: row[at].data for at, id in kept} for row in table.rows]
