"""How each thing that a service can wait for looks: its words, its colours, its pattern.

Stands apart because the dashboard and the figure draw the same ribbons with different means, and must agree. No two
waits share a pattern, so that none is told by colour alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from kakao_whatif.recovery.timeline import WANTS, Want

Pattern = Literal[
    "plain",
    "dots",
    "rings",
    "slash",
    "wide-slash",
    "backslash",
    "wide-backslash",
    "cross",
    "grid",
    "horizontal",
    "vertical",
]


@dataclass(frozen=True, slots=True)
class Shade:
    """Colours on one ground: the fill, the lines or dots of the pattern on it, and text on the plain fill."""

    fill: str
    line: str
    text: str


@dataclass(frozen=True, slots=True)
class WaitLook:
    """How one kind of wait is drawn and worded.

    Parameters
    ----------
    id
        What is waited for.
    pattern
        The pattern, by name; each is used once.
    light, dark
        Its colours on a light ground (paper) and on a dark one (the night).
    """

    id: Want
    pattern: Pattern
    light: Shade
    dark: Shade

    @property
    def word(self) -> str:
        """The key of its word, one to three words long."""
        return f"views.want.{self.id}"

    @property
    def line(self) -> str:
        """The key of its explanation for a legend, one short sentence."""
        return f"views.want_line.{self.id}"


#: What is waited for, in the order of `WANTS`; hues from the set of Okabe and Ito, whose pairs differ for everybody.
LOOKS: Final[Mapping[Want, WaitLook]] = MappingProxyType(
    {
        look.id: look
        for look in (
            WaitLook(
                "decision",
                "dots",
                Shade("#d9d6e6", "#6a6390", "#1a2130"),
                Shade("#4f4a6e", "#b9b2dd", "#f3f1fb"),
            ),
            WaitLook(
                "power",
                "plain",
                Shade("#5b6472", "#5b6472", "#ffffff"),
                Shade("#3d4a68", "#3d4a68", "#f0f4fc"),
            ),
            WaitLook(
                "repair",
                "cross",
                Shade("#e3c4bb", "#8c3f28", "#1a2130"),
                Shade("#5b2a1c", "#e0967d", "#ffe9df"),
            ),
            WaitLook(
                "failover-control",
                "wide-backslash",
                Shade("#eab8d3", "#96376b", "#1a2130"),
                Shade("#a8407b", "#f5c4e0", "#ffffff"),
            ),
            WaitLook(
                "capacity",
                "grid",
                Shade("#d3c6ea", "#5c4596", "#1a2130"),
                Shade("#65509b", "#cfc0f2", "#ffffff"),
            ),
            WaitLook(
                "tools",
                "backslash",
                Shade("#f6b48c", "#a04300", "#1a2130"),
                Shade("#b34e00", "#ffc49b", "#ffffff"),
            ),
            WaitLook(
                "crew",
                "wide-slash",
                Shade("#f5e27a", "#8a7400", "#1a2130"),
                Shade("#f0e442", "#7d7200", "#1f1d00"),
            ),
            WaitLook(
                "failover",
                "vertical",
                Shade("#bfe3f8", "#2077ad", "#1a2130"),
                Shade("#56b4e9", "#0b4a72", "#04121c"),
            ),
            WaitLook(
                "servers",
                "horizontal",
                Shade("#8fbfe6", "#0a4f86", "#0a1524"),
                Shade("#0a67ab", "#a5d3f7", "#ffffff"),
            ),
            WaitLook(
                "data",
                "slash",
                Shade("#8fd6bf", "#056347", "#08211a"),
                Shade("#04745a", "#93e6cf", "#ffffff"),
            ),
            WaitLook(
                "service",
                "rings",
                Shade("#e8e6e0", "#6b6f78", "#1a2130"),
                Shade("#8d98ae", "#1c2639", "#0b1222"),
            ),
        )
    }
)

assert tuple(LOOKS) == WANTS
