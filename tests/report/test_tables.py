"""CSV that a spreadsheet and a program read alike."""

import csv
import io

import pytest

from kakao_whatif.report.document import Column, Table, cell
from kakao_whatif.report.tables import csv_text, csv_texts
from kakao_whatif.text.signs import harmless
from tests.report.nights import night


def test_each_table_is_a_file_with_its_rows() -> None:
    report = night()
    found = csv_texts(report)
    assert len(found) == len(report.tables)
    for table in report.tables:
        rows = list(csv.DictReader(io.StringIO(found[f"{table.id}.csv"])))
        assert len(rows) == len(table.rows)
        assert None not in rows[0] and None not in rows[0].values()  # noqa: PT018


def test_headings_are_the_same_in_both_languages_and_ids_and_numbers_too() -> None:
    english, korean = csv_texts(night("en")), csv_texts(night("ko"))
    assert english.keys() == korean.keys()
    for name in english:
        assert english[name].splitlines()[0] == korean[name].splitlines()[0]
    columns = ("id", "hours_from", "hours_until", "hours_lost")
    one, other = (list(csv.DictReader(io.StringIO(each["back.csv"]))) for each in (english, korean))
    assert [[row[c] for c in columns] for row in one] == [[row[c] for c in columns] for row in other]


def test_words_that_a_spreadsheet_would_run_are_quoted_and_numbers_are_not() -> None:
    rows = ((cell("=1+1"),), (cell("-2", -2.0),), (cell(),), (cell("@x"),))
    text = csv_text(Table("t", "T", (Column("a", "A"),), rows))
    assert text == "a\n'=1+1\n-2.0\n\"\"\n'@x\n"


@pytest.mark.parametrize(
    "words", ["=1", "+1", "-1", "@x", "＝1+1", "＋1", "－1", "＠x", "\t=1", "\r=1", "\n=1"]
)
def test_every_beginning_of_a_formula_is_quoted_the_wide_ones_too(words: str) -> None:
    text = csv_text(Table("t", "T", (Column("a", "A"),), ((cell(words),),)))
    (row,) = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert row == [f"'{harmless(words)}"]
