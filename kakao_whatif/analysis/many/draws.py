"""Random losses, a bit a scenario: drawn by the distance to the next one that is lost.

It stands apart because here is all that is random; the rest is what `propagate` says.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, log1p
from random import Random
from typing import Final

from kakao_whatif.model.system import System
from kakao_whatif.propagation.groups import groups
from kakao_whatif.propagation.lattice import Bits
from kakao_whatif.propagation.symbolic import Evaluation, settle
from kakao_whatif.propagation.wiring import wired

BLOCK: Final = 1 << 15  # scenarios that are worked out at once

Found = tuple[dict[str, int], dict[str, int]]
"""By service, in how many scenarios it is DARK, and LOCKED or worse."""


@dataclass(frozen=True)
class Draws:
    """What is drawn, and what it is drawn for.

    Parameters
    ----------
    system
        The dependency model with everything in place.
    losses
        What is lost in any case.
    probabilities
        The chance of each loss, by id.
    scenarios, seed
        How many are drawn. What is drawn depends on the seed and the number of the block only, not on who draws it.
    """

    system: System
    losses: frozenset[str]
    probabilities: Mapping[str, float]
    scenarios: int
    seed: int

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return -(-self.scenarios // BLOCK)

    def size(self, block: int) -> int:
        """Return how many scenarios a block has."""
        return min(BLOCK, self.scenarios - block * BLOCK)

    def lost(self, block: int) -> dict[str, int]:
        """Return where each is lost in the scenarios of a block."""
        random, size = Random(self.seed * 1_000_003 + block), self.size(block)
        return {id: drawn(random, self.probabilities[id], size) for id in sorted(self.probabilities)}


def counted(draws: Draws, blocks: Iterable[int]) -> Found:
    """Return in how many scenarios of some blocks each service is DARK, and LOCKED or worse."""
    wiring = wired(draws.system)
    order = groups(wiring)
    dark, locked = dict.fromkeys(wiring.services, 0), dict.fromkeys(wiring.services, 0)
    for block in blocks:
        bits = Bits(draws.size(block))
        lost = {**draws.lost(block), **dict.fromkeys(draws.losses, bits.always)}
        found = Evaluation(wiring, bits, lost)
        settle(found, order)
        for id in wiring.services:
            dark[id] += found.dark[id].bit_count()
            locked[id] += found.locked(id).bit_count()
    return dark, locked


def drawn(random: Random, probability: float, size: int) -> int:
    """Return so many bits, each set with this probability, independently.

    Notes
    -----
    The distance from one bit that is set to the next is geometric: O(bits that are set), not O(bits).

    References
    ----------
    L. Devroye, Non-Uniform Random Variate Generation (1986), ch. X.2.

    Examples
    --------
    >>> drawn(Random(1), 1, 8), drawn(Random(1), 0, 8)
    (255, 0)
    >>> 900 < drawn(Random(1), 0.1, 10_000).bit_count() < 1100
    True
    """
    if probability >= 1:
        return (1 << size) - 1
    if probability <= 0:
        return 0
    rows = bytearray(size // 8 + 1)
    scale, at, uniform = 1 / log1p(-probability), -1, random.random
    while True:
        # A tiny probability may skip further than a whole number can hold.
        skip = log(1 - uniform()) * scale
        if skip >= size:
            break
        at += 1 + int(skip)
        if at >= size:
            break
        rows[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(rows, "little")
