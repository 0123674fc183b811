"""The numbers of one run as they fall on a system: servers, rates, hours, crews.

Stands apart from `numbers.py`, which knows parameters only by name, and from `plan.py`, which knows no numbers.
"""

from dataclasses import dataclass

from kakao_whatif.errors import RecoveryError
from kakao_whatif.recovery.numbers import Numbers
from kakao_whatif.recovery.plan import Plan


@dataclass(frozen=True, slots=True)
class Means:
    """What a run works with. Lists are by service, or by unit where they say so; hours, and servers an hour."""

    crews: float
    delay: float
    servers: list[float]
    unit_servers: list[float]
    data_hours: list[float]
    break_glass: list[float | None]
    spare: dict[str, float]
    hand_rate: float
    bulk_rate: float
    by_hand_hours: float | None
    rebuild_hours: float | None
    slow_without_channel: float
    slow_without_tools: float


def means_of(plan: Plan, numbers: Numbers) -> Means:
    """Return the numbers of one run, placed.

    Raises
    ------
    RecoveryError
        If a service or domain writes something for recovery that is no number and names no parameter.
    """
    servers = [_given(plan, number, "servers", numbers) or 0.0 for number in range(len(plan.nodes))]
    hours = {
        "heavy": numbers.value("heavy-data-hours"),
        "normal": numbers.value("normal-data-hours"),
        "none": 0.0,
    }
    by_hand = numbers.get("failover-by-hand-minutes")
    return Means(
        crews=numbers.crews,
        delay=(numbers.value("detection-minutes") + numbers.value("decision-minutes")) / 60,
        servers=servers,
        unit_servers=_by_unit(plan, servers),
        data_hours=[hours[_data(plan, number)] for number in range(len(plan.nodes))],
        break_glass=[_given(plan, number, "break_glass_hours", numbers) for number in range(len(plan.nodes))],
        spare={
            domain.id: numbers.resolved(_spare(domain.spare), f"domains.{domain.id}.spare")
            for domain in plan.system.domains.values()
            if domain.spare is not None
        },
        hand_rate=numbers.value("hand-start-servers-per-crew-hour"),
        bulk_rate=numbers.value("bulk-start-servers-per-hour"),
        by_hand_hours=None if by_hand is None else by_hand / 60,
        rebuild_hours=numbers.get("rebuild-hours"),
        slow_without_channel=max(1.0, numbers.value("slow-without-channel")),
        slow_without_tools=max(1.0, numbers.value("slow-without-tools")),
    )


def _given(plan: Plan, number: int, key: str, numbers: Numbers) -> float | None:
    node = plan.nodes[number]
    if key not in node.recovery:
        return None
    return numbers.resolved(node.recovery[key], f"services.{node.service.id}.recovery.{key}")


def _data(plan: Plan, number: int) -> str:
    node = plan.nodes[number]
    if node.data not in ("heavy", "normal", "none"):
        where = f"services.{node.service.id}.recovery.data"
        raise RecoveryError(f"{where}: {node.data!r} is no class of data. Give heavy, normal or none.")
    return node.data


def _spare(given: object) -> object:
    return given.get("servers") if isinstance(given, dict) else given


def _by_unit(plan: Plan, servers: list[float]) -> list[float]:
    """Return the servers of each unit: those of its service at its site, shared by the active units there.

    A copy that a rebuild would make has all of them.
    """
    shared: dict[tuple[int, str], int] = {}
    for unit in plan.units:
        if unit.is_active and not unit.is_rebuilt:
            shared[unit.service, unit.site] = shared.get((unit.service, unit.site), 0) + 1
    found = []
    for unit in plan.units:
        among = 1 if unit.is_rebuilt else shared.get((unit.service, unit.site), 1)
        found.append(servers[unit.service] / among if unit.is_active else 0.0)
    return found
