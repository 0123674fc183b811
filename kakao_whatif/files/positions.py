"""The line and column of what is wrong in a YAML file.

A reader's data knows no lines. They are found by reading the text once more, only if there is something to refuse.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from kakao_whatif.errors import Problem
from kakao_whatif.files.places import named_places
from kakao_whatif.files.plain import Path

_At = tuple[int, int]


class Positions:
    r"""Where the keys and entries of a YAML text stand; nowhere, if there is no text.

    Examples
    --------
    >>> positions = Positions("services:\n  - {id: chat, nedds: []}\n")
    >>> print(positions.of_path(Problem("services[0] 'chat'", "unknown key."), ("services", 0, "nedds")))
    line 2, column 16, services[0] 'chat': unknown key.
    """

    def __init__(self, text: str | None) -> None:
        self._text = text

    @cached_property
    def _at(self) -> dict[Path, _At]:
        at: dict[Path, _At] = {}
        for path, position in _positions(self._text or ""):
            at.setdefault(path, position)
        return at

    def of_path(self, problem: Problem, path: Path) -> Problem:
        """Return a problem with the position of a path, or of the nearest part above that is written."""
        if self._text is None or problem.line is not None:
            return problem
        while path and path not in self._at:
            path = path[:-1]
        line, column = self._at[path]
        return replace(problem, line=line, column=column)

    def of_places(self, problems: Iterable[Problem], data: Any) -> Iterator[Problem]:
        """Yield problems with the position of the place in the data that each names, if it names one."""
        if self._text is None:
            yield from problems
            return
        paths = dict(named_places(data))
        for problem in problems:
            name = problem.where
            # What is missing stands nowhere in the file: then the part that lacks it is named.
            while name and name not in paths:
                name = name[: max(0, *(name.rfind(sign) for sign in ".[ "))]
            yield self.of_path(problem, paths[name]) if name else problem


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read: its path, and the next step into it."""

    path: Path
    step: str | int | None


def _positions(text: str) -> Iterator[tuple[Path, _At]]:
    """Yield the path of the whole, of every key and of every entry of a list, with its line and column.

    What an alias repeats is written elsewhere, so it has no position here.
    """
    import yaml

    stack: list[_Open] = []
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        path: Path = ()
        if stack:
            top = stack[-1]
            if top.step is None:  # a key comes
                top.step = str(getattr(event, "value", ""))  # an alias has none
                yield (*top.path, top.step), _at(event)
                continue
            path = (*top.path, top.step)
            if isinstance(top.step, int):
                yield path, _at(event)
                top.step += 1
            else:
                top.step = None
        else:
            yield path, _at(event)
        if isinstance(event, yaml.CollectionStartEvent):
            stack.append(_Open(path, 0 if isinstance(event, yaml.SequenceStartEvent) else None))


def _at(event: Any) -> _At:
    return event.start_mark.line + 1, event.start_mark.column + 1
