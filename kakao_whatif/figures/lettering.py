"""Words on paper: how wide they are, where a line of them ends, and which font writes them.

Stands apart because a figure that does not measure its words cuts them, first of all the Korean ones.
"""

from dataclasses import dataclass
from typing import Final

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from kakao_whatif.figures.fonts import families
from kakao_whatif.text.signs import harmless

_DOTS: Final = 100  # a measure needs some resolution; which one does not matter


@dataclass(frozen=True, slots=True)
class Lettering:
    """A size of the font that every figure uses; no other weight, which a Korean font may lack.

    Parameters
    ----------
    points
        The size.
    """

    points: float

    @property
    def font(self) -> FontProperties:
        """The font, as matplotlib takes it."""
        return FontProperties(family=[*families(), "sans-serif"], size=self.points)

    def width(self, words: str) -> float:
        """Return how wide words are, in inches."""
        wide, _, _ = _RENDERER.get_text_width_height_descent(harmless(words), self.font, ismath=False)
        return float(wide) / _DOTS

    def wrapped(self, words: str, width: float) -> list[str]:
        """Return words as lines of at most a width in inches, broken at blanks.

        Examples
        --------
        >>> Lettering(9).wrapped("one two", 0.4)
        ['one', 'two']
        """
        lines = [""]
        for word in words.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.width(longer) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    @property
    def line_height(self) -> float:
        """The distance of two lines, in inches."""
        return self.points * 1.35 / 72


def plain_text(figure: Figure) -> None:
    """Keep names such as ``$x$`` from being read as formulas, and harmful signs out, in every text of a figure."""
    for text in figure.findobj(Text):
        text.set_parse_math(False)
        text.set_text(harmless(text.get_text()))


_RENDERER: Final = RendererAgg(1, 1, _DOTS)
