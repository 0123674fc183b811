"""The section on how the report came to be: versions, the link, the commands that make it again."""

import platform
import shlex

from kakao_whatif.cases import case_ids
from kakao_whatif.report.answers import Answers
from kakao_whatif.report.document import Column, Paragraph, Section, Table, cell
from kakao_whatif.text.catalogue import say
from kakao_whatif.version import __version__
from kakao_whatif.views.link import write_link
from kakao_whatif.views.saving.asked import write_asked


def making(answers: Answers) -> Section:
    """Return what made this report, and how to make it again."""
    language, system = answers.language, answers.system
    timeline = answers.snapshot.timeline
    rows = [
        ("case", " · ".join(filter(None, [system.title.in_language(language), system.id]))),
        ("case_version", system.version),
        ("package", f"kakao-whatif {__version__}"),
        ("python", platform.python_version()),
        ("link", link_of(answers)),
        ("open", f"kakao-whatif open {shlex.quote(link_of(answers))}" if _is_shipped(answers) else ""),
        ("samples", f"{timeline.samples:,} / {timeline.seed}" if timeline.quantiles else ""),
    ]
    table = Table(
        "making",
        say("report.table.making", language),
        (
            Column("what", say("report.column.what", language)),
            Column("value", say("report.column.value", language)),
        ),
        tuple(
            (cell(say(f"report.making.{id}", language), value=id), cell(text)) for id, text in rows if text
        ),
    )
    notes = [Paragraph(say(f"report.making.{id}", language), "note") for id in ("again", "blame")]
    return Section("making", say("report.title.making", language), (table, *notes))


def link_of(answers: Answers) -> str:
    """Return the query of the address at which the dashboards show the same."""
    snapshot = answers.snapshot
    passed = write_asked(answers.asked, snapshot.passed) if answers.is_chosen else snapshot.passed
    return write_link(
        answers.system,
        snapshot.scenario,
        language=answers.language,
        selected=snapshot.selected,
        passed=passed,
    )


def _is_shipped(answers: Answers) -> bool:
    return answers.system.id in case_ids()
