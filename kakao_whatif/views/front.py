"""The front page as rows: a card for each dashboard with the answer it opens on, and scenarios to begin with."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from math import isfinite
from typing import Any

from kakao_whatif.analysis.mitigation_sets import MitigationSet
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.model.text import LANGUAGES, Language
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.recovery.timeline import hours
from kakao_whatif.text.catalogue import catalogue, say
from kakao_whatif.views.building import LAYERS
from kakao_whatif.views.comparing.sides import other_side
from kakao_whatif.views.dashboards import DASHBOARDS, dashboard
from kakao_whatif.views.header import link, title
from kakao_whatif.views.headline import COUNTS, figures, sentence
from kakao_whatif.views.link import Link, read_link, write_link
from kakao_whatif.views.naming import say_of_owner
from kakao_whatif.views.outages import toll
from kakao_whatif.views.page import opened
from kakao_whatif.views.recovery.clock import about
from kakao_whatif.views.recovery.headline import recorded
from kakao_whatif.views.recovery.page import opened as recovery_opened
from kakao_whatif.views.recovery_summary import summary
from kakao_whatif.views.recovery_words import clock_end
from kakao_whatif.views.saving.cards import lead
from kakao_whatif.views.saving.cards import points as cost_points
from kakao_whatif.views.saving.page import opened as saving_opened
from kakao_whatif.views.saving.snapshot import SavingSnapshot
from kakao_whatif.views.snapshot import Snapshot
from kakao_whatif.views.story.page import opened as story_opened
from kakao_whatif.views.story.page import talk_for
from kakao_whatif.views.story.stage import beat_title as story_title

Row = dict[str, Any]


def front(system: System, language: Language, query: str = "", cases: Iterable[System] = ()) -> Row:
    """Return the rows of the front page, of the link's scenario; its links are relative and keep it.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> front(two_sites(), "en")["cards"][0]["link"]
    'blackout.ipynb?lose=&lang=en'
    """
    asked = replace(read_link(query, system), language=language, selected=None)
    snapshot = opened(system, asked, language)
    words = ("honesty", "open", "begin", "begin_hint", "others")
    return {
        "lang": language,
        "title": title(system, language),
        "lead": catalogue(language).get(
            f"views.front.lead.{system.id}", snapshot.system.title.in_language(language)
        ),
        **{word: say(f"views.front.{word}", language) for word in words},
        "cards": [
            _card(snapshot),
            _recovery_card(snapshot, asked),
            _saving_card(system, asked),
            _comparison_card(snapshot),
            _story_card(snapshot),
        ],
        "scenarios": list(_scenarios(system, language)),
        "cases": [
            {
                "id": each.id,
                "title": each.title.in_language(language) or each.id,
                "link": f"?case={each.id}&lang={language}",
                "selected": each.id == system.id,
            }
            for each in cases
        ],
        "languages": [
            {
                "id": id,
                "label": say(f"views.language.{id}", id),
                "selected": id == language,
                "link": link(replace(snapshot, language=id)),
            }
            for id in LANGUAGES
        ],
    }


def card(id: str, snapshot: Snapshot, **rest: Any) -> Row:
    """Return the row of a dashboard's card: its title, what it does, its link, and the answer it opens on."""
    language = snapshot.language
    key = f"views.front.{id}.line"
    line = say_of_owner(key, snapshot.system, language) if id == "blackout" else say(key, language)
    return {
        "id": id,
        "title": say(f"views.front.{id}.title", language),
        "line": line,
        "link": f"{dashboard(id).notebook}{link(snapshot)}",
        **rest,
    }


def floors_of(system: System, status: Mapping[str, Status]) -> list[list[str]]:
    """Return the status of every service, floor by floor: the map as small as a stamp."""
    floors: dict[str, list[str]] = {layer: [] for layer in LAYERS}
    for id, service in system.services.items():
        floors[service.layer].append(status[id].word)
    return [floor for floor in floors.values() if floor]


def _card(snapshot: Snapshot) -> Row:
    language, now = snapshot.language, figures(snapshot, snapshot.impact)
    return card(
        "blackout",
        snapshot,
        answer=sentence(snapshot),
        counts=[{"id": c, "n": len(now[c]), "word": say(f"views.count.{c}", language)} for c in COUNTS],
        floors=floors_of(snapshot.impact.system, snapshot.impact.status),
    )


