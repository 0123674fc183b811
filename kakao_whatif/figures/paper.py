"""A sheet with one chart: title, lines above and below, and room for the axes between them, each word measured.

Stands apart from `page.py`, whose rows are services on a clock; here the axes are the chart's own.
"""

from collections.abc import Sequence
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from kakao_whatif.figures.ink import INK, MARGIN, MUTED, write
from kakao_whatif.figures.lettering import Lettering

KEPT: Final = "#0b6b57"
LOST: Final = "#b4400f"

_WIDTH: Final = 8.0
_GAP: Final = 0.14
TITLE: Final = Lettering(14)
WORDS: Final = Lettering(9)
SMALL: Final = Lettering(8)


def sheet(
    title: str,
    above: Sequence[str],
    below: Sequence[str],
    *,
    height: float,
    left: float = 0.75,
    top: float = 0.0,
    foot: float = 0.55,
    width: float = _WIDTH,
) -> tuple[Figure, Axes]:
    """Return a figure with empty axes.

    Parameters
    ----------
    title, above, below
        Words; lines are broken where they end.
    height, width
        Of the axes, and of the whole sheet, in inches.
    left, top, foot
        The room for names to the left of the axes, above and below them, in inches.
    """
    room = width - 2 * MARGIN
    heads = TITLE.wrapped(title, room)
    leads = [line for each in above for line in WORDS.wrapped(each, room)]
    feet = [line for each in below for line in SMALL.wrapped(each, room)]
    over = len(heads) * TITLE.line_height + len(leads) * WORDS.line_height + _GAP
    under = len(feet) * SMALL.line_height + _GAP
    whole = MARGIN + over + top + height + foot + under + MARGIN
    figure = Figure((width, whole), facecolor="white")
    at = write(figure, heads, TITLE, whole - MARGIN, INK)
    write(figure, leads, WORDS, at, MUTED)
    write(figure, feet, SMALL, MARGIN + len(feet) * SMALL.line_height, MUTED)
    bottom = MARGIN + under + foot
    axes = figure.add_axes(((MARGIN + left) / width, bottom / whole, (room - left) / width, height / whole))
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(MUTED)
    axes.tick_params(colors=MUTED, labelsize=8)
    return figure, axes
