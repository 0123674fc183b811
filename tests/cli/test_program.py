"""What becomes of an error: words on standard error and exit code 2, never a traceback."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import kakao_whatif
from kakao_whatif.cli.program import COMMANDS
from tests.patience import SECONDS

Run = Callable[..., Result]
PROGRAM = [sys.executable, "-c", "from kakao_whatif.cli import main; main(prog_name='kakao-whatif')"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["lose", "pangio"], "Error: scenario.losses: unknown id 'pangio'. Did you mean 'pangyo'?\n"),
        (
            ["lose", "--with", "own-id"],
            "Error: scenario.mitigations: unknown id 'own-id'. Did you mean 'own-ids'?\n",
        ),
        (
            ["lose", "--read", "no"],
            "Error: scenario.readings: unknown id 'no'. It must name a known reading.\n",
        ),
        (
            ["lose", "--fail-if-dark", "tistry"],
            "Error: --fail-if-dark: unknown id 'tistry'. Did you mean 'tistory'?\n",
        ),
        (
            ["why", "tistry", "--lose", "pangyo"],
            "Error: SERVICE: unknown id 'tistry'. Did you mean 'tistory'?\n",
        ),
        (
            ["explore", "--case", "kakao-2020"],
            "Error: --case: unknown id 'kakao-2020'. Did you mean 'kakao-2022'?\n",
        ),
    ],
)
def test_an_unknown_id_is_refused_with_the_nearest_known_one(
    run: Run, arguments: list[str], message: str
) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


@pytest.mark.parametrize(
    "arguments",
    [
        ["lose", "--case", "no-such-case"],
        ["lose", "--case", "no/such/file.yaml"],
        ["check", "no/such/file.yaml"],
        ["check", "no-such-case"],
        ["cases", "no-such-case"],
        ["lose", "--lang", "fr"],
        ["lose", "--no-such-option"],
        ["check"],
        ["nonsense"],
        ["explore", "--port", "99999"],
    ],
)
def test_bad_input_ends_with_code_2_and_a_message(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_mitigations_that_cannot_stand_together_are_bad_input(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(
        "services: [{id: a}]\nmitigations: [{id: x, excludes: [y], changes: []}, {id: y, changes: []}]\n",
        encoding="utf-8",
    )
    result = run("lose", "--with", "x", "--with", "y", "--case", str(path))
    assert result.exit_code == 2
    assert (
        result.stderr == "Error: scenario.mitigations: 'x' and 'y' exclude each other. Choose one of them.\n"
    )


def test_the_version_is_the_package_s(run: Run) -> None:
    assert run("--version").output == f"kakao-whatif, version {kakao_whatif.__version__}\n"


@pytest.mark.parametrize("command", [[], ["explore"], ["lose"], ["why"], ["cases"], ["check"], ["schema"]])
def test_every_command_explains_itself(run: Run, command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "!" not in result.output


def test_a_reader_that_leaves_early_is_no_error_and_no_answer(two_sites: str) -> None:
    command = subprocess.Popen(
        [*PROGRAM, "lose", "--case", two_sites], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert command.stdout is not None
    assert command.stderr is not None
    command.stdout.close()
    errors = command.stderr.read()
    command.stderr.close()
    assert command.wait(timeout=SECONDS) == 141
    assert errors == b""


def test_a_terminal_without_unicode_gets_question_marks_not_a_traceback(two_sites: str) -> None:
    for option in ([], ["--json"]):
        done = subprocess.run(
            [*PROGRAM, "lose", "pangyo", "--case", two_sites, "--lang", "ko", *option],
            capture_output=True,
            check=False,
            env={"PYTHONIOENCODING": "ascii", "PYTHONPATH": str(Path(kakao_whatif.__file__).parents[1])},
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.isascii()


def test_nothing_but_the_answer_is_imported() -> None:
    code = (
        "import sys; from kakao_whatif.cli import main; main(['lose', 'pangyo'], standalone_mode=False);"
        "heavy = {'pandas', 'networkx', 'matplotlib', 'ipywidgets', 'voila', 'IPython'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_help_lists_every_command_and_loads_none() -> None:
    code = (
        "import sys; from kakao_whatif.cli import main; main(['--help'], standalone_mode=False);"
        "ours = sorted(name for name in sys.modules if name.startswith('kakao_whatif.'));"
        "print(*ours, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    allowed = {"kakao_whatif.cli", "kakao_whatif.cli.program", "kakao_whatif.errors", "kakao_whatif.version"}
    assert set(done.stderr.split()) == allowed
    assert [line.split()[0] for line in done.stdout.partition("Commands:\n")[2].splitlines()] == [*COMMANDS]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_in_its_own_help_what_it_does(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: kakao-whatif {name} ")
