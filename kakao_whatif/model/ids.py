"""A set of ids that comes out sorted.

Results of the package are sets of services; a set that iterates in order makes every list, table
and test that is built from one reproducible.
"""

from collections.abc import Iterable, Iterator, Set


class Ids(Set[str]):
    """An immutable set of ids; equal to any set of the same ids, iterated in sorted order.

    Examples
    --------
    >>> Ids(["news", "chat"])
    Ids({'chat', 'news'})
    >>> Ids(["chat"]) == {"chat"}
    True
    """

    __slots__ = ("_ids",)

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self._ids: dict[str, None] = dict.fromkeys(sorted(set(ids)))

    def __contains__(self, item: object) -> bool:
        """Return whether an id is in the set."""
        return item in self._ids

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids in sorted order."""
        return iter(self._ids)

    def __len__(self) -> int:
        """Return the number of ids."""
        return len(self._ids)

    def __hash__(self) -> int:
        """Return a hash that agrees with equality."""
        return self._hash()

    def __repr__(self) -> str:
        """Return the ids in order."""
        return f"Ids({{{', '.join(map(repr, self))}}})" if self else "Ids()"
