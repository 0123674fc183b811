"""What money buys, on paper: cost against what is kept, as steps, each with the range of its cost."""

from matplotlib.figure import Figure

from kakao_whatif.analysis.frontier_points import Frontier
from kakao_whatif.figures.ink import INK, LINE, MUTED, source
from kakao_whatif.figures.lettering import plain_text
from kakao_whatif.figures.paper import KEPT, SMALL, WORDS, sheet
from kakao_whatif.model.text import Language
from kakao_whatif.views.saving.sentences import price
from kakao_whatif.views.saving.table import frontier_rows

_BEYOND = 1.08


def frontier_figure(found: Frontier, language: Language = "en") -> Figure:
    """Return a figure of a frontier: a step for each set that no other set beats, numbered as in the list below it.

    Parameters
    ----------
    found
        What `frontier` gave.
    language
        Of every word in the figure.

    Examples
    --------
    >>> from kakao_whatif import Scenario, load_case
    >>> from kakao_whatif.analysis.frontier import frontier
    >>> figure = frontier_figure(frontier(load_case("kakao-2022"), Scenario({"pangyo"})))
    >>> len(figure.axes[0].lines) > 0
    True
    """
    rows = frontier_rows(found, language)
    listed = [
        f"{at}. {price(each.cost, language)}: {row['changes']}"
        for at, (each, row) in enumerate(zip(found, rows["rows"], strict=True))
        if at
    ]
    below = [*listed, *rows["notes"], source(found.system, language)]
    figure, axes = sheet(rows["title"], [rows["over"]], below, height=3.1)
    most = max([each.cost.points for each in found] + [1]) * _BEYOND
    high = max([each.kept for each in found] + ([] if found.keep == "hours" else [len(found.services)]) + [1])
    costs, kept = [each.cost.points for each in found], [each.kept for each in found]
    axes.step([*costs, most], [*kept, kept[-1]], where="post", color=KEPT, linewidth=2, zorder=3)
    for at, each in enumerate(found):
        ends = (each.cost.low, min(each.cost.high, most))
        axes.plot(ends, (each.kept, each.kept), color=MUTED, linewidth=1, linestyle=(0, (1, 2)), zorder=2)
        axes.plot(
            each.cost.points, each.kept, marker="o", markersize=5.5, color="white", markeredgecolor=KEPT,
            markeredgewidth=1.6, zorder=4,
        )  # fmt: skip
        if at:
            axes.annotate(
                str(at), (each.cost.points, each.kept), xytext=(5, -9), textcoords="offset points",
                font=SMALL.font, color=INK, zorder=5,
            )  # fmt: skip
    axes.set_xlim(0, most)
    axes.set_ylim(0, high * _BEYOND)
    axes.grid(axis="y", color=LINE, linewidth=0.8, zorder=0)
    axes.set_xlabel(rows["columns"]["cost"], font=WORDS.font, color=MUTED)
    axes.set_ylabel(rows["columns"]["kept"], font=WORDS.font, color=MUTED)
    plain_text(figure)
    return figure
