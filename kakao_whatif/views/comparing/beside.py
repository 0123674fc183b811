"""The two sides as rows: what each supposes, its figures, and what B makes of A in one sentence."""

from typing import Any

from kakao_whatif.text.catalogue import count_of, say
from kakao_whatif.views.changed import names
from kakao_whatif.views.comparing.sides import SIDES, Side
from kakao_whatif.views.comparing.snapshot import ComparisonSnapshot
from kakao_whatif.views.headline import COUNTS, figures

Row = dict[str, Any]
WORDS = ("title", "edit", "editing", "swap", "same", "sides_label", "fewer")
#: More changes than this would push the maps off the first screen: the rest is shown when it is asked for.
FIRST = 3


def sides(snapshot: ComparisonSnapshot) -> Row:
    """Return the rows of both sides."""
    language = snapshot.language
    problem = snapshot.problem.in_language(language) if snapshot.problem is not None else ""
    return {
        "lang": language,
        "seq": snapshot.seq,
        "live": snapshot.live,
        "words": {word: say(f"views.comparing.{word}", language) for word in WORDS},
        "sides": [_side(snapshot, side) for side in SIDES],
        "said": " ".join(_said(snapshot)),
        "problem": problem,
        "told": [text.in_language(language) for text in snapshot.told],
    }


def _side(snapshot: ComparisonSnapshot, side: Side) -> Row:
    language, now = snapshot.language, figures(snapshot.of(side), snapshot.of(side).impact)
    was = figures(snapshot.of("a"), snapshot.a)
    scenario = snapshot.of(side).scenario
    changes = [snapshot.label(id) for id in snapshot.system.mitigations if id in scenario.mitigations]
    return {
        "id": side,
        "label": side.upper(),
        "on": side == snapshot.side,
        "lost": ", ".join(sorted(map(snapshot.label, scenario.losses)))
        or say("views.comparing.nothing_lost", language),
        "with": changes,
        "first": FIRST,
        "more": count_of("views.comparing.more", len(changes) - FIRST, language)
        if len(changes) > FIRST
        else "",
        "counts": [
            {
                "id": each,
                "n": len(now[each]),
                "word": say(f"views.count.{each}", language),
                "delta": f"{len(now[each]) - len(was[each]):+d}".replace("-", "−")
                if side == "b" and len(now[each]) != len(was[each])
                else "",
            }
            for each in COUNTS
        ],
    }


def _said(snapshot: ComparisonSnapshot) -> list[str]:
    language, differing = snapshot.language, snapshot.differing
    better = [id for id, (before, after) in differing.items() if after < before]
    worse = [id for id, (before, after) in differing.items() if after > before]
    if not differing:
        return [say("views.comparing.alike", language)]
    said = []
    for kind, ids in (("better", better), ("worse", worse)):
        if ids:
            said.append(count_of(f"views.comparing.{kind}", len(ids), language, names=names(snapshot, ids)))
    return said
