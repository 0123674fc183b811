"""The top of the page as rows: what is shown, which scenario, search, language, link."""

from collections.abc import Iterator
from typing import Any

from kakao_whatif.model.apply import expanded
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import LANGUAGES, Language
from kakao_whatif.text.catalogue import say
from kakao_whatif.views.building import LAYERS
from kakao_whatif.views.dashboards import OF_SCENARIO
from kakao_whatif.views.link import write_link
from kakao_whatif.views.naming import case_name, say_of_owner
from kakao_whatif.views.qr import qr
from kakao_whatif.views.snapshot import Snapshot

Row = dict[str, Any]

#: Places that a search finds come in this order where their names fit alike.
_KINDS = ("site", "zone", "region", "link", "other")

WORDS = (
    "scenario",
    "custom",
    "undo",
    "redo",
    "reset",
    "search",
    "search_none",
    "copy_link",
    "copied",
    "copied_file",
    "language",
    "skip",
    "pages",
    "code_title",
    "code_close",
    "code_local",
)


def header(snapshot: Snapshot, page: str = "blackout") -> Row:
    """Return the rows of the top of a page, with the way to the others at the same scenario."""
    language, system, document = snapshot.language, snapshot.system, snapshot.document
    words = {word: say(f"views.header.{word}", language) for word in (*WORDS, "home", "report")}
    return {
        "lang": language,
        "seq": snapshot.seq,
        "live": snapshot.live,
        "title": title(system, language),
        "subtitle": system.title.in_language(language) or system.id,
        "version": say("views.header.version", language, version=system.version) if system.version else "",
        "simulation": say("views.header.simulation", language),
        "scenarios": list(_scenarios(snapshot)),
        "words": words,
        "can_undo": snapshot.can_undo,
        "can_redo": snapshot.can_redo,
        "languages": [
            {"id": id, "label": say(f"views.language.{id}", id), "selected": id == language}
            for id in LANGUAGES
        ],
        "search": list(_search(snapshot)),
        "link": link(snapshot),
        "home": f"{snapshot.home}{link(snapshot)}" if snapshot.home else None,
        "pages": list(_pages(snapshot, page)) if snapshot.home else [],
        "report": f"{snapshot.report}{link(snapshot)}" if snapshot.report else None,
        "code": None if snapshot.code is None else {"address": snapshot.code, **qr(snapshot.code)},
        "document": None if document is None else {"name": document[0], "text": document[1]},
    }


def _pages(snapshot: Snapshot, here: str) -> Iterator[Row]:
    """Yield the dashboards; each is opened at what is shown here."""
    for page in OF_SCENARIO:
        yield {
            "id": page.id,
            "label": _page_name(page.id, snapshot),
            "link": f"{page.notebook}{link(snapshot)}",
            "here": page.id == here,
        }


def _page_name(id: str, snapshot: Snapshot) -> str:
    if id == "had-kakao":
        return say_of_owner("views.header.page.had-kakao", snapshot.system, snapshot.language)
    return say(f"views.header.page.{id}", snapshot.language)


def title(system: System, language: Language) -> str:
    """Return the title of the page: the question, and what it is asked about."""
    return say("views.header.title", language, case=case_name(system, language))


def link(snapshot: Snapshot) -> str:
    """Return the address that shows what is shown."""
    return write_link(
        snapshot.system,
        snapshot.scenario,
        language=snapshot.language,
        selected=snapshot.selected,
        passed=snapshot.passed,
    )


def canonical(system: System, scenario: Scenario) -> Scenario:
    """Return a scenario written out, so that two that mean the same are equal."""
    return Scenario(
        scenario.losses,
        {m.id for m in expanded(system, scenario.mitigations) if m.changes},
        {id for id in scenario.readings if system.readings[id].changes},
        dict(scenario.parameters),
    )


def _scenarios(snapshot: Snapshot) -> Iterator[Row]:
    shown = canonical(snapshot.system, snapshot.scenario)
    is_found = False
    for named in snapshot.system.scenarios.values():
        is_shown = not is_found and canonical(snapshot.system, named.scenario) == shown
        is_found = is_found or is_shown
        title = named.title.in_language(snapshot.language) or named.id
        summary = named.summary.in_language(snapshot.language)
        yield {"id": named.id, "title": title, "summary": summary, "selected": is_shown}


def _place(snapshot: Snapshot, id: str) -> tuple[int, int]:
    """Return where something comes among what is found equally well: what people use first, a site before its zones."""
    known = snapshot.impact.system.services.get(id)
    if known is not None:
        return 0, LAYERS.index(known.layer)
    return 1, _KINDS.index(snapshot.system.possible_domains[id].kind)


def _search(snapshot: Snapshot) -> Iterator[Row]:
    language, system = snapshot.language, snapshot.system
    other: Language = "en" if language == "ko" else "ko"
    words = {id: say(f"status.{status.word}", language) for id, status in snapshot.impact.status.items()}
    for id, domain in system.possible_domains.items():
        words[id] = say(f"views.domain.{domain.kind}", language)
    for id, word in sorted(words.items(), key=lambda found: _place(snapshot, found[0])):
        alt = system.label(id).in_language(other)
        yield {"id": id, "label": snapshot.label(id), "alt": alt, "word": word}
