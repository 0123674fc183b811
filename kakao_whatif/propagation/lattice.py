"""What an answer may be when one question is asked of many scenarios at once.

Apart from `symbolic`, which says what the answers mean: here are only "and", "or" and "at least so much of". One bit a
scenario, a decision diagram over losses, or a plain yes or no all do; none of them needs a "not", because losing more
never helps.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate
from typing import Protocol, TypeVar

from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast, Expression, threshold

T = TypeVar("T")


class Lattice(Protocol[T]):
    """Answers that can be joined; equal answers are `==`."""

    @property
    def never(self) -> T:
        """In no scenario."""
        ...

    @property
    def always(self) -> T:
        """In every scenario."""
        ...

    def both(self, one: T, other: T, /) -> T:
        """Return where both hold."""
        ...

    def either(self, one: T, other: T, /) -> T:
        """Return where at least one holds."""
        ...


@dataclass(frozen=True, slots=True)
class Bits:
    """One bit a scenario in one integer; with one scenario, a plain yes or no.

    Parameters
    ----------
    scenarios
        How many.
    """

    scenarios: int = 1
    never: int = field(default=0, init=False)
    always: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Set all bits of `always`, once: it is asked for often."""
        object.__setattr__(self, "always", (1 << self.scenarios) - 1)

    def both(self, one: int, other: int) -> int:
        """Return where both hold."""
        return one & other

    def either(self, one: int, other: int) -> int:
        """Return where at least one holds."""
        return one | other if one and other else one or other  # a long answer is not copied to join nothing


def any_of(lattice: Lattice[T], answers: Iterable[T]) -> T:
    """Return where at least one of the answers holds."""
    found = lattice.never
    for answer in answers:
        found = lattice.either(found, answer)
    return found


def all_of(lattice: Lattice[T], answers: Iterable[T]) -> T:
    """Return where all of the answers hold."""
    found = lattice.always
    for answer in answers:
        found = lattice.both(found, answer)
    return found


def weighing(lattice: Lattice[T], parts: Sequence[tuple[Fraction | int, T]], least: Fraction | int) -> T:
    """Return where the parts that hold weigh at least so much together.

    Parameters
    ----------
    lattice
        Of the answers.
    parts
        Weights of 0 or more, and where each part holds.
    least
        The weight that is wanted; what is 0 or less is always reached.

    Notes
    -----
    O(parts x different remainders).

    Examples
    --------
    >>> bin(weighing(Bits(3), [(1, 0b110), (1, 0b011), (2, 0b001)], 2))
    '0b11'
    """
    left = [*accumulate((weight for weight, _ in reversed(parts)), initial=0)][::-1]

    def reached(wanted: Fraction | int, at: int, known: Mapping[Fraction | int, T]) -> T:
        if wanted <= 0:
            return lattice.always
        return lattice.never if wanted > left[at] else known[wanted]

    known: dict[Fraction | int, T] = {}
    for at, asked in reversed([*enumerate(_asked(parts, left, least))]):
        (weight, answer), later = parts[at], known
        known = {}
        for wanted in asked:
            with_it = lattice.both(answer, reached(wanted - weight, at + 1, later))
            known[wanted] = lattice.either(with_it, reached(wanted, at + 1, later))
    return reached(least, 0, known)


def _asked(
    parts: Sequence[tuple[Fraction | int, T]], left: Sequence[Fraction | int], least: Fraction | int
) -> Iterator[Mapping[Fraction | int, None]]:
    """Yield, part by part, which weights may still be wanted from there on: neither reached nor out of reach."""
    wanted = [least]
    for (weight, _), rest in zip(parts, left, strict=False):
        asked = dict.fromkeys(each for each in wanted if 0 < each <= rest)
        yield asked
        wanted = [less for each in asked for less in (each - weight, each)]


def fails(lattice: Lattice[T], on: Expression, dark: Mapping[str, T]) -> T:
    """Return where an expression is false, given where each service is dark.

    A service that `dark` does not know is not there, and such a leaf is never true.
    """
    if isinstance(on, str):
        return dark.get(on, lattice.always)
    return gate_fails(lattice, on, [fails(lattice, part, dark) for part in on.of])


def gate_fails(lattice: Lattice[T], gate: AllOf | AnyOf | AtLeast, parts: Sequence[T]) -> T:
    """Return where a gate is false, given where each of its parts is false."""
    spare = len(parts) - threshold(gate)
    if spare == 0:
        return any_of(lattice, parts)
    if spare == len(parts) - 1:
        return all_of(lattice, parts)
    return weighing(lattice, [(1, part) for part in parts], spare + 1)
