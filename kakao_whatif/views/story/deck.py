"""All beats of the talk at once: each as its views will show it, so that a key shows a state and computes none.

Stands apart from the stage, because it changes with the language only; the reading page is drawn from it as well.
"""

import json
from functools import lru_cache
from typing import Any, Final

from kakao_whatif.cases.talk import Talk
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.text.catalogue import say
from kakao_whatif.views.building import building as house
from kakao_whatif.views.recovery import ribbons as strips
from kakao_whatif.views.story.snapshot import StorySnapshot, at_beat
from kakao_whatif.views.story.stage import stage

Row = dict[str, Any]

_NO_RIBBONS: Final[Row] = {
    "start": 0,
    "end": 1,
    "ticks": [],
    "groups": [],
    "quiet": "",
    "changed": False,
    "selected": None,
    "orders": [],
    "legend": {"waits": [], "statuses": [], "marks": []},
    "words": {"title": "", "order": "", "back": "", "legend": ""},
}


def building(snapshot: StorySnapshot) -> Row:
    """Return the map, with the beat that it belongs to."""
    return house(snapshot) | {"beat": snapshot.at_beat}


def ribbons(snapshot: StorySnapshot) -> Row:
    """Return the ribbons of the services that the beat names; none where it draws something else."""
    frame = {"lang": snapshot.language, "seq": snapshot.seq, "live": snapshot.live, "beat": snapshot.at_beat}
    if snapshot.picture != "ribbons":
        return _NO_RIBBONS | frame
    return strips.ribbons(snapshot.recovery, snapshot.beat.services or None) | {"orders": []} | frame


def deck(snapshot: StorySnapshot) -> Row:
    """Return the rows of every beat as it is told; what several rows share stands once, in `pool`."""
    language = snapshot.language
    beats, pool = _beats(snapshot.system, snapshot.talk, language, snapshot.host, snapshot.home)
    words = ("lead", "go")
    return {
        "lang": language,
        "seq": snapshot.seq,
        "live": snapshot.live,
        "beats": beats,
        "pool": pool,
        "words": {word: say(f"views.story.deck.{word}", language) for word in words},
    }


@lru_cache(maxsize=8)
def _beats(
    system: System, talk: Talk, language: Language, host: str | None, home: str | None
) -> tuple[list[Row], list[Any]]:
    """Return the views of each beat, and the pool of what they share."""
    first = StorySnapshot(
        system=system,
        impact=propagate(system, talk.beats[0].scenario),
        language=language,
        talk=talk,
        host=host,
        home=home,
    )
    told = [at_beat(first, at) for at in range(len(talk.beats))]
    beats = [
        {"stage": stage(each) | {"mode": None}, "building": building(each), "ribbons": ribbons(each)}
        for each in told
    ]
    return pooled(beats)


def pooled(beats: list[Row]) -> tuple[list[Row], list[Any]]:
    """Return beats whose views hold, under ``pooled``, places in a pool instead of what more than one of them holds.

    Examples
    --------
    >>> pooled([{"map": {"beat": 0, "words": ["a"]}}, {"map": {"beat": 1, "words": ["a"]}}])
    ([{'map': {'beat': 0, 'pooled': {'words': 0}}}, {'map': {'beat': 1, 'pooled': {'words': 0}}}], [['a']])
    """
    held: dict[str, Any] = {}
    times: dict[str, int] = {}
    for row in (row for beat in beats for row in beat.values()):
        for value in row.values():
            if isinstance(value, list | dict) and value:
                written = json.dumps(value, sort_keys=True)
                held.setdefault(written, value)
                times[written] = times.get(written, 0) + 1
    places = {written: at for at, written in enumerate(w for w in held if times[w] > 1)}

    def thin(row: Row) -> Row:
        rest, found = {}, {}
        for key, value in row.items():
            written = json.dumps(value, sort_keys=True) if isinstance(value, list | dict) else ""
            if written in places:
                found[key] = places[written]
            else:
                rest[key] = value
        return rest | {"pooled": found}

    thinned = [{view: thin(row) for view, row in beat.items()} for beat in beats]
    return thinned, [held[written] for written in places]


def whole(row: Row, pool: list[Any]) -> Row:
    """Return a row of the deck with what it shares put back."""
    return {key: value for key, value in row.items() if key != "pooled"} | {
        key: pool[at] for key, at in row["pooled"].items()
    }
