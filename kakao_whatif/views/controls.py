"""The switches as rows: what fails, which reading of the record holds, and any service at all.

What Kakao might have had has a file of its own (`mitigations`); here the sections come together.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kakao_whatif.errors import ScenarioError
from kakao_whatif.model.changes import Reading
from kakao_whatif.model.text import Language
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.text.catalogue import count_of, say
from kakao_whatif.views.changed import names
from kakao_whatif.views.ground import DEEPEST_LEVEL, domain_tree, place_line, place_note
from kakao_whatif.views.mitigations import mitigation_items
from kakao_whatif.views.naming import say_of_owner
from kakao_whatif.views.snapshot import Snapshot
from kakao_whatif.views.sources import notes_on

Row = dict[str, Any]

WORDS = ("cost", "source", "info", "close", "tradeoff", "any_service", "filter", "sheet")


def switches(snapshot: Snapshot) -> Row:
    """Return the rows of the switches; the ID unification for all comes first, where nobody misses it."""
    language = snapshot.language
    had = list(mitigation_items(snapshot))
    return {
        "lang": language,
        "seq": snapshot.seq,
        "live": snapshot.live,
        "title": say("views.switches.title", language),
        "sections": [
            *_unification(snapshot, [row for row in had if row["master"]]),
            _section(snapshot, "fails", list(_losses(snapshot))),
            _section(snapshot, "had", [row for row in had if not row["master"]]),
            _section(snapshot, "readings", list(_readings(snapshot)), exclusive=True),
        ],
        "words": {word: say(f"views.switches.word.{word}", language) for word in WORDS},
        "services": list(_services(snapshot)),
    }


def item(kind: str, id: str, label: str, *, on: bool, **rest: Any) -> Row:
    """Return the row of one switch; what is not given is empty."""
    empty: Row = {"line": "", "mixed": False, "level": 0, "cost": None, "info": [], "tradeoff": False}
    empty |= {"worse": None, "group": None, "master": False, "bundle": False, "note": None}
    return {"kind": kind, "id": id, "label": label, "on": on} | empty | rest


def _section(snapshot: Snapshot, id: str, items: list[Row], *, exclusive: bool = False) -> Row:
    key, language = f"views.switches.{id}.title", snapshot.language
    title = say_of_owner(key, snapshot.system, language) if id == "had" else say(key, language)
    hint = say(f"views.switches.{id}.hint", language)
    return {"id": id, "title": title, "hint": hint, "exclusive": exclusive, "items": items}


def _unification(snapshot: Snapshot, items: list[Row]) -> Iterator[Row]:
    if items:
        title = say("views.switches.unify.title", snapshot.language)
        yield {"id": "unify", "title": title, "hint": "", "exclusive": False, "items": items}


def _losses(snapshot: Snapshot) -> Iterator[Row]:
    there = snapshot.impact.system.domains
    # What is not there comes last and at the edge, or it would look like a part of something that can fail.
    for domain, level in sorted(domain_tree(snapshot.system), key=lambda place: place[0].id not in there):
        yield item(
            "lose",
            domain.id,
            snapshot.label(domain.id),
            note=place_note(snapshot, domain),
            on=domain.id in snapshot.scenario.losses,
            line=place_line(snapshot, domain),
            level=min(level, DEEPEST_LEVEL) if domain.id in there else 0,
            info=notes_on(snapshot.system, [domain], snapshot.language),
        )


def _services(snapshot: Snapshot) -> Iterator[Row]:
    other: Language = "en" if snapshot.language == "ko" else "ko"
    for id, service in {**snapshot.system.services, **snapshot.system.possible_services}.items():
        alt = service.name.in_language(other)
        on = id in snapshot.scenario.losses
        yield {"kind": "lose", "id": id, "label": snapshot.label(id), "alt": alt, "on": on}


def _readings(snapshot: Snapshot) -> Iterator[Row]:
    readings = snapshot.system.readings.values()
    chosen = {id for id in snapshot.scenario.readings if snapshot.system.readings[id].changes}
    for reading in readings:
        on = reading.id in chosen if reading.changes else not chosen
        line = reading.summary.in_language(snapshot.language)
        if not on:
            line = f"{line} {_difference(snapshot, reading)}".strip()
        yield item(
            "read",
            reading.id,
            reading.title.in_language(snapshot.language) or reading.id,
            on=on,
            line=line,
            info=notes_on(snapshot.system, [reading], snapshot.language),
        )


def _difference(snapshot: Snapshot, reading: Reading) -> str:
    """Return what would differ under another reading, in one sentence."""
    readings = {reading.id} if reading.changes else set()
    try:
        other = propagate(snapshot.system, replace(snapshot.scenario, readings=readings))
    except ScenarioError:
        return say("views.reading.impossible", snapshot.language)
    now = snapshot.impact.status
    differing = [id for id, status in other.status.items() if now.get(id, status) != status]
    if not differing:
        return say("views.reading.same", snapshot.language)
    told = names(snapshot, differing)
    return count_of("views.reading.differs", len(differing), snapshot.language, names=told)
