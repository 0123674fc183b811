"""Which loss of sites takes which service, as a table of windows."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from kakao_whatif.analysis.impact_matrix import ImpactMatrix
from kakao_whatif.model.parts import LAYERS
from kakao_whatif.model.status import Status
from kakao_whatif.text.catalogue import count_of, say
from kakao_whatif.views.saving.snapshot import SavingSnapshot

Row = dict[str, Any]

#: How many sites are lost together.
SIZES: Final = (1, 2)


def heat(snapshot: SavingSnapshot) -> Row:
    """Return the rows of the heat map: a row a loss, the worst first, and in it the number of a status a service."""
    language, matrix = snapshot.language, snapshot.matrix
    words = ("title", "sizes_label", "corner", "hint")
    services = () if matrix is None else _ordered(matrix)
    return {
        "lang": language,
        "seq": snapshot.seq,
        "live": snapshot.live,
        "k": snapshot.k,
        **{word: say(f"views.saving.heat.{word}", language) for word in words},
        "lead": say("views.saving.heat.too_many", language) if matrix is None else _lead(snapshot, matrix),
        "sizes": [
            {"id": str(k), "label": say(f"views.saving.heat.size.{k}", language), "on": k == snapshot.k}
            for k in SIZES
        ],
        "statuses": [{"id": each.word, "word": say(f"status.{each.word}", language)} for each in Status],
        "groups": list(_groups(snapshot, services)),
        "services": list(_columns(snapshot, services)),
        "rows": [] if matrix is None else list(_rows(snapshot, matrix, services)),
    }


def _ordered(matrix: ImpactMatrix) -> tuple[str, ...]:
    """Return the services by layer, what people use first."""
    services = matrix.base.system.services
    return tuple(sorted(matrix.services, key=lambda id: LAYERS.index(services[id].layer)))


def _lead(snapshot: SavingSnapshot, matrix: ImpactMatrix) -> str:
    language = snapshot.language
    if not matrix.losses:
        return say(f"views.saving.heat.{'none' if matrix.members else 'no_site'}", language)
    dark = [sum(status is Status.DARK for status in row) for row in matrix.statuses]
    worst = max(range(len(dark)), key=lambda at: (dark[at], -at))
    key = "lead_in_place" if snapshot.scenario.mitigations else "lead"
    return count_of(
        f"views.saving.heat.{key}",
        dark[worst],
        language,
        lost=_names(snapshot, matrix.losses[worst]),
    )


def _groups(snapshot: SavingSnapshot, services: tuple[str, ...]) -> Iterator[Row]:
    known = {} if snapshot.matrix is None else snapshot.matrix.base.system.services
    for layer, members in groupby(services, key=lambda id: known[id].layer):
        yield {"id": layer, "label": say(f"views.layer.{layer}", snapshot.language), "n": len(list(members))}


def _columns(snapshot: SavingSnapshot, services: tuple[str, ...]) -> Iterator[Row]:
    known = {} if snapshot.matrix is None else snapshot.matrix.base.system.services
    before = None
    for id in services:
        layer = known[id].layer
        yield {"id": id, "label": snapshot.label(id), "first": layer != before}
        before = layer


def _rows(snapshot: SavingSnapshot, matrix: ImpactMatrix, services: tuple[str, ...]) -> Iterator[Row]:
    order = [matrix.services.index(id) for id in services]
    rows = []
    for losses, statuses in zip(matrix.losses, matrix.statuses, strict=True):
        dark = sum(status is Status.DARK for status in statuses)
        rows.append((-dark, losses, [int(statuses[at]) for at in order]))
    for negative, losses, cells in sorted(rows):
        yield {
            "id": ",".join(losses),
            "label": _names(snapshot, losses),
            "dark": -negative,
            "dark_label": count_of("views.saving.heat.dark", -negative, snapshot.language),
            "cells": cells,
        }


def _names(snapshot: SavingSnapshot, ids: tuple[str, ...]) -> str:
    return " + ".join(snapshot.label(id) for id in ids)
