"""The answer in figures and one sentence, with what the switches changed and what they did not.

Services that only a mitigation adds are left out of the figures and counted apart: otherwise
putting more things into a house that is dark would seem to make it worse.
"""

from collections.abc import Collection, Iterator
from typing import Any

from kakao_whatif.model.text import Text
from kakao_whatif.propagation.impact import Impact, propagate
from kakao_whatif.propagation.readings import other_readings
from kakao_whatif.text.catalogue import count_of, say
from kakao_whatif.views.changed import what_changed
from kakao_whatif.views.snapshot import Snapshot
from kakao_whatif.views.sources import fact_and_assumed, statements

Row = dict[str, Any]

COUNTS = ("dark", "sign_in", "locked", "degraded", "up")
#: Shares that have a word, in percent. A word is said only if it is this near (in points); else the figures are.
NEAR = 2
SHARES = (
    (10, "tenth"),
    (25, "quarter"),
    (33.3, "third"),
    (50, "half"),
    (66.7, "two_thirds"),
    (75, "three_quarters"),
)


def headline(snapshot: Snapshot) -> Row:
    """Return the rows of the headline."""
    language = snapshot.language
    return {
        "lang": language,
        "seq": snapshot.seq,
        "live": snapshot.live,
        "counts": [_count(snapshot, id) for id in COUNTS],
        "sentence": " ".join(
            [
                sentence(snapshot),
                *_under_readings(snapshot),
                *_invitation(snapshot),
                *(text.in_language(language) for text in _unchanged(snapshot)),
            ]
        ),
        "changed": what_changed(snapshot),
        "chips": list(_chips(snapshot)),
        "problem": _problem(snapshot),
        "notes": [note.in_language(language) for note in _notes(snapshot)],
        "facts_bar": _facts_bar(snapshot),
        "announce": _announce(snapshot),
    }


def figures(snapshot: Snapshot, impact: Impact) -> dict[str, Collection[str]]:
    """Return the services behind each figure, without those that only a mitigation adds."""
    own = snapshot.bare.system.services.keys()
    return {
        "dark": own & impact.settled.dark,
        "sign_in": own & set(impact.sign_in_lost),
        "locked": own & set(impact.locked),
        "degraded": own & set(impact.degraded),
        "up": own & set(impact.up),
    }


def sentence(snapshot: Snapshot) -> str:
    """Return what the scenario does, in plain words."""
    language, now = snapshot.language, figures(snapshot, snapshot.impact)
    total, dark = len(snapshot.bare.system.services), len(now["dark"])
    if not total:
        return say("views.headline.empty", language)
    said = [say(f"views.headline.share.{_share(dark, total)}", language, n=dark, total=total)]
    lost = len(now["sign_in"])
    both = len(set(now["sign_in"]) & set(now["dark"]))
    if lost and both == lost:
        said.append(count_of("views.headline.no_sign_in_dark", lost, language))
    elif lost and both:
        said.append(count_of("views.headline.no_sign_in_both", lost, language, dark=both, open=lost - both))
    elif lost:
        said.append(count_of("views.headline.no_sign_in_open", lost, language))
    elif dark < total:
        said.append(say(f"views.headline.{'others' if dark else 'all'}_sign_in", language))
    return " ".join(said)


def _invitation(snapshot: Snapshot) -> Iterator[str]:
    """Yield what to do where there is nothing to see yet."""
    if not snapshot.scenario.losses and snapshot.bare.system.services:
        yield say("views.headline.begin", snapshot.language)


def _unchanged(snapshot: Snapshot) -> tuple[Text, ...]:
    """Return why nothing changes, where none of the losses changes anything: the sentence says it, no note does."""
    unchanged = snapshot.impact.unchanged
    return unchanged if len(unchanged) == len(snapshot.scenario.losses) else ()


def _under_readings(snapshot: Snapshot) -> Iterator[str]:
    """Yield how many are dark under each other reading, where that differs."""
    system, own = snapshot.system, snapshot.bare.system.services.keys()
    now = len(own & snapshot.impact.settled.dark)
    for reading, scenario in other_readings(system, snapshot.scenario):
        dark = len(own & propagate(system, scenario).settled.dark)
        if dark != now:
            title = system.source_name(reading).in_language(snapshot.language)
            yield count_of("views.headline.under_reading", dark, snapshot.language, reading=title)


