"""Counting in many scenarios at once: bit i of plane p is the bit of weight 2^p of what was counted in scenario i.

It stands apart because to look at one scenario after the other would cost more than to work them all out.
"""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

Planes: TypeAlias = Sequence[int]
"""Bits of one number a scenario, those of the lowest weight first."""


class Tally:
    """How often each bit was set in the masks that were added.

    Notes
    -----
    Three masks of one weight are made into two, one of them of twice the weight (a carry-save adder): five operations
    for each mask that is added.

    Examples
    --------
    >>> tally = Tally()
    >>> for mask in (0b011, 0b010, 0b110):
    ...     tally.add(mask)
    >>> [number_at(tally.planes(), bit) for bit in range(3)]
    [1, 3, 1]
    """

    __slots__ = ("_levels",)

    def __init__(self, planes: Planes = ()) -> None:
        self._levels: list[list[int]] = [[plane] for plane in planes]

    def add(self, mask: int) -> None:
        """Count one more where a bit is set."""
        at = 0
        while mask:
            if at == len(self._levels):
                self._levels.append([mask])
                return
            level = self._levels[at]
            if len(level) < 2:
                level.append(mask)
                return
            one, other = level
            half = one ^ other
            level[:] = (half ^ mask,)
            mask = (one & other) | (half & mask)
            at += 1

    def planes(self) -> list[int]:
        """Return what was counted, lowest weight first, without empty planes at the end."""
        planes: list[int] = []
        carry = 0
        for level in self._levels:
            one, other = level if len(level) == 2 else (level[0], 0)
            half = one ^ other
            planes.append(half ^ carry)
            carry = (one & other) | (half & carry)
        planes.append(carry)
        while planes and not planes[-1]:
            planes.pop()
        return planes


def number_at(planes: Planes, bit: int) -> int:
    """Return what was counted in one scenario."""
    return sum((plane >> bit & 1) << at for at, plane in enumerate(planes))


def numbers_at(planes: Planes, bits: Sequence[int]) -> list[int]:
    """Return what was counted in some scenarios, in ascending order; read as bytes, a bit costs no walk over all.

    Examples
    --------
    >>> numbers_at([0b011, 0b010], [0, 1, 2])
    [1, 3, 0]
    """
    numbers = [0] * len(bits)
    size = bits[-1] // 8 + 1 if bits else 0
    for weight, plane in enumerate(planes):
        data = plane.to_bytes(max(size, (plane.bit_length() + 7) // 8), "little")
        for at, bit in enumerate(bits):
            numbers[at] |= (data[bit >> 3] >> (bit & 7) & 1) << weight
    return numbers


def largest(planes: Planes) -> int:
    """Return the largest number that was counted anywhere."""
    where = -1
    number = 0
    for at in range(len(planes) - 1, -1, -1):
        if hits := where & planes[at]:
            where = hits
            number |= 1 << at
    return number


def at_least(counts: Iterable[Planes], least: Iterable[int], among: int) -> int:
    """Return the scenarios whose counts, the first before the next, are not smaller than these.

    Parameters
    ----------
    counts
        Several counts, compared like words in a dictionary.
    least
        A number for each.
    among
        The scenarios that are compared.
    """
    above, tied = 0, among
    for planes, number in zip(counts, least, strict=True):
        for at in range(max(len(planes), number.bit_length()) - 1, -1, -1):
            plane = planes[at] if at < len(planes) else 0
            hits = tied & plane
            if number >> at & 1:
                tied = hits
            else:
                above |= hits
                tied ^= hits
        if not tied:
            break
    return above | tied


def best(counts: Iterable[Planes], among: int, most: int) -> int:
    """Return the scenarios with the largest counts, at most so many; of equal ones those of the lowest bits."""
    taken, tied, wanted = 0, among, most
    for planes in counts:
        for plane in reversed(planes):
            hits = tied & plane
            if (number := hits.bit_count()) >= wanted:
                tied = hits
            else:
                taken |= hits
                tied ^= hits
                wanted -= number
    for bit in bits_of(tied, wanted):
        taken |= 1 << bit
    return taken


def bits_of(mask: int, most: int) -> list[int]:
    """Return the places of the lowest bits that are set, at most so many."""
    found: list[int] = []
    while mask and len(found) < most:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found
