"""Which views look otherwise after a change: so a bar that moves does not redraw a map."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Final, TypeVar

from kakao_whatif.views.snapshot import Snapshot

S = TypeVar("S", bound=Snapshot)

#: What is another one with each click, whatever was clicked.
_EVERY_TIME: Final = frozenset({"seq", "action", "along"})


def redrawn(
    before: S, now: S, views: Iterable[str], seen_in: Mapping[str, frozenset[str]]
) -> tuple[str, ...]:
    """Return the views to draw again, in their order.

    Parameters
    ----------
    before, now
        Two moments of one page.
    views
        All views of the page.
    seen_in
        For some fields of the moment, where alone a change of them is seen; any other change is seen everywhere.
    """
    changed = {
        each.name
        for each in fields(now)
        if each.name not in _EVERY_TIME and getattr(before, each.name) is not getattr(now, each.name)
    }
    if not changed or not changed <= seen_in.keys():
        return tuple(views)
    seen = frozenset().union(*(seen_in[name] for name in changed))
    return tuple(view for view in views if view in seen)
