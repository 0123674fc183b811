"""One rule for every command: 0 an answer, 1 a gate that was asked for fails, 2 a question that cannot be answered."""

from collections.abc import Callable

import pytest
from click.testing import Result

from kakao_whatif.cli.program import COMMANDS

Run = Callable[..., Result]

ANSWERED = {
    "backtest": ["facebook-2021"],
    "cases": [],
    "contingencies": [],
    "cuts": ["news", "--over", "account"],  # nothing makes it dark
    "frontier": [],
    "handout": ["facebook-2021", "-o", "page.html"],
    "lose": ["pangyo"],  # something is dark
    "open": ["?lose=pangyo"],
    "recover": ["pangyo"],
    "report": ["pangyo"],
    "save": ["account", "--from", "pangyo"],  # nothing can do it
    "schema": [],
    "why": ["chat", "pangyo"],
}
WITHOUT_OPTION = {"backtest", "cases", "handout", "schema"}
BAD = {
    "backtest": ["kakao-2023"],
    "cases": ["kakao-2023"],
    "check": ["no-such-file.yaml"],
    "contingencies": ["nowhere"],
    "cuts": ["nobody"],
    "explore": ["--case", "kakao-2023", "--no-open"],
    "frontier": ["--from", "nowhere"],
    "handout": ["kakao-2023", "-o", "page.html"],
    "lose": ["nowhere"],
    "open": ["?case=kakao-2023"],
    "recover": ["nowhere"],
    "report": ["nowhere"],
    "save": ["nobody"],
    "schema": ["too", "many"],
    "why": ["nobody"],
}


def test_every_command_is_held_to_the_rule() -> None:
    assert {*BAD} == {*COMMANDS}
    assert {*ANSWERED} == {*COMMANDS} - {
        "check",
        "explore",
    }  # of a file that fits, and until Ctrl+C: elsewhere


@pytest.mark.parametrize("command", ANSWERED)
def test_an_answer_is_0_whatever_it_says(
    run: Run, two_sites: str, command: str, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(str(tmp_path))
    case = [] if command in WITHOUT_OPTION else ["--case", two_sites]
    result = run(command, *ANSWERED[command], *case)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("command", BAD)
def test_a_question_that_cannot_be_answered_is_2_with_words_and_no_answer(run: Run, command: str) -> None:
    result = run(command, *BAD[command])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr


@pytest.mark.parametrize(
    ("gate", "code"),
    [
        (["lose", "pangyo", "--fail-if-dark", "chat"], 1),
        (["lose", "pangyo", "--fail-if-dark", "news"], 0),
        (["save", "account", "--from", "pangyo", "--fail-if-none"], 1),
        (["save", "chat", "--from", "pangyo", "--fail-if-none"], 0),
        (["save", "chat", "--from", "pangyo", "--max-cost", "3", "--fail-if-none", "--json"], 1),
    ],
)
def test_a_gate_that_fails_is_1_and_the_answer_is_printed_all_the_same(
    run: Run, two_sites: str, gate: list[str], code: int
) -> None:
    result = run(*gate, "--case", two_sites)
    assert result.exit_code == code
    assert "pangyo" in result.stdout.lower()


def test_the_rule_is_in_the_help(run: Run) -> None:
    said = " ".join(run("--help").output.split())
    assert (
        "Exit codes: 0 an answer, whatever it says; 1 a gate that was asked for (--fail-if-...) fails; 2 a"
        in said
    )
