"""The single points of failure as a table: each with what it takes down all alone."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from kakao_whatif.model.parts import LAYERS
from kakao_whatif.text.catalogue import count_of, say
from kakao_whatif.views.saving.snapshot import SavingSnapshot

Row = dict[str, Any]

#: Rows before "more", and names in a row.
FIRST, MOST_NAMES = 8, 6
_WORDS: Final = ("member", "n", "what")


def points(snapshot: SavingSnapshot) -> Row:
    """Return the rows of the single points, those that take most first; what takes only itself down is left out."""
    language = snapshot.language
    rows = list(_rows(snapshot))
    return {
        "lang": language,
        "seq": snapshot.seq,
        "live": snapshot.live,
        "title": say("views.saving.points.title", language),
        "lead": count_of("views.saving.points.lead", len(rows), language)
        if rows
        else say("views.saving.points.none", language),
        "columns": [say(f"views.saving.points.column.{word}", language) for word in _WORDS],
        "first": FIRST,
        "rows": rows,
        "more": count_of("views.saving.points.more", len(rows), language),
        "words": {"fewer": say("views.saving.cards.fewer", language)},
    }


def _rows(snapshot: SavingSnapshot) -> Iterator[Row]:
    language = snapshot.language
    takes: dict[str, list[str]] = defaultdict(list)
    for service, members in snapshot.points.items():
        for member in members:
            if member != service:
                takes[member].append(service)
    order = {id: at for at, id in enumerate(snapshot.points)}
    services = snapshot.impact.system.services
    for member in sorted(takes, key=lambda id: (-len(takes[id]), order.get(id, -1), id)):
        taken = sorted(takes[member], key=lambda id: LAYERS.index(services[id].layer))
        rest = len(taken) - MOST_NAMES
        yield {
            "id": member,
            "label": snapshot.label(member),
            "lose_label": say("views.saving.points.lose", language, name=snapshot.name(member)),
            "n": len(taken),
            "first": [{"id": id, "label": snapshot.name(id)} for id in taken[:MOST_NAMES]],
            "more": say("views.saving.points.rest", language, n=rest) if rest > 0 else "",
        }
