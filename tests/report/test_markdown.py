"""Markdown whose tables hold together, whatever a case's texts contain."""

import re

from kakao_whatif.examples import two_sites
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.report.contents import build_report
from kakao_whatif.report.document import Column, Report, Section, Table, cell
from kakao_whatif.report.markdown import markdown_text
from tests.report.nights import night


def test_every_row_of_a_table_has_as_many_cells_as_its_heading() -> None:
    text = markdown_text(night())
    for block in text.split("\n\n"):
        if block.startswith("| "):
            counts = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
            assert len(counts) == 1, block[:200]


def test_every_section_and_every_table_is_there() -> None:
    report = night("ko")
    text = markdown_text(report)
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == [
        section.title for section in report.sections
    ]
    assert text.count("\n| --- |") == len(report.tables)


def test_signs_of_markdown_are_shown_and_not_obeyed() -> None:
    table = Table("t", "A *title*", (Column("a", "a|b"),), ((cell("x|y <b>"),),))
    made = Report("en", "T_1_", "s", "n", "c", (Section("s", "S", (table,)),), "?", "m")
    text = markdown_text(made)
    assert "# T\\_1\\_" in text
    assert "| a\\|b |" in text
    assert "| x\\|y \\<b\\> |" in text


def test_figures_are_named_as_files_beside_the_text() -> None:
    report = build_report(two_sites(), Scenario({"pangyo"}), figures=True)
    assert "](night-ribbons.svg)" in markdown_text(report, "night-")
    assert "ribbons.svg" not in markdown_text(night())
