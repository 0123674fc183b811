"""A container file read as instructions, what is wrong with one, and its steps done without a container.

A small reader for the little that ours uses: instructions of one line, comments, and words in JSON.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KNOWN = frozenset({"FROM", "RUN", "WORKDIR", "COPY", "USER", "EXPOSE", "CMD"})
EXACT = re.compile(r"[\w.\-/]+/[\w\-]+:\d+\.\d+\.\d+[\w.\-]*(@sha256:[0-9a-f]{64})?")
SECRET = re.compile(
    r"password|passwd|token|secret|api_?key|credential|\.netrc|\.npmrc|pip\.conf|://[^/\s]+@", re.I
)
ROOT = frozenset({"root", "0"})


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction, the line it stands on, and its words."""

    line: int
    name: str
    text: str

    @property
    def words(self) -> list[str] | None:
        """The words of a command in JSON; none if it is for a shell."""
        try:
            words = json.loads(self.text)
        except ValueError:
            return None
        is_words = isinstance(words, list) and words and all(isinstance(word, str) for word in words)
        return words if is_words else None


def read(text: str) -> list[Step]:
    """Return the instructions of a container file, in order."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1)]
    parts = [(number, *line.partition(" ")) for number, line in lines if line and not line.startswith("#")]
    return [Step(number, name, rest.strip()) for number, name, _, rest in parts]


def problems(text: str) -> list[str]:
    """Return everything that is wrong with a container file, each with its line and its way out."""
    steps = read(text)
    return [*_in_each(steps), *_of_the_whole(steps)]


def _in_each(steps: list[Step]) -> Iterator[str]:
    for step in steps:
        where = f"line {step.line}: {step.name}"
        if step.name not in KNOWN:
            yield f"{where} is none of {', '.join(sorted(KNOWN))}"
        if step.name == "FROM" and not EXACT.fullmatch(step.text):
            yield f"{where} {step.text}: name the registry and an exact version, as in host/python:3.11.14-slim"
        if step.name in ("RUN", "CMD") and step.words is None:
            yield f'{where}: write the words in JSON, as in ["python", "-m", "pip"], so that no shell stands between'
        if step.name == "COPY" and step.text.split()[0] in (".", "./", "/"):
            yield f"{where} {step.text}: name what is copied, or the whole folder goes in"
        if SECRET.search(step.text):
            yield f"{where}: this looks like a secret; an image keeps it for everybody"


def _of_the_whole(steps: list[Step]) -> Iterator[str]:
    if not steps or steps[0].name != "FROM":
        yield "FROM must come first"
    if [step.name for step in steps].count("CMD") != 1 or steps[-1].name != "CMD":
        yield "one CMD must come last"
    users = [step for step in steps if step.name == "USER"]
    if not users or users[-1].text.partition(":")[0] in ROOT:
        yield "USER: somebody who is not root must run the command"
    elif any(step.name == "RUN" and step.line > users[-1].line for step in steps):
        yield "USER: what is installed after it belongs to the one who runs the command; put it last"


def programs_of(environment: Path) -> Path:
    """Return the folder of an environment's programs."""
    return environment / ("Scripts" if sys.platform == "win32" else "bin")


def carry_out(steps: list[Step], source: Path, place: Path) -> Path:
    """Do the steps up to the command in a clean environment instead of a container; return its programs' folder.

    Each absolute folder is one below `place`. Who runs the command cannot be made here: a step that makes a user is
    passed over, every other one is done as it stands. Nothing is compiled ahead,
    which would take half of the time.
    """
    venv.create(place / "venv", with_pip=True)
    programs = programs_of(place / "venv")
    here = place
    settings = {**os.environ, "PIP_COMPILE": "0"}
    for step in steps:
        if step.name == "WORKDIR":
            here = place / step.text.lstrip("/")
            here.mkdir(parents=True, exist_ok=True)
        elif step.name == "COPY":
            _copy(step.text.split(), source, here)
        elif step.name == "RUN" and step.words is not None and step.words[0] != "useradd":
            command = [str(programs / step.words[0]), *step.words[1:]]
            done = subprocess.run(command, cwd=here, capture_output=True, text=True, env=settings)
            assert done.returncode == 0, f"line {step.line}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
    return programs


def _copy(words: list[str], source: Path, here: Path) -> None:
    *given, target = words
    for name in given:
        goal = here / target / Path(name).name if target.endswith("/") else here / target
        if (source / name).is_dir():
            shutil.copytree(source / name, goal, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            goal.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source / name, goal)
