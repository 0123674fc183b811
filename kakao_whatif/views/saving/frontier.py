"""Cost against what is kept, as a chart: the sets that none beats, and what a budget buys."""

from collections.abc import Iterator
from typing import Any, Final

from kakao_whatif.analysis.frontier_points import Frontier, FrontierPoint
from kakao_whatif.text.catalogue import say
from kakao_whatif.views.chart import axis
from kakao_whatif.views.saving.cards import is_on
from kakao_whatif.views.saving.cards import points as written
from kakao_whatif.views.saving.snapshot import MEASURES, SavingSnapshot

Row = dict[str, Any]

#: The chart ends a little to the right of the dearest set.
_MARGIN: Final = 1.12


def frontier(snapshot: SavingSnapshot) -> Row:
    """Return the rows of the frontier; without points while it is not known."""
    language, found, work = snapshot.language, snapshot.frontier, snapshot.weighing
    done, of = work if work is not None else (None, None)
    words = ("title", "kinds_label")
    most = _most(found)
    return {
        "lang": language,
        "seq": snapshot.seq,
        "live": snapshot.live,
        "kind": snapshot.measure,
        **{word: say(f"views.saving.frontier.{word}", language) for word in words},
        "line": say(f"views.saving.frontier.line.{snapshot.measure}", language),
        "kinds": [
            {
                "id": each,
                "label": say(f"views.saving.frontier.kind.{each}", language),
                "on": each == snapshot.measure,
            }
            for each in MEASURES
        ],
        "done": done,
        "of": of,
        "progress": ""
        if work is None
        else say("views.saving.cards.progress", language, done=f"{done:,}", of=f"{of:,}"),
        "buys": [] if found is None else list(_buys(snapshot, found)),
        "most": most,
        "step": 1 if most >= 10 else 0.1,
        "budget": most if snapshot.asked.budget is None else min(most, snapshot.asked.budget),
        "chart": _chart(snapshot, found),
        "notes": [] if found is None else [note.in_language(language) for note in found.notes],
        "words": {
            "budget": say("views.saving.frontier.budget", language, points="#"),
            **{word: say(f"views.saving.cards.{word}", language) for word in ("try", "untry", "cancel")},
        },
    }


def _most(found: Frontier | None) -> float:
    if found is None or not found.points:
        return 1
    return float(max(1, round(found.points[-1].cost.points * _MARGIN + 0.5)))


def _buys(snapshot: SavingSnapshot, found: Frontier) -> Iterator[Row]:
    for point in found:
        yield {
            "id": ",".join(point.mitigations),
            "from": point.cost.points,
            "on": is_on(snapshot, point.members),
            "said": _said(snapshot, found, point),
        }


def _said(snapshot: SavingSnapshot, found: Frontier, point: FrontierPoint) -> str:
    language = snapshot.language
    return say(
        f"views.saving.frontier.said.{snapshot.measure}",
        language,
        kept=f"{point.kept:,.4g}",
        lost=f"{point.lost:,.4g}",
        n=len(found.services),
        cost=written(point.cost.points),
        names=", ".join(map(snapshot.label, point.mitigations))
        or say("views.saving.frontier.nothing", language),
    )


def _chart(snapshot: SavingSnapshot, found: Frontier | None) -> Row:
    language, measure = snapshot.language, snapshot.measure
    points = () if found is None else found.points
    top = len(found.services) if found is not None and measure != "hours" else 0
    high = max([top, *(point.kept for point in points), 1])
    line = []
    for at, point in enumerate(points):
        if at:
            line.append({"x": point.cost.points, "y": points[at - 1].kept})
        line.append({"x": point.cost.points, "y": point.kept})
    if points:
        line.append({"x": _most(found), "y": points[-1].kept})
    return {
        "x": axis(0, _most(found), say("views.saving.frontier.x", language)),
        "y": axis(0, high, say(f"views.saving.frontier.y.{measure}", language), ticks=4),
        "bands": [],
        "line": line,
        "marks": [],
        "points": [_mark(snapshot, found, point) for point in points if found is not None],
    }


def _mark(snapshot: SavingSnapshot, found: Frontier, point: FrontierPoint) -> Row:
    cost = point.cost
    spread = (
        say(
            "views.saving.frontier.range",
            snapshot.language,
            low=written(cost.low),
            high=written(cost.high),
        )
        if cost.low < cost.high
        else ""
    )
    return {
        "id": ",".join(point.mitigations),
        "x": cost.points,
        "y": point.kept,
        "low": cost.low,
        "high": cost.high,
        "on": is_on(snapshot, point.members),
        "kind": "set",
        "label": f"{_said(snapshot, found, point)} {spread}".strip(),
    }
