"""Signs that have no place in a text, and how one is shown that stands there all the same.

They steer a terminal, break a line, or turn the order of what is read: control characters other than
tab and line feed, Unicode's own line and paragraph separators, what overrides or isolates a direction of
writing, noncharacters, and halves of a surrogate pair. Joiners, variation selectors and marks of direction
stay: Persian, Hebrew, Hindi and emoji need them.

Reading refuses these signs. A system that was built in Python may hold them, so whatever is printed or written goes
through `harmless` as well.
"""

import json
import re
import unicodedata
from typing import Final

HARMFUL: Final = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
MAX_ID_LETTERS: Final = 120
MAX_LETTERS: Final = 5_000
_BREAK: Final = re.compile(r"[\t\n]+")


def code_point(sign: str) -> str:
    """Return the name of a sign by its number.

    Examples
    --------
    >>> code_point(chr(0x202E)), code_point(chr(27))
    ('U+202E', 'U+001B')
    """
    return f"U+{ord(sign):04X}"


def complaint(words: str, most: int | None = None) -> tuple[str, str] | None:
    """Return what is wrong with words and the way out: a harmful sign, or more than `most` letters. Else None.

    Examples
    --------
    >>> complaint("a" + chr(0x202E))
    ('U+202E (an override of direction) may not stand in a text.', 'Remove it.')
    >>> complaint("long", 3)
    ('4 letters are too many; it may have 3.', 'Shorten it.')
    """
    if (found := HARMFUL.search(words)) is not None:
        return f"{code_point(found[0])} ({_kind(found[0])}) may not stand in a text.", "Remove it."
    if most is not None and len(words) > most:
        return f"{len(words):,} letters are too many; it may have {most:,}.", "Shorten it."
    return None


def _kind(sign: str) -> str:
    category = unicodedata.category(sign)
    kinds = {
        "Cc": "a control character",
        "Zl": "a line separator",
        "Zp": "a paragraph separator",
        "Cf": "an override of direction" if sign < "\u2066" else "an isolate of direction",
        "Cs": "half of a surrogate pair",
    }
    return kinds.get(category, "a noncharacter")


def harmless(words: str) -> str:
    """Return words with every harmful sign shown by its number.

    Examples
    --------
    >>> harmless("a" + chr(27) + "[31mb")
    'a[U+001B][31mb'
    """
    return HARMFUL.sub(lambda found: f"[{code_point(found[0])}]", words)


def one_line(words: str) -> str:
    r"""Return harmless words with a blank for every tab and line feed.

    Examples
    --------
    >>> one_line("two\nlines")
    'two lines'
    """
    return _BREAK.sub(" ", harmless(words))


def harmless_json(text: str) -> str:
    r"""Return a JSON text with every harmful sign as an escape, so that it holds the same data.

    Examples
    --------
    >>> print(harmless_json('{"name": "' + chr(0x9B) + '"}'))
    {"name": "\u009b"}
    """
    return HARMFUL.sub(lambda found: json.dumps(found[0])[1:-1], text)
