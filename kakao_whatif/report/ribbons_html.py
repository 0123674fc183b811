"""Ribbons inside a table of a page: one small SVG a row, so that rows can be parted between sheets of paper.

Stands apart from the page because it alone draws. Places are shares of the column's width, so that a ribbon fits a
phone, a screen and paper; colours are the style sheet's, so that they follow light and dark.
"""

from collections.abc import Mapping
from functools import cache
from html import escape
from typing import Final

from kakao_whatif.report.document import Axis, Mark, Ribbon
from kakao_whatif.views.waits import LOOKS, Pattern, Shade

HEIGHT: Final = 16
_MIDDLE: Final = HEIGHT / 2
#: To the right of this share of the axis a word stands to the left of its mark.
_ROOM: Final = 88

#: What is drawn over the fill of each pattern, and the size of its tile.
_INK: Final[Mapping[Pattern, tuple[int, str]]] = {
    "plain": (8, ""),
    "dots": (5, '<circle cx="2.5" cy="2.5" r="1"/>'),
    "rings": (8, '<circle class="ring" cx="4" cy="4" r="2.2"/>'),
    "slash": (5, '<path d="M-1 1l2-2M0 5l5-5M4 6l2-2"/>'),
    "wide-slash": (9, '<path d="M-1 1l2-2M0 9l9-9M8 10l2-2"/>'),
    "backslash": (5, '<path d="M-1 4l2 2M0 0l5 5M4-1l2 2"/>'),
    "wide-backslash": (9, '<path d="M-1 8l2 2M0 0l9 9M8-1l2 2"/>'),
    "cross": (6, '<path d="M0 0l6 6M0 6l6-6"/>'),
    "grid": (5, '<path d="M0 2.5h5M2.5 0v5"/>'),
    "horizontal": (4, '<path d="M0 2h4"/>'),
    "vertical": (4, '<path d="M2 0v4"/>'),
}


@cache
def patterns() -> str:
    """Return the patterns that all ribbons of a page share."""
    made = []
    for look in LOOKS.values():
        size, ink = _INK[look.pattern]
        made.append(
            f'<pattern id="w-{look.id}" width="{size}" height="{size}" patternUnits="userSpaceOnUse">'
            f'<rect width="{size}" height="{size}" style="fill:var(--w-{look.id})"/>'
            f'<g class="ink" style="stroke:var(--w-{look.id}-line);fill:var(--w-{look.id}-line)">{ink}</g></pattern>'
        )
    return f'<svg class="patterns" width="0" height="0" aria-hidden="true"><defs>{"".join(made)}</defs></svg>'


@cache
def wait_colours() -> str:
    """Return the colours of what is waited for, on light ground and on dark; paper is light."""

    def sheet(shades: Mapping[str, Shade]) -> str:
        return "".join(f"--w-{id}:{one.fill};--w-{id}-line:{one.line};" for id, one in shades.items())

    light = sheet({look.id: look.light for look in LOOKS.values()})
    dark = sheet({look.id: look.dark for look in LOOKS.values()})
    return f":root{{{light}}}\n@media screen and (prefers-color-scheme: dark){{:root{{{dark}}}}}"


def ribbon(drawn: Ribbon, axis: Axis) -> str:
    """Return a ribbon on its axis; it is hidden from screen readers, which have the words beside it."""
    grid = "".join(_line(_share(at, axis), "grid") for at, _ in axis.ticks)
    bars = "".join(
        f'<rect x="{_percent(low)}" y="2" width="{_percent(max(high - low, 0.2))}" height="{HEIGHT - 4}"'
        f' fill="url(#w-{each.want})"><title>{escape(each.title)}</title></rect>'
        for each in drawn.stretches
        for low, high in [(_share(each.start, axis), _share(each.end, axis))]
    )
    marks = "".join(_mark(mark, axis) for mark in drawn.marks)
    return f'<svg class="strip" height="{HEIGHT}" width="100%" aria-hidden="true">{grid}{bars}{marks}</svg>'


def axis_head(axis: Axis) -> str:
    """Return the words of the axis, over the ribbons."""
    words = "".join(
        f'<span{_is_last(at, axis)} style="left:{_percent(_share(at, axis))}">{escape(word)}</span>'
        for at, word in axis.ticks
    )
    return f'<span class="axis" aria-hidden="true">{words}</span>'


def _is_last(at: float, axis: Axis) -> str:
    """Return the class of a word that has no room to its right."""
    return ' class="last"' if _share(at, axis) > _ROOM else ""


def legend(axis: Axis) -> str:
    """Return what the patterns and marks mean."""
    waits = "".join(
        f'<span><svg class="swatch" width="22" height="12" aria-hidden="true">'
        f'<rect width="22" height="12" fill="url(#w-{id})"/></svg>{escape(word)}</span>'
        for id, word in axis.legend
    )
    marks = "".join(
        f'<span><svg class="swatch" width="12" height="12" aria-hidden="true">{_shape(state, "6", 6)}</svg>'
        f"{escape(word)}</span>"
        for state, word in axis.marks
    )
    return f'<span class="legend">{waits}{marks}</span>'


def _mark(mark: Mark, axis: Axis) -> str:
    """Return a line between the bounds of an observation, and its sign at each bound that is known."""
    low = _share(max(0.0, axis.start) if mark.low is None else mark.low, axis)
    high = _share(axis.end if mark.high is None else mark.high, axis)
    kind = "open" if mark.low is None or mark.high is None else "between"
    between = (
        f'<line class="{kind}" x1="{_percent(low)}" x2="{_percent(high)}" y1="{_MIDDLE}" y2="{_MIDDLE}"/>'
    )
    known = [at for at, bound in ((low, mark.low), (high, mark.high)) if bound is not None]
    signs = "".join(_shape(mark.state, _percent(at), _MIDDLE) for at in dict.fromkeys(known))
    return f'<g class="mark"><title>{escape(mark.title)}</title>{between}{signs}</g>'


def _shape(state: str, x: str, y: float) -> str:
    """Return a ring where a service was usable, a square where one could sign in, a disc where it was fully back."""
    if state == "sign_in":
        return f'<svg class="square" x="{x}" y="{y}"><rect x="-3.5" y="-3.5" width="7" height="7"/></svg>'
    return f'<circle class="{"disc" if state == "full" else "ring"}" cx="{x}" cy="{y}" r="3.5"/>'


def _line(share: float, name: str) -> str:
    return f'<line class="{name}" x1="{_percent(share)}" x2="{_percent(share)}" y1="0" y2="{HEIGHT}"/>'


def _share(at: float, axis: Axis) -> float:
    """Return where an hour stands, from 0 to 100."""
    return 100 * min(max((at - axis.start) / (axis.end - axis.start), 0.0), 1.0)


def _percent(share: float) -> str:
    return f"{share:.2f}".rstrip("0").rstrip(".") + "%"
