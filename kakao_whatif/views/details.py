"""The selected tile as rows: why it is as it is, whom it hurts, what is known and what is assumed."""

from collections.abc import Iterable
from typing import Any

from kakao_whatif.model.parts import Domain, Service, Source
from kakao_whatif.model.status import Status
from kakao_whatif.text.catalogue import Parts, Ref, say
from kakao_whatif.views.ground import hosted
from kakao_whatif.views.snapshot import Snapshot
from kakao_whatif.views.sources import Cites, assumptions_of, cited, fact_kind, facts_of, source_label

Row = dict[str, Any]


def details(snapshot: Snapshot) -> Row:
    """Return the rows of the selected service or place, or what to do if nothing is selected."""
    language = snapshot.language
    words = {word: say(f"views.details.word.{word}", language) for word in ("close", "sheet")}
    frame: Row = {"lang": language, "seq": snapshot.seq, "live": snapshot.live, "words": words}
    frame |= {"id": snapshot.selected, "empty": say("views.details.empty", language)}
    id = snapshot.selected
    if id is None:
        return frame | _nothing()
    services, domains = snapshot.system.possible_services, snapshot.system.possible_domains
    service = snapshot.impact.system.services.get(id, services.get(id))
    if service is not None:
        return frame | _service(snapshot, service)
    return frame | _domain(snapshot, snapshot.impact.system.domains.get(id, domains[id]))


def _nothing() -> Row:
    empty = (
        "label",
        "status",
        "word",
        "kind_label",
        "lost_switch",
        "why",
        "sign_in",
        "hurts",
        "facts",
        "assumed",
    )
    return dict.fromkeys(empty)


def _service(snapshot: Snapshot, service: Service) -> Row:
    language, impact, id = snapshot.language, snapshot.impact, service.id
    status = impact.status.get(id)
    replicas: list[Source] = [*service.replicas, *([service.failover] if service.failover else [])]
    word = (
        say("views.building.absent", language) if status is None else say(f"status.{status.word}", language)
    )
    return {
        "label": snapshot.label(id),
        "status": status.word if status is not None else None,
        "word": word,
        "kind_label": _kind_label(snapshot, service),
        "lost_switch": _lost_switch(snapshot, id, "service"),
        "why": _why(snapshot),
        "sign_in": _sign_in(snapshot),
        "hurts": _hurts(snapshot, id) if status is not None else None,
        "facts": cited_facts(snapshot, [service, *replicas, *service.needs]),
        "assumed": _assumed(snapshot, assumptions_of(snapshot.system, service, snapshot.language)),
    }


def _domain(snapshot: Snapshot, domain: Domain) -> Row:
    language, impact, id = snapshot.language, snapshot.impact, domain.id
    word = ""
    if id not in impact.system.domains:
        word = say("views.building.absent", language)
    elif id in impact.settled.lost_domains:
        word = say(
            "views.building.lost" if id in impact.scenario.losses else "views.building.inside_lost", language
        )
    standing = sorted(hosted(impact.system).get(id, ()), key=list(impact.system.services).index)
    group = {
        "label": say("views.details.hosts", language),
        "items": [_tile(snapshot, other) for other in standing],
    }
    return {
        "label": snapshot.label(id),
        "status": None,
        "word": word,
        "kind_label": say(f"views.domain.{domain.kind}", language),
        "lost_switch": _lost_switch(snapshot, id, "domain"),
        "why": None,
        "sign_in": None,
        "hurts": {
            "title": say("views.details.stands_here", language),
            "groups": [group] if standing else [],
            "none": say("views.details.nothing_here", language),
        },
        "facts": cited_facts(snapshot, [domain]),
        "assumed": _assumed(snapshot, [domain.assumed.in_language(language)]),
    }


def _kind_label(snapshot: Snapshot, service: Service) -> str:
    layer = say(f"views.layer_one.{service.layer}", snapshot.language)
    product = snapshot.system.products.get(service.part_of or "")
    return f"{layer} · {product.name.in_language(snapshot.language)}" if product and product.name else layer


def _lost_switch(snapshot: Snapshot, id: str, kind: str) -> Row:
    return {
        "label": say(f"views.details.lose_{kind}", snapshot.language),
        "on": id in snapshot.scenario.losses,
    }


def _why(snapshot: Snapshot) -> Row | None:
    explanation, language = snapshot.explanation, snapshot.language
    if explanation is None:
        return None
    return {
        "title": say("views.details.why", language),
        "sentences": [as_row(sentence) for sentence in explanation.why(language)],
        "also": [as_row(sentence) for sentence in explanation.also_parts(language)],
    }


def _sign_in(snapshot: Snapshot) -> Row | None:
    explanation, language = snapshot.explanation, snapshot.language
    sentences = explanation.sign_in_parts(language) if explanation is not None else ()
    if not sentences:
        return None
    return {
        "title": say("views.details.sign_in", language),
        "sentences": [as_row(each) for each in sentences],
    }


def as_row(sentence: Parts) -> list[Row]:
    """Return a sentence as parts, those that are links with their ids."""
    return [{"text": p.text, "id": p.id} if isinstance(p, Ref) else {"text": p} for p in sentence]


def _hurts(snapshot: Snapshot, id: str) -> Row:
    language = snapshot.language
    order = list(snapshot.impact.system.services)
    groups = [
        {
            "label": say(f"views.hurts.{kind}", language),
            "items": [_tile(snapshot, other) for other in sorted(ids, key=order.index)],
        }
        for kind, ids in snapshot.impact.dependents(id).items()
    ]
    return {
        "title": say("views.details.hurts", language),
        "groups": groups,
        "none": say("views.details.hurts_nobody", language),
    }


def _tile(snapshot: Snapshot, id: str) -> Row:
    status = snapshot.impact.status.get(id, Status.UP)
    word = say(f"status.{status.word}", snapshot.language)
    return {"id": id, "label": snapshot.label(id), "status": status.word, "word": word}


def cited_facts(snapshot: Snapshot, sources: Iterable[Cites]) -> Row:
    """Return the facts that some parts of a model or a record cite, each once."""
    language, ledger = snapshot.language, facts_of(snapshot.system)
    items = []
    for id in cited(sources):
        fact = ledger.get(id)
        if fact is None:
            items.append({"id": id, "text": "", "kind": "", "source": "", "url": None})
            continue
        kind = fact_kind(fact.kind, language)
        text = fact.statement.in_language(language)
        items.append(
            {"id": id, "text": text, "kind": kind, "source": source_label(fact, language), "url": fact.url}
        )
    return {"title": say("views.details.facts", language), "items": items}


def _assumed(snapshot: Snapshot, items: Iterable[str]) -> Row:
    kept = [text for text in dict.fromkeys(items) if text]
    return {"title": say("views.details.assumed", snapshot.language), "items": kept}
