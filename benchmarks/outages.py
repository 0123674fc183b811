"""Random outages for the benchmark of recovery: layered services at one site, a few crews, power that grows back."""

from random import Random
from typing import Any

from kakao_whatif import System, read_system

SITE = "site"
HAZARD = [
    {"at_hours": 0, "lose": SITE},
    {"from_hours": 10, "at_hours": 17.5, "restore": SITE, "share": 0.9},
    {"at_hours": 24, "restore": SITE},
]


def outage(services: int, crews: int, seed: int = 0) -> System:
    """Return a system in which each service needs up to three of earlier layers to be started.

    Every number has a range, so that each sample is another one.
    """
    random = Random(seed)
    parts: list[dict[str, Any]] = []
    for number in range(services):
        lower = [f"s{other:03}" for other in range(number - number % 12)]
        needs = random.sample(lower, min(len(lower), random.randint(1, 3)))
        parts.append(
            {
                "id": f"s{number:03}",
                "replicas": [{"in": SITE}],
                "needs": [{"kind": "restart", "on": {"all_of": needs}}] if needs else [],
                "recovery": {
                    "priority": random.randint(1, 4),
                    "servers": random.choice([1500, 325, 100]),
                    "data": random.choice(["heavy", "normal", "none"]),
                },
            }
        )
    numbers = {"hand-start-servers-per-crew-hour": 200, "heavy-data-hours": 8, "normal-data-hours": 1}
    numbers |= {"decision-minutes": 43}
    ranges = {id: {"value": value, "low": value / 2, "high": value * 2} for id, value in numbers.items()}
    return read_system(
        {
            "schema": "kakao-whatif/1",
            "id": "outage",
            "horizon_hours": 2000,
            "domains": [{"id": SITE, "kind": "site"}],
            "services": parts,
            "parameters": {**ranges, "crews": {"value": crews}},
        }
    )
