"""A figure as a file: SVG, PNG or PDF, whole or not at all.

Stands apart from drawing: the three formats carry Korean each in its own way. An SVG keeps text as text, so that it can
be searched and edited; a PDF carries the glyphs that it uses; a PNG is pixels.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
from matplotlib.figure import Figure

from kakao_whatif.errors import WhatIfError
from kakao_whatif.files.whole import write_whole

#: The endings of files, with what is kept out of each so that the same figure gives the same file.
FORMATS: Final[dict[str, dict[str, Any]]] = {
    "svg": {"Date": None},
    "png": {"Software": "kakao-whatif"},
    "pdf": {"CreationDate": None},
}
_DOTS_PER_INCH: Final = 200
_SETTINGS: Final[Any] = {"svg.fonttype": "none", "svg.hashsalt": "kakao-whatif", "pdf.fonttype": 42}


def format_of(path: str | os.PathLike[str]) -> str:
    """Return the format that a file's ending names.

    Raises
    ------
    WhatIfError
        If it names none of `FORMATS`.

    Examples
    --------
    >>> format_of("ribbons.PDF")
    'pdf'
    """
    ending = Path(path).suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        *others, last = (f".{each}" for each in FORMATS)
        known = f"{', '.join(others)} or {last}"
        what = f"the ending {Path(path).suffix!r} is unknown" if ending else "there is no ending"
        raise WhatIfError(f"figure: {str(path)!r}: {what}. Give a file that ends in {known}.")
    return ending


def write_figure(figure: Figure, path: str | os.PathLike[str]) -> Path:
    """Write a figure to a file, in the format that its ending names.

    The file is there whole or, if anything fails, as it was before.

    Parameters
    ----------
    figure
        What `ribbons_figure` gave, or any other figure.
    path
        A file that ends in .svg, .png or .pdf.

    Raises
    ------
    WhatIfError
        If the ending is another one.
    OSError
        If the file cannot be written.
    """
    return write_whole(path, _drawn(figure, format_of(path)))


def svg_text(figure: Figure) -> str:
    """Return a figure as the text of an SVG file, the same as `write_figure` writes."""
    return _drawn(figure, "svg").decode("utf-8")


def _drawn(figure: Figure, ending: str) -> bytes:
    content = BytesIO()
    with mpl.rc_context(_SETTINGS), _quiet_subsetting():
        figure.savefig(content, format=ending, dpi=_DOTS_PER_INCH, metadata=FORMATS[ending])
    return content.getvalue()


@contextmanager
def _quiet_subsetting() -> Iterator[None]:
    """Keep to itself that a font has tables which a PDF does not need."""
    log = logging.getLogger("fontTools.subset")
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(before)
