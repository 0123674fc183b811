"""What the page says in one language: the product's sentences, and the case's own words.

It stands apart from the model, because the model decides and this only speaks.
"""

from collections.abc import Mapping
from typing import Any

from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.text.catalogue import catalogue
from kakao_whatif.views.controls import switches
from kakao_whatif.views.header import header
from kakao_whatif.views.snapshot import Snapshot
from kakao_whatif.views.sources import fact_kind, facts_of, source_label

Row = dict[str, Any]

#: Tables of the catalogue that the page's scripts speak from; rows that Python makes are not said there again.
SPOKEN = (
    "handout.",
    "list.",
    "note.",
    "saving.cost",
    "saving.nothing.tradeoffs",
    "status.",
    "why.",
    "views.action.",
    "views.along.",
    "views.building.",
    "views.changed.",
    "views.chip.",
    "views.count.",
    "views.details.",
    "views.domain.",
    "views.edge.",
    "views.facts.",
    "views.headline.",
    "views.hurts.",
    "views.layer.",
    "views.layer_one.",
    "views.legend.",
    "views.link.",
    "views.need.",
    "views.no_such_case.",
    "views.reading.",
    "views.refusal.",
    "views.switches.not_there",
    "views.unify.",
)


def texts(system: System, language: Language) -> Row:
    """Return everything that is said of a system in one language, by id.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> said = texts(two_sites(), "ko")
    >>> said["names"]["pangyo"], said["catalogue"]["status.dark"]
    ('판교', '중단')
    """
    ids = (*system.possible_domains, *system.possible_services)
    return {
        "catalogue": spoken(language),
        "names": {id: system.name(id).in_language(language) for id in ids},
        "labels": {id: system.label(id).in_language(language) for id in ids},
        "mitigations": {m.id: m.name.in_language(language) or m.id for m in system.mitigations.values()},
        "readings": {r.id: r.title.in_language(language) or r.id for r in system.readings.values()},
        "scenarios": {s.id: s.title.in_language(language) or s.id for s in system.scenarios.values()},
        "products": {p.id: p.name.in_language(language) for p in system.products.values()},
        "facts": _facts(system, language),
        "summaries": {r.id: r.summary.in_language(language) for r in system.readings.values()},
        **_unchanging(system, language),
    }


def spoken(language: Language) -> Mapping[str, str]:
    """Return the entries of the catalogue that the page's scripts speak from."""
    return {key: words for key, words in catalogue(language).items() if key.startswith(SPOKEN)}


def _unchanging(system: System, language: Language) -> Row:
    """Return rows of which the page replaces only what a scenario changes: the top and the switches."""
    moment = Snapshot(system=system, impact=propagate(system), language=language)
    top = {key: row for key, row in header(moment).items() if key not in ("search", "link")}
    rows = switches(moment)
    for section in rows["sections"]:
        for item in section["items"]:
            item["info"] = [_briefly(note) for note in item["info"]]
    return {"header": top, "switches": rows}


def _briefly(note: dict[str, str]) -> dict[str, str]:
    """Return a note on a fact as the fact's id, since the page has all facts anyway."""
    id, between, _ = note["text"].partition(" · ")
    return {"fact": id} if between and "url" in note else note


def _facts(system: System, language: Language) -> Row:
    return {
        id: {
            "text": fact.statement.in_language(language),
            "kind": fact_kind(fact.kind, language),
            "source": source_label(fact, language),
            "url": fact.url,
        }
        for id, fact in facts_of(system).items()
    }
