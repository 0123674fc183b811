"""The page as one text: style, scripts, the case as data, and what was worked out beforehand, within a stated size."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from kakao_whatif.errors import LimitError
from kakao_whatif.handout.beforehand import Sets, Times, key, states
from kakao_whatif.handout.case import case_data
from kakao_whatif.handout.script import PAGE, read, script
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import LANGUAGES
from kakao_whatif.text.catalogue import say
from kakao_whatif.text.signs import harmless
from kakao_whatif.views.header import title
from kakao_whatif.widgets.assets import VIEWS, page_script, page_style

#: What a phone loads from a slow network within a few seconds.
MOST_BYTES: Final = 1_500_000
#: So many services are played through beforehand, summed over all scenarios: some seconds, for any size of a case.
MOST_PLAYED: Final = 40_000

Told: TypeAlias = Callable[[int, int], object]

_DRAWN: Final = (*VIEWS, "ribbons")
_FOR_TEXT: Final = 2_000  # bytes that what is added last may take


@dataclass(frozen=True, slots=True)
class HandoutPage:
    """A page that needs no server.

    Parameters
    ----------
    html
        The whole of it.
    scenarios
        How many scenarios it knows the times of.
    left_out
        How many of those that are usually worked out beforehand found no room in it.
    """

    html: str
    scenarios: int
    left_out: int

    @property
    def size(self) -> int:
        """Return its size in bytes."""
        return len(self.html.encode())


def handout_page(system: System, max_bytes: int = MOST_BYTES, progress: Told | None = None) -> HandoutPage:
    """Return a case as one page that stands alone: every switch works in it, without a server and without a network.

    Parameters
    ----------
    system
        The case.
    max_bytes
        How large the page may be. What was worked out beforehand is left out first, and the page says so.
    progress
        Called with (scenarios worked out, in all).

    Raises
    ------
    LimitError
        If the case alone is larger than that.

    Notes
    -----
    O(scenarios x services) of simulation; some seconds for a case of a hundred services.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> page = handout_page(two_sites())
    >>> page.size < 400_000, page.scenarios, page.left_out
    (True, 8, 0)
    """
    content: dict[str, Any] = case_data(system)
    known = list(states(system))
    content["beforehand"] = {
        "times": {},
        "sets": {},
        "distinct": [],
        "legends": [],
        "left_out": len(known),
        "version": _version(),
    }
    room = max_bytes - len(_written(system, content).encode()) - _FOR_TEXT
    if room < 0:
        raise LimitError(
            f"handout: the page would have {max_bytes - room:,} bytes, and {max_bytes:,} are allowed. "
            "Make the case smaller (shorter facts and assumptions), or allow more with --max-bytes."
        )
    beforehand = _beforehand(system, known, room, progress)
    content["beforehand"] |= beforehand
    kept = len(beforehand["times"])
    return HandoutPage(_written(system, content), kept, len(known) - kept)


def _beforehand(
    system: System, known: Sequence[tuple[Scenario, bool]], room: int, told: Told | None
) -> dict[str, Any]:
    """Return what was worked out for as many scenarios as there is room for, the first ones first."""
    found: dict[str, Any] = {"times": {}, "sets": {}}
    times, sets = Times(system), Sets(system)
    able = known[: MOST_PLAYED // max(1, len(system.possible_services))]
    for done, (scenario, with_sets) in enumerate(able):
        if told is not None:
            told(done, len(able))
        name = key(system, scenario)
        entry = {"times": times.of(scenario), "sets": sets.of(scenario) if with_sets else None}
        cost = len(_json([name, entry, name]).encode())
        if entry["times"] is None or cost + len(_json([sets.distinct, times.legends]).encode()) > room:
            continue
        room -= cost
        for part, value in entry.items():
            if value is not None:
                found[part][name] = value
    found |= {"distinct": sets.distinct, "legends": times.legends}
    return found | {"left_out": len(known) - len(found["times"])}


def _written(system: System, content: dict[str, Any]) -> str:
    first = LANGUAGES[0]
    gaps = {
        "title": _escaped(title(system, first)),
        "style": "\n".join((page_style(_DRAWN), read("page.css"))),
        "no_script": " ".join(_escaped(say("handout.no_script", language)) for language in LANGUAGES),
        "data": _json(content),
        "script": _script(),
    }
    # All in one pass: what fills one gap, such as a title, may itself look like another.
    return re.sub(rf"\{{({'|'.join(gaps)})\}}", lambda gap: gaps[gap[1]], read("page.html"))


def _script() -> str:
    failed = _json({language: say("handout.failed", language) for language in LANGUAGES})
    start = 'openPage(views, JSON.parse(document.getElementById("kw-data").textContent));'
    body = f"tellFailures({failed});\nconst views = {page_script(_DRAWN)};\n{start}"
    text = f'(() => {{\n"use strict";\n{script(PAGE)}\n{body}\n}})();'
    assert "</script" not in text
    return text


def _json(data: object) -> str:
    """Return data as JSON that may stand in a page: nothing in it can end the script element.

    A harmful sign becomes its number, as elsewhere. Those that JSON escapes itself stay: a page shows nothing for them.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return harmless(text).replace("<", "\\u003c")


def _escaped(words: str) -> str:
    return harmless(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _version() -> str:
    from kakao_whatif.version import __version__

    return __version__
