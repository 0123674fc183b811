"""Numbers as a link writes them: one pattern, in Python and in the page without a server alike.

Stands apart because each language reads more as a number than the other: ``1_0`` here, ``0x10`` there.
"""

import re
from math import isfinite
from typing import Final

#: What counts as a number, with no space around it; it means the same in both languages.
NUMBER: Final = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"


def number_of(written: str) -> float | None:
    """Return the number that somebody wrote; None if it is none, or none that can be held.

    Examples
    --------
    >>> number_of(" 12 "), number_of("-.5e1"), number_of("1_0"), number_of("0x10"), number_of("1e999")
    (12.0, -5.0, None, None, None)
    """
    plain = written.strip()
    number = float(plain) if re.fullmatch(NUMBER, plain) else float("nan")
    return number if isfinite(number) else None


def number_text(value: float) -> str:
    """Return a number as a link holds it: as short as it can be without being another.

    Examples
    --------
    >>> number_text(12.0), number_text(0.1), number_text(1e21)
    ('12', '0.1', '1e+21')
    """
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))
