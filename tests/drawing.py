"""Plain strategies that are made once: making one costs more than drawing from it."""

from collections.abc import Iterable
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")
COIN = st.booleans()

integers = cache(st.integers)


def one_of(values: Iterable[T]) -> st.SearchStrategy[T]:
    """Draw one of some ids or constants; services and the like, whose hash is slow, are better off as they are."""
    given = tuple(values)
    return _one_of(given, tuple(map(type, given)))


@cache
def _one_of(values: tuple[T, ...], _kinds: tuple[type, ...]) -> st.SearchStrategy[T]:
    # The types are part of the key: 1, 1.0 and True are equal.
    return st.sampled_from(values)
