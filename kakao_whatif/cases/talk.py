"""The talk that a case tells: its beats, each a state of the model with what is said of it (`talk.toml`).

Stands apart from the case, which most readers open without it; it is read when the talk is. The words stand beside the
case and not in the catalogues, because they are about this case and no other; their numbers are gaps, filled by the
model.
"""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from typing import Any, Final, Literal, get_args

from kakao_whatif.cases import case_ids
from kakao_whatif.errors import ModelError, Problem, nearest
from kakao_whatif.files.content import read_text
from kakao_whatif.files.toml import position
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import LANGUAGES, Text
from kakao_whatif.text.signs import MAX_LETTERS, complaint, harmless

Picture = Literal["map", "ribbons", "two-maps", "ring", "steps", "questions"]
Dashboard = Literal["blackout", "recovery", "had-kakao"]
PICTURES: Final[tuple[Picture, ...]] = get_args(Picture)
DASHBOARDS: Final[tuple[Dashboard, ...]] = get_args(Dashboard)
#: What a beat may offer to change, each on what the case names so.
TRIES: Final = ("lose", "mitigate", "read", "scenario")

TALK_FILE: Final = "talk.toml"
_NAMES: Final = ("id", "scenario", "select", "picture", "dashboard")
_NUMBERS: Final = ("at", "minutes")
_TEXTS: Final = ("lines", "notes", "assumed", "questions")
_NAME_LISTS: Final = ("lose", "with", "read", "keep", "figures", "services", "tries", "facts")
_KEYS: Final = ("title", *_NAMES, *_NUMBERS, *_TEXTS, *_NAME_LISTS)


@dataclass(frozen=True, kw_only=True, eq=False)
class Beat:
    """One step of a talk.

    Parameters
    ----------
    id
        Its name in a link.
    title, lines
        What stands on the screen, with gaps that the model fills.
    scenario
        What is supposed.
    selected
        The service that the map looks at.
    picture
        What is drawn.
    dashboard, at, passed
        Which dashboard its link opens, at which hour, and what else the link holds.
    figures
        The large numbers, by name.
    services
        Whose ribbons are drawn.
    tries
        What the audience may change: pairs of a kind in `TRIES` and an id.
    facts, assumed
        What it rests on: rows of the ledger, and what no row says.
    notes
        What the presenter reads.
    questions
        What is asked of the audience, where that is the picture.
    minutes
        How long it is meant to take.
    """

    id: str
    title: Text
    lines: tuple[Text, ...] = ()
    scenario: Scenario = field(default_factory=Scenario)
    selected: str | None = None
    picture: Picture = "map"
    dashboard: Dashboard = "blackout"
    at: float | None = None
    passed: tuple[tuple[str, str], ...] = ()
    figures: tuple[str, ...] = ("dark", "sign_in", "up")
    services: tuple[str, ...] = ()
    tries: tuple[tuple[str, str], ...] = ()
    facts: tuple[str, ...] = ()
    assumed: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    questions: tuple[Text, ...] = ()
    minutes: float = 1.5


@dataclass(frozen=True, eq=False)
class Talk:
    """The beats of a talk, in order."""

    beats: tuple[Beat, ...]


def talk_of(system: System, folder: Path | None = None) -> Talk | None:
    """Return the talk that stands in a case's folder, that of a shipped case if none is given; None if there is none.

    Raises
    ------
    ModelError
        If it does not fit the case, with every problem at once.
    """
    if folder is None:
        if system.id not in case_ids():
            return None
        folder = Path(__file__).parent / system.id.replace("-", "_")
    path = folder / TALK_FILE
    return read_talk(path, system) if path.is_file() else None


def read_talk(path: Path, system: System) -> Talk:
    """Return the talk of a file.

    Raises
    ------
    ModelError
        If it is no TOML, or names what the case does not have, with every problem at once.
    """
    text = read_text(path)
    try:
        rows = tomllib.loads(text).get("beats", [])
    except tomllib.TOMLDecodeError as error:  # its words name the line and column
        raise ModelError([Problem("the file", f"{error}.", "Correct it there.")], source=path.name) from None
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise ModelError([Problem("beats", "there is none.", "Write [[beats]] for each.")], source=path.name)
    problems: list[Problem] = []
    ids = [row.get("id") for row in rows]
    for at, row in enumerate(rows):
        wrong = list(_ill_texts(row)) or list(_wrong(row, system))
        if ids[at] is not None and ids[at] in ids[:at]:
            wrong.append(("id", f"{ids[at]!r} is there twice.", "Rename one."))
        for where, what, way_out in wrong:
            line, column = position(text, "beats", at, re.split(r"[.\[]", where)[0])
            problems.append(Problem(f"beats[{at}].{where}", what, way_out, line, column))
    if problems:
        raise ModelError(problems, source=path.name)
    return Talk(tuple(_beat(row, system) for row in rows))


