"""The front page as rows: a card for each dashboard with the answer it opens on, and scenarios to begin with."""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlencode

from kakao_whatif.model.system import System
from kakao_whatif.model.text import LANGUAGES, Language
from kakao_whatif.text.catalogue import say
from kakao_whatif.views.building import LAYERS
from kakao_whatif.views.header import title
from kakao_whatif.views.headline import COUNTS, figures, sentence
from kakao_whatif.views.link import Link, default_scenario, write_link
from kakao_whatif.views.page import opened
from kakao_whatif.views.snapshot import Snapshot

Row = dict[str, Any]

#: The dashboards in the order of their cards; each has a notebook of that name.
DASHBOARDS: Final = ("blackout",)


def front(system: System, language: Language) -> Row:
    """Return the rows of the front page; its links are relative and keep the language.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> front(two_sites(), "en")["cards"][0]["link"]
    'blackout.ipynb?lang=en'
    """
    snapshot = opened(system, Link(default_scenario(system)), language)
    words = ("lead", "honesty", "open", "begin", "begin_hint")
    return {
        "lang": language,
        "title": title(system, language),
        **{word: say(f"views.front.{word}", language) for word in words},
        "cards": [_card(snapshot, id) for id in DASHBOARDS],
        "scenarios": list(_scenarios(system, language)),
        "languages": [
            {
                "id": id,
                "label": say(f"views.language.{id}", id),
                "selected": id == language,
                "link": f"?lang={id}",
            }
            for id in LANGUAGES
        ],
    }


def _card(snapshot: Snapshot, id: str) -> Row:
    language, now = snapshot.language, figures(snapshot, snapshot.impact)
    return {
        "id": id,
        "title": say(f"views.front.{id}.title", language),
        "line": say(f"views.front.{id}.line", language),
        "answer": sentence(snapshot),
        "counts": [{"id": c, "n": len(now[c]), "word": say(f"views.count.{c}", language)} for c in COUNTS],
        "floors": _floors(snapshot),
        "link": f"{id}.ipynb?{urlencode({'lang': language})}",
    }


def _floors(snapshot: Snapshot) -> list[list[str]]:
    """Return the status of every service, floor by floor: the map as small as a stamp."""
    floors: dict[str, list[str]] = {layer: [] for layer in LAYERS}
    for id, service in snapshot.impact.system.services.items():
        floors[service.layer].append(snapshot.impact.status[id].word)
    return [floor for floor in floors.values() if floor]


def _scenarios(system: System, language: Language) -> Iterator[Row]:
    for named in system.scenarios.values():
        yield {
            "id": named.id,
            "title": named.title.in_language(language) or named.id,
            "summary": named.summary.in_language(language),
            "link": f"blackout.ipynb{write_link(system, named.scenario, language=language)}",
        }
