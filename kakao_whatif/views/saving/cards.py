"""The cheapest sets of changes as cards: what they cost, what they are, and why nothing in them can be left out."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from kakao_whatif.analysis.mitigation_sets import MitigationSet
from kakao_whatif.model.changes import Mitigation
from kakao_whatif.text.catalogue import count_of, say
from kakao_whatif.views.mitigations import cost_of
from kakao_whatif.views.saving.question import kept_names
from kakao_whatif.views.saving.sentences import mitigation_names, reasons, why_nothing, worse
from kakao_whatif.views.saving.snapshot import SavingSnapshot

Row = dict[str, Any]

#: So many reasons are told of one set.
MOST_REASONS = 8


def cards(snapshot: SavingSnapshot) -> Row:
    """Return the rows of the cards; `done` and `of` are None while nothing is being worked out."""
    language, answer, work = snapshot.language, snapshot.answer, snapshot.work
    done, of = work if work is not None else (None, None)
    sets = () if answer is None else answer.sets
    return {
        "lang": language,
        "seq": snapshot.seq,
        "live": snapshot.live,
        "title": say("views.saving.cards.title", language),
        "lead": lead(snapshot),
        "done": done,
        "of": of,
        "progress": ""
        if work is None
        else say("views.saving.cards.progress", language, done=f"{done:,}", of=f"{of:,}"),
        "nothing": []
        if answer is None or answer.nothing is None
        else why_nothing(answer, answer.nothing, language),
        "cards": [_card(snapshot, each) for each in sets],
        "more": count_of("views.saving.cards.more", len(sets), language),
        "notes": [] if answer is None else [note.in_language(language) for note in answer.notes],
        "words": {
            word: say(f"views.saving.cards.{word}", language)
            for word in ("try", "untry", "cancel", "fewer", "own_costs", "unit")
        },
        "prices": say("views.saving.cards.prices", language) if any(each.members for each in sets) else "",
        "has_own_costs": bool(snapshot.asked.costs),
    }


def points(number: float) -> str:
    """Return points as people write them."""
    return f"{number:,.6g}"


def is_on(snapshot: SavingSnapshot, members: Iterable[str]) -> bool:
    """Return whether exactly these mitigations are in place, bundles aside."""
    mitigations = snapshot.system.mitigations
    return {id for id in snapshot.in_place if mitigations[id].changes} == {
        id for id in members if mitigations[id].changes
    }


def lead(snapshot: SavingSnapshot) -> str:
    """Return the answer in one sentence."""
    language, who, answer = snapshot.language, kept_names(snapshot), snapshot.answer
    if not snapshot.asked.kept:
        return say("views.saving.cards.nobody", language)
    if answer is None:
        return say(f"views.saving.cards.{'not_had' if snapshot.is_unanswered else 'working'}", language)
    if answer.nothing is not None:
        return say("views.saving.cards.nothing", language, names=who)
    if answer.holds_already:
        return say("views.saving.cards.holds", language, names=who)
    return count_of(
        "views.saving.cards.lead" if answer.is_complete else "views.saving.cards.lead_some",
        len(answer),
        language,
        names=who,
        cost=points(answer[0].cost.points),
    )


def _card(snapshot: SavingSnapshot, found: MitigationSet) -> Row:
    language, budget = snapshot.language, snapshot.asked.budget
    changes = [
        snapshot.system.mitigations[id] for id in found.members if snapshot.system.mitigations[id].changes
    ]
    is_over = budget is not None and found.cost.points > budget
    return {
        "id": ",".join(found.mitigations),
        "cost": say("views.saving.cards.points", language, points=points(found.cost.points)),
        "range": ""
        if found.cost.low == found.cost.high
        else say(
            "views.saving.cards.range",
            language,
            low=points(found.cost.low),
            high=points(found.cost.high),
        ),
        "over": say("views.saving.cards.over", language) if is_over else "",
        "on": is_on(snapshot, found.members),
        "changes": [_change(snapshot, each) for each in changes],
        "said": _said(snapshot, len(changes)),
        "worse": worse(snapshot.system, found, language),
        "proof_title": say(f"views.saving.cards.{'why_one' if len(changes) == 1 else 'why'}", language),
        "proof": list(_proof(snapshot, found)) if changes else [],
    }


def _change(snapshot: SavingSnapshot, mitigation: Mitigation) -> Row:
    language, costs = snapshot.language, snapshot.asked.costs
    own = mitigation.cost.points if mitigation.cost is not None else 0
    written = cost_of(snapshot.system, mitigation) or "0"
    now = costs.get(mitigation.id, own)
    return {
        "id": mitigation.id,
        "label": mitigation_names(snapshot.system, [mitigation.id], language),
        "line": mitigation.summary.in_language(language),
        "points": f"{now:.12g}",
        "bad_price": say("views.saving.cards.bad_price", language, points=points(now)),
        "is_edited": mitigation.id in costs,
        "range": say("views.saving.cards.case_says", language, cost=written),
        "price_label": say("views.saving.cards.price", language, name=snapshot.name(mitigation.id)),
    }


def _said(snapshot: SavingSnapshot, changes: int) -> str:
    kind = {0: "none", 1: "alone", 2: "pair"}.get(changes, "many")
    return say(f"views.saving.suffice.{kind}", snapshot.language, n=changes)


def _proof(snapshot: SavingSnapshot, found: MitigationSet) -> Iterator[Row]:
    """Yield what fails without each member, each with the smaller set to look at."""
    told = reasons(snapshot.system, found, snapshot.language)
    for smaller, words in islice(told, MOST_REASONS):
        first = smaller.shortfalls[0]
        yield {
            "text": words,
            "link": say("views.saving.cards.show", snapshot.language),
            "id": f"{','.join(smaller.left)}|{first.service}|{first.lost or ''}",
        }
