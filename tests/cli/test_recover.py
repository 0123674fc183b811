"""`recover`: the table, the sentences, the figure, JSON and exit codes."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kakao_whatif.cli import main
from tests.cli.conftest import TWO_SITES

Run = Callable[..., Result]

RECOVERY = """
origin: 2022-10-15T15:30+09:00
parameters:
  crews: {value: 1}
  decision-minutes: {value: 30, low: 15, high: 90}
  outage-hours-site: {value: 10, low: 5, high: 20}
  hand-start-servers-per-crew-hour: {value: 100}
  bulk-start-servers-per-hour: {value: 1000}
  detection-minutes: {value: 0}
  normal-data-hours: {value: 0}
  heavy-data-hours: {value: 8}
  failover-by-hand-minutes: {value: 60}
  rebuild-hours: {value: 1}
  slow-without-channel: {value: 1}
  slow-without-tools: {value: 1}
"""


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = tmp_path / "case.yaml"
    served = TWO_SITES.replace(
        "layer: platform\n", "layer: platform\n    recovery: {priority: 1, servers: 200}\n", 1
    )
    path.write_text(served + RECOVERY, encoding="utf-8")
    return str(path)


def test_a_lost_site_prints_who_is_back_when_in_that_order(run: Run, case: str) -> None:
    result = run("recover", "pangyo", "--case", case)
    assert result.exit_code == 0, result.output
    assert result.output.splitlines() == [
        "Two sites · 1",
        "A simulation on a model: what follows from its assumptions, not a record.",
        "Lost: Pangyo",
        "",
        "Dates: the case gives none for Pangyo, so it is lost at hour 0 for 10 hours, as the case assumes for its "
        "kind.",
        "Hours are counted from 2022-10-15 15:30 +09:00.",
        "",
        "After 12 h no service is dark or locked any more.",
        "4 of 4 services are dark or locked for a time, 36 h if added up.",
        "",
        "Service           Id       Down from  Back at             Waited for",
        "chat              chat     0 min      1 h 30 min          failover 67 %, decision 33 %",
        "failover control  control  0 min      10 h                power 95 %, decision 5 %",
        "news              news     0 min      12 h (locked only)  account",
        "account           account  0 min      12 h                power 79 %, servers starting 17 %",
    ]


def test_why_tells_the_waits_of_one_service_and_what_made_it_that_late(run: Run, case: str) -> None:
    output = run("recover", "pangyo", "--case", case, "--why", "news").output
    assert output.split("added up.\n\n")[1] == (
        "news (news)\n"
        "\n"
        "What it waited for\n"
        "1. From 0 min to 12 h (12 h) news waited for account.\n"
        "\n"
        "What made it as late as it was\n"
        "1. From 0 min to 30 min (30 min) account waited for the decision to begin recovery.\n"
        "2. From 30 min to 10 h (9 h 30 min) account waited for power.\n"
        "3. From 10 h to 12 h (2 h) account had its servers started.\n"
    )


def test_why_in_korean_speaks_korean_only(run: Run, case: str) -> None:
    output = run("recover", "pangyo", "--case", case, "--why", "news", "--lang", "ko").output
    assert "무엇을 기다렸나\n1. 0분부터 12시간까지(12시간) 뉴스는 계정을 기다렸습니다.\n" in output
    assert "3. 10시간부터 12시간까지(2시간) 계정은 서버를 기동하는 중이었습니다.\n" in output


def test_a_change_is_told_against_the_same_losses_without_it(run: Run, case: str) -> None:
    lines = run("recover", "pangyo", "--with", "own-news-id", "--case", case).output.splitlines()
    assert "In place: News keeps its own ID" in lines
    assert "3 of 4 services are dark or locked for a time, 24 h if added up." in lines
    assert "Without the changes, in the model: 12 h, 36 h if added up." in lines
    assert "In the model, 1 service does not go down at all: news." in lines
    assert "Service           Id       Down from  Back at     Without changes  Waited for" in lines
    assert "news              news                not down    12 h" in lines
    assert (
        "account           account  0 min      12 h        the same         power 79 %, servers starting 17 %"
        in lines
    )


def test_a_change_that_changes_nothing_says_so(run: Run, case: str) -> None:
    output = run("recover", "anyang", "--with", "control-two-sites", "--case", case).output
    assert "In the model, no service is back sooner or later with the changes in place." in output


def test_a_loss_without_end_is_worded_and_null(run: Run, two_sites: str) -> None:
    output = run("recover", "pangyo", "--case", two_sites).output
    assert "so it is lost at hour 0 and for good." in output
    assert "services are not back within 240 h: " in output
    assert "account           account  0 min      not within 240 h" in output
    assert "The case gives no number for crews" in output
    answer = json.loads(run("recover", "pangyo", "--case", two_sites, "--json").output)
    account = answer["services"]["account"]
    assert account["hours_to_restore"] is account["hours_to_serve"] is None
    assert account["down"] == [{"from": 0, "until": None}]
    assert account["waits"][-1] == {"from": 0, "until": None, "for": "power", "on": None, "ended_by": None}
    assert account["critical_path"][-1]["until"] is None
    assert answer["totals"]["last_return"] is None
    assert "account" in answer["totals"]["never_back"]


def test_nothing_lost_is_a_question_too(run: Run, case: str) -> None:
    result = run("recover", "--case", case)
    assert result.exit_code == 0
    assert "Nothing is lost.\n" in result.output
    assert "No service is dark or locked at any time.\n" in result.output
    assert result.output.endswith("No service is dark or locked at any time.\n")


def test_the_json_answer_is_pinned(run: Run, case: str) -> None:
    answer = json.loads(run("recover", "pangyo", "--with", "own-news-id", "--case", case, "--json").output)
    dates, notes = answer.pop("dates"), answer.pop("notes")
    assert [sorted(each) for each in dates] == [["en", "ko"]]
    assert notes == []
    services = answer.pop("services")
    account = [
        {"from": 0, "until": 0.5, "for": "decision", "on": None, "ended_by": None},
        {"from": 0.5, "until": 10, "for": "power", "on": None, "ended_by": None},
        {"from": 10, "until": 12, "for": "servers", "on": None, "ended_by": None},
    ]
    assert services.keys() == {"account", "chat", "control", "news", "news-id"}
    assert services["account"] == {
        "layer": "platform",
        "hours_to_restore": 12,
        "hours_to_serve": 12,
        "down": [{"from": 0, "until": 12}],
        "waits": account,
        "critical_path": [{"service": "account", **leg} for leg in account],
        "quantiles": None,
    }
    assert services["news"] == {
        "layer": "application",
        "hours_to_restore": 0,
        "hours_to_serve": 0,
        "down": [],
        "waits": [],
        "critical_path": [],
        "quantiles": None,
    }
    assert answer == {
        "schema": "kakao-whatif.recover/1",
        "case": {"id": "two-sites", "version": "1", "title": {"en": "Two sites", "ko": "두 센터"}},
        "scenario": {"losses": ["pangyo"], "mitigations": ["own-news-id"], "readings": [], "parameters": {}},
        "horizon_hours": 240,
        "samples": None,
        "seed": None,
        "totals": {
            "services": 4,
            "down": 3,
            "never_back": [],
            "last_return": 12,
            "lost_service_hours": 23.5,
        },
        "changed": {
            "totals_without": {
                "services": 4,
                "down": 4,
                "never_back": [],
                "last_return": 12,
                "lost_service_hours": 35.5,
            },
            "lost_service_hours": -12,
            "services": {"news": {"kind": "spared", "before": 12, "after": 0}},
            "added": ["news-id"],
        },
        "why": None,
    }


def test_why_is_in_the_json_in_both_languages(run: Run, case: str) -> None:
    answer = json.loads(run("recover", "pangyo", "--case", case, "--json", "--why", "news").output)
    assert answer["changed"] is None
    assert answer["why"]["service"] == "news"
    assert answer["why"]["waits"] == {
        "en": ["From 0 min to 12 h (12 h) news waited for account."],
        "ko": ["0분부터 12시간까지(12시간) 뉴스는 계정을 기다렸습니다."],
    }
    assert [len(each) for each in answer["why"]["critical_path"].values()] == [3, 3]


def test_samples_give_a_spread_and_the_same_seed_the_same_one(run: Run, case: str) -> None:
    asked = ("recover", "pangyo", "--case", case, "--samples", "60", "--seed", "7", "--json")
    answer = json.loads(run(*asked).output)
    assert (answer["samples"], answer["seed"]) == (60, 7)
    chat = answer["services"]["chat"]["quantiles"]
    assert chat["p10"] < chat["p50"] < chat["p90"]
    assert answer == json.loads(run(*asked).output)
    output = run(*asked[:-1]).output
    assert "P10 to P90: 60 draws of every number that has a range (seed 7). The times beside them" in output
    assert "P10–P90" in output


def test_json_is_the_same_in_every_language(run: Run, case: str) -> None:
    outputs = [
        run("recover", "pangyo", "--case", case, "--json", "--lang", each).output for each in ("ko", "en")
    ]
    assert outputs[0] == outputs[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["pangio"], "Error: scenario.losses: unknown id 'pangio'. Did you mean 'pangyo'?\n"),
        (["pangyo", "--why", "nws"], "Error: --why: unknown id 'nws'. Did you mean 'news'?\n"),
        (
            ["pangyo", "--figure", "night.gif"],
            "Error: figure: 'night.gif': the ending '.gif' is unknown. Give a file that ends in .svg, .png or .pdf.\n",
        ),
        (
            ["pangyo", "--figure", "night"],
            "Error: figure: 'night': there is no ending. Give a file that ends in .svg, .png or .pdf.\n",
        ),
    ],
)
def test_bad_input_is_refused_with_the_way_out(
    run: Run, case: str, arguments: list[str], message: str
) -> None:
    result = run("recover", *arguments, "--case", case)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


@pytest.mark.parametrize("options", [["--samples", "0"], ["--samples", "many"], ["--seed", "x"], ["--why"]])
def test_bad_options_end_with_code_2(run: Run, case: str, options: list[str]) -> None:
    result = run("recover", "pangyo", "--case", case, *options)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr


def test_a_figure_is_written_beside_the_answer(run: Run, case: str, tmp_path: Path) -> None:
    path = tmp_path / "night.svg"
    result = run("recover", "pangyo", "--case", case, "--figure", str(path), "--json", "--lang", "ko")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["schema"] == "kakao-whatif.recover/1"
    assert result.stderr == f"저장: {path}\n"
    assert "장애 전환 제어" in path.read_text("utf-8")


def test_a_figure_that_cannot_be_written_is_refused_before_the_answer(
    run: Run, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("kakao_whatif.recovery.simulate.simulate_recovery")
    path = tmp_path / "nowhere" / "night.svg"
    result = run("recover", "pangyo", "--case", case, "--figure", str(path))
    assert (result.exit_code, result.stdout) == (2, "")
    folder = str(path.parent)
    assert result.stderr == f"Error: {str(path)!r}: there is no folder {folder!r}. Make it first.\n"


def test_observations_are_drawn_only_after_the_losses_they_were_seen_in(run: Run, tmp_path: Path) -> None:
    for losses, is_recorded in (("pangyo", True), ("anyang", False)):
        path = tmp_path / f"{losses}.svg"
        assert run("recover", losses, "--figure", str(path), "--lang", "en").exit_code == 0
        assert ("observed: everything back" in path.read_text("utf-8")) is is_recorded


def test_the_command_explains_itself(run: Run) -> None:
    output = run("recover", "--help").output
    assert "--samples" in output
    assert "!" not in output


def test_nothing_heavy_is_imported_unless_a_figure_is_asked_for(case: str) -> None:
    import subprocess

    code = (
        "import sys; from kakao_whatif.cli import main;"
        f"main(['recover', 'pangyo', '--case', {case!r}], standalone_mode=False);"
        "heavy = {'pandas', 'networkx', 'matplotlib', 'numpy', 'ipywidgets', 'IPython'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("samples", "has_bar"), [(200, True), (1, False)])
def test_whoever_watches_sees_how_far_the_samples_are(case: str, samples: int, has_bar: bool) -> None:
    import pty
    import subprocess

    reader, writer = pty.openpty()
    code = "from kakao_whatif.cli import main; main(prog_name='kakao-whatif')"
    command = [
        sys.executable,
        "-c",
        code,
        "recover",
        "pangyo",
        "--case",
        case,
        "--samples",
        str(samples),
        "--json",
    ]
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=writer, env=environment) as process:
        os.close(writer)
        assert process.stdout is not None
        answer = json.loads(process.stdout.read())
        shown = b""
        try:
            while more := os.read(reader, 4096):
                shown += more
        except OSError:  # the other end is closed
            pass
    os.close(reader)
    assert process.returncode == 0
    assert answer["samples"] == (samples if has_bar else None)
    assert (f"{samples}/{samples}".encode() in shown) is has_bar


def test_in_a_pipe_there_is_no_bar(case: str) -> None:
    result = CliRunner().invoke(main, ["recover", "pangyo", "--case", case, "--samples", "60", "--json"])
    assert result.stderr == ""
