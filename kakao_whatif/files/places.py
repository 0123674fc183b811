"""Where in a file something stands, and how a value is shown, in every message alike."""

import json
import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any

_WORD = re.compile(r"[^\W\d][\w-]*")
_LONGEST = 60


def place(data: Any, path: Sequence[Any]) -> str:
    """Return a path as people read it, with the ids of what it passes.

    Examples
    --------
    >>> place({"services": [{"id": "tistory", "needs": []}]}, ["services", 0, "needs", 1, "on"])
    "services[0] 'tistory'.needs[1].on"
    >>> place({}, [])
    'top level'
    """
    words = ""
    for step in path:
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and step < len(data) else None
        else:
            data = data.get(step) if isinstance(data, dict) else None
        words += _step(step, data)
    return words.removeprefix(".") or "top level"


def named_places(data: Any) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Yield every place of data under the name that `place` gives it, with its path.

    Examples
    --------
    >>> list(named_places({"services": [{"id": "chat"}]}))[2]
    ("services[0] 'chat'", ('services', 0))
    """
    waiting = deque[tuple[str, tuple[str | int, ...], Any]]([("", (), data)])
    while waiting:
        words, path, part = waiting.popleft()
        yield words.removeprefix(".") or "top level", path
        steps = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
        waiting += [(words + _step(step, inner), (*path, step), inner) for step, inner in steps]


def _step(step: Any, data: Any) -> str:
    """Return one step of a place; an entry of a list is known by its id too."""
    if isinstance(step, int):
        has_id = isinstance(data, dict) and isinstance(data.get("id"), str)
        return f"[{step}]" + (f" {shown(data['id'])}" if has_id else "")
    is_word = isinstance(step, str) and _WORD.fullmatch(step)
    return f".{step}" if is_word else f"[{shown(step)}]"


def shown(value: Any) -> str:
    """Return a value as a message shows it: short, and a list or mapping only by its sort.

    Examples
    --------
    >>> shown("tistory"), shown(None), shown(True), shown(-1.5), shown(["a"])
    ("'tistory'", 'null', 'true', '-1.5', 'a list')
    """
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str):
        return repr(value) if len(value) <= _LONGEST else f"{value[:_LONGEST]!r}..."
    if isinstance(value, int) and value.bit_length() > 200:
        return f"a number of {value.bit_length()} bits"
    return json.dumps(value) if value is None or isinstance(value, bool | int) else repr(value)[:_LONGEST]
