"""All combinations of k out of m, as bits: bit i of a member's mask says that the i-th combination holds it.

It stands apart because the order is what everything else rests on: combinations come as `itertools.combinations`
gives them, so that the lowest bit is the first by ids, and those that begin later are the highest bits.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice
from math import comb
from typing import TypeAlias

Combination: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some combinations that follow each other, a bit each.

    Parameters
    ----------
    of
        All combinations.
    start, size
        Which of them.
    masks
        By member, the combinations that hold it.
    """

    of: "Combinations"
    start: int
    size: int
    masks: tuple[int, ...]

    @property
    def every(self) -> int:
        """All bits set."""
        return (1 << self.size) - 1

    def beginning_after(self, member: int) -> int:
        """Return the combinations whose members all come after this one."""
        skipped = min(max(self.of.before(member + 1) - self.start, 0), self.size)
        return self.every >> skipped << skipped

    def at(self, bit: int) -> Combination:
        """Return the combination of a bit."""
        return self.of.at(self.start + bit)


@dataclass(frozen=True, slots=True)
class Combinations:
    """The combinations of `size` out of `members` numbers.

    Examples
    --------
    >>> pairs = Combinations(4, 2)
    >>> pairs.count, pairs.at(3), pairs.before(1)
    (6, (1, 2), 3)
    >>> [bin(mask) for mask in next(pairs.chunks(6)).masks]
    ['0b111', '0b11001', '0b101010', '0b110100']
    """

    members: int
    size: int

    @property
    def count(self) -> int:
        """How many there are."""
        return comb(self.members, self.size)

    def before(self, member: int) -> int:
        """Return how many combinations begin with a member before this one."""
        return self.count - comb(max(self.members - member, 0), self.size)

    def at(self, index: int) -> Combination:
        """Return the combination at a place in the order."""
        found: list[int] = []
        first, left = 0, self
        for _ in range(self.size):
            at = bisect_right(range(left.members), index, key=left.before) - 1
            found.append(first + at)
            index -= left.before(at)
            first += at + 1
            left = Combinations(left.members - at - 1, left.size - 1)
        return tuple(found)

    def chunks(self, most: int) -> Iterator[Chunk]:
        """Yield all combinations in order, at most so many at once."""
        waiting = combinations(range(self.members), self.size)
        for start in range(0, self.count, most):
            size = min(most, self.count - start)
            yield Chunk(self, start, size, self._masks(start, size, waiting))

    def _masks(self, start: int, size: int, waiting: Iterator[Combination]) -> tuple[int, ...]:
        if self.size == 1:
            every = (1 << size) - 1
            return tuple((1 << member >> start) & every for member in range(self.members))
        rows = [bytearray(size // 8 + 1) for _ in range(self.members)]
        for bit, combination in enumerate(islice(waiting, size)):
            byte, one = bit >> 3, 1 << (bit & 7)
            for member in combination:
                rows[member][byte] |= one
        return tuple(int.from_bytes(row, "little") for row in rows)
