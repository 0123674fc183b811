"""One click on a switch, as arithmetic on scenarios.

Pure, and apart from the state that remembers, because bundles, requirements and the switch that
reads the other way round make this the part that must be tested closely.
"""

from dataclasses import dataclass, replace

from kakao_whatif.model.apply import expanded
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Text
from kakao_whatif.text.catalogue import in_both
from kakao_whatif.views.fitting import broken_up, name_of, names_of, required, supported
from kakao_whatif.views.unification import unification


@dataclass(frozen=True, slots=True)
class Turn:
    """What a click comes to: the new scenario, what was done, and what was switched along with it."""

    scenario: Scenario
    action: Text
    along: Text = Text()


def toggled_loss(system: System, scenario: Scenario, id: str) -> Turn:
    """Return a scenario with one place or service lost, or given back."""
    is_lost = id in scenario.losses
    losses = frozenset(scenario.losses) ^ {id}
    action = in_both("views.action.restore" if is_lost else "views.action.lose", name=name_of(system, id))
    return Turn(replace(scenario, losses=losses), action)


def toggled_mitigation(system: System, scenario: Scenario, id: str) -> Turn:
    """Return a scenario with a mitigation put in place with all it requires, or taken out.

    Taking out a member of a bundle breaks the bundle up into its other members; taking out what
    others require takes those out too. A bundle of which only a part is in place is completed.
    """
    now = _folded(system, frozenset(scenario.mitigations))
    if id in _in_place(system, now):
        now = supported(system, _taken_out(system, now, id))
        return _turn(system, scenario, id, now, is_on=False)
    return _turn(system, scenario, id, required(system, now | {id}), is_on=True)


def chosen_reading(system: System, scenario: Scenario, id: str) -> Turn:
    """Return a scenario under one reading; the reading of the base is no reading at all."""
    reading = system.readings[id]
    has_base = any(not other.changes for other in system.readings.values())
    is_again = id in scenario.readings and not has_base
    readings = [id] if reading.changes and not is_again else []
    return Turn(scenario.with_readings(readings), in_both("views.action.read", name=name_of(system, id)))


def _turn(system: System, scenario: Scenario, id: str, mitigations: frozenset[str], *, is_on: bool) -> Turn:
    was, now = _folded(system, frozenset(scenario.mitigations)), _folded(system, mitigations)
    differing = (now - was if is_on else was - now) - {id} - _members(system, id)
    # A bundle that is made up or broken up around this switch was not switched itself.
    others = [
        other for other in system.mitigations if other in differing and id not in _members(system, other)
    ]
    way = "on" if is_on else "off"
    along = in_both(f"views.along.{way}", names=names_of(system, others)) if others else Text()
    if id == unification(system).master:  # that switch reads the other way round
        action = in_both(f"views.action.{'off' if is_on else 'on'}", name=in_both("views.unify.label"))
    else:
        action = in_both(f"views.action.{way}", name=name_of(system, id))
    return Turn(replace(scenario, mitigations=now), action, along)


def _taken_out(system: System, mitigations: frozenset[str], id: str) -> frozenset[str]:
    """Return mitigations without one, and without its members if they would keep it in place."""
    kept = mitigations - {id}
    if id not in _in_place(system, kept):
        return kept
    for member in sorted(_members(system, id)) or [id]:
        kept = broken_up(system, kept, member)
    return broken_up(system, kept, id)


def _in_place(system: System, mitigations: frozenset[str]) -> frozenset[str]:
    """Return what is in place: a mere bundle counts as well once all its members do."""
    has = {mitigation.id for mitigation in expanded(system, mitigations)}
    has |= {id for id in system.mitigations if _is_mere_bundle(system, id) and has >= _members(system, id)}
    return frozenset(has)


def _folded(system: System, mitigations: frozenset[str]) -> frozenset[str]:
    """Return mitigations in their shortest form: a mere bundle instead of all its members."""
    kept = set(mitigations)
    bundles = [id for id in system.mitigations if _is_mere_bundle(system, id)]
    kept |= {id for id in bundles if kept.issuperset(system.mitigations[id].includes)}
    for id in bundles:
        if id in kept:
            kept -= _members(system, id)
    return frozenset(kept)


def _is_mere_bundle(system: System, id: str) -> bool:
    mitigation = system.mitigations[id]
    return bool(mitigation.includes) and not mitigation.changes


def _members(system: System, id: str) -> frozenset[str]:
    return frozenset(mitigation.id for mitigation in expanded(system, [id])) - {id}
