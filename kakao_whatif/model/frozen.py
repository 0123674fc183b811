"""Mappings that cannot be changed.

What a system holds is shared by every answer about it and by what is kept between answers; one
changed entry would make later answers wrong without a word.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Never, TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Frozen(dict[_Key, _Value]):
    """A dict that refuses to be changed; it can be hashed, copied, pickled and written as JSON.

    It is a dict, and no view of one, because views can be neither hashed nor pickled.

    Examples
    --------
    >>> crews = Frozen({"crews": 12})
    >>> crews == {"crews": 12}
    True
    >>> crews["crews"] = 99
    Traceback (most recent call last):
        ...
    TypeError: this mapping cannot be changed. Change a copy: dict(mapping).
    """

    __slots__ = ()

    def _refuse(self, *_: Any, **__: Any) -> Never:
        raise TypeError("this mapping cannot be changed. Change a copy: dict(mapping).")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        """Return a hash that agrees with equality."""
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how it is made again: at once, since nothing can be put into it later."""
        return type(self), (dict(self),)

    def __copy__(self) -> "Frozen[_Key, _Value]":
        """Return itself."""
        return self


class Overlaid(Mapping[_Key, _Value]):
    """A mapping in which some entries differ from a frozen one, without a copy of the rest.

    Examples
    --------
    >>> Overlaid(Frozen({"chat": 0, "news": 0}), {"chat": 3})
    {'chat': 3, 'news': 0}
    """

    __slots__ = ("_base", "_changes")

    def __init__(self, base: Frozen[_Key, _Value], changes: dict[_Key, _Value]) -> None:
        self._base = base
        self._changes = changes

    def __getitem__(self, key: _Key) -> _Value:
        """Return an entry: the changed one, else that of the base."""
        return self._changes[key] if key in self._changes else self._base[key]

    def __iter__(self) -> Iterator[_Key]:
        """Iterate over the keys in the order of the base."""
        return iter(self._base)

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self._base)

    def __hash__(self) -> int:
        """Return a hash that agrees with equality."""
        return hash(frozenset(self.items()))

    def __repr__(self) -> str:
        """Return the entries as a dict shows them."""
        return repr(dict(self))


def frozen(entries: Mapping[_Key, _Value] | Iterable[tuple[_Key, _Value]]) -> Frozen[_Key, _Value]:
    """Return a mapping that cannot be changed; one that cannot already is returned as it is."""
    return entries if isinstance(entries, Frozen) else Frozen(entries)


def deeply_frozen(data: Any) -> Any:
    """Return plain data with frozen mappings and with tuples for lists, at every depth.

    Examples
    --------
    >>> deeply_frozen({"restored": [{"at_hours": 3}]})
    {'restored': ({'at_hours': 3},)}
    """
    if isinstance(data, Mapping):
        return Frozen({key: deeply_frozen(part) for key, part in data.items()})
    if isinstance(data, list | tuple):
        return tuple(deeply_frozen(part) for part in data)
    return data
