"""The stage as rows: one beat in large type, what may be changed, what it rests on, what the presenter reads."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.text import LANGUAGES
from kakao_whatif.text.catalogue import say
from kakao_whatif.views.details import as_row
from kakao_whatif.views.header import canonical, title
from kakao_whatif.views.link import write_link
from kakao_whatif.views.mitigations import cost_of
from kakao_whatif.views.qr import qr
from kakao_whatif.views.story.address import write_address
from kakao_whatif.views.story.change import told_change
from kakao_whatif.views.story.claims import claims
from kakao_whatif.views.story.numbers import GOOD, POINTS, SUMS, TIMES, difference, number, sentence, written
from kakao_whatif.views.story.pictures import cost_in_points, picture, spoken, stamp
from kakao_whatif.views.story.snapshot import StorySnapshot

Row = dict[str, Any]

WORDS = (
    "simulation",
    "previous",
    "next",
    "black",
    "black_end",
    "notes",
    "notes_window",
    "no_window",
    "timer",
    "pause",
    "go_on",
    "clear",
    "up_next",
    "end",
    "read",
    "talk",
    "return",
    "changed",
    "try",
    "sources",
    "qr",
    "qr_close",
    "only_here",
    "open",
    "keys",
    "keys_close",
    "full_screen",
    "beats",
    "close",
    "language",
    "home",
    "skip",
    "why",
)
#: What each key does, as the help lists them.
KEYS = ("on", "back", "black", "notes", "window", "timer", "qr", "return", "read", "full", "help")
#: So many sentences of a reason are told on the stage; the dashboard behind the link has all.
MOST_REASONS = 3


def stage(snapshot: StorySnapshot) -> Row:
    """Return the rows of the stage."""
    language, beat = snapshot.language, snapshot.beat
    of = len(snapshot.talk.beats)
    return {
        "lang": language,
        "seq": snapshot.seq,
        "live": snapshot.live,
        "beat": snapshot.at_beat,
        "of": of,
        "id": beat.id,
        "case": title(snapshot.system, language),
        "place": say("views.story.place", language, n=snapshot.at_beat + 1, of=of),
        "title": beat_title(snapshot),
        "lines": lines(snapshot),
        "figures": [_figure(snapshot, name) for name in figures_of(snapshot)],
        "picture": snapshot.picture,
        "drawn": picture(snapshot),
        "stamp": stamp(snapshot),
        "spoken": spoken(snapshot),
        "tries": list(_tries(snapshot)),
        "changed": snapshot.is_changed,
        "problem": _problem(snapshot),
        "along": snapshot.along.in_language(language),
        "why": _why(snapshot),
        "selected": beat.selected,
        "claims": claims(snapshot),
        "notes": [sentence(snapshot.unchanged, note.in_language(language)) for note in beat.notes],
        "planned": _planned(snapshot),
        "link": dashboard_link(snapshot),
        "link_label": say(f"views.story.link.{beat.dashboard}", language),
        "qr": _qr(snapshot),
        "mode": "read" if snapshot.is_reading else "talk",
        "addresses": {
            mode: write_address(
                snapshot.system, snapshot.talk, snapshot.at_beat, language, is_reading=mode == "read"
            )
            for mode in ("talk", "read")
        },
        "languages": [
            {"id": id, "label": say(f"views.language.{id}", id), "selected": id == language}
            for id in LANGUAGES
        ],
        "home": f"{snapshot.home}?lang={language}" if snapshot.home else None,
        "words": {word: say(f"views.story.word.{word}", language) for word in WORDS},
        "keys": [
            {
                "keys": say(f"views.story.key.{key}", language),
                "line": say(f"views.story.key_line.{key}", language),
            }
            for key in KEYS
        ],
        "announce": _announce(snapshot),
    }


def beat_title(snapshot: StorySnapshot) -> str:
    """Return the title of the beat, with the numbers that it has as it is told."""
    return sentence(snapshot.unchanged, snapshot.beat.title.in_language(snapshot.language))


def lines(snapshot: StorySnapshot) -> list[str]:
    """Return what is said: the beat's own sentences, or what follows from what the audience changed."""
    language = snapshot.language
    if not snapshot.is_changed:
        return [sentence(snapshot, line.in_language(language)) for line in snapshot.beat.lines]
    return [told_change(snapshot)]


def figures_of(snapshot: StorySnapshot) -> tuple[str, ...]:
    """Return which large numbers stand on the stage."""
    return snapshot.beat.figures or (("dark", "sign_in", "up") if snapshot.is_changed else ())


def dashboard_link(snapshot: StorySnapshot) -> str:
    """Return the link to the dashboard that shows exactly this state, beside the page of the talk."""
    beat, scenario = snapshot.beat, snapshot.scenario
    passed = beat.passed if beat.at is None else (*beat.passed, ("at", f"{beat.at:g}h"))
    query = write_link(
        snapshot.system, scenario, language=snapshot.language, selected=snapshot.selected, passed=passed
    )
    return f"{beat.dashboard}.ipynb{query}"


