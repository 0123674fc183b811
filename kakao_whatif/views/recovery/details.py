"""The selected service as rows: what it waited for, what made it as late as it was, and what was observed.

A place has nothing to wait for: it is told as on the other dashboards.
"""

from typing import Any

from kakao_whatif.recovery.timeline import hours
from kakao_whatif.text.catalogue import say
from kakao_whatif.views import details as blackout
from kakao_whatif.views.details import as_row, cited_facts
from kakao_whatif.views.recovery.compared import compared, delta_words, why_later
from kakao_whatif.views.recovery.observed import sentences
from kakao_whatif.views.recovery.record import observed_of
from kakao_whatif.views.recovery.snapshot import RecoverySnapshot
from kakao_whatif.views.recovery.spans import is_ever_down
from kakao_whatif.views.recovery_words import clock_end, path_sentences, wait_sentences

Row = dict[str, Any]


def details(snapshot: RecoverySnapshot) -> Row:
    """Return the rows of the selected service or place, or what to do if nothing is selected."""
    row = blackout.details(snapshot)
    id, language = snapshot.selected, snapshot.language
    if id is None:
        return row | {"empty": say("views.recovery.details.empty", language)}
    if id not in snapshot.timeline.system.services:
        return row
    return row | {
        "status": None,
        "word": _back(snapshot, id),
        "why": _why(snapshot, id),
        "sign_in": _observed(snapshot, id),
        "hurts": _held_up(snapshot, id),
        "facts": cited_facts(snapshot, observed_of(snapshot.system, snapshot.scenario, id)),
        "assumed": _assumed(snapshot, id),
    }


def _back(snapshot: RecoverySnapshot, id: str) -> str:
    language, line = snapshot.language, snapshot.timeline
    if not is_ever_down(line, id):
        return say("views.recovery.details.not_down", language)
    time = clock_end(line, hours(line.time_to_restore[id]), language)
    return say("views.recovery.details.back", language, time=time)


def _why(snapshot: RecoverySnapshot, id: str) -> Row:
    language, line = snapshot.language, snapshot.timeline
    waits, path = wait_sentences(line, id, language), path_sentences(line, id, language)
    others = any(leg.service != id for leg in line.critical_path(id))
    return {
        "title": say("views.recovery.details.waits", language),
        "sentences": [*_beside(snapshot, id), *map(as_row, waits)],
        "also_title": say("views.recovery.details.path", language) if others else "",
        "also": [as_row(leg) for leg in path] if others else [],
    }


def _beside(snapshot: RecoverySnapshot, id: str) -> list[list[Row]]:
    """Return when it was back without the changes, and why it is later now if it is."""
    language = snapshot.language
    if not snapshot.is_changed or id not in snapshot.base.system.services:
        return []
    found = compared(snapshot).get(id)
    was = clock_end(snapshot.base, hours(snapshot.base.time_to_restore[id]), language)
    if not is_ever_down(snapshot.base, id):
        was = say("views.recovery.delta.spared", language)
    said: list[Row] = [
        {"text": say("views.recovery.details.was", language, time=was, delta=delta_words(found, language))}
    ]
    if found is not None and found.kind == "later" and (why := why_later(snapshot, id)):
        said += [{"text": " "}, *as_row(why)]
    return [said]


def _observed(snapshot: RecoverySnapshot, id: str) -> Row | None:
    said = sentences(snapshot, id)
    return (
        {"title": say("views.recovery.details.observed", snapshot.language), "sentences": said}
        if said
        else None
    )


def _held_up(snapshot: RecoverySnapshot, id: str) -> Row | None:
    """Return the services that waited for this one by name."""
    language, waits = snapshot.language, snapshot.timeline.waits
    held = [other for other, each in waits.items() if any(wait.on == id for wait in each)]
    if not held:
        return None
    status = snapshot.timeline.status_at(snapshot.head)
    items = [
        {
            "id": other,
            "label": snapshot.label(other),
            "status": status[other].word,
            "word": say(f"status.{status[other].word}", language),
        }
        for other in held
    ]
    label = say("views.recovery.details.held_up_line", language)
    return {
        "title": say("views.recovery.details.held_up", language),
        "groups": [{"label": label, "items": items}],
        "none": "",
    }


def _assumed(snapshot: RecoverySnapshot, id: str) -> Row:
    """Return how sure the time is, and that what it rests on is assumed."""
    language, line = snapshot.language, snapshot.timeline
    items = []
    if id in snapshot.quantiles and snapshot.shows_band:
        low, middle, high = (clock_end(line, hours(time), language) for time in snapshot.quantiles[id])
        items.append(say("views.recovery.band.of", language, low=low, middle=middle, high=high))
    if is_ever_down(line, id):
        items.append(say("views.recovery.details.assumed", language))
    return {"title": say("views.details.assumed", language), "items": items}
