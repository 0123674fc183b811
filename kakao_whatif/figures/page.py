"""Where things stand on the paper: title, rows, axis, legend and source, each measured so that nothing is cut.

Stands apart from what is drawn in the rows; it knows words and numbers only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final, TypeAlias

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator

from kakao_whatif.figures.ink import INK, LINE, MARGIN, MUTED, write
from kakao_whatif.figures.lettering import Lettering, plain_text
from kakao_whatif.text.signs import harmless

WIDTH: Final = 11.0
ROW: Final = 0.25
_GAP: Final = 0.12
_WIDEST_LABEL: Final = 3.0
_AXIS: Final = 0.62  # numbers and name of the axis, in inches
_SAMPLE: Final = (
    1.25  # the height of a sample in a legend, and the space under it, as shares of the font size
)
_SPACING: Final = 0.6
_SWATCH: Final = 0.62  # what the sample and the space between columns of a legend take, in inches

_TITLE: Final = Lettering(15)
_WORDS: Final = Lettering(9)
_SMALL: Final = Lettering(8)
_STEPS: Final = (1, 2, 3, 6, 12, 24, 48, 96, 240)
_MOST_TICKS: Final = 13
_Legend: TypeAlias = Sequence[tuple[Any, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The words and numbers of a figure with one row a service.

    Parameters
    ----------
    title, above
        The title, and lines under it.
    rows
        For each row its name, and what stands at its right end.
    right
        The heading over what stands at the right ends.
    start, end
        The axis, in hours from the origin.
    axis
        What the axis says.
    days
        Hours at which a day begins, with its name.
    legends
        Groups of samples with their words.
    below
        Lines at the foot: source, and what the reader must know.
    """

    title: str
    above: Sequence[str]
    rows: Sequence[tuple[str, str]]
    right: str
    start: float
    end: float
    axis: str
    days: Sequence[tuple[float, str]]
    legends: Sequence[Sequence[tuple[Any, str]]]
    below: Sequence[str]


class Drawing(Figure):
    """A figure that a notebook shows by itself, without pyplot and its settings."""

    def _repr_png_(self) -> bytes:
        content = BytesIO()
        self.savefig(content, format="png", dpi=100)
        return content.getvalue()


def laid_out(sheet: Sheet) -> tuple[Figure, Axes]:
    """Return a figure with everything but what its rows show, and the axes in which row 0 is the highest."""
    inner = WIDTH - 2 * MARGIN
    title = _TITLE.wrapped(sheet.title, inner)
    above = [line for each in sheet.above for line in _WORDS.wrapped(each, inner)]
    below = [line for each in sheet.below for line in _SMALL.wrapped(each, inner)]
    legends = [(legend, _columns(legend, inner)) for legend in sheet.legends if legend]

    top = MARGIN + len(title) * _TITLE.line_height + len(above) * _WORDS.line_height + 0.35
    body = max(len(sheet.rows), 1) * ROW
    bottom = _AXIS + sum(map(_legend_height, legends)) + len(below) * _SMALL.line_height + MARGIN
    height = top + body + bottom
    left, right = _sides(sheet)

    figure = Drawing(figsize=(WIDTH, height), facecolor="white")
    axes = figure.add_axes(
        (left / WIDTH, bottom / height, (WIDTH - left - right) / WIDTH, body / height), facecolor="#faf8f4"
    )
    at = write(figure, title, _TITLE, height - MARGIN, INK)
    write(figure, above, _WORDS, at, MUTED)
    write(figure, below, _SMALL, MARGIN + len(below) * _SMALL.line_height, MUTED)
    _set_axes(axes, sheet)
    at = bottom - _AXIS
    for legend, columns in legends:
        handles, words = zip(*legend, strict=True)
        figure.legend(
            handles, words, loc="upper left", ncols=columns, prop=_WORDS.font, frameon=False, borderpad=0,
            bbox_to_anchor=(MARGIN / WIDTH, at / height), borderaxespad=0, labelcolor=INK,
            handlelength=2.6, handleheight=_SAMPLE, columnspacing=1.6, labelspacing=_SPACING,
        )  # fmt: skip
        at -= _legend_height((legend, columns))
    plain_text(figure)
    return figure, axes


