"""The line and column of a key in a TOML file, whose reader tells none."""

import re
import tomllib

_HEADER = re.compile(r"\s*\[")


def position(text: str, table: str, at: int, key: str) -> tuple[int | None, int | None]:
    r"""Return the line and column of a key in an entry of an array of tables, or of the entry if the key is not there.

    A line counts only where a statement begins: where the lines before it are TOML by themselves. None where the array
    is written in another way.

    Examples
    --------
    >>> position("[[beats]]\nid = 'a'\n[[beats]]\n  at = 3\n", "beats", 1, "at")
    (4, 3)
    """
    lines = text.split("\n")
    begins = re.compile(rf"\s*\[\[\s*{re.escape(table)}\s*\]\]")
    has_key = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[.=]")
    entry, is_inside = -1, False
    found: tuple[int | None, int | None] = (None, None)
    for number, line in enumerate(lines, start=1):
        is_header = _HEADER.match(line) is not None
        if not (is_header or (is_inside and has_key.match(line))) or not _is_whole(lines[: number - 1]):
            continue
        here = (number, len(line) - len(line.lstrip()) + 1)
        if not is_header:
            return here
        if begins.match(line):
            entry += 1
        is_inside = entry == at and begins.match(line) is not None
        found = here if is_inside else found
    return found


def _is_whole(lines: list[str]) -> bool:
    try:
        tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError:
        return False
    return True
