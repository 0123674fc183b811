"""What is written on every figure: the colours of words and lines, lines of words, and where it comes from."""

from collections.abc import Sequence
from typing import Final

from matplotlib.figure import Figure

from kakao_whatif.figures.lettering import Lettering
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import say
from kakao_whatif.version import __version__

INK: Final = "#1a2130"
MUTED: Final = "#545d6e"
LINE: Final = "#d8d3c8"
#: Inches between the edge of the paper and the words.
MARGIN: Final = 0.3


def write(figure: Figure, lines: Sequence[str], lettering: Lettering, at: float, colour: str) -> float:
    """Write lines from a height in inches downwards; return the height under them."""
    width, height = figure.get_size_inches()
    for line in lines:
        figure.text(MARGIN / width, at / height, line, font=lettering.font, va="top", color=colour)
        at -= lettering.line_height
    return at


def source(system: System, language: Language) -> str:
    """Return that a figure shows a simulation, of which case, and by which version of the program."""
    case = " ".join(filter(None, (system.id, system.version)))
    key = "source" if case else "source_unnamed"
    return say(f"figures.ribbons.{key}", language, version=__version__, case=case)
