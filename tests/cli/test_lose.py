"""`lose`: counts, table, JSON and exit codes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.settles import settles

Run = Callable[..., Result]


def test_losing_a_site_prints_counts_table_and_notes(run: Run, two_sites: str) -> None:
    result = run("lose", "pangyo", "--case", two_sites)
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "Two sites · 1",
        "A simulation on a model: what follows from its assumptions, not a record.",
        "Lost: Pangyo",
        "",
        "3 dark · 1 cannot sign in · 1 locked · 0 degraded · 0 up",
        "About three quarters of the services are dark: 3 of 4. 1 service runs, but cannot sign anyone in.",
        "",
        "Service             Id       Status  Cause in short",
        "Applications",
        "  chat              chat     dark    stood at Pangyo; standby at Anyang not woken (failover control dark)",
        "  news              news     locked  signs in through account",
        "",
        "Platform",
        "  account           account  dark    stood at Pangyo",
        "",
        "Operations",
        "  failover control  control  dark    stood at Pangyo",
        "",
        "Spare capacity that several services would share is not counted here: every standby is taken to "
        "have its full share.",
    ]


def test_korean_columns_line_up_although_a_syllable_is_two_columns_wide(run: Run, two_sites: str) -> None:
    lines = run("lose", "pangyo", "--case", two_sites, "--lang", "ko").output.splitlines()
    header = next(line for line in lines if line.startswith("서비스  "))
    row = next(line for line in lines if line.startswith("  채팅"))

    def columns(words: str) -> int:
        return sum(1 if ord(sign) < 0x1100 else 2 for sign in words)

    assert columns(header[: header.index("상태")]) == columns(row[: row.index("중단")])


def test_the_change_against_the_same_losses_counts_only_what_was_there_before(
    run: Run, two_sites: str
) -> None:
    output = run("lose", "pangyo", "--with", "own-news-id", "--case", two_sites).output
    assert "In place: News keeps its own ID" in output
    assert "3 dark (±0) · 0 cannot sign in (−1) · 0 locked (−1) · 0 degraded (±0) · 1 up (+1)\n" in output
    assert "In the model, 1 service lets people sign in again: news." in output


def test_a_change_that_changes_nothing_says_so(run: Run, two_sites: str) -> None:
    output = run("lose", "anyang", "--with", "control-two-sites", "--case", two_sites).output
    assert "In the model, the changes in place alter nothing here" in output


def test_nothing_lost_is_a_question_too(run: Run, two_sites: str) -> None:
    result = run("lose", "--case", two_sites)
    assert result.exit_code == 0
    assert "Nothing is lost.\n" in result.output
    assert "No service is dark." in result.output


def test_a_loss_without_effect_is_told(run: Run, two_sites: str) -> None:
    output = run("lose", "news-id", "--case", two_sites).output
    assert "Losing news-id has no effect" in output


@pytest.mark.parametrize(
    ("env", "word"), [({"LANG": "ko_KR.UTF-8"}, "중단"), ({"LANG": "de_DE.UTF-8"}, "dark")]
)
def test_the_language_is_the_locale_s_unless_said(
    run: Run, two_sites: str, env: dict[str, str], word: str
) -> None:
    assert word in run("lose", "pangyo", "--case", two_sites, env=env).output
    assert "dark" in run("lose", "pangyo", "--case", two_sites, "--lang", "en", env=env).output


def test_the_json_answer_is_pinned(run: Run, two_sites: str) -> None:
    result = run("lose", "pangyo", "--with", "control-two-sites", "--case", two_sites, "--json")
    answer = json.loads(result.output)
    up = {"lost": False, "hosting": True, "hard": True, "login": True, "soft": True, "capacity": 1.0}
    dark = {**up, "hosting": False, "capacity": 0.0}
    notes = answer.pop("notes")
    assert [sorted(note) for note in notes] == [["en", "ko"]]
    assert answer == {
        "schema": "kakao-whatif.lose/1",
        "case": {"id": "two-sites", "version": "1", "title": {"en": "Two sites", "ko": "두 센터"}},
        "scenario": {
            "losses": ["pangyo"],
            "mitigations": ["control-two-sites"],
            "readings": [],
            "parameters": {},
        },
        "counts": {"dark": 1, "locked": 1, "degraded": 0, "up": 2, "sign_in_lost": 1},
        "services": {
            "account": {"status": "dark", "layer": "platform", "sign_in_lost": False, "conditions": dark},
            "chat": {"status": "up", "layer": "application", "sign_in_lost": False, "conditions": up},
            "control": {"status": "up", "layer": "operations", "sign_in_lost": False, "conditions": up},
            "news": {
                "status": "locked",
                "layer": "application",
                "sign_in_lost": True,
                "conditions": {**up, "login": False},
            },
        },
        "changed": {
            "counts": {"dark": -2, "locked": 0, "degraded": 0, "up": 2, "sign_in_lost": 0},
            "services": {
                "chat": {"before": "dark", "after": "up"},
                "control": {"before": "dark", "after": "up"},
            },
            "added": [],
            "sign_in_restored": [],
        },
        "wake_rings": [],
        "without_effect": [],
        "harmless": {},
    }


def test_json_has_sorted_keys_and_is_the_same_in_every_language(run: Run, two_sites: str) -> None:
    outputs = [
        run("lose", "pangyo", "--case", two_sites, "--json", "--lang", each).output for each in ("ko", "en")
    ]
    assert outputs[0] == outputs[1]
    assert (
        outputs[0] == json.dumps(json.loads(outputs[0]), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    )


@pytest.mark.parametrize(
    ("watched", "code"),
    [(["chat"], 1), (["news"], 0), (["news", "account"], 1), (["news,account"], 1), ([], 0)],
)
def test_the_exit_code_tells_whether_a_watched_service_is_dark(
    run: Run, two_sites: str, watched: list[str], code: int
) -> None:
    options = [word for service in watched for word in ("--fail-if-dark", service)]
    assert run("lose", "pangyo", "--case", two_sites, *options).exit_code == code
    assert run("lose", "pangyo", "--case", two_sites, "--json", *options).exit_code == code


def test_the_shipped_case_is_the_one_asked_by_default(run: Run) -> None:
    answer = json.loads(run("lose", "pangyo", "--json").output)
    assert answer["case"]["id"] == "kakao-2022"
    assert answer["services"]["tistory"]["status"] == "dark"
    assert answer["services"]["webtoon-reading"]["status"] == "locked"


def test_a_need_that_nothing_can_meet_has_a_cause_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("services: [{id: a, needs: [{kind: hard, on: {any_of: []}}]}]\n", encoding="utf-8")
    output = run("lose", "--case", str(path)).output
    assert "  a           a   dark    what it needs can never be met\n" in output
    assert output.startswith("A simulation on a model")


def test_the_table_works_nothing_out_again_however_many_rows_it_has(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def worked_out(rows: int) -> int:
        services = [
            {"id": f"s{row}", "replicas": [{"in": "pangyo"}], "needs": [{"kind": "login", "on": "s0"}]}
            for row in range(rows)
        ]
        path = tmp_path / f"{rows}.yaml"
        path.write_text(json.dumps({"domains": [{"id": "pangyo"}], "services": services}), encoding="utf-8")
        return settles(monkeypatch, lambda: run("lose", "pangyo", "--case", str(path)))

    assert worked_out(60) == worked_out(3) > 0
