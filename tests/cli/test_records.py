"""What terminals of several widths and a pipe are given of rows with many cells."""

import os
import re
import sys

import pytest
from rich.cells import cell_len

from kakao_whatif.cli.records import print_records

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

import pty

COLUMNS = ["Service", "Back at", "Waited for"]
ROWS = [
    ["티스토리", "20 h 58 min (dark until 12 h 35 min)", "blog database 44 %, Kakao account 40 %"],
    ["news", "", "x"],
]


def shown(columns: int) -> list[str]:
    """Return the lines that a pseudo-terminal of a width is given, without their styles."""
    reader, writer = pty.openpty()
    if (child := os.fork()) == 0:
        os.dup2(writer, 1)
        os.environ.update(COLUMNS=str(columns), TERM="xterm-256color")
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")
        print_records(COLUMNS, ROWS)
        sys.stdout.flush()
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writer)
    told = os.read(reader, 100_000).decode()
    os.close(reader)
    return [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in told.splitlines()]


def test_a_wide_terminal_gets_a_table() -> None:
    heading, first, second = shown(120)
    assert heading.split() == ["Service", "Back", "at", "Waited", "for"]
    assert first.startswith("티스토리  20 h 58 min (dark until 12 h 35 min)  blog database")
    assert second.split() == ["news", "x"]


def test_a_narrow_one_gets_every_word_of_every_cell_in_lines_that_fit() -> None:
    lines = shown(60)
    assert lines == [
        "티스토리",
        "  Back at: 20 h 58 min (dark until 12 h 35 min)",
        "  Waited for: blog database 44 %, Kakao account 40 %",
        "news",
        "  Waited for: x",
    ]
    assert all(cell_len(line) <= 60 for line in lines)


def test_a_pipe_gets_a_row_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_records(COLUMNS, ROWS)
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_no_rows_are_headings_alone(capsys: pytest.CaptureFixture[str]) -> None:
    print_records(COLUMNS, [])
    assert capsys.readouterr().out.split() == ["Service", "Back", "at", "Waited", "for"]
