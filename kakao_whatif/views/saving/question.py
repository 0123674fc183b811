"""The question: what must stay up when this is lost, and how well."""

from collections.abc import Iterator
from typing import Any

from kakao_whatif.model.parts import LAYERS
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import count_of, say
from kakao_whatif.views.changed import names
from kakao_whatif.views.saving.asked import first_asked, needs_of
from kakao_whatif.views.saving.snapshot import SavingSnapshot

Row = dict[str, Any]

#: More chips than this would push the answer off the screen: the rest is shown when it is asked for.
FIRST = 8


def question(snapshot: SavingSnapshot) -> Row:
    """Return the row of the question; `hours` is None where no time is asked for."""
    language, asked = snapshot.language, snapshot.asked
    words = ("kept_label", "add", "presets_label", "needs_label", "tradeoffs", "fewer")
    rest = max(0, len(asked.kept) - FIRST)
    return {
        "lang": language,
        "seq": snapshot.seq,
        "live": snapshot.live,
        "title": _title(snapshot),
        **{word: say(f"views.saving.question.{word}", language) for word in words},
        "kept": [
            {
                "id": id,
                "label": snapshot.label(id),
                "drop": say("views.saving.question.drop", language, name=snapshot.name(id)),
            }
            for id in asked.kept
        ],
        "first": FIRST,
        "more": say("views.saving.question.more", language, n=rest) if rest else "",
        "groups": list(_groups(snapshot)),
        "presets": list(_presets(snapshot)),
        "needs": [
            {"id": need, "label": say(f"views.saving.need.{need}", language), "on": need == asked.need}
            for need in needs_of(snapshot.system)
        ],
        "may_hurt": asked.tradeoffs if _has_tradeoffs(snapshot.system) else None,
        "hours": f"{asked.hours:g}" if asked.need == "time" else None,
        "hours_unit": _hours_unit(snapshot),
        "line": say(f"views.saving.need_line.{asked.need}", language),
    }


def presets(system: System) -> dict[str, tuple[str, ...]]:
    """Return sets of services worth asking for, by name; those that would be empty or alike are left out."""
    sign_in = _sign_in(system)
    found = {
        "first": first_asked(system).kept,
        "sign_in": (sign_in,) if sign_in else (),
        "applications": tuple(
            id for id, service in system.services.items() if service.layer == "application"
        ),
        "all": tuple(id for id, service in system.services.items() if service.layer != "external"),
    }
    kept: dict[str, tuple[str, ...]] = {}
    for name, ids in found.items():
        if ids and ids not in kept.values():
            kept[name] = ids
    return kept


def lost_names(snapshot: SavingSnapshot) -> str:
    """Return what is lost, in words; empty if nothing is."""
    ids = [id for id in snapshot.system.possible_ids if id in snapshot.scenario.losses]
    return ", ".join(snapshot.name(id) for id in sorted(ids))


def kept_names(snapshot: SavingSnapshot) -> str:
    """Return what must stay up, in words: a name, some, or how many."""
    kept = snapshot.asked.kept
    if len(kept) > 5:
        return count_of("views.saving.services", len(kept), snapshot.language)
    return names(snapshot, kept)


def _title(snapshot: SavingSnapshot) -> str:
    language = snapshot.language
    if snapshot.asked.need == "site":
        return say("views.saving.question.title_site", language)
    if lost := lost_names(snapshot):
        return count_of("views.saving.question.title", len(snapshot.scenario.losses), language, lost=lost)
    return say("views.saving.question.title_nothing", language)


def _has_tradeoffs(system: System) -> bool:
    return any(mitigation.tradeoff for mitigation in system.mitigations.values())


def _hours_unit(snapshot: SavingSnapshot) -> str:
    """Return what hours are counted from: the time of day of hour 0, where the case has one."""
    origin = snapshot.system.origin or ""
    if "T" not in origin:
        return say("views.saving.question.hours_unit", snapshot.language)
    return say("views.saving.question.hours_after", snapshot.language, time=origin.partition("T")[2][:5])


def _groups(snapshot: SavingSnapshot) -> Iterator[Row]:
    language, kept = snapshot.language, set(snapshot.asked.kept)
    for layer in LAYERS:
        options = [
            {"id": id, "label": snapshot.label(id)}
            for id, service in snapshot.system.services.items()
            if service.layer == layer and id not in kept
        ]
        if options:
            yield {"id": layer, "label": say(f"views.layer.{layer}", language), "options": options}


def _presets(snapshot: SavingSnapshot) -> Iterator[Row]:
    language: Language = snapshot.language
    for name, ids in presets(snapshot.system).items():
        is_one = name in ("first", "sign_in")
        yield {
            "id": name,
            "label": snapshot.label(ids[0])
            if is_one
            else say(f"views.saving.preset.{name}", language, n=len(ids)),
            "on": set(ids) == set(snapshot.asked.kept),
        }


def _sign_in(system: System) -> str:
    """Return the service that most others need for signing in; empty if there is none."""
    asked: dict[str, int] = {}
    for service in system.services.values():
        for need in service.needs:
            if need.kind == "login" and isinstance(need.on, str):
                asked[need.on] = asked.get(need.on, 0) + 1
    return max(asked, key=lambda id: (asked[id], id), default="")
