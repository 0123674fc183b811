"""A font that can write Korean, found once: a browser brings its own, a figure does not.

Stands apart because without it matplotlib draws empty boxes, and says so only in a warning.
"""

from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

#: Families that are taken if they are installed, the best first. Noto's collections are known by the name of
#: their first face, which writes Korean as well.
INSTALLED: Final = (
    "Noto Sans CJK KR",
    "Noto Sans KR",
    "NanumGothic",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "Noto Sans CJK JP",
)
#: Writes what the Korean font lacks: arrows, the minus sign.
BESIDE: Final = "DejaVu Sans"
_CARRIER: Final = "koreanize-matplotlib"
_FILE: Final = "koreanize_matplotlib/fonts/NanumGothic.ttf"
_SAMPLE: Final = "가힣"


@lru_cache
def families() -> tuple[str, ...]:
    """Return the font families for every text of a figure, the Korean one first.

    The Korean one is an installed font, or else the file inside the installed distribution `koreanize-matplotlib`,
    whose code is never run: its import fails where Python has no `distutils`. Without either, Korean cannot be
    written, and the answer is the one family that matplotlib always has.

    Examples
    --------
    >>> families()[-1]
    'DejaVu Sans'
    """
    found = installed_family(INSTALLED) or carried_family()
    return (BESIDE,) if found is None else (found, BESIDE)


def installed_family(names: Iterable[str]) -> str | None:
    """Return the first of these families that is installed and writes Korean; None if there is none."""
    known: dict[str, list[str]] = {}
    for entry in font_manager.fontManager.ttflist:
        known.setdefault(entry.name, []).append(entry.fname)
    return next((name for name in names if any(map(writes_korean, known.get(name, ())))), None)


def carried_family() -> str | None:
    """Return the family of the font that comes with the package's requirements, made known to matplotlib."""
    file = carried_file()
    return None if file is None else _made_known(file)


def carried_file() -> Path | None:
    """Return the font file inside the installed distribution; None if that is not there."""
    try:
        file = Path(str(distribution(_CARRIER).locate_file(_FILE)))
    except PackageNotFoundError:
        return None
    return file if file.is_file() else None


def writes_korean(file: str | Path) -> bool:
    """Return whether a font file is there and has Korean syllables."""
    try:
        font = FT2Font(str(file))
    except (OSError, RuntimeError):
        return False
    return all(font.get_char_index(ord(sign)) for sign in _SAMPLE)


def _made_known(file: Path) -> str:
    """Return the family of a font file after matplotlib has taken note of it."""
    known = {entry.fname for entry in font_manager.fontManager.ttflist}
    if str(file) not in known:
        font_manager.fontManager.addfont(str(file))
    return str(FT2Font(str(file)).family_name)
