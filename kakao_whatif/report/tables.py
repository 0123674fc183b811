"""The tables of a report as CSV, for a spreadsheet or a program: a file a table."""

import csv
from io import StringIO

from kakao_whatif.report.document import Report, Table
from kakao_whatif.text.signs import harmless

#: What a spreadsheet would take for a formula; the wide forms too, as typed in Korean and Japanese.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def csv_texts(report: Report) -> dict[str, str]:
    """Return the text of a CSV file for each table, by the file's name.

    The headings are the same in both languages. Times are hours, what is never is empty, and cells that hold words say
    them in the report's language.

    Examples
    --------
    >>> from kakao_whatif import Scenario
    >>> from kakao_whatif.examples import two_sites
    >>> from kakao_whatif.report.contents import build_report
    >>> found = csv_texts(build_report(two_sites(), Scenario({"pangyo"})))
    >>> print(found["dark-operations.csv"].splitlines()[0])
    service,id,status,sign_in_lost,why,facts
    """
    return {f"{table.id}.csv": csv_text(table) for table in report.tables}


def csv_text(table: Table) -> str:
    """Return one table as CSV."""
    places = [at for at, column in enumerate(table.columns) if column.id != "ribbon"]
    written = StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(table.columns[at].id for at in places)
    for row in table.rows:
        writer.writerow(_harmless(row[at].data) for at in places)
    return written.getvalue()


def _harmless(value: str | float | None) -> str | float:
    """Return a value that no spreadsheet runs: words that look like a formula get a quotation mark before them."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    return harmless(f"'{value}" if value.startswith(_FORMULA) else value)
