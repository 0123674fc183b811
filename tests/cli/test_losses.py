"""Several losses are named in the same ways wherever a command takes losses."""

from collections.abc import Callable

import pytest
from click.testing import Result

Run = Callable[..., Result]

WAYS = [
    ["pangyo", "anyang"],
    ["pangyo,anyang"],
    ["--lose", "pangyo", "--lose", "anyang"],
    ["--lose", "pangyo,anyang"],
    ["pangyo", "--lose", "anyang"],
    ["anyang", "pangyo", "pangyo"],
]


@pytest.mark.parametrize(
    "command",
    [
        ["lose"],
        ["why", "chat"],
        ["recover"],
        ["contingencies", "--over", "services"],
        ["cuts", "chat"],
        ["frontier"],
        ["report"],
    ],
    ids=lambda words: words[0],
)
def test_every_way_of_naming_two_losses_gets_the_same_answer(
    run: Run, two_sites: str, command: list[str]
) -> None:
    answers = {run(*command, *way, "--case", two_sites, "--lang", "en").output for way in WAYS}
    assert len(answers) == 1
    assert "Pangyo" in answers.pop()


def test_where_arguments_name_services_both_options_name_losses(run: Run, two_sites: str) -> None:
    ways = [
        ["--from", "pangyo", "--lose", "anyang"],
        ["--lose", "pangyo,anyang"],
        ["--from", "pangyo,anyang"],
    ]
    answers = {run("save", "chat", *way, "--case", two_sites, "--lang", "en").output for way in ways}
    assert len(answers) == 1
    assert "Lost: Anyang, Pangyo" in answers.pop()


def test_one_is_lost_and_two_are(run: Run, two_sites: str) -> None:
    output = run("save", "news", "chat", "--from", "anyang,pangyo", "--case", two_sites).output
    assert "chat, news are dark" in output
    assert "chat is dark" in run("save", "chat", "--from", "anyang,pangyo", "--case", two_sites).output


@pytest.mark.parametrize("words", [["lose", ""], ["lose", ","], ["why", "chat", "--lose", " "]])
def test_a_value_without_an_id_is_not_taken_for_nothing_lost(
    run: Run, two_sites: str, words: list[str]
) -> None:
    result = run(*words, "--case", two_sites)
    assert result.exit_code == 2
    assert "holds no id. Name one, or leave it out." in result.output
