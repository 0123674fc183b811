"""The map of each side, its windows marked where the other side's differ."""

from typing import Any

from kakao_whatif.model.status import Status
from kakao_whatif.text.catalogue import say
from kakao_whatif.views import building as blackout
from kakao_whatif.views.comparing.sides import Side
from kakao_whatif.views.comparing.snapshot import ComparisonSnapshot

Row = dict[str, Any]


def map_a(snapshot: ComparisonSnapshot) -> Row:
    """Return the map of side A."""
    return _map(snapshot, "a")


def map_b(snapshot: ComparisonSnapshot) -> Row:
    """Return the map of side B."""
    return _map(snapshot, "b")


def _map(snapshot: ComparisonSnapshot, side: Side) -> Row:
    language = snapshot.language
    row = blackout.building(snapshot.of(side))
    for layer in row["layers"]:
        for product in layer["products"]:
            for tile in product["tiles"]:
                pair = snapshot.differing.get(tile["id"])
                if pair is not None:
                    tile["differs"] = _way(pair, side)
                    a, b = (say(f"status.{status.word}", language) for status in pair)
                    tile["title"] = say("views.comparing.tile", language, name=tile["label"], a=a, b=b)
    label = say(f"views.comparing.map_{side}", language)
    return row | {"side": side, "chosen": side == snapshot.side, "label": label}


def _way(pair: tuple[Status, Status], side: Side) -> str:
    """Return whether a window is better or worse than the same one on the other side."""
    before, after = pair
    return "better" if (after < before) is (side == "b") else "worse"