def _sides(sheet: Sheet) -> tuple[float, float]:
    names = [min(_WORDS.width(name), _WIDEST_LABEL) for name, _ in sheet.rows]
    ends = [_SMALL.width(end) for _, end in sheet.rows] + [_SMALL.width(sheet.right)]
    return MARGIN + max(names, default=0.0) + _GAP, max(ends) + _GAP + MARGIN


def _columns(legend: _Legend, inner: float) -> int:
    widest = max(_WORDS.width(words) for _, words in legend)
    most = max(1, min(len(legend), int(inner / (widest + _SWATCH))))
    rows = -(-len(legend) // most)
    return -(-len(legend) // rows)  # so that no row is much shorter than the others


def _legend_height(laid: tuple[_Legend, int]) -> float:
    legend, columns = laid
    return -(-len(legend) // columns) * (_SAMPLE + _SPACING) * _WORDS.points / 72 + _GAP


def _set_axes(axes: Axes, sheet: Sheet) -> None:
    count = len(sheet.rows)
    axes.set_xlim(sheet.start, sheet.end)
    axes.set_ylim(max(count, 1) - 0.5, -0.5)
    # Made harmless here: matplotlib writes its tick labels anew, so `plain_text` cannot change them for good.
    names = [_shortened(harmless(name)) for name, _ in sheet.rows]
    axes.set_yticks(range(count), names, font=_WORDS.font, color=INK)
    ticks = _ticks(sheet.start, sheet.end)
    axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks], font=_SMALL.font, color=INK)
    axes.xaxis.set_minor_locator(FixedLocator([]))
    axes.set_xlabel(sheet.axis, font=_WORDS.font, color=MUTED)
    axes.tick_params(length=0, axis="y")
    axes.tick_params(length=3, axis="x", color=MUTED)
    for side in axes.spines.values():
        side.set_visible(False)
    for row in range(count):
        axes.axhline(row + 0.5, color=LINE, linewidth=0.4, zorder=1)
    _name_days(axes, sheet)
    _name_ends(axes, sheet)


def _name_days(axes: Axes, sheet: Sheet) -> None:
    """Draw a line where a day begins, and its name above if there is room before the next."""
    inches = axes.get_position().width * WIDTH / (sheet.end - sheet.start)
    ends = [*(at for at, _ in sheet.days[1:]), sheet.end]
    for (at, name), end in zip(sheet.days, ends, strict=False):
        axes.axvline(at, color=LINE, linewidth=0.8, zorder=1)
        if at + (_SMALL.width(name) + 0.1) / inches <= end:
            axes.annotate(
                name, (at, 1), xycoords=("data", "axes fraction"), xytext=(3, 4), textcoords="offset points",
                font=_SMALL.font, color=MUTED,
            )  # fmt: skip


def _name_ends(axes: Axes, sheet: Sheet) -> None:
    for row, (_, end) in enumerate(sheet.rows):
        axes.annotate(
            end, (1, row), xycoords=("axes fraction", "data"), xytext=(6, 0), textcoords="offset points",
            va="center", font=_SMALL.font, color=INK,
        )  # fmt: skip
    axes.annotate(
        sheet.right, (1, 1), xycoords="axes fraction", xytext=(6, 4), textcoords="offset points",
        font=_SMALL.font, color=MUTED,
    )  # fmt: skip


def _ticks(start: float, end: float) -> list[float]:
    """Return where the axis has numbers: multiples of hours that fit days.

    Examples
    --------
    >>> _ticks(-1, 22)
    [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]
    """
    step = next((step for step in _STEPS if (end - start) / step < _MOST_TICKS), _STEPS[-1])
    first = -int(-start // step)
    return [number * step for number in range(first, int(end // step) + 1)]


def _shortened(name: str) -> str:
    """Return a name that fits its column."""
    if _WORDS.width(name) <= _WIDEST_LABEL:
        return name
    while name and _WORDS.width(f"{name}…") > _WIDEST_LABEL:
        name = name[:-1]
    return f"{name}…"