def _share(part: int, total: int) -> str:
    if part in (0, total):
        return "none" if part == 0 else "only" if total == 1 else "all"
    if part == 1:
        return "single"
    if part * 2 == total:
        return "exactly_half"
    percent = 100 * part / total
    share, word = min(SHARES, key=lambda share: abs(share[0] - percent))
    return word if abs(share - percent) <= NEAR else "exact"


def _count(snapshot: Snapshot, id: str) -> Row:
    language = snapshot.language
    now = figures(snapshot, snapshot.impact)
    n = len(now[id])
    delta = n - len(figures(snapshot, snapshot.bare)[id]) if snapshot.scenario.mitigations else None
    note = ""
    if id == "sign_in" and (both := len(set(now[id]) & set(now["dark"]))):
        note = count_of("views.headline.of_them_dark", both, language)
    elif id == "dark" and (added := len(snapshot.impact.settled.dark) - n):
        note = count_of("views.headline.added_dark", added, language)
    return {
        "id": id,
        "n": n,
        "word": say(f"views.count.{id}", language),
        "note": note,
        "delta": delta,
        "delta_text": "" if delta is None else _signed(delta),
    }


def _signed(delta: int) -> str:
    return f"+{delta}" if delta > 0 else f"−{-delta}" if delta else "±0"


def _chips(snapshot: Snapshot) -> Iterator[Row]:
    system, scenario, language = snapshot.system, snapshot.scenario, snapshot.language
    base = next((reading.id for reading in system.readings.values() if not reading.changes), None)
    chips = [("lose", id, snapshot.label(id), id) for id in sorted(scenario.losses)]
    chips += [
        ("mitigate", id, snapshot.name(id), id) for id in system.mitigations if id in scenario.mitigations
    ]
    for id in sorted(scenario.readings):
        if system.readings[id].changes:  # taking a reading away means choosing the base
            chips.append(("read", id, system.readings[id].title.in_language(language) or id, base or id))
    for kind, id, name, sent in chips:
        label = say(f"views.chip.{kind}", language, name=name)
        remove = say("views.chip.remove", language, name=name)
        yield {"kind": kind, "id": sent, "label": label, "remove": remove, "of": id}


def _problem(snapshot: Snapshot) -> Row | None:
    """Return why the last wish was refused, else what a link asked for in vain."""
    language = snapshot.language
    if snapshot.problem is not None:
        return {"title": say("views.refusal.title", language), "text": snapshot.problem.in_language(language)}
    if snapshot.told:
        told = " ".join(text.in_language(language) for text in snapshot.told)
        return {"title": say("views.link.title", language), "text": told}
    return None


def _notes(snapshot: Snapshot) -> Iterator[Text]:
    if snapshot.along:
        yield snapshot.along
    yield from snapshot.impact.notes[len(_unchanged(snapshot)) :]


def _facts_bar(snapshot: Snapshot) -> Row | None:
    """Return how much of what is shown is fact; None for a system that says nothing about it.

    `sources.fact_and_assumed` says what is counted.
    """
    services = snapshot.impact.system.services.values()
    if not any(part.facts or part.assumed for service in services for part in statements(service)):
        return None
    fact, assumed, all_placed = fact_and_assumed(services)
    key = "views.facts.all_places_assumed" if all_placed else "views.facts.label"
    return {
        "fact": fact,
        "assumed": assumed,
        "label": say(key, snapshot.language, fact=fact, total=fact + assumed),
        "switch_label": say("views.facts.switch", snapshot.language),
        "on": snapshot.shows_assumed,
    }


def _announce(snapshot: Snapshot) -> str:
    language = snapshot.language
    if snapshot.problem is not None:
        return f"{say('views.refusal.title', language)}. {snapshot.problem.in_language(language)}"
    now = figures(snapshot, snapshot.impact)
    counted = say("views.headline.counted", language, **{id: len(now[id]) for id in COUNTS})
    said = (snapshot.action.in_language(language), snapshot.along.in_language(language), counted)
    return " ".join(filter(None, said))
