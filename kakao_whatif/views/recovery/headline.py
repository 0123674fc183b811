"""The answer in figures at the play head, in one sentence, and what the changes made of it."""

from typing import Any, Final

from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import count_of, say
from kakao_whatif.views import headline as blackout
from kakao_whatif.views.outages import toll
from kakao_whatif.views.recovery.clock import about, duration
from kakao_whatif.views.recovery.compared import delta_words
from kakao_whatif.views.recovery.figures import FIGURES, Curve, difference, written
from kakao_whatif.views.recovery.record import everything_back
from kakao_whatif.views.recovery.snapshot import RecoverySnapshot
from kakao_whatif.views.recovery_summary import KINDS, changes, summary

Row = dict[str, Any]

#: Sums of hours that differ by less are told as the same.
A_SUM: Final = 0.5


def headline(snapshot: RecoverySnapshot) -> Row:
    """Return the rows of the headline; its figures are those of the play head and follow it."""
    language = snapshot.language
    told = " ".join(
        [
            *summary(snapshot.timeline, language, snapshot.services),
            *recorded(snapshot.system, snapshot.scenario, language),
        ]
    )
    return blackout.headline(snapshot) | {
        "counts": counts(snapshot),
        "sentence": told,
        "changed": " ".join([*_difference(snapshot), *_kinds(snapshot)]) or None,
        "aside": _at_worst(snapshot),
        "notes": _notes(snapshot),
        "announce": _announce(snapshot, told),
    }


def counts(snapshot: RecoverySnapshot) -> list[Row]:
    """Return the figures at the play head."""
    language = snapshot.language
    now = Curve(snapshot.timeline, snapshot.services).at(snapshot.head)
    deltas = [""] * len(FIGURES)
    if snapshot.is_changed:
        was = Curve(snapshot.base, snapshot.services).at(snapshot.head)
        deltas = difference(now, was, language)
    return [
        {
            "id": id,
            "n": figure,
            "word": say(f"views.recovery.count.{id}", language),
            "note": say("views.recovery.count.lost_note", language) if id == "lost" else "",
            "delta": None,
            "delta_text": delta,
        }
        for id, figure, delta in zip(FIGURES, written(now, language), deltas, strict=True)
    ]


def _difference(snapshot: RecoverySnapshot) -> list[str]:
    """Return what the changes save or cost, summed over all services that stand without them."""
    if not snapshot.is_changed:
        return []
    now, was = (toll(line, snapshot.services).lost_hours for line in (snapshot.timeline, snapshot.base))
    return [sum_of_hours(now, was, snapshot.language)]


def sum_of_hours(now: float, was: float, language: Language) -> str:
    """Return by how much a sum of hours differs from another one, in words.

    Examples
    --------
    >>> sum_of_hours(1151.1, 1578.5, "en")
    'In the model, all services together lose 1,151 h instead of 1,578 h: 427 h less.'
    >>> sum_of_hours(12.0, 12.2, "en")
    'In the model, as many hours lost in all: 12 h.'
    """
    if abs(now - was) < A_SUM:
        return say("views.recovery.sum.same", language, hours=about(now, language))
    key = "less" if now < was else "more"
    sums = {"hours": about(now - was, language), "now": about(now, language), "was": about(was, language)}
    return say(f"views.recovery.sum.{key}", language, **sums)


def _kinds(snapshot: RecoverySnapshot) -> list[str]:
    """Return how many services are back sooner, later, or as before, with the one that gains or loses most."""
    if not snapshot.is_changed:
        return []
    language = snapshot.language
    found = changes(snapshot.timeline, snapshot.base)
    said = []
    for kind in KINDS:
        members = [change for change in found if change.kind == kind]
        if members:
            most = members[0]
            values = {"name": snapshot.name(most.id), "delta": delta_words(most, language)}
            said.append(count_of(f"views.recovery.kinds.{kind}", len(members), language, **values))
    down = set(toll(snapshot.base, snapshot.services).down) | {change.id for change in found}
    if rest := len(down) - len(found):
        said.append(count_of("views.recovery.kinds.same", rest, language))
    return (
        [say("views.recovery.kinds.sentence", language, kinds=", ".join(said), total=len(down))]
        if said
        else []
    )


def _at_worst(snapshot: RecoverySnapshot) -> str:
    """Return why the darkest moment counts otherwise than the page without a clock, where it does.

    There every failover has ended; here some take hours, and a link that is cut off by hand spares what hung on it.
    """
    language = snapshot.language
    if snapshot.is_changed:
        return ""
    dark = Curve(snapshot.timeline, snapshot.services).at(snapshot.darkest).dark
    settled = sum(status is Status.DARK for status in snapshot.impact.status.values())
    if dark == settled:
        return ""
    page = say("views.header.page.blackout", language)
    return say("views.recovery.count.at_worst", language, n=dark, m=settled, page=page)


def recorded(system: System, scenario: Scenario, language: Language) -> list[str]:
    """Return after how long everything was back in the record, if this is what happened."""
    whole = everything_back(system, scenario)
    if whole is None or whole.earliest_hours is None:
        return []
    values = {"time": duration(whole.earliest_hours, language), "facts": ", ".join(whole.facts)}
    return [say("views.recovery.observed.everything", language, **values)]


def _notes(snapshot: RecoverySnapshot) -> list[str]:
    """Return what a reader must know; that capacity is not shared holds for the other dashboard only."""
    language, line = snapshot.language, snapshot.timeline
    along = [snapshot.along] if snapshot.along else []
    ignored = [note for note in snapshot.impact.notes if note.en != say("note.contention", "en")]
    return [note.in_language(language) for note in (*along, *ignored, *line.hazard_notes, *line.notes)]


def _announce(snapshot: RecoverySnapshot, told: str) -> str:
    language = snapshot.language
    if snapshot.problem is not None:
        return f"{say('views.refusal.title', language)}. {snapshot.problem.in_language(language)}"
    said = (snapshot.action.in_language(language), snapshot.along.in_language(language), told)
    return " ".join(filter(None, said))