def _qr(snapshot: StorySnapshot) -> Row | None:
    """Return the QR code of the link, once the browser has told where the page stands."""
    if snapshot.host is None:
        return None
    address = f"{snapshot.host}{dashboard_link(snapshot)}"
    is_here = snapshot.host.startswith(("http://127.", "http://localhost", "http://[::1]"))
    note = say("views.story.only_here", snapshot.language) if is_here else ""
    return qr(address) | {"address": address, "note": note}


def _figure(snapshot: StorySnapshot, name: str) -> Row:
    """Return a large number; beside it how it differs from the beat as told, or from the same without changes."""
    language = snapshot.language
    now, was = number(snapshot, name), None
    if snapshot.is_changed:
        was = number(snapshot.unchanged, name)
    elif name == "dark" and snapshot.scenario.mitigations:
        was = number(snapshot, "was_dark")
    delta = difference(now, was, name, language)
    is_more = now is not None and was is not None and now > was
    return {
        "id": name,
        "text": written(snapshot, name),
        "long": name in TIMES or name in SUMS,
        "word": say(f"views.story.figure.{name}", language),
        "delta": delta,
        "better": None if not delta or name in POINTS else is_more == (name in GOOD),
    }


def _planned(snapshot: StorySnapshot) -> Row:
    """Return how long the talk is meant to take, and by when this beat is meant to be done."""
    minutes = [beat.minutes for beat in snapshot.talk.beats]
    word = say("views.story.planned", snapshot.language, minutes=f"{sum(minutes):g}")
    return {"word": word, "until": sum(minutes[: snapshot.at_beat + 1]), "all": sum(minutes)}


def _tries(snapshot: StorySnapshot) -> Iterator[Row]:
    language, system = snapshot.language, snapshot.system
    for kind, id in snapshot.beat.tries:
        row: Row = {"kind": kind, "id": id, "cost": "", "line": ""}
        if kind == "mitigate":
            mitigation = system.mitigations[id]
            members = {each.id for each in _members(snapshot, id)}
            on = id in snapshot.in_place or bool(members and members <= snapshot.in_place)
            cost = cost_of(system, mitigation)
            points = cost_in_points(cost, language) if cost else ""
            label, line = snapshot.label(id), mitigation.summary.in_language(language)
            row |= {"on": on, "label": label, "line": line, "cost": points}
        elif kind == "scenario":
            named = system.scenarios[id]
            on = _stands(snapshot, named.scenario)
            row |= {
                "on": on,
                "label": named.title.in_language(language) or id,
                "line": named.summary.in_language(language),
            }
        elif kind == "lose":
            label = say("views.story.lose", language, name=snapshot.name(id))
            row |= {"on": id in snapshot.scenario.losses, "label": label}
        else:
            on = id in snapshot.scenario.readings
            row |= {"on": on, "label": system.readings[id].title.in_language(language) or id}
        yield row


def _stands(snapshot: StorySnapshot, wanted: Scenario) -> bool:
    """Return whether a scenario is the one that was pressed, whatever has been lost on top of it."""
    now, then = (canonical(snapshot.system, each) for each in (snapshot.scenario, wanted))
    return frozenset(then.losses) <= frozenset(now.losses) and replace(now, losses=then.losses) == then


def _members(snapshot: StorySnapshot, id: str) -> list[Any]:
    mitigation = snapshot.system.mitigations[id]
    return [] if mitigation.changes else [snapshot.system.mitigations[each] for each in mitigation.includes]


def _problem(snapshot: StorySnapshot) -> str:
    """Return why the last wish was refused, else what the address asked for in vain."""
    language = snapshot.language
    if snapshot.problem is not None:
        return f"{say('views.refusal.title', language)}: {snapshot.problem.in_language(language)}"
    return " ".join(text.in_language(language) for text in snapshot.told)


def _why(snapshot: StorySnapshot) -> Row | None:
    """Return why the service is as it is that somebody pointed at; what the beat itself selects, its sentences tell."""
    language, explanation = snapshot.language, snapshot.explanation
    if explanation is None or snapshot.selected == snapshot.beat.selected:
        return None
    id = str(snapshot.selected)
    told = [*explanation.why(language), *explanation.sign_in_parts(language)][:MOST_REASONS]
    word = say(f"status.{snapshot.impact.status[id].word}", language)
    return {"id": id, "label": snapshot.label(id), "word": word, "sentences": [as_row(each) for each in told]}


def _announce(snapshot: StorySnapshot) -> str:
    """Return what is read out to those who hear the page."""
    language = snapshot.language
    if problem := _problem(snapshot):
        return problem
    said = [snapshot.action.in_language(language)] if snapshot.is_changed else []
    return " ".join(filter(None, [*said, beat_title(snapshot), *lines(snapshot)]))
