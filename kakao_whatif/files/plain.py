"""Plain data: text, numbers, lists and mappings, and nothing that JSON cannot hold.

It stands between the sources (a YAML file, a mapping in Python) and the case format, so that every
later step may rely on its own copy, on finite numbers and on a bounded depth.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from kakao_whatif.errors import ModelError, Problem
from kakao_whatif.files.places import place, shown
from kakao_whatif.files.yaml import MAX_DEPTH, MAX_VALUES
from kakao_whatif.text.signs import complaint

Path: TypeAlias = tuple[str | int, ...]
Finding: TypeAlias = tuple[Path, Problem]

MAX_OF_PART = 20_000
_LARGEST = 2**53


class Broken:
    """The mark that stands where a value was refused, so that the rest can still be checked."""

    def __repr__(self) -> str:
        """Return a word for test output."""
        return "BROKEN"


BROKEN = Broken()


def plain_copy(value: object, source: str = "the mapping") -> tuple[Any, list[Finding]]:
    """Return a copy of plain data, with null where a value was refused, and the refusals.

    Raises
    ------
    ModelError
        If the data is too deep or too large to be looked at any further.

    Examples
    --------
    >>> plain_copy({"capacity": float("nan")})[1][0][1].what
    'nan is not a finite number.'
    """
    copier = _Copier(source)
    data = copier.copy(value)
    problems = [(path, Problem(place(data, path), what, way)) for path, what, way in copier.refused]
    return data, problems


def mark_broken(data: Any, paths: Iterable[Path]) -> Any:
    """Return the data with `BROKEN` at every path; it is changed in place."""
    for path in paths:
        if not path:
            return BROKEN
        at: Any = data
        steps: tuple[Any, ...] = path
        for step in steps[:-1]:
            at = at[step] if isinstance(at, dict | list) else BROKEN
        if isinstance(at, dict | list):
            at[steps[-1]] = BROKEN
    return data


@dataclass(slots=True)
class _Copier:
    """The path and the refusals while data is copied."""

    source: str
    path: list[str | int] = field(default_factory=list)
    refused: list[tuple[Path, str, str]] = field(default_factory=list)
    count: int = 0

    def copy(self, value: object) -> Any:
        self.count += 1
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, Mapping | list | tuple):
            return self._container(value)
        if value is None or isinstance(value, bool | int | float):
            return self._number(value)
        self._refuse(
            f"a Python {type(value).__name__} is not plain data.",
            "Give text, a number, true, false, a list or a mapping.",
        )
        return None

    def _text(self, value: str) -> str | None:
        if (wrong := complaint(value)) is not None:
            self._refuse(*wrong)
            return None
        return str.__str__(value)

    def _number(self, value: bool | float | None) -> bool | float | None:
        if isinstance(value, float) and not math.isfinite(value):
            self._refuse(f"{value} is not a finite number.", "Give a finite number.")
            return None
        if isinstance(value, int) and abs(value) > _LARGEST:
            self._refuse(f"{shown(value)} is too large.", f"Give a whole number up to {_LARGEST}.")
            return None
        return value

    def _container(self, value: Mapping[Any, object] | list[object] | tuple[object, ...]) -> Any:
        self._check_bounds()
        before = self.count
        copied = self._mapping(value) if isinstance(value, Mapping) else self._list(value)
        is_part = len(self.path) == 2 or (len(self.path) == 1 and isinstance(copied, dict))
        if is_part and self.count - before > MAX_OF_PART:
            what = f"{self.count - before:,} values are too many for one part; it may have {MAX_OF_PART:,}."
            self._refuse(what, "Split it.")
            return None
        return copied

    def _mapping(self, value: Mapping[Any, object]) -> dict[str, Any]:
        copied = {}
        for key, part in value.items():
            if not isinstance(key, str):
                self._refuse(f"the key {shown(key)} is not a text.", "Put it in quotes.")
                continue
            self.path.append(str.__str__(key))
            name = self._text(key)
            if name is not None:
                copied[name] = self.copy(part)
            self.path.pop()
        return copied

    def _list(self, value: list[object] | tuple[object, ...]) -> list[Any]:
        copied = []
        for at, part in enumerate(value):
            self.path.append(at)
            copied.append(self.copy(part))
            self.path.pop()
        return copied

    def _check_bounds(self) -> None:
        if len(self.path) >= MAX_DEPTH:
            what = f"lists and mappings stand in each other over {MAX_DEPTH} deep, or hold themselves."
            where = place(None, self.path[:6])
            raise ModelError([Problem(where, what, "Write it flatter.")], self.source)
        if self.count > MAX_VALUES:
            what = f"there are more than {MAX_VALUES:,} values."
            raise ModelError([Problem("top level", what, "Split the model.")], self.source)

    def _refuse(self, what: str, way_out: str) -> None:
        self.refused.append((tuple(self.path), what, way_out))
