"""`contingencies`: the table, what it says it left out, JSON and exit codes."""

import json
from collections.abc import Callable

from click.testing import Result

Run = Callable[..., Result]


def test_the_worst_losses_of_two_are_printed_first_with_what_was_left_out(run: Run, two_sites: str) -> None:
    result = run("contingencies", "-k", "2", "--over", "sites,control", "--top", "2", "--case", two_sites)
    assert result.exit_code == 0, result.output
    assert result.output.splitlines() == [
        "Two sites · 1",
        "A simulation on a model: what follows from its assumptions, not a record.",
        "Nothing is lost beforehand.",
        "",
        "Lost                      Dark  Locked  Degraded  Dark only by losing them together",
        "Anyang, Pangyo            4     0       0",
        "failover control, Pangyo  3     1       0",
        "",
        "Every loss of 2 of 3 was worked out, 3 in all.",
        "The worst 2 are listed. Left out: 1, none of which darkens more than 3 services.",
        "Spare capacity that several services would share is not counted here: every standby is taken to "
        "have its full share.",
    ]


def test_what_is_lost_anyway_is_not_lost_again_and_what_is_new_is_counted_apart(
    run: Run, two_sites: str
) -> None:
    lines = run("contingencies", "pangyo", "--case", two_sites).output.splitlines()
    assert "Lost: Pangyo" in lines
    assert "Lost    Dark  Locked  Degraded  Newly dark" in lines
    assert "Anyang  4     0       0         1" in lines


def test_in_korean_all_is_korean(run: Run, two_sites: str) -> None:
    output = run("contingencies", "-k", "2", "--case", two_sites, "--lang", "ko").output
    assert "상실        중단  로그인 막힘  일부 저하  모두 잃을 때만 중단\n" in output
    assert "2개 가운데 2개를 잃는 모든 경우를 계산했습니다. 조합은 1개입니다.\n" in output


def test_the_json_answer_is_pinned(run: Run, two_sites: str) -> None:
    arguments = ("contingencies", "-k", "2", "--over", "sites", "--over", "account", "--top", "2")
    result = run(*arguments, "--with", "own-news-id", "--case", two_sites, "--json")
    answer = json.loads(result.output)
    notes = answer.pop("notes")
    assert [sorted(note) for note in notes] == [["en", "ko"]] * 3
    assert answer == {
        "schema": "kakao-whatif.contingencies/1",
        "case": {"id": "two-sites", "version": "1", "title": {"en": "Two sites", "ko": "두 센터"}},
        "scenario": {"losses": [], "mitigations": ["own-news-id"], "readings": [], "parameters": {}},
        "k": 2,
        "members": ["account", "anyang", "pangyo"],
        "combinations": 3,
        "skipped": 0,
        "left_out": 1,
        "base": {"dark": 0, "locked": 0, "degraded": 0},
        "rows": [
            {
                "losses": ["anyang", "pangyo"],
                "dark": 4,
                "locked": 0,
                "degraded": 0,
                "newly_dark": ["account", "chat", "control", "news"],
                "newly_locked": [],
                "only_together": [],
            },
            {
                "losses": ["account", "pangyo"],
                "dark": 3,
                "locked": 0,
                "degraded": 0,
                "newly_dark": ["account", "chat", "control"],
                "newly_locked": [],
                "only_together": [],
            },
        ],
    }


def test_a_word_that_is_unknown_is_bad_input(run: Run, two_sites: str) -> None:
    result = run("contingencies", "--over", "site", "--case", two_sites)
    assert result.exit_code == 2
    assert "over: unknown id 'site'. Did you mean 'sites'?" in result.output


def test_the_shipped_case_is_the_one_asked_by_default(run: Run) -> None:
    answer = json.loads(run("contingencies", "--json").output)
    assert answer["rows"][0]["losses"] == ["pangyo"]
    assert answer["rows"][0]["dark"] == 68


def test_more_than_there_are_cannot_be_lost_together(run: Run, two_sites: str) -> None:
    result = run("contingencies", "-k", "99", "--case", two_sites)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "Error: -k: 99 cannot be lost together, as there are 2 to lose. "
        "Give -k 2 at most, or name more with --over.\n"
    )
    assert run("contingencies", "-k", "2", "--case", two_sites).exit_code == 0


def test_more_than_may_be_worked_out_is_refused_with_the_options_that_turn_it(run: Run) -> None:
    result = run("contingencies", "-k", "3", "--over", "services", "--limit", "1000")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "combinations, more than the limit of 1,000." in result.stderr
    assert result.stderr.endswith("or raise the limit. On the command line: --over, -k, --limit.\n")
