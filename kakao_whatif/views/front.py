"""The front page as rows: a card for each dashboard, with the answer it opens on."""

from typing import Any, Final
from urllib.parse import urlencode

from kakao_whatif.model.system import System
from kakao_whatif.model.text import LANGUAGES, Language
from kakao_whatif.text.catalogue import say
from kakao_whatif.views.headline import sentence
from kakao_whatif.views.link import Link, default_scenario
from kakao_whatif.views.page import opened

#: The dashboards in the order of their cards; each has a notebook of that name.
DASHBOARDS: Final = ("blackout",)


def front(system: System, language: Language) -> dict[str, Any]:
    """Return the rows of the front page; its links are relative and keep the language.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> front(two_sites(), "en")["cards"][0]["link"]
    'blackout.ipynb?lang=en'
    """
    answer = sentence(opened(system, Link(default_scenario(system)), language))
    cards = [
        {
            "id": id,
            "title": say(f"views.front.{id}.title", language),
            "line": say(f"views.front.{id}.line", language),
            "answer": answer,
            "link": f"{id}.ipynb?{urlencode({'lang': language})}",
        }
        for id in DASHBOARDS
    ]
    return {
        "lang": language,
        "title": say("views.front.title", language),
        "lead": say("views.front.lead", language),
        "honesty": say("views.front.honesty", language),
        "open": say("views.front.open", language),
        "cards": cards,
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
