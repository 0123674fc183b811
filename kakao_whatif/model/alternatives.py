"""Which part of a need an alternative stands beside: it must be there, and named where there is a choice.

A second payment provider must not stand in for the database too.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from kakao_whatif.errors import Problem
from kakao_whatif.model.changes import (
    AddAlternative,
    AddNeed,
    AddReplica,
    Change,
    Mitigation,
    Reading,
    SetFailover,
)
from kakao_whatif.model.draft import Draft
from kakao_whatif.model.expression import Expression, as_data, leaves, parts_of

_Source = TypeVar("_Source", Reading, Mitigation)
_Key = tuple[str, str]
_MOST_CHOICES = 12


@dataclass(frozen=True, slots=True)
class Written:
    """What the file says that services need, by service and kind: where they are defined, and in changes."""

    defined: Mapping[_Key, list[Expression]] = field(default_factory=lambda: defaultdict(list))
    changed: Mapping[_Key, list[Expression]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, draft: Draft) -> "Written":
        """Return what a draft says."""
        written = cls()
        for _, service in draft.all_services():
            for need in service.needs:
                written.defined[service.id, need.kind].append(need.on)
            if service.failover is not None:
                written.defined[service.id, "failover"].append(service.failover.needs)
        for _, change in draft.changes():
            if isinstance(change, AddNeed):
                written.changed[change.service, change.need.kind].append(change.need.on)
            elif isinstance(change, AddReplica | SetFailover) and change.failover is not None:
                written.changed[change.service, "failover"].append(change.failover.needs)
        return written

    def needs(self, change: AddAlternative) -> list[Expression]:
        """Return the different needs that an alternative could stand beside."""
        key = change.service, change.kind
        return [*dict.fromkeys([*self.defined.get(key, ()), *self.changed.get(key, ())])]

    def meant(self, change: AddAlternative) -> Expression | None:
        """Return the part that an alternative stands beside; None if it must be named.

        Needs that only a change adds count if the service is defined with none of this kind.
        """
        if change.instead_of is not None:
            return change.instead_of
        key = change.service, change.kind
        needs = dict.fromkeys(self.defined.get(key) or self.changed.get(key) or ())
        only = next(iter(needs), None)
        return only if len(needs) == 1 and isinstance(only, str) else None


def alternative_problems(where: str, change: AddAlternative, written: Written) -> Iterator[Problem]:
    """Yield what is wrong with the part that an alternative stands beside; a need of its kind is there."""
    needs, part = written.needs(change), written.meant(change)
    what = (
        f"failover of {change.service!r}"
        if change.kind == "failover"
        else f"{change.kind} need of {change.service!r}"
    )
    if part is None:
        several = f"{change.service!r} has {len(needs)} {change.kind} needs"
        why = several if len(needs) > 1 else f"the {what} is not one service"
        yield Problem(f"{where}.instead_of", f"missing, but {why}.", _choose(needs))
    elif not any(part in parts_of(need) for need in needs):
        yield Problem(f"{where}.instead_of", f"{as_data(part)!r} stands in no {what}.", _choose(needs))


def _choose(needs: Sequence[Expression]) -> str:
    parts = [
        *(leaf for need in needs for leaf in leaves(need)),
        *(need for need in needs if not isinstance(need, str)),
    ]
    names = [repr(as_data(part)) for part in dict.fromkeys(parts)]
    more = [] if len(names) <= _MOST_CHOICES else ["..."]
    return f"Name the part that it stands beside: {', '.join([*names[:_MOST_CHOICES], *more])}."


def with_parts_named(draft: Draft) -> Draft:
    """Return a checked draft in which every alternative names the part that it stands beside."""
    written = Written.of(draft)
    return replace(
        draft,
        readings=tuple((where, _named(each, written)) for where, each in draft.readings),
        mitigations=tuple((where, _named(each, written)) for where, each in draft.mitigations),
    )


def _named(source: _Source, written: Written) -> _Source:
    def name(change: Change) -> Change:
        if isinstance(change, AddAlternative) and change.instead_of is None:
            return replace(change, instead_of=written.meant(change))
        return change

    return replace(source, changes=tuple(map(name, source.changes)))
