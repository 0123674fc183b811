"""What is printed: tables that fit a terminal, plain lines in a pipe, JSON for programs.

Everything that a command prints goes through here. Only here the width and the encoding of the output matter, and no
text of a case, a link or an argument reaches the terminal with a sign that steers it.
"""

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import click
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from kakao_whatif.model.status import Status
from kakao_whatif.text.signs import HARMFUL, harmless, harmless_json, one_line

Cell: TypeAlias = str | Text
PIPE_WIDTH = 10_000  # a row a line, so that grep and cut find whole rows
WIDE = 110
_BETWEEN = 2  # blanks between columns
_NOT_SHOWN = re.compile(f"{HARMFUL.pattern}|[\\t\\n]")

# Words carry the status; the style only helps the eye. Bold and dim survive on every palette.
STYLES: Mapping[Status, Style] = {
    Status.UP: Style(),
    Status.DEGRADED: Style(color="yellow"),
    Status.LOCKED: Style(color="cyan"),
    Status.DARK: Style(color="red", bold=True),
}


def console() -> Console:
    """Return a console on standard output; in a pipe it neither colours nor wraps."""
    out = Console(highlight=False, markup=False, emoji=False, force_jupyter=False, soft_wrap=False)
    if not out.is_terminal:
        out.width = PIPE_WIDTH
    return out


def is_narrow() -> bool:
    """Return whether a row of names, ids, statuses and causes would be torn to pieces."""
    return console().width < WIDE


def print_lines(*lines: Cell) -> None:
    """Print lines of words; a terminal wraps them between words."""
    out = console()
    for line in lines:
        if out.is_terminal:
            _write(out, _shown(line))
        else:
            click.echo(_encodable(_plain(line).rstrip()))


def print_text(text: str, *, err: bool = False) -> None:
    """Print a text of several lines as it is; with `err`, on standard error."""
    click.echo(_encodable(harmless(text)), err=err)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Cell] | None]) -> None:
    """Print rows under headings; None starts a new section.

    In a pipe a row is one line, with two spaces or more between its cells.
    """
    out = console()
    if not out.is_terminal:
        click.echo(_encodable("\n".join(_lines([columns, *rows]))))
        return
    table = Table(box=None, pad_edge=False, padding=(0, _BETWEEN, 0, 0), header_style="bold", show_edge=False)
    for at, column in enumerate(columns):
        is_last = at == len(columns) - 1
        table.add_column(_shown(column), overflow="fold", no_wrap=not is_last)
    for row in rows:
        if row is None:
            table.add_row()
        else:
            table.add_row(*map(_shown, row))
    _write(out, table)


def print_json(data: Mapping[str, Any]) -> None:
    """Print an answer for programs, the same one every time."""
    is_unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    click.echo(harmless_json(json.dumps(data, indent=2, sort_keys=True, ensure_ascii=not is_unicode)))


def _lines(rows: Iterable[Sequence[Cell] | None]) -> list[str]:
    """Return rows with their columns below each other, a line each. A table of `rich` takes ten times as long."""
    plain = [[*map(_plain, row or ())] for row in rows]
    widths = [max(map(cell_len, column)) + _BETWEEN for column in zip(*filter(None, plain), strict=True)]
    return [
        "".join(
            words + " " * (width - cell_len(words)) for words, width in zip(row, widths, strict=False)
        ).rstrip()
        for row in plain
    ]


def _plain(words: Cell) -> str:
    return one_line(words if isinstance(words, str) else words.plain)


def _shown(words: Cell) -> Text:
    """Return words of one line with their styles and without a harmful sign."""
    if isinstance(words, str):
        return Text(one_line(words))
    for sign in reversed(list(_NOT_SHOWN.finditer(words.plain))):
        words = words[: sign.start()] + one_line(sign[0]) + words[sign.end() :]
    return words


def _write(out: Console, what: Text | Table) -> None:
    """Print without the blanks that pad the last column."""
    with out.capture() as captured:
        out.print(what)
    lines = [line.rstrip() for line in captured.get().splitlines()]
    click.echo(_encodable("\n".join(lines)), color=out.is_terminal or None)


def _encodable(words: str) -> str:
    """Return words that the output's encoding can carry, with `?` for what it cannot."""
    encoding = sys.stdout.encoding or "utf-8"
    return words.encode(encoding, "replace").decode(encoding)
