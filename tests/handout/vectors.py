"""Scenarios by the thousand, over random systems and the shipped cases, with what the engine says of each."""

import random
from collections.abc import Iterator
from functools import cache

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kakao_whatif.cases import case_ids, load_case
from kakao_whatif.examples import two_sites
from kakao_whatif.model.changes import HELPING
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from tests.strategies import TRADEOFFS, changing_systems
from tests.town import town


@cache
def random_systems(count: int) -> tuple[System, ...]:
    """Return random systems with mitigations of every operation, the same on every run."""
    found: list[System] = []

    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def draw(data: st.DataObject) -> None:
        found.append(data.draw(changing_systems((*HELPING, *TRADEOFFS))))

    draw()
    return tuple(found)


def known_systems() -> tuple[System, ...]:
    """Return the shipped cases and the small ones that tests speak of."""
    return (*map(load_case, sorted(case_ids())), two_sites(), town())


def scenarios_of(system: System, count: int, seed: int = 0) -> Iterator[Scenario]:
    """Yield the system's own scenarios, each single loss, and random ones: some do not fit together."""
    yield from (named.scenario for named in system.scenarios.values())
    ids = sorted(system.possible_ids)
    dice = random.Random(f"{seed} {system.id}")
    singles = [Scenario({id}) for id in ids]
    yield from singles[: count // 2]
    for _ in range(max(count - len(singles), count // 2)):
        yield Scenario(
            _some(dice, ids, dice.choice([0, 1, 2, 3, 5])),
            _some(dice, sorted(system.mitigations), dice.choice([0, 0, 1, 2, 3, 6])),
            _some(dice, sorted(system.readings), dice.choice([0, 0, 1, 2])),
        )


def _some(dice: random.Random, ids: list[str], count: int) -> list[str]:
    return dice.sample(ids, min(count, len(ids)))
