"""How a wait and an observation are drawn on paper: colour and hatch, rings and discs.

The looks of waits come from `views.waits`, which the dashboard draws from too; here is what matplotlib makes of them.
"""

from typing import Any, Final

from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.patheffects import withStroke

from kakao_whatif.figures.ink import INK
from kakao_whatif.recovery.timeline import Want
from kakao_whatif.views.waits import LOOKS, Pattern

HATCHES: Final[dict[Pattern, str]] = {
    "plain": "",
    "dots": "....",
    "rings": "oo",
    "slash": "//////",
    "wide-slash": "///",
    "backslash": "\\\\\\\\\\\\",
    "wide-backslash": "\\\\\\",
    "cross": "xxxx",
    "grid": "++++",
    "horizontal": "-----",
    "vertical": "|||||",
}
#: Around a line that is drawn over a ribbon, so that it is seen on every colour.
HALO: Final = [withStroke(linewidth=2.6, foreground="white")]
MARKERS: Final[dict[str, dict[str, Any]]] = {
    "usable": {"marker": "o", "markersize": 3.8, "markerfacecolor": "white", "markeredgecolor": INK},
    "sign_in": {"marker": "s", "markersize": 3.2, "markerfacecolor": "white", "markeredgecolor": INK},
    "full": {"marker": "o", "markersize": 3.8, "markerfacecolor": INK, "markeredgecolor": "white"},
}
#: How far from the middle of a ribbon an observation stands, as a share of its height.
OFFSETS: Final = {"usable": -0.34, "sign_in": 0.0, "full": 0.34}
BOUNDED: Final = "-"
UNBOUNDED: Final = (0, (1, 1.6))
EVERYTHING_BACK: Final = (0, (5, 3))


def ribbon(want: Want, corner: tuple[float, float], width: float, height: float) -> Rectangle:
    """Return the part of a ribbon in which a service waits for something."""
    look = LOOKS[want]
    return _hatched(
        Rectangle(
            corner, width, height, facecolor=look.light.fill, edgecolor=look.light.line, linewidth=0,
            hatch=HATCHES[look.pattern], zorder=3,
        )
    )  # fmt: skip


def sample(want: Want) -> Patch:
    """Return what stands for a wait in a legend."""
    return ribbon(want, (0, 0), 1, 1)


def seen_sample(state: str) -> Line2D:
    """Return what stands for an observation in a legend."""
    return Line2D([0, 1], [0, 0], color=INK, linewidth=1.1, **MARKERS[state])


def everything_sample() -> Line2D:
    """Return what stands in a legend for the moment at which everything was back."""
    return Line2D([0, 1], [0, 0], color=INK, linewidth=1.0, linestyle=EVERYTHING_BACK)


def never_sample() -> Line2D:
    """Return what stands in a legend for a service that is not back."""
    return Line2D([0], [0], color=INK, marker=">", markersize=5, linestyle="none")


def _hatched(patch: Rectangle) -> Rectangle:
    """Return a patch with lines that are fine enough for a ribbon, where this matplotlib can set that (3.11)."""
    if hasattr(patch, "set_hatch_linewidth"):
        patch.set_hatch_linewidth(0.7)
    return patch
