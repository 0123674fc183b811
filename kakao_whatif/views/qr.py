"""A QR code as one path of squares, drawn by whoever shows it.

Stands apart because here is the only use of `segno`, which is loaded when the first code is made.
"""

from functools import lru_cache
from typing import Any, Final

#: Bytes of an address that still fit into one code, with room for a scratch on the screen.
LONGEST: Final = 2_000


@lru_cache(maxsize=256)
def _code(address: str) -> tuple[int, str]:
    import segno

    rows = list(segno.make(address, error="m", micro=False).matrix)
    runs = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            length = 1
            while x + length < len(row) and row[x + length] == row[x]:
                length += 1
            if row[x]:
                runs.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return len(rows), "".join(runs)


def qr(address: str) -> dict[str, Any]:
    """Return the QR code of an address: how many squares a side, and the dark ones as the path of an SVG.

    Examples
    --------
    >>> code = qr("https://example.org/voila/render/blackout.ipynb?lose=pangyo")
    >>> code["size"], code["path"][:11]
    (33, 'M0 0h7v1h-7')
    """
    size, path = _code(address)
    return {"size": size, "path": path}
