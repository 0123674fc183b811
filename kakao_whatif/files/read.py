"""The door for models: a case file, its folder, or a mapping in Python becomes a system."""

import os
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from kakao_whatif.errors import ModelError, Problem, nearest
from kakao_whatif.files.assemble import draft_from
from kakao_whatif.files.parts import text, value
from kakao_whatif.files.places import place, shown
from kakao_whatif.files.plain import plain_copy
from kakao_whatif.files.positions import Positions
from kakao_whatif.files.schema import structure_problems
from kakao_whatif.files.yaml import read_yaml
from kakao_whatif.model.build import MAX_PROBLEMS, system_from_draft, told
from kakao_whatif.model.system import System

CASE_FILE = "case.yaml"


def read_system(source: str | os.PathLike[str] | Mapping[str, Any]) -> System:
    """Return the system that a case file, its folder, or a mapping describes.

    Parameters
    ----------
    source
        A path to a YAML file or to a folder with a ``case.yaml``, or what such a file holds.

    Raises
    ------
    ModelError
        If the file cannot be read, or with every problem at once if it does not fit.

    Examples
    --------
    >>> system = read_system(
    ...     {"services": [{"id": "chat", "needs": [{"kind": "login", "on": "account"}]}, {"id": "account"}]}
    ... )
    >>> system.services["chat"].needs[0].on
    'account'
    """
    return read_with_facts(source, None)


def read_with_facts(source: object, facts: Collection[str] | None) -> System:
    """Return a system whose cited facts must be among `facts`, if any are given."""
    if isinstance(source, Mapping):
        return _system(source, (), "the mapping", facts)
    if not isinstance(source, str | os.PathLike):
        what = f"a Python {type(source).__name__} is neither a path nor a mapping."
        raise ModelError(
            [Problem("source", what, "Give the path of a case file, or what it holds.")], "read_system"
        )
    path = Path(source)
    if os.path.isdir(path):
        path = path / CASE_FILE
    document = read_yaml(path)
    return _system(document.data, document.problems, str(path), facts, document.text)


def _system(
    raw: Any,
    earlier: Collection[Problem],
    source: str,
    facts: Collection[str] | None,
    written: str | None = None,
) -> System:
    positions = Positions(written)
    data, refused = plain_copy(raw, source)
    beneath = {path for path, _ in refused}
    for path, problem in structure_problems(data):
        if not any(path[:steps] in beneath for steps in range(len(path) + 1)):
            refused.append((path, problem))
    of_paths = [positions.of_path(problem, path) for path, problem in refused]
    if len(refused) > MAX_PROBLEMS:  # structure was not looked at to the end: nothing can be built on it
        raise ModelError(told(of_paths), source)
    problems = [*earlier, *of_paths, *_origin(data)]
    if facts is not None:
        problems += unknown_facts(data, facts)
    draft = draft_from(data, [path for path, _ in refused])
    head = data if isinstance(data, dict) else {}
    try:
        return system_from_draft(
            draft,
            source,
            problems,
            id=value(head, "id", ""),
            version=value(head, "version", ""),
            title=text(head, "title"),
            origin=value(head, "origin"),
            hazards=value(head, "hazards", {}),
            horizon_hours=value(head, "horizon_hours"),
        )
    except ModelError as error:
        raise ModelError(positions.of_places(error.problems, data), source) from None


def _origin(data: Any) -> Iterator[Problem]:
    """Yield a problem if hour 0 of the timelines is no moment."""
    origin = data.get("origin") if isinstance(data, dict) else None
    if isinstance(origin, str):
        try:
            moment = datetime.fromisoformat(origin)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            what = f"{shown(origin)} is not a date and time with its offset."
            yield Problem("origin", what, "Give one, such as 2022-10-15T15:30+09:00.")


def unknown_facts(data: Any, facts: Collection[str]) -> Iterator[Problem]:
    """Yield facts that are cited anywhere in the data and are not in the ledger."""
    for path, cited in _citations(data, []):
        if cited not in facts:
            near = nearest(cited, sorted(facts))
            way_out = f"Did you mean {near!r}?" if near else "Add it to ledger.csv, or leave it out."
            yield Problem(place(data, path), f"unknown fact {shown(cited)}.", way_out)


def _citations(data: Any, path: list[str | int]) -> Iterator[tuple[list[str | int], str]]:
    if isinstance(data, dict):
        for key, part in data.items():
            if key == "facts" and isinstance(part, list):
                yield from (([*path, key, at], id) for at, id in enumerate(part) if isinstance(id, str))
            elif isinstance(part, dict | list):
                yield from _citations(part, [*path, key])
    elif isinstance(data, list):
        for at, part in enumerate(data):
            if isinstance(part, dict | list):
                yield from _citations(part, [*path, at])
