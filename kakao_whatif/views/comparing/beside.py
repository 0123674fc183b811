"""The two sides as rows: what each supposes, its figures, and what B makes of A in one sentence."""

from typing import Any

from kakao_whatif.text.catalogue import count_of, say
from kakao_whatif.views.changed import names
from kakao_whatif.views.comparing.sides import SIDES, Side
from kakao_whatif.views.comparing.snapshot import ComparisonSnapshot
from kakao_whatif.views.headline import COUNTS, figures

Row = dict[str, Any]
WORDS = ("title", "edit", "editing", "swap", "same", "sides_label")


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
    return {
        "id": side,
        "label": side.upper(),
        "on": side == snapshot.side,
        "lost": ", ".join(sorted(map(snapshot.label, scenario.losses)))
        or say("views.comparing.nothing_lost", language),
        "with": ", ".join(sorted(map(snapshot.label, scenario.mitigations))),
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
