"""What a terminal and a pipe are given."""

import os
import re
import sys
from collections.abc import Callable

import pytest

from kakao_whatif.cli.terminal import print_lines, print_table
from kakao_whatif.cli.why import print_why
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.text.signs import HARMFUL
from tests.hostile import hostile_case

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

import pty


def _shown(columns: int, draw: Callable[[], None]) -> str:
    """Return what a pseudo-terminal of a width is given."""
    reader, writer = pty.openpty()
    if (child := os.fork()) == 0:
        os.dup2(writer, 1)
        os.environ.update(COLUMNS=str(columns), TERM="xterm-256color")
        os.environ.pop("NO_COLOR", None)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")
        draw()
        sys.stdout.flush()
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writer)
    shown = os.read(reader, 100_000).decode()
    os.close(reader)
    return shown


def test_a_terminal_wraps_the_last_column_and_gets_styles() -> None:
    shown = _shown(40, lambda: print_table(["Service", "Cause"], [["티스토리", "because " * 12]]))
    assert "\x1b[1m" in shown
    assert len(shown.splitlines()) > 3


def test_a_pipe_gets_a_row_a_line_without_codes_or_trailing_blanks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_table(["Service", "Cause"], [["티스토리", "because " * 60], None, ["b", ""]])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4
    assert all(line == line.rstrip() for line in lines)
    assert not any("\x1b" in line for line in lines)


def test_in_a_colourful_terminal_only_our_own_styles_are_codes() -> None:
    case = hostile_case(
        "T\x1b]0;OWNED\x07", "E\x1b[2J\x1b[1;1HYOU", "s\x1b]8;;http://e.x\x07\u202e\x9b31m\b\v"
    )
    shown = _shown(80, lambda: print_why(propagate(case, Scenario({"east"})), "pay", "en"))
    assert "\x1b[1m" in shown
    assert HARMFUL.findall(re.sub(r"\x1b\[[0-9;]*m", "", shown).replace("\r\n", "\n")) == []


def test_a_name_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    print_lines("a\x1b[31m [bold]b[/bold] :smile:")
    assert capsys.readouterr().out == "a[U+001B][31m [bold]b[/bold] :smile:\n"
