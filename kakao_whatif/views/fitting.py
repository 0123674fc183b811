"""A scenario that was asked for, made to fit a system: what is kept, and what is told.

Links and clicks ask for things that cannot be: a mitigation without what it requires, two that
exclude each other. Here is the one place that knows the ways out, so that both surfaces take the
same one and say it in the reader's language.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from kakao_whatif.errors import ScenarioError
from kakao_whatif.model.apply import expanded, in_place
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Text
from kakao_whatif.text.catalogue import in_both, listing, plain

_QUOTED = re.compile(r"'([^']+)'")


def names_of(system: System, ids: Iterable[str]) -> Text:
    """Return the names of domains, services, mitigations and readings as a list in words."""
    found = [name_of(system, id) for id in ids]
    english, korean = ([name.in_language(language) for name in found] for language in ("en", "ko"))
    return Text(plain(listing(english, "en")), plain(listing(korean, "ko")))


def name_of(system: System, id: str) -> Text:
    """Return the name of whatever a scenario can name."""
    if id in system.mitigations:
        return system.mitigations[id].name or Text.plain(id)
    if id in system.readings:
        return system.readings[id].title or Text.plain(id)
    return system.name(id)


def required(system: System, mitigations: Collection[str]) -> frozenset[str]:
    """Return mitigations with everything they require."""
    wanted = set(mitigations)
    while True:
        chosen = expanded(system, wanted)
        has = {mitigation.id for mitigation in chosen}
        missing = {id for mitigation in chosen for id in mitigation.requires} - has
        if not missing:
            return frozenset(wanted)
        wanted |= missing


def supported(system: System, mitigations: Collection[str]) -> frozenset[str]:
    """Return those mitigations of which everything required is there."""
    kept = set(mitigations)
    while True:
        has = {mitigation.id for mitigation in expanded(system, kept)}
        gone = {id for id in kept if any(not has.issuperset(m.requires) for m in expanded(system, [id]))}
        if not gone:
            return frozenset(kept)
        kept -= gone


def broken_up(system: System, mitigations: Collection[str], member: str) -> frozenset[str]:
    """Return mitigations without one, whose bundles are replaced by their other members."""
    kept = set(mitigations) - {member}
    while True:
        bundles = {id for id in kept if any(m.id == member for m in expanded(system, [id]))}
        if not bundles:
            return frozenset(kept)
        for bundle in bundles:
            kept.remove(bundle)
            kept.update(id for id in system.mitigations[bundle].includes if id != member)


def refusal(system: System, scenario: Scenario, error: ScenarioError) -> Text:
    """Return why a scenario was refused, in both languages."""
    chosen = expanded(system, [id for id in scenario.mitigations if id in system.mitigations])
    has = {mitigation.id for mitigation in chosen}
    for mitigation in chosen:
        for id in mitigation.excludes:
            if id in has:
                return in_both("views.refusal.together", names=names_of(system, (mitigation.id, id)))
        for id in mitigation.requires:
            if id not in has:
                name, other = name_of(system, mitigation.id), name_of(system, id)
                return in_both("views.refusal.requires", name=name, other=other)
    named = [id for id in dict.fromkeys(_QUOTED.findall(str(error))) if id in system.mitigations]
    if len(named) > 1:
        return in_both("views.refusal.together", names=names_of(system, named))
    return in_both("views.refusal.other", names=names_of(system, named or sorted(scenario.mitigations)))


def fitted(system: System, scenario: Scenario) -> tuple[Scenario, tuple[Text, ...]]:
    """Return the scenario that comes nearest to one whose ids are known, and what had to give way.

    What is required is added; what cannot stand beside the rest is left out.
    """
    told = []
    complete = required(system, scenario.mitigations)
    if added := complete - frozenset(scenario.mitigations):
        told.append(in_both("views.link.required", names=names_of(system, sorted(added))))
    wanted = replace(scenario, mitigations=complete)
    kept = replace(scenario, mitigations=frozenset())
    try:
        in_place(system, wanted)
        return wanted, tuple(told)
    except ScenarioError as error:
        told.append(refusal(system, wanted, error))
    if not _stands(system, kept):
        kept = replace(kept, readings=frozenset())
    for id in sorted(complete):
        more = replace(kept, mitigations=required(system, {*kept.mitigations, id}))
        if _stands(system, more):
            kept = more
    left_out = complete - frozenset(kept.mitigations)
    left_out |= frozenset(scenario.readings) - frozenset(kept.readings)
    told.append(in_both("views.link.left_out", names=names_of(system, sorted(left_out))))
    return kept, tuple(told)


def _stands(system: System, scenario: Scenario) -> bool:
    try:
        in_place(system, scenario)
    except ScenarioError:
        return False
    return True
