"""What is said of the cheapest sets of changes: what they cost, what fails without each part, why there is none.

Stands apart from the page, because a terminal says the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from math import inf
from typing import Any

from kakao_whatif.analysis.mitigation_sets import MinimalMitigations, MitigationSet, NothingDoes
from kakao_whatif.analysis.proof import Without
from kakao_whatif.analysis.saving.costs import Price
from kakao_whatif.analysis.targets import BackWithin, Shortfall, SurvivesAnySite
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language, Text
from kakao_whatif.text.catalogue import count_of, plain, say

SHOWN = 3  # names in a row before the rest is counted


def wanted(answer: MinimalMitigations, language: Language) -> str:
    """Return the target in a sentence."""
    target = answer.target
    named = names(answer.system, [*target.services], language)
    if isinstance(target, BackWithin):
        return say("saving.within", language, hours=f"{target.hours:g}", names=named)
    kind = "any_site" if isinstance(target, SurvivesAnySite) else "wanted"
    return say(f"saving.{kind}.{target.than.word}", language, names=named)


def summary(answer: MinimalMitigations, language: Language) -> list[str]:
    """Return how many sets do it, or why none does."""
    if answer.nothing is not None:
        return why_nothing(answer, answer.nothing, language)
    if answer.holds_already:
        return [say("saving.found.already", language)]
    return [count_of("saving.found", len(answer), language)]


def cards(answer: MinimalMitigations, language: Language) -> list[dict[str, Any]]:
    """Return a card for each set, cheapest first: ids, name, cost, and sentences that prove it."""
    return [_card(answer, each, language) for each in answer if each.members]


def mitigation_names(system: System, ids: Iterable[str], language: Language) -> str:
    """Return the names of mitigations; trade-offs are marked."""
    return ", ".join(_mitigation(system, id, language) for id in ids)


def price(cost: Price, language: Language) -> str:
    """Return a cost with its range.

    Examples
    --------
    >>> price(Price(4, 2, 8), "en")
    '4 points (2 to 8)'
    """
    if cost.low == cost.high:
        return say("saving.cost", language, points=f"{cost.points:g}")
    low, high = f"{cost.low:g}", f"{cost.high:g}"
    return say("saving.cost_range", language, points=f"{cost.points:g}", low=low, high=high)


def names(system: System, ids: Sequence[str], language: Language) -> str:
    """Return the names of a few services or domains, and how many more there are."""
    said = ", ".join(system.name(id).in_language(language) for id in ids[:SHOWN])
    return said if len(ids) <= SHOWN else say("saving.more", language, names=said, n=len(ids) - SHOWN)


def _card(answer: MinimalMitigations, each: MitigationSet, language: Language) -> dict[str, Any]:
    system = answer.system
    verdict = "suffices" if each.proof.is_complete else "enough"
    return {
        "ids": [*each.mitigations],
        "name": mitigation_names(system, each.mitigations, language),
        "cost": price(each.cost, language),
        "points": each.cost.points,
        "says": count_of(f"saving.{verdict}", len(each.members), language),
        "without": [words for _, words in reasons(system, each, language)],
        "worse": worse(system, each, language),
    }


def reasons(system: System, each: MitigationSet, language: Language) -> Iterator[tuple[Without, str]]:
    """Yield what is short without each member, with the smaller set; a member alone needs no name."""
    for smaller in each.proof.without:
        if each.proof.way == "subsets" and len(smaller.removed) > 1 and len(each.members) > 1:
            continue
        services = short(system, smaller.shortfalls, language)
        if len(each.members) == 1:
            yield smaller, say("saving.without.nothing", language, services=services)
        else:
            removed = mitigation_names(system, smaller.removed, language)
            yield smaller, say("saving.without.status", language, removed=removed, services=services)


def short(system: System, shortfalls: Sequence[Shortfall], language: Language) -> str:
    """Return what is short of a target: services that share a fate are named together."""

    def fate(each: Shortfall) -> tuple[str, str, str, str]:
        status = "" if each.status is None else say(f"status.{each.status.word}", language)
        lost = "" if each.lost is None else system.name(each.lost).in_language(language)
        if each.hours is not None:
            kind = "never" if each.hours == inf else "hours"
        else:
            kind = "absent" if each.status is None else "site" if lost else "status"
        return kind, status, lost, f"{each.hours or 0:.1f}"

    said = []
    for (kind, status, lost, hours), alike in groupby(sorted(shortfalls, key=fate), key=fate):
        rest = list(alike)
        named = names(system, [each.service for each in rest], language)
        values = {"names": named, "status": status, "lost": lost, "hours": hours}
        said.append(count_of(f"saving.short.{kind}", len(rest), language, **values))
    return "; ".join(said)


def worse(system: System, each: MitigationSet, language: Language) -> list[str]:
    """Return what the trade-offs of a set make worse, and what the case itself says of them."""
    return [*_worse(system, each, language), *_told(system, each, language)]


def _worse(system: System, each: MitigationSet, language: Language) -> Iterator[str]:
    for lost, alike in groupby(each.worse, key=lambda one: one.lost):
        services = names(system, [one.service for one in alike], language)
        if lost:
            named = names(system, lost, language)
            yield count_of("saving.worse.lost", len(lost), language, lost=named, services=services)
        else:
            yield say("saving.worse.nothing", language, services=services)


def _told(system: System, each: MitigationSet, language: Language) -> list[str]:
    """Return what the case itself says of its trade-offs."""
    told = (system.mitigations[id].worse.in_language(language) for id in each.tradeoffs)
    return [words for words in told if words]


def why_nothing(answer: MinimalMitigations, nothing: NothingDoes, language: Language) -> list[str]:
    """Return why no set does it: what is short even with everything in place, and why."""
    named = mitigation_names(answer.system, nothing.in_place, language)
    said = [_nothing(answer, nothing, named, language), *tradeoffs_left_out(answer.system, nothing, language)]
    if nothing.shortfalls:
        services = short(answer.system, nothing.shortfalls, language)
        key = "list_even" if nothing.in_place else "list_empty"
        said.append(say(f"saving.nothing.{key}", language, short=services, names=named))
    for explanation in islice(nothing.explanations.values(), SHOWN):
        said += [plain(sentence) for sentence in explanation.sentences(language)]
    return said


def _nothing(answer: MinimalMitigations, nothing: NothingDoes, named: str, language: Language) -> str:
    """Return in one sentence why no set does it."""
    left_out = nothing.not_looked_at
    if nothing.why == "cost":
        assert nothing.cheapest is not None
        cost, cheapest = f"{answer.max_cost:g}", price(nothing.cheapest, language)
        return say("saving.nothing.cost", language, cost=cost, cheapest=cheapest, names=named)
    if nothing.why == "none":
        kind = "none_but" if left_out is not None else "none_left" if answer.system.mitigations else "none"
        return say(f"saving.nothing.{kind}", language)
    if nothing.why == "list" and left_out is not None and left_out.would_do is not False:
        return say("saving.nothing.looked", language)
    return say(f"saving.nothing.{nothing.why}", language, names=named)


def tradeoffs_left_out(system: System, nothing: NothingDoes, language: Language) -> list[str]:
    """Return that trade-offs were not looked at, and whether they could do it; nothing if all were."""
    left_out = nothing.not_looked_at
    if left_out is None:
        return []
    if left_out.cost is None:
        kind = "unknown" if left_out.would_do is None else "would_not"
        return [say(f"saving.nothing.tradeoffs_{kind}", language)]
    named = mitigation_names(system, left_out.mitigations, language)
    return [say("saving.nothing.tradeoffs_would", language, cost=price(left_out.cost, language), names=named)]


def _mitigation(system: System, id: str, language: Language) -> str:
    mitigation = system.mitigations[id]
    name = (mitigation.name or Text.plain(id)).in_language(language)
    return say("saving.tradeoff", language, name=name) if mitigation.tradeoff else name
