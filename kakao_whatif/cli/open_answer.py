"""What a link asks, for programs: its parts, what could not be had, and the answer as `lose` gives it."""

from typing import Any

from kakao_whatif.cli.answers import in_both_languages, lose_answer
from kakao_whatif.model.text import Text
from kakao_whatif.views.link import Link, write_link
from kakao_whatif.views.saving.asked import Asked
from kakao_whatif.views.snapshot import Snapshot

OPEN = "kakao-whatif.open/1"


def open_answer(
    link: Link, snapshot: Snapshot, asked: Asked | None, told: tuple[Text, ...]
) -> dict[str, Any]:
    """Return a link as data, with the answer to it."""
    system = snapshot.system
    return {
        "schema": OPEN,
        "link": write_link(
            system, link.scenario, language=link.language, selected=link.selected, passed=link.passed
        ),
        "language": snapshot.language,
        "selected": link.selected,
        "at_hours": link.at,
        "parameters": dict(sorted(link.scenario.parameters.items())),
        "save": None if asked is None else _asked(asked),
        "told": in_both_languages(told),
        "answer": lose_answer(snapshot),
    }


def _asked(asked: Asked) -> dict[str, Any]:
    return {
        "services": [*asked.kept],
        "need": asked.need,
        "hours": asked.hours if asked.need == "time" else None,
        "costs": dict(sorted(asked.costs.items())),
        "budget": asked.budget,
        "tradeoffs": asked.tradeoffs,
    }
