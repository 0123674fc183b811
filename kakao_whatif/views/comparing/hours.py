"""Hour by hour: how many services are down on each side, and when each is back on both."""

from collections.abc import Iterator
from typing import Any

from kakao_whatif.model.status import Status
from kakao_whatif.recovery.timeline import Timeline, hours
from kakao_whatif.text.catalogue import count_of, say
from kakao_whatif.views.chart import axis
from kakao_whatif.views.comparing.snapshot import ComparisonSnapshot
from kakao_whatif.views.outages import toll
from kakao_whatif.views.recovery.clock import about
from kakao_whatif.views.recovery.compared import delta_words
from kakao_whatif.views.recovery_summary import changes
from kakao_whatif.views.recovery_words import clock_end

Row = dict[str, Any]
WORDS = ("title", "more", "fewer")
COLUMNS = ("service", "a", "b", "difference")
FIRST = 10


def hour_by_hour(snapshot: ComparisonSnapshot) -> Row:
    """Return the rows: two curves of what is down, and a table of what is back at another time."""
    language = snapshot.language
    rows = list(_rows(snapshot))
    return {
        "lang": language,
        "seq": snapshot.seq,
        "live": snapshot.live,
        "words": {word: say(f"views.comparing.hours.{word}", language) for word in WORDS},
        "said": _said(snapshot),
        "columns": [say(f"views.comparing.hours.column.{each}", language) for each in COLUMNS],
        "first": FIRST,
        "rows": rows,
        "legend": [say(f"views.comparing.map_{side}", language) for side in ("a", "b")],
        "chart": _chart(snapshot),
    }


def _rows(snapshot: ComparisonSnapshot) -> Iterator[Row]:
    a, b = snapshot.timelines
    language = snapshot.language
    for each in sorted(changes(b, a), key=lambda one: -one.gain):
        yield {
            "id": each.id,
            "kind": each.kind,
            "cells": [
                snapshot.label(each.id),
                _end(a, each.before, snapshot),
                _end(b, each.after, snapshot),
                delta_words(each, language),
            ],
        }


def _end(line: Timeline, end: float | None, snapshot: ComparisonSnapshot) -> str:
    if end is None:
        return say("views.comparing.hours.not_down", snapshot.language)
    return clock_end(line, None if end == float("inf") else end, snapshot.language)


def _said(snapshot: ComparisonSnapshot) -> str:
    language = snapshot.language
    a, b = (toll(line, tuple(snapshot.a.system.services)) for line in snapshot.timelines)
    found = changes(snapshot.timelines[1], snapshot.timelines[0])
    if not found:
        return say("views.comparing.hours.alike", language, a=about(a.lost_hours, language))
    return count_of(
        "views.comparing.hours.said",
        len(found),
        language,
        a=about(a.lost_hours, language),
        b=about(b.lost_hours, language),
    )


def _chart(snapshot: ComparisonSnapshot) -> Row:
    language = snapshot.language
    ends = [hours(time) for line in snapshot.timelines for time in line.time_to_restore.values()]
    last = max([1.0, *(end for end in ends if end < float("inf"))]) * 1.05
    if any(end == float("inf") for end in ends):
        last = max(line.horizon_hours for line in snapshot.timelines)
    lines = [_curve(line, last) for line in snapshot.timelines]
    first = min([0.0, *(at["x"] for line in lines for at in line)])
    most = max([1, *(at["y"] for line in lines for at in line)])
    return {
        "x": axis(first, last, say("views.comparing.hours.x", language)),
        "y": axis(0, most, say("views.comparing.hours.y", language), ticks=4),
        "bands": [],
        "lines": lines,
        "marks": [],
        "points": [],
    }


def _curve(line: Timeline, last: float) -> list[dict[str, float]]:
    """Return the steps of how many services are DARK or LOCKED."""
    curve: list[dict[str, float]] = []
    for moment in line.moments:
        down = sum(status >= Status.LOCKED for status in moment.status.values())
        at = min(moment.hours, last)
        if curve:
            curve.append({"x": at, "y": curve[-1]["y"]})
        curve.append({"x": at, "y": down})
    if curve:
        curve.append({"x": last, "y": curve[-1]["y"]})
    return curve
