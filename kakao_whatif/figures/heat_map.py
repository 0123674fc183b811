"""Which loss takes which service, on paper: a row a loss, a column a service, told by colour and by hatch."""

from itertools import groupby
from typing import Any, Final

from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from kakao_whatif.analysis.impact_matrix import ImpactMatrix
from kakao_whatif.figures.ink import INK, MUTED, source
from kakao_whatif.figures.lettering import plain_text
from kakao_whatif.figures.paper import SMALL, WORDS, sheet
from kakao_whatif.model.parts import LAYERS
from kakao_whatif.model.status import Status
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import count_of, say
from kakao_whatif.text.signs import harmless

_ROW: Final = 0.21
_LOOKS: Final[dict[Status, Any]] = {
    Status.UP: {"facecolor": "#ffd074"},
    Status.DEGRADED: {"facecolor": "#ffd074", "hatch": "----"},
    Status.LOCKED: {"facecolor": "#e9dcb8", "hatch": "/////"},
    Status.DARK: {"facecolor": "#0b1222"},
}


def heat_figure(matrix: ImpactMatrix, language: Language = "en") -> Figure:
    """Return a figure of what each loss does to each service, the worst loss on top, services by layer.

    Parameters
    ----------
    matrix
        What `impact_matrix` gave.
    language
        Of every word in the figure.

    Examples
    --------
    >>> from kakao_whatif import impact_matrix
    >>> from kakao_whatif.examples import two_sites
    >>> figure = heat_figure(impact_matrix(two_sites()))
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()]
    ['Pangyo  3', 'Anyang  2']
    """
    system, services = matrix.base.system, matrix.base.system.services
    order = sorted(
        range(len(matrix.services)), key=lambda at: LAYERS.index(services[matrix.services[at]].layer)
    )
    dark = [sum(status is Status.DARK for status in row) for row in matrix.statuses]
    worst = sorted(range(len(dark)), key=lambda at: (-dark[at], matrix.losses[at]))
    named = [" + ".join(system.label(id).in_language(language) for id in lost) for lost in matrix.losses]
    # Made harmless here: matplotlib writes its tick labels anew, so `plain_text` cannot change them for good.
    names = [harmless(f"{named[at]}  {dark[at]}") for at in worst]
    left = max([WORDS.width(name) for name in names] + [0.5]) + 0.12
    figure, axes = sheet(
        say("views.saving.heat.title", language),
        [count_of("views.saving.heat.lead", dark[at], language, lost=named[at]) for at in worst[:1]],
        [source(system, language)],
        height=max(1, len(names)) * _ROW, left=left, top=0.25, foot=0.45, width=11.0,
    )  # fmt: skip
    for row, at in enumerate(worst):
        for column, service in enumerate(order):
            look = _LOOKS[matrix.statuses[at][service]]
            axes.add_patch(Rectangle((column, row), 0.9, 0.86, edgecolor="#8a8474", linewidth=0.4, **look))
    axes.set_xlim(-0.5, max(1, len(order)))
    axes.set_ylim(max(1, len(names)), -0.1)
    axes.set_yticks([row + 0.43 for row in range(len(names))], names, font=WORDS.font, color=INK)
    axes.set_xticks([])
    axes.tick_params(length=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    first = 0
    for layer, members in groupby(order, key=lambda at: services[matrix.services[at]].layer):
        word = say(f"views.layer.{layer}", language)
        axes.text(first, -0.35, word, font=SMALL.font, color=MUTED, va="bottom")
        first += len(list(members))
    samples = [Patch(edgecolor="#8a8474", linewidth=0.4, **_LOOKS[status]) for status in Status]
    words = [say(f"status.{status.word}", language) for status in Status]
    axes.legend(
        samples, words, loc="upper left", bbox_to_anchor=(0, -0.02), ncols=4, frameon=False, prop=SMALL.font,
        borderaxespad=0.2,
    )  # fmt: skip
    plain_text(figure)
    return figure
