"""What is drawn on a beat beside the map and the ribbons: the house as small as a stamp, two maps, a ring, steps."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from kakao_whatif.model.apply import expanded
from kakao_whatif.model.expression import leaves
from kakao_whatif.model.status import Status
from kakao_whatif.model.text import Language
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.text.catalogue import count_of, plural, say
from kakao_whatif.views.building import LAYERS
from kakao_whatif.views.headline import figures
from kakao_whatif.views.saving.cards import points
from kakao_whatif.views.story.numbers import sentence
from kakao_whatif.views.story.snapshot import StorySnapshot

Row = dict[str, Any]


def picture(snapshot: StorySnapshot) -> Row:
    """Return what the beat's own picture needs; nothing for those that the map and the ribbons draw."""
    makers = {"two-maps": two_maps, "ring": ring, "steps": steps, "questions": questions}
    maker = makers.get(snapshot.picture)
    return {} if maker is None else maker(snapshot)


def stamp(snapshot: StorySnapshot) -> list[list[str]]:
    """Return the status of every service that stands without changes, floor by floor: the map as small as a stamp."""
    status = snapshot.impact.status
    return [[status[id].word for id in floor] for floor in _floors(snapshot)]


def _floors(snapshot: StorySnapshot) -> list[list[str]]:
    floors: dict[str, list[str]] = {layer: [] for layer in LAYERS}
    for id, service in snapshot.bare.system.services.items():
        floors[service.layer].append(id)
    return [floor for floor in floors.values() if floor]


def two_maps(snapshot: StorySnapshot) -> Row:
    """Return the house twice: where it is dark, and where nobody can sign in."""
    now, language = figures(snapshot, snapshot.impact), snapshot.language
    dark, shut = set(now["dark"]), set(now["sign_in"])
    needs = {
        service.id
        for service in snapshot.impact.system.services.values()
        if any(n.kind == "login" for n in service.needs)
    }

    def look(id: str, *, is_sign_in: bool) -> str:
        if is_sign_in:
            return "shut" if id in shut else "open" if id in needs else "none"
        return "dark" if id in dark else "up"

    houses = []
    for name, is_sign_in, ids in (("dark", False, dark), ("sign_in", True, shut)):
        floors = [
            [
                {
                    "id": id,
                    "look": look(id, is_sign_in=is_sign_in),
                    "both": id in dark & shut,
                    "title": snapshot.label(id),
                }
                for id in floor
            ]
            for floor in _floors(snapshot)
        ]
        title = say(f"views.story.two_maps.{name}", language)
        line = say(f"views.story.two_maps.{name}_line", language, n=len(ids))
        houses.append({"id": name, "title": title, "line": line, "floors": floors})
    key = [
        {"look": each, "word": say(f"views.story.two_maps.key.{each}", language)}
        for each in ("dark", "shut", "both", "open", "none")
    ]
    return {"houses": houses, "key": key}


def ring(snapshot: StorySnapshot) -> Row:
    """Return the restart deadlocks, the beat's own among them: who waits for whom, and what they hold up."""
    language, services = snapshot.language, snapshot.impact.system.services
    shut = {id for ring in snapshot.deadlocks.rings for id in ring}
    told = dict.fromkeys(
        id for each in (snapshot.unchanged, snapshot) for ring in each.deadlocks.rings for id in ring
    )
    ids = [id for id in told if id in services]
    edges = {
        (id, other): kind
        for id in ids
        for kind, other in _starting_needs(snapshot, id)
        if other in told and other in services and other != id
    }
    held = [snapshot.label(id) for id in services if id in snapshot.deadlocks.held_up]
    return {
        "nodes": [{"id": id, "label": snapshot.label(id), "free": id not in shut} for id in ids],
        "edges": [
            {
                "source": id,
                "target": other,
                "kind": kind,
                "free": not {id, other} <= shut,
                "word": say(f"views.story.ring.{kind}", language),
            }
            for (id, other), kind in edges.items()
        ],
        "key": [
            {"kind": kind, "word": say(f"views.story.ring.{kind}", language)}
            for kind in dict.fromkeys(edges.values())
        ],
        "held": held,
        "said": say(f"views.story.ring.{'held' if shut else 'open'}", language, n=len(held)),
    }


def _starting_needs(snapshot: StorySnapshot, id: str) -> Iterator[tuple[str, str]]:
    for need in snapshot.impact.system.services[id].needs:
        if need.kind in ("hard", "restart"):
            for leaf in leaves(need.on):
                yield need.kind, leaf


def steps(snapshot: StorySnapshot) -> Row:
    """Return what money buys: each step costs more and keeps more, and nothing cheaper keeps as many."""
    found, language = snapshot.frontier, snapshot.language
    total = len(snapshot.bare.system.services)
    in_place = {id for id in snapshot.in_place if snapshot.system.mitigations[id].changes}
    rows = []
    for each in () if found is None else found:
        members = {m.id for m in expanded(snapshot.system, each.mitigations) if m.changes}
        chosen = [snapshot.label(id) for id in each.mitigations]
        cost = points(each.cost.points)
        rows.append(
            {
                "id": ",".join(each.mitigations),
                "cost": cost_in_points(cost, language),
                "range": ""
                if each.cost.low == each.cost.high
                else say(
                    "views.story.steps.range",
                    language,
                    low=points(each.cost.low),
                    high=points(each.cost.high),
                ),
                "kept": round(each.kept),
                "shut": _shut(snapshot, each.mitigations),
                "share": each.kept / total if total else 0.0,
                "label": " + ".join(chosen) if chosen else say("views.story.steps.nothing", language),
                "on": members == in_place,
            }
        )
    return {"rows": rows, "kept": say("views.story.steps.kept", language), "stamp": stamp(snapshot)}


def cost_in_points(cost: str, language: Language) -> str:
    """Return a cost with its unit.

    Examples
    --------
    >>> cost_in_points("1", "en"), cost_in_points("1.5", "en")
    ('1 point', '1.5 points')
    """
    return say(plural("views.story.steps.points", 1 if cost == "1" else 2), language, n=cost)


def _shut(snapshot: StorySnapshot, mitigations: Collection[str]) -> str:
    """Return how many of the services that a step keeps run without letting anybody in."""
    told = snapshot.beat.scenario
    impact = propagate(
        snapshot.system, replace(told, mitigations=mitigations, readings=snapshot.scenario.readings)
    )
    shut = len(figures(snapshot, impact)["locked"])
    return count_of("views.story.steps.shut", shut, snapshot.language) if shut else ""


def questions(snapshot: StorySnapshot) -> Row:
    """Return what is asked of the audience."""
    asked = [sentence(snapshot, text.in_language(snapshot.language)) for text in snapshot.beat.questions]
    return {"asked": asked}


def spoken(snapshot: StorySnapshot) -> str:
    """Return the picture in one sentence, for those who do not see it."""
    words = {status.word: 0 for status in Status}
    for id in snapshot.bare.system.services:
        words[snapshot.impact.status[id].word] += 1
    sign_in = len(figures(snapshot, snapshot.impact)["sign_in"])
    return say("views.headline.counted", snapshot.language, sign_in=sign_in, **words)
