"""The frontier as rows: what each point costs, what it keeps, and how."""

from typing import Any

from kakao_whatif.analysis.frontier_points import Frontier
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import count_of, say
from kakao_whatif.views.saving.sentences import mitigation_names

COLUMNS = ("cost", "range", "kept", "lost", "changes")


def frontier_rows(answer: Frontier, language: Language) -> dict[str, Any]:
    """Return a title, what was lost, the headings, a row a point, and notes."""
    wish = say(f"frontier.wish.{answer.than.word}", language)
    lost = [
        " + ".join(answer.system.name(id).in_language(language) for id in sorted(each.losses))
        for each in answer.scenarios
    ]
    return {
        "title": say(f"frontier.title.{_measure(answer)}", language, wish=wish),
        "over": count_of("frontier.over", len(lost), language, names=", ".join(filter(None, lost))),
        "columns": {name: say(f"frontier.column.{name}", language) for name in COLUMNS},
        "rows": [
            {
                "ids": [*point.mitigations],
                "cost": f"{point.cost.points:g}",
                "range": f"{point.cost.low:g}–{point.cost.high:g}",
                "kept": _number(point.kept),
                "lost": _number(point.lost),
                "changes": mitigation_names(answer.system, point.mitigations, language),
            }
            for point in answer
        ],
        "notes": [note.in_language(language) for note in answer.notes],
    }


def _measure(answer: Frontier) -> str:
    is_mean = answer.keep == "services" and len(answer.scenarios) > 1
    return "services_mean" if is_mean else answer.keep


def _number(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
