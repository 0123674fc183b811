"""Answers about what would save something, for programs: everything by its id, null for never and for no limit."""

from math import inf
from typing import Any

from kakao_whatif.analysis.frontier_points import Frontier
from kakao_whatif.analysis.mitigation_sets import (
    Looked,
    MinimalMitigations,
    MitigationSet,
    NothingDoes,
    NotLookedAt,
    UnderReading,
)
from kakao_whatif.analysis.proof import Proof
from kakao_whatif.analysis.saving.costs import Price
from kakao_whatif.analysis.targets import BackWithin, Shortfall, SurvivesAnySite, Target
from kakao_whatif.cli.answers import identity, in_both_languages, stated

SAVE = "kakao-whatif.save/1"
FRONTIER = "kakao-whatif.frontier/1"
_DIGITS = 6


def save_answer(answer: MinimalMitigations) -> dict[str, Any]:
    """Return the smallest sets with their proofs, or why there is none."""
    return {
        "schema": SAVE,
        "case": identity(answer.system),
        "scenario": stated(answer.scenario),
        "target": _target(answer.target),
        "max_cost": answer.max_cost,
        "is_complete": answer.is_complete,
        "holds_already": answer.holds_already,
        "sets": [_set(each) for each in answer],
        "nothing": None if answer.nothing is None else _nothing(answer.nothing),
        "looked": _looked(answer.looked),
        "readings": {each.reading: _under_reading(each) for each in answer.readings},
        "notes": in_both_languages(answer.notes),
    }


def _under_reading(each: UnderReading) -> dict[str, Any] | None:
    """Return the cheapest set under a reading; null where nothing does it."""
    if each.cost is None:
        return None
    return {"mitigations": [*(each.mitigations or ())], "cost": _price(each.cost)}


def frontier_answer(answer: Frontier) -> dict[str, Any]:
    """Return the points of a frontier, and what they were measured over."""
    return {
        "schema": FRONTIER,
        "case": identity(answer.system),
        "scenarios": [
            {**stated(each), "weight": round(weight, _DIGITS)}
            for each, weight in zip(answer.scenarios, answer.weights, strict=True)
        ],
        "weighting": answer.weighting,
        "keep": answer.keep,
        "not_worse_than": answer.than.word,
        "services": [*answer.services],
        "max_cost": answer.max_cost,
        "is_exact": answer.is_exact,
        "looked": _looked(answer.looked),
        "points": [
            {
                "mitigations": [*point.mitigations],
                "members": [*point.members],
                "cost": _price(point.cost),
                "lost": round(point.lost, _DIGITS),
                "kept": round(point.kept, _DIGITS),
                "lost_by": [round(each, _DIGITS) for each in point.lost_by],
                "tradeoffs": [*point.tradeoffs],
                "unpriced": [*point.unpriced],
            }
            for point in answer
        ],
        "notes": in_both_languages(answer.notes),
    }


def _target(target: Target) -> dict[str, Any]:
    if isinstance(target, BackWithin):
        return {"kind": "back-within", "services": [*target.services], "hours": target.hours}
    kind = "any-site" if isinstance(target, SurvivesAnySite) else "status"
    return {"kind": kind, "services": [*target.services], "not_worse_than": target.than.word}


def _set(each: MitigationSet) -> dict[str, Any]:
    return {
        "mitigations": [*each.mitigations],
        "members": [*each.members],
        "cost": _price(each.cost),
        "unpriced": [*each.unpriced],
        "tradeoffs": [*each.tradeoffs],
        "worse": [
            {
                "service": worse.service,
                "lost": [*worse.lost],
                "before": worse.before.word,
                "after": worse.after.word,
            }
            for worse in each.worse
        ],
        "proof": _proof(each.proof),
    }


def _proof(proof: Proof) -> dict[str, Any]:
    return {
        "way": proof.way,
        "is_complete": proof.is_complete,
        "without": [
            {
                "removed": [*each.removed],
                "left": [*each.left],
                "shortfalls": [_shortfall(short) for short in each.shortfalls],
            }
            for each in proof.without
        ],
    }


def _shortfall(each: Shortfall) -> dict[str, Any]:
    return {
        "service": each.service,
        "status": None if each.status is None else each.status.word,
        "lost": each.lost,
        "hours": None if each.hours in (None, inf) else round(each.hours or 0.0, _DIGITS),
    }


def _nothing(nothing: NothingDoes) -> dict[str, Any]:
    return {
        "why": nothing.why,
        "in_place": [*nothing.in_place],
        "shortfalls": [_shortfall(each) for each in nothing.shortfalls],
        "explanations": {id: each.to_data() for id, each in nothing.explanations.items()},
        "cheapest": None if nothing.cheapest is None else _price(nothing.cheapest),
        "not_looked_at": None if nothing.not_looked_at is None else _left_out(nothing.not_looked_at),
    }


def _left_out(left_out: NotLookedAt) -> dict[str, Any]:
    return {
        "tradeoffs": [*left_out.tradeoffs],
        "would_do": left_out.would_do,
        "mitigations": [*left_out.mitigations],
        "cost": None if left_out.cost is None else _price(left_out.cost),
    }


def _price(price: Price) -> dict[str, float]:
    return {"points": price.points, "low": price.low, "high": price.high}


def _looked(looked: Looked | None) -> dict[str, Any] | None:
    if looked is None:
        return None
    return {
        "tried": looked.tried,
        "of": looked.of,
        "max_size": looked.max_size,
        "up_to_cost": looked.up_to_cost,
        "max_runs": looked.max_runs,
    }