def _ill_texts(part: Any, where: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield the texts, keys too, that no screen should show."""
    if isinstance(part, dict):
        for key, inner in part.items():
            name = f"{where}.{key}" if where else key
            if (wrong := complaint(key)) is not None:
                yield harmless(name), *wrong
            yield from _ill_texts(inner, harmless(name))
    elif isinstance(part, list):
        for at, inner in enumerate(part):
            yield from _ill_texts(inner, f"{where}[{at}]")
    elif isinstance(part, str) and (wrong := complaint(part, MAX_LETTERS)) is not None:
        yield where, *wrong


def _wrong(row: Mapping[str, Any], system: System) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with a beat: where, what, and the way out."""
    for key in row:
        if key not in _KEYS:
            yield key, "unknown key.", f"Known keys: {', '.join(sorted(_KEYS))}."
    for key in ("id", "title"):
        if key not in row or row[key] in ("", {}):
            yield key, "missing.", "Give it one."
    ill = list(_of_another_type(row))
    yield from ill
    spoiled = {where.partition("[")[0] for where, _, _ in ill}
    yield from _unknown_names({key: value for key, value in row.items() if key not in spoiled}, system)


def _of_another_type(row: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield what is no name, no number or no list where there must be one."""
    for key in _NAMES:
        if key in row and not isinstance(row[key], str):
            yield key, f"{row[key]!r} is not a text.", "Put it in quotes."
    for key in _NUMBERS:
        number = row.get(key, 0)
        if isinstance(number, bool) or not isinstance(number, int | float) or not abs(number) < inf:
            yield key, f"{number!r} is not a number.", "Give one."
        elif key == "minutes" and number < 0:
            yield key, f"{number!r} is less than 0.", "Give 0 or more."
    for key in (*_TEXTS, *_NAME_LISTS):
        if not isinstance(row.get(key, []), list):
            yield key, f"{row[key]!r} is not a list.", "Write it in [square brackets]."
        elif key in _NAME_LISTS:
            for at, name in enumerate(row.get(key, [])):
                if not isinstance(name, str):
                    yield f"{key}[{at}]", f"{name!r} is not a text.", "Put it in quotes."


def _unknown_names(row: Mapping[str, Any], system: System) -> Iterator[tuple[str, str, str]]:
    """Yield what a beat names and the case does not have, and what is not in both languages."""
    places = {**system.possible_domains, **system.possible_services}
    choices = {
        "lose": places,
        "mitigate": system.mitigations,
        "read": system.readings,
        "scenario": system.scenarios,
    }
    named: dict[str, tuple[Collection[str], Collection[str]]] = {
        "scenario": ([row["scenario"]] if "scenario" in row else [], system.scenarios),
        "lose": (row.get("lose", ()), places),
        "with": (row.get("with", ()), system.mitigations),
        "read": (row.get("read", ()), system.readings),
        "select": ([row["select"]] if "select" in row else [], places),
        "services": (row.get("services", ()), system.possible_services),
        "keep": (row.get("keep", ()), system.possible_services),
        "facts": (row.get("facts", ()), getattr(system, "facts", {})),
        "picture": ([row["picture"]] if "picture" in row else [], PICTURES),
        "dashboard": ([row["dashboard"]] if "dashboard" in row else [], DASHBOARDS),
        "tries": ([each.partition(":")[0] for each in row.get("tries", ())], TRIES),
    }
    for key, (ids, known) in named.items():
        for id in ids:
            yield from _unknown(key, id, known)
    for each in row.get("tries", ()):
        kind, _, id = each.partition(":")
        yield from _unknown("tries", id, choices.get(kind, (id,)))
    for key in ("title", *_TEXTS):
        for text in _texts(row.get(key, ())):
            if not _is_in_both(text):
                yield key, f"{text!r} is not in both languages.", "Write {en = ..., ko = ...}."


def _is_in_both(text: object) -> bool:
    if not isinstance(text, dict) or set(text) != set(LANGUAGES):
        return False
    return all(isinstance(words, str) for words in text.values())


def _unknown(where: str, id: str, known: Collection[str]) -> Iterator[tuple[str, str, str]]:
    if id not in known:
        near = nearest(id, sorted(known))
        yield where, f"unknown {id!r}.", f"Did you mean {near!r}?" if near else "Name one that the case has."


def _beat(row: Mapping[str, Any], system: System) -> Beat:
    given: dict[str, Any] = {key: row[key] for key in ("id", "picture", "dashboard", *_NUMBERS) if key in row}
    given |= {key: tuple(row[key]) for key in ("figures", "services", "facts") if key in row}
    given |= {key: tuple(map(_text, _texts(row.get(key, ())))) for key in _TEXTS}
    given["tries"] = tuple(
        (kind, id) for kind, _, id in (each.partition(":") for each in row.get("tries", ()))
    )
    given["passed"] = (("keep", ",".join(row["keep"])),) if row.get("keep") else ()
    scenario = Scenario(row.get("lose", ()), row.get("with", ()), row.get("read", ()))
    if "scenario" in row:
        scenario = system.scenarios[row["scenario"]].scenario
    return Beat(title=_text(row["title"]), scenario=scenario, selected=row.get("select"), **given)


def _texts(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _text(row: Mapping[str, str]) -> Text:
    return Text(row["en"], row["ko"])
