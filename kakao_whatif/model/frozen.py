"""Mappings that cannot be changed.

What a system holds is shared by every answer about it and by what is kept between answers; one
changed entry would make later answers wrong without a word.
"""

from collections.abc import Iterable, Mapping
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
