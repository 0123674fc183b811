"""A terminal that no text can steer: not a case's, not a link's, not an argument's."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kakao_whatif.cli.answers import lose_answer, why_answer
from kakao_whatif.cli.cases import _print_case
from kakao_whatif.cli.lose import print_answer
from kakao_whatif.cli.recovery_table import print_services
from kakao_whatif.cli.terminal import print_json, print_table
from kakao_whatif.cli.why import print_why
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.recovery.simulate import simulate_recovery
from kakao_whatif.text.signs import HARMFUL
from kakao_whatif.views.snapshot import Snapshot
from tests.hostile import hostile_case, nasty

HOURS = [{"at_hours": 0, "lose": "east"}, {"at_hours": 5, "restore": "east"}]


@given(nasty, nasty, nasty, st.sampled_from(["en", "ko"]))
@example(
    "T\x1b]0;OWNED\x07\x1b[31mred\x1b[0m",
    "E\x1b[2J\x1b[1;1HYOU",
    "\x1b]8;;http://e.x\x07c\u202e\x9b31m",
    "en",
)
@settings(max_examples=40, suppress_health_check=[*HealthCheck])
def test_no_text_of_a_case_reaches_the_terminal_raw(
    capsys: pytest.CaptureFixture[str], a: str, b: str, c: str, language: Any
) -> None:
    case = hostile_case(a, b, c)
    scenario = Scenario({"east"}, {f"m {c}"})
    impact = propagate(case, scenario)
    snapshot = Snapshot(system=case, impact=impact, language=language)
    print_answer(snapshot)
    for service in impact.system.services:
        print_why(impact, service, language)
    _print_case(case, a, language)
    print_services(simulate_recovery(case, scenario, hazard=HOURS), None, language)
    assert HARMFUL.findall(capsys.readouterr().out) == []
    for answer in (lose_answer(snapshot), why_answer(impact, "pay")):
        print_json(answer)
        written = capsys.readouterr().out
        assert HARMFUL.findall(written) == []
        assert json.loads(written) == json.loads(json.dumps(answer))


@given(st.lists(nasty, min_size=1, max_size=4))
@settings(max_examples=100, suppress_health_check=[*HealthCheck])
def test_a_row_stays_one_line(capsys: pytest.CaptureFixture[str], names: list[str]) -> None:
    print_table(["Service", "Cause"], [[name, name] for name in names])
    assert len(capsys.readouterr().out.splitlines()) == 1 + len(names)


#: No code that click itself takes out of what it prints into a pipe.
ARGUMENTS = [
    ("lose", "a\x1b]0;x\x07"),
    ("lose\x1b]0;x\x07",),
    ("--\x1b]0;x\x07x",),
    ("lose", "--\x1b]0;x\x07x"),
    ("lose", "pangyo", "--lang", "\x1b]0;x\x07"),
    ("lose", "--case", "nowhere\x1b]0;x\x07"),
    ("lose", "--case", "no/where\x1b]0;x\x07.yaml"),
    ("why", "a\x9b31m", "--lose", "pangyo"),
    ("why", "tistory", "daum\x1b]0;x\x07"),
    ("report", "-o", "a\x1b]0;x\x07.xls"),
    ("save", "tistory", "--cost", "\x1b]0;x\x07"),
    ("open", "?lose=a%1B%5D0;x%07&x%9B=%E2%80%AE"),
    ("open", "?case=%1B%5D0;x%07"),
    ("check", "\udcff\x1b]0;x\x07"),
]


@pytest.mark.parametrize("arguments", ARGUMENTS)
def test_no_argument_comes_back_raw(run: Callable[..., Result], arguments: tuple[str, ...]) -> None:
    answer = run(*arguments, env={"LANG": "en_US.UTF-8"})
    assert answer.exit_code in (0, 2)
    assert HARMFUL.findall(answer.output) == []
    assert answer.output
