"""Ribbons: one a service, from its going down to its return, coloured and hatched by what it waits for.

The figure of the dashboard's page of the same name, for papers and slides. Stands apart from the words around them
(`ribbon_sheet.py`) and from where things stand on the paper (`page.py`).
"""

from collections.abc import Iterable, Sequence
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from kakao_whatif.errors import UnknownIdError
from kakao_whatif.figures.ink import INK
from kakao_whatif.figures.lettering import Lettering, plain_text
from kakao_whatif.figures.marks import (
    BOUNDED,
    EVERYTHING_BACK,
    HALO,
    MARKERS,
    OFFSETS,
    UNBOUNDED,
    ribbon,
)
from kakao_whatif.figures.page import WIDTH, laid_out
from kakao_whatif.figures.ribbon_sheet import sheet_of
from kakao_whatif.files.ledger import EVERYTHING, Observation
from kakao_whatif.model.text import Language
from kakao_whatif.recovery.timeline import Timeline, Wait
from kakao_whatif.views.outages import NAMED, outages
from kakao_whatif.views.waits import LOOKS

_BAR: Final = 0.74
"""How much of a row its ribbon takes."""
_INSIDE: Final = Lettering(6.5)


def ribbons_figure(
    timeline: Timeline,
    language: Language = "en",
    *,
    services: Iterable[str] | None = None,
    observations: Iterable[Observation] = (),
) -> Figure:
    """Return a figure of an outage: what each service waited for, and when it was back.

    *One ribbon a service, in the order of return; what it waits for is told by colour and by pattern. What was observed
    is drawn over it: rings where the service was usable again, squares where people could sign in to it, discs where it
    was fully back, with a line between the earliest and the latest moment that the record allows.*

    Parameters
    ----------
    timeline
        The outage.
    language
        Of every word in the figure.
    services
        The services to show, in this order; all that go down, in the order of their return, if not given.
    observations
        What was seen (`Case.observations`). Give them only for the outage that they were seen in.

    Raises
    ------
    UnknownIdError
        If one of `services` is not in the system.

    Notes
    -----
    `write_figure` writes it as SVG, PNG or PDF. The height grows with the number of services.

    Examples
    --------
    >>> from kakao_whatif import Scenario
    >>> from kakao_whatif.examples import two_sites
    >>> from kakao_whatif.recovery.simulate import simulate_recovery
    >>> events = [{"at_hours": 0, "lose": "pangyo"}, {"at_hours": 10, "restore": "pangyo"}]
    >>> night = simulate_recovery(two_sites(), Scenario({"pangyo"}), hazard=events)
    >>> figure = ribbons_figure(night)
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()]
    ['chat', 'news', 'account', 'failover control']
    """
    down = {each.id: each for each in outages(timeline)}
    shown = tuple(down) if services is None else tuple(dict.fromkeys(services))
    for id in shown:
        if id not in timeline.system.services:
            raise UnknownIdError("service", id, "services", timeline.system.services)
    seen = [each for each in observations if each.service in (*shown, EVERYTHING)]
    figure, axes = laid_out(sheet_of(timeline, language, shown, seen))
    for row, id in enumerate(shown):
        for wait in timeline.waiting_for(id):
            axes.add_patch(ribbon(wait.want, (wait.start, row - _BAR / 2), wait.end - wait.start, _BAR))
            if wait.want in NAMED and wait.on is not None and not _is_seen_in(wait, id, seen):
                _write_inside(axes, row, wait, timeline.system.name(wait.on).in_language(language))
        if id in down and down[id].end is None:
            axes.plot(axes.get_xlim()[1], row, marker=">", color=INK, markersize=5, clip_on=False, zorder=6)
    for each in seen:
        if each.service == EVERYTHING:
            _draw_everything(axes, each)
        else:
            _draw_seen(axes, shown.index(each.service), each)
    _part_waits(
        axes, [(wait.start, row) for row, id in enumerate(shown) for wait in timeline.waiting_for(id)[1:]]
    )
    plain_text(figure)
    return figure


def _part_waits(axes: Axes, starts: Sequence[tuple[float, int]]) -> None:
    """Draw a fine line where one wait follows another, so that two of the same kind are told apart."""
    rows = [row for _, row in starts]
    low, high = ([row + side * _BAR / 2 for row in rows] for side in (-1, 1))
    axes.vlines([start for start, _ in starts], low, high, color="white", linewidth=0.7, zorder=4)


def _is_seen_in(wait: Wait, id: str, seen: Iterable[Observation]) -> bool:
    """Return whether an observation of a service is drawn over one of its waits."""
    bounds = [
        (each.earliest_hours or 0.0, each.latest_hours or float("inf")) for each in seen if each.service == id
    ]
    return any(start < wait.end and end > wait.start for start, end in bounds)


def _write_inside(axes: Axes, row: int, wait: Wait, name: str) -> None:
    """Write what is waited for into a ribbon, if that is long enough."""
    start, end = axes.get_xlim()
    inches = axes.get_position().width * WIDTH * (wait.end - wait.start) / (end - start)
    if _INSIDE.width(name) + 0.12 < inches:
        shade = LOOKS[wait.want].light
        axes.text(
            (wait.start + wait.end) / 2, row, name, font=_INSIDE.font, color=shade.text, zorder=4,
            ha="center", va="center_baseline", bbox={"facecolor": shade.fill, "edgecolor": "none", "pad": 0.8},
        )  # fmt: skip


def _draw_seen(axes: Axes, row: int, seen: Observation) -> None:
    """Draw between which moments a service was seen to be back; a bound that is not on record is dotted."""
    at = row + OFFSETS[seen.state] * _BAR
    earliest, latest = seen.earliest_hours, seen.latest_hours
    start = max(0.0, axes.get_xlim()[0]) if earliest is None else earliest
    end = axes.get_xlim()[1] if latest is None else latest
    is_bounded = earliest is not None and latest is not None
    axes.plot(
        (start, end), (at, at), color=INK, linewidth=1.1, linestyle=BOUNDED if is_bounded else UNBOUNDED,
        path_effects=HALO, zorder=7, solid_capstyle="butt",
    )  # fmt: skip
    known = [bound for bound in (earliest, latest) if bound is not None]
    axes.plot(known, [at] * len(known), **MARKERS[seen.state], linestyle="none", zorder=8)


def _draw_everything(axes: Axes, seen: Observation) -> None:
    """Draw when everything was seen to be back, through all rows."""
    for bound in dict.fromkeys((seen.earliest_hours, seen.latest_hours)):
        if bound is not None:
            axes.axvline(bound, color=INK, linewidth=1.0, linestyle=EVERYTHING_BACK, zorder=5)