def _recovery_card(snapshot: Snapshot, asked: Link) -> Row:
    """Return the card of the recovery dashboard: how long it lasts, and the house when half is back again."""
    system, language = snapshot.system, snapshot.language
    line = recovery_opened(system, asked, language).timeline
    scenario = line.scenario
    found = toll(line)
    ends = sorted(hours(line.time_to_restore[id]) for id in found.down)
    half = ends[len(ends) // 2] if ends else 0.0
    never = bool(found.never_back)
    last = clock_end(line, None if never else (found.last_return or 0.0), language)
    values = {
        "last": last,
        "half": clock_end(line, half, language),
        "lost": about(found.lost_hours, language),
    }
    return card(
        "recovery",
        snapshot,
        answer=" ".join([*summary(line, language), *recorded(system, scenario, language)]),
        counts=[
            {"id": id, "n": n, "word": say(f"views.front.recovery.count.{id}", language)}
            for id, n in values.items()
        ],
        floors=floors_of(line.system, line.status_at(half if isfinite(half) else 0.0)),
    )


def _saving_card(system: System, asked: Link) -> Row:
    """Return the card of "had Kakao ...": the cheapest changes that would have sufficed, and the house with them."""
    snapshot = saving_opened(system, asked)
    language = snapshot.language
    answer = snapshot.answer
    best = answer[0] if answer is not None and answer.sets else None
    scenario = snapshot.scenario if best is None else best.scenario(snapshot.before)
    status = propagate(system, scenario).status
    values = {
        "sets": "–" if answer is None else len(answer),
        "cost": "–" if best is None else cost_points(best.cost.points),
        "dark": sum(status[id] is Status.DARK for id in system.services),
    }
    return card(
        "had-kakao",
        snapshot,
        answer=" ".join([lead(snapshot), *_changes(snapshot, best)]),
        counts=[
            {"id": id, "n": n, "word": say(f"views.front.had-kakao.count.{id}", language)}
            for id, n in values.items()
        ],
        floors=floors_of(system, status),
    )


def _changes(snapshot: SavingSnapshot, best: MitigationSet | None) -> list[str]:
    if best is None or not best.mitigations:
        return []
    names = ", ".join(map(snapshot.label, best.mitigations))
    return [say("views.front.had-kakao.cheapest", snapshot.language, names=names)]


def _comparison_card(snapshot: Snapshot) -> Row:
    """Return the card of the comparison: what is shown against what it is worth comparing with."""
    system, language = snapshot.system, snapshot.language
    key = "without" if snapshot.scenario.mitigations else "with"
    a, b = snapshot.impact, propagate(system, other_side(system, snapshot.scenario))
    ids = [id for id in a.status if id in b.status]
    values = {
        "a": sum(a.status[id] is Status.DARK for id in ids),
        "b": sum(b.status[id] is Status.DARK for id in ids),
        "better": sum(b.status[id] < a.status[id] for id in ids),
    }
    return card(
        "compare",
        snapshot,
        answer=say(f"views.front.compare.answer_{key}", language, a=values["a"], b=values["b"]),
        counts=[
            {"id": id, "n": n, "word": say(f"views.front.compare.count.{id}", language)}
            for id, n in values.items()
        ],
        floors=floors_of(system, b.status),
    )


def _story_card(snapshot: Snapshot) -> Row:
    """Return the card of the talk: how it begins and ends, and how long it is; the house as it is at first."""
    system, language = snapshot.system, snapshot.language
    talk = talk_for(system)
    first, last = (
        story_title(story_opened(system, talk, f"beat={talk.beats[at].id}", language)) for at in (0, -1)
    )
    values = {
        "beats": f"{len(talk.beats)}",
        "minutes": f"{sum(beat.minutes for beat in talk.beats):g}",
        "tries": f"{sum(len(beat.tries) for beat in talk.beats)}",
    }
    status = propagate(system, talk.beats[0].scenario).status
    return card(
        "story",
        snapshot,
        answer=say("views.front.story.answer", language, first=first, last=last),
        counts=[
            {"id": id, "n": n, "word": say(f"views.front.story.count.{id}", language)}
            for id, n in values.items()
        ],
        floors=floors_of(system, status),
    )


def _scenarios(system: System, language: Language) -> Iterator[Row]:
    for named in system.scenarios.values():
        yield {
            "id": named.id,
            "title": named.title.in_language(language) or named.id,
            "summary": named.summary.in_language(language),
            "link": f"{DASHBOARDS[0].notebook}{write_link(system, named.scenario, language=language)}",
        }
