"""What Kakao might have had, as rows: the ID unification first, then every other change by group."""

from collections.abc import Iterator
from typing import Any

from kakao_whatif.model.apply import expanded
from kakao_whatif.model.changes import AddAlternative, Mitigation
from kakao_whatif.model.parts import Source
from kakao_whatif.model.system import System
from kakao_whatif.text.catalogue import catalogue, say
from kakao_whatif.views.changed import names
from kakao_whatif.views.snapshot import Snapshot
from kakao_whatif.views.sources import notes_on
from kakao_whatif.views.unification import GROUP, unification

#: Groups in the order in which they are offered; a group that a case invents comes after them.
GROUPS = (GROUP, "operations", "data", "sites", "power", "people")


def mitigation_items(snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    """Yield a row for each mitigation; those of the ID unification read the other way round."""
    unified = unification(snapshot.system)
    for id in unified.ids:
        yield _unify(snapshot, snapshot.system.mitigations[id], is_master=id == unified.master)
    others = [m for m in snapshot.system.mitigations.values() if m.group != GROUP]
    for mitigation in sorted(others, key=lambda m: _place(m.group)):
        yield _row(snapshot, mitigation)


def cost_of(system: System, mitigation: Mitigation) -> str | None:
    """Return the cost of a mitigation with its range, members of a bundle counted once.

    Examples
    --------
    >>> from kakao_whatif.model.changes import Cost, Mitigation
    >>> from kakao_whatif.model.build import build_system
    >>> tools = Mitigation(id="tools", cost=Cost(points=2, low=1, high=4))
    >>> cost_of(build_system(mitigations=[tools]), tools)
    '2 (1–4)'
    """
    costs = [each.cost for each in expanded(system, [mitigation.id]) if each.cost is not None]
    if not costs:
        return None
    points = sum(cost.points for cost in costs)
    low = sum(cost.points if cost.low is None else cost.low for cost in costs)
    high = sum(cost.points if cost.high is None else cost.high for cost in costs)
    return f"{points:g}" if low == high else f"{points:g} ({low:g}–{high:g})"


def _place(group: str | None) -> int:
    return GROUPS.index(group) if group in GROUPS else len(GROUPS)


def _unify(snapshot: Snapshot, mitigation: Mitigation, *, is_master: bool) -> dict[str, Any]:
    """Return a switch that is on while sign-in is unified."""
    row = _row(snapshot, mitigation)
    info = [{"text": row["line"]}] if row["line"] else []
    if is_master:
        label = say("views.unify.label", snapshot.language)
        line = say("views.unify.line", snapshot.language)
    else:
        label = say("views.unify.member", snapshot.language, names=_signing_in(snapshot, mitigation))
        line = say("views.unify.member_line", snapshot.language, name=row["label"])
    on = not row["on"] and not row["mixed"]
    return row | {
        "kind": "unify",
        "label": label,
        "line": line,
        "info": info + row["info"],
        "on": on,
        "master": is_master,
        "cost_word": say("views.unify.cost", snapshot.language),
    }


def _signing_in(snapshot: Snapshot, mitigation: Mitigation) -> str:
    """Return the services that get a sign-in of their own, the first names of them."""
    changes = (change for change in mitigation.changes if isinstance(change, AddAlternative))
    ids = dict.fromkeys(change.service for change in changes if change.kind == "login")
    return names(snapshot, ids, most=2) if ids else snapshot.name(mitigation.id)


def _row(snapshot: Snapshot, mitigation: Mitigation) -> dict[str, Any]:
    language = snapshot.language
    members = _members(snapshot.system, mitigation)
    on = mitigation.id in snapshot.in_place or bool(members and members <= snapshot.in_place)
    sources: list[Source] = [mitigation]
    if mitigation.cost is not None:
        sources.append(mitigation.cost)
    return {
        "kind": "mitigate",
        "id": mitigation.id,
        "label": snapshot.label(mitigation.id),
        "line": mitigation.summary.in_language(language),
        "on": on,
        "mixed": not on and bool(members & snapshot.in_place),
        "level": 0,
        "cost": cost_of(snapshot.system, mitigation),
        "info": notes_on(snapshot.system, sources, language),
        "tradeoff": mitigation.tradeoff,
        "worse": mitigation.worse.in_language(language) or None,
        "group": _group_label(snapshot, mitigation.group),
        "master": False,
        "bundle": bool(members),
        "note": None,
    }


def _members(system: System, mitigation: Mitigation) -> frozenset[str]:
    """Return what a mere bundle consists of; nothing, if it also changes something itself."""
    if mitigation.changes or not mitigation.includes:
        return frozenset()
    return frozenset(m.id for m in expanded(system, [mitigation.id]) if m.id != mitigation.id)


def _group_label(snapshot: Snapshot, group: str | None) -> str | None:
    if group is None:
        return None
    return catalogue(snapshot.language).get(f"views.group.{group}", group)
