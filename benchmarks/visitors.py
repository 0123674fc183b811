"""Forty visitors at once on the dashboard, beside one who is alone: time, memory, errors, kernels left behind.

A visitor asks for the page, speaks to its kernel over a real websocket until it has all five views, switches a site,
waits for the next picture of each, and leaves; no browser, whose own work would be measured too. A visitor alone comes
before and after the crowd. Memory is what the server and its kernels have for themselves alone (unique set size),
beyond the server at rest. `docs/deploy.md` says which of these figures decides what.
"""

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import mean, median

from benchmarks.measure import Ratio, readable
from tests.browser.conftest import start_voila
from tests.visitors import Crowd, crowd, memory_of

ROOT = Path(__file__).parent.parent
VISITORS = 40
MEGABYTE = 1e6


def ratios() -> Iterator[Ratio]:
    """Yield how the crowd fares beside one visitor alone."""
    with tempfile.TemporaryDirectory() as name:
        # As on a reader's machine, compiled code is kept from one kernel to the next.
        kept = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
        server = start_voila(Path(name) / "log.txt", **kept)
        try:
            asyncio.run(crowd(server, 1))  # warms the disk
            server.await_kernels(0)
            rest = memory_of(server.process.pid)
            before = asyncio.run(crowd(server, 1))
            many = asyncio.run(crowd(server, VISITORS))
            left = server.await_kernels(0)
            after = asyncio.run(crowd(server, 1))
        finally:
            server.stop()
    yield from _times([before, after], many)
    yield from _memory(before.memory - rest, many.memory - rest)
    yield Ratio(f"{VISITORS} visitors at once: kernels left behind", left, "", at_most=0)


def _times(alone: list[Crowd], many: Crowd) -> Iterator[Ratio]:
    what = f"{VISITORS} visitors at once / one alone:"
    for name, promise in (("first_picture", None), ("live", VISITORS), ("answered", VISITORS)):
        one = mean(getattr(seen.visits[0], name) for seen in alone)
        each = [getattr(visit, name) for visit in many.visits]
        words = {"first_picture": "first picture", "live": "switches live", "answered": "click to answer"}[
            name
        ]
        for which, value in (("median", median(each)), ("last", max(each))):
            detail = f"{readable(value)} / {readable(one)}"
            wanted = promise if which == "last" else None
            yield Ratio(f"{what} {words}, {which}", value / one, detail, at_most=wanted)


def _memory(one: int, many: int) -> Iterator[Ratio]:
    detail = f"{many / MEGABYTE:.0f} MB / {one / MEGABYTE:.0f} MB"
    what = f"{VISITORS} visitors at once / one alone: memory"
    yield Ratio(what, many / one, detail, at_most=1.1 * VISITORS)
