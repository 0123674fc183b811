"""The map as rows: layers with their products and tiles, the ground with its sites, the edges.

The rows hold ids, labels and states only; where a tile stands on the screen is the widget's.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from kakao_whatif.model.expression import leaves
from kakao_whatif.model.parts import Service
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.text.catalogue import say
from kakao_whatif.views.ground import ground
from kakao_whatif.views.order import order_of_cause
from kakao_whatif.views.snapshot import Snapshot
from kakao_whatif.views.sources import is_placement_assumed

Row = dict[str, Any]

#: From the roof down: what people use, who else relies on it, and what it all stands on.
LAYERS = ("application", "external", "platform", "operations", "data")
EDGE_KINDS = ("hard", "login", "soft", "restart", "failover", "hosting")


def building(snapshot: Snapshot) -> Row:
    """Return the rows of the map."""
    language = snapshot.language
    layers = _layers(snapshot)
    tiles = [tile for layer in layers for product in layer["products"] for tile in product["tiles"]]
    words = {kind: say(f"views.edge.{kind}", language) for kind in EDGE_KINDS}
    return {
        "lang": language,
        "seq": snapshot.seq,
        "live": snapshot.live,
        "label": say("views.building.label", language),
        "layers": layers,
        "ground": ground(snapshot),
        "needs": _needs(snapshot.impact.system),
        "selected": snapshot.selected,
        "show_assumed": snapshot.shows_assumed,
        "legend": list(_legend(snapshot, tiles)),
        "words": words | {"legend": say("views.legend.title", language)},
        "causes": _causes(snapshot),
    }


def _layers(snapshot: Snapshot) -> list[Row]:
    grouped: dict[str, dict[str, list[Row]]] = {layer: {} for layer in LAYERS}
    steps = order_of_cause(snapshot.impact)
    places = {product: at for at, product in enumerate(snapshot.system.products)}
    services = snapshot.impact.system.services.values()
    for service in sorted(services, key=lambda s: places.get(s.part_of or "", len(places))):
        products = grouped[service.layer]
        products.setdefault(service.part_of or "", []).append(_tile(snapshot, service, steps))
    return [
        {
            "id": layer,
            "label": say(f"views.layer.{layer}", snapshot.language),
            "products": [
                {"id": product or "other", "label": _product_name(snapshot, product), "tiles": tiles}
                for product, tiles in products.items()
            ],
        }
        for layer, products in grouped.items()
        if products
    ]


def _product_name(snapshot: Snapshot, product: str) -> str:
    known = snapshot.system.products.get(product)
    if known is not None and known.name:
        return known.name.in_language(snapshot.language)
    return product or say("views.building.no_product", snapshot.language)


def _tile(snapshot: Snapshot, service: Service, steps: Mapping[str, int]) -> Row:
    impact, language, id = snapshot.impact, snapshot.language, service.id
    status = impact.status[id]
    row: Row = {
        "id": id,
        "label": snapshot.label(id),
        "status": status.word,
        "word": say(f"status.{status.word}", language),
        "sign_in_lost": id in impact.sign_in_lost,
        "lost": id in impact.scenario.losses,
        "added": id not in snapshot.bare.system.services,
        "assumed": is_placement_assumed(service),
        "depth": steps.get(id, 0),
    }
    said = [row["word"]]
    if status is Status.DARK and row["sign_in_lost"]:
        said.append(say("views.building.no_sign_in", language))
    said += [say(f"views.building.{mark}", language) for mark in ("lost", "added") if row[mark]]
    if row["assumed"] and snapshot.shows_assumed:
        said.append(say("views.building.assumed", language))
    return row | {"title": f"{row['label']}: {', '.join(said)}"}


@lru_cache(maxsize=64)
def _needs(system: System) -> dict[str, dict[str, list[str]]]:
    """Return what each service needs, by kind: every edge once, in few words, since it goes out at each click."""
    needs: dict[str, dict[str, list[str]]] = {}
    for service in system.services.values():
        for source, target, kind in dict.fromkeys(_needs_of(service)):
            needs.setdefault(source, {}).setdefault(kind, []).append(target)
    return needs


def _needs_of(service: Service) -> Iterator[tuple[str, str, str]]:
    for need in service.needs:
        for leaf in leaves(need.on):
            yield service.id, leaf, need.kind
    if service.failover is not None and service.has_standby:
        for leaf in leaves(service.failover.needs):
            yield service.id, leaf, "failover"


def _causes(snapshot: Snapshot) -> list[Row]:
    """Return the edges along the reason of the selected service, down to the places that are lost."""
    explanation = snapshot.explanation
    if explanation is None or explanation.reason is None:
        return []
    edges: dict[tuple[str, str], str] = {}
    for id, cause in explanation.reason.causes.items():
        kinds = _kinds_of(snapshot.impact.system.services[id])
        for other in cause.because:
            likely = "failover" if cause.kind == "hosting" else cause.kind
            edges[id, other] = likely if likely in kinds[other] else next(iter(kinds[other]), likely)
        for copy in cause.copies:
            if copy.lost_with is not None:
                edges[id, copy.lost_with] = "hosting"
    return [{"source": source, "target": target, "kind": kind} for (source, target), kind in edges.items()]


def _kinds_of(service: Service) -> Mapping[str, list[str]]:
    kinds: dict[str, list[str]] = defaultdict(list)
    for _, target, kind in _needs_of(service):
        kinds[target].append(kind)
    return kinds


def _legend(snapshot: Snapshot, tiles: list[Row]) -> Iterator[Row]:
    """Yield what each look means; marks that are not on the screen are left out."""
    language = snapshot.language
    for status in Status:
        words = {"word": say(f"status.{status.word}", language)}
        yield {"status": status.word, **words, "line": say(f"views.legend.{status.word}", language)}
    marks = ["lost"]
    marks += ["added"] if any(tile["added"] for tile in tiles) else []
    marks += ["assumed"] if snapshot.shows_assumed and any(tile["assumed"] for tile in tiles) else []
    for mark in marks:
        word = say(f"views.legend.{mark}_word", language)
        yield {"status": mark, "word": word, "line": say(f"views.legend.{mark}", language)}
