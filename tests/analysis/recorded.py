"""A small outage with a record, whose every hour can be worked out in the head.

The site loses its power at hour 0 and has it back at hour 10. One crew starts 100 servers an hour (or as many as is
fitted): `shop`, 100 of them, until hour 11, then `mail`, 300 of them, until hour 14. `game` stands elsewhere and lets
people in by `shop`; `blog` stands elsewhere and shows what `mail` has; `bank` needs nobody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from kakao_whatif import read_system
from kakao_whatif.cases import Case
from kakao_whatif.files.counts import Count
from kakao_whatif.files.ledger import Observation
from kakao_whatif.model.system import System

SERVICES: list[dict[str, Any]] = [
    {"id": "shop", "replicas": [{"in": "site"}], "recovery": {"priority": 1, "servers": 100}},
    {"id": "mail", "replicas": [{"in": "site"}], "recovery": {"priority": 2, "servers": 300}},
    {"id": "game", "replicas": [{"in": "other"}], "needs": [{"kind": "login", "on": "shop"}]},
    {"id": "blog", "replicas": [{"in": "other"}], "needs": [{"kind": "soft", "on": "mail"}]},
    {"id": "bank", "replicas": [{"in": "other"}]},
]
CUT = [{"at_hours": 0, "lose": "site"}, {"at_hours": 10, "restore": "site"}]
RATE = "hand-start-servers-per-crew-hour"
FITTED = {RATE: {"value": 100, "low": 50, "high": 200, "fitted": True}}


def outage(
    services: Iterable[Mapping[str, Any]] = SERVICES,
    numbers: Mapping[str, Any] | None = None,
    hazard: Iterable[Mapping[str, Any]] = CUT,
    **more: Any,
) -> System:
    """The system, with the one scenario that happened."""
    return read_system(
        {
            "schema": "kakao-whatif/1",
            "id": "small",
            "origin": "2022-10-15T15:30+09:00",
            "domains": [{"id": "site", "kind": "site"}, {"id": "other", "kind": "site"}],
            "services": list(services),
            "scenarios": [{"id": "night", "losses": ["site"], "hazard": "cut"}],
            "hazards": {"cut": list(hazard)},
            "parameters": {"crews": {"value": 1}, RATE: {"value": 100}, **(numbers or {})},
            **more,
        }
    )


def recorded(
    record: Iterable[Observation] = (), counts: Iterable[Count] = (), system: System | None = None
) -> Case:
    """The outage as a case with this record."""
    system = outage() if system is None else system
    parts = {each.name: getattr(system, each.name) for each in fields(System)}
    return Case(**parts, observations=tuple(record), counts=tuple(counts))


def was(service: str, state: str, earliest: float | None, latest: float | None, *facts: str) -> Observation:
    return Observation(service, state, earliest, latest, facts)  # type: ignore[arg-type]
