"""Rows with many cells: a table where it fits, else each row as a few lines of its own.

It stands apart from `terminal`, whose tables have a few narrow columns and one that wraps: here nothing may be cut,
however narrow the terminal is.
"""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from kakao_whatif.cli.terminal import Cell, console, print_lines, print_table
from kakao_whatif.text.signs import one_line

_BETWEEN = 2  # blanks between columns
_LAST = 28  # what the last column, which wraps, needs at least
_JOIN = " · "


def print_records(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Print rows under headings; in a terminal that is too narrow, each as its first cell and lines under it.

    Empty cells are left out of those lines.
    """
    if _is_fitting(columns, rows, console().width):
        print_table(columns, rows)
        return
    for row in rows:
        first = Text(str(row[0]))
        first.stylize("bold")
        print_lines(first, *_lines(columns[1:], row[1:], console().width))


def _is_fitting(columns: Sequence[str], rows: Sequence[Sequence[Cell]], width: int) -> bool:
    widths = [max(cell_len(str(cell)) for cell in cells) for cells in zip(columns, *rows, strict=True)]
    *narrow, last = widths
    return sum(narrow) + _BETWEEN * len(narrow) + min(last, _LAST) <= width


def _lines(columns: Sequence[str], cells: Sequence[Cell], width: int) -> list[str]:
    """Return cells, each after its heading, in lines that fit where that can be.

    Examples
    --------
    >>> _lines(["From", "Until", "For"], ["0 h", "", "power"], 20)
    ['  From: 0 h', '  For: power']
    >>> _lines(["From", "Until", "For"], ["0 h", "", "power"], 40)
    ['  From: 0 h · For: power']
    """
    lines: list[str] = []
    for column, cell in zip(columns, cells, strict=True):
        if not str(cell):
            continue
        said = f"{column}: {one_line(str(cell))}"
        if lines and cell_len(lines[-1]) + len(_JOIN) + cell_len(said) <= width:
            lines[-1] += _JOIN + said
        else:
            lines.append(f"  {said}")
    return lines
