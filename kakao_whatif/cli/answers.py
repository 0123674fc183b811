"""Answers for programs: plain data whose keys are promised, and which names things by their ids.

They stand apart from what is printed for people. Each answer carries its `schema`; a key is only
added within one, never renamed or taken away.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from kakao_whatif.model.changes import Mitigation
from kakao_whatif.model.scenario import NamedScenario, Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import LANGUAGES, Text
from kakao_whatif.propagation.impact import Impact
from kakao_whatif.text.catalogue import in_both
from kakao_whatif.views.headline import figures
from kakao_whatif.views.snapshot import Snapshot
from kakao_whatif.views.sources import assumptions_of

LOSE = "kakao-whatif.lose/1"
WHY = "kakao-whatif.why/1"
CASES = "kakao-whatif.cases/1"
CASE = "kakao-whatif.case/1"
CHECK = "kakao-whatif.check/1"


class Asked(Protocol):
    """Any answer that knows its system and what was supposed."""

    @property
    def system(self) -> System:
        """The system it is about."""

    @property
    def scenario(self) -> Scenario:
        """What was supposed."""


def counts(snapshot: Snapshot, impact: Impact) -> dict[str, int]:
    """Return how many services there are of each status, and apart from that without sign-in.

    As on the dashboard, services that only a mitigation adds are not counted.
    """
    found = figures(snapshot, impact)
    return {"sign_in_lost" if name == "sign_in" else name: len(ids) for name, ids in found.items()}


def lose_answer(snapshot: Snapshot) -> dict[str, Any]:
    """Return the status of every service, and what the mitigations in place changed."""
    impact = snapshot.impact
    return {
        "schema": LOSE,
        **asked(impact),
        "counts": counts(snapshot, impact),
        "services": {id: _service(impact, id) for id in impact.status},
        "changed": _changed(snapshot) if snapshot.scenario.mitigations else None,
        "wake_rings": [[*ring] for ring in impact.wake_rings],
        "without_effect": [*impact.without_effect],
        "harmless": dict(impact.harmless),
        "notes": in_both_languages(impact.notes),
    }


def why_answer(impact: Impact, service: str) -> dict[str, Any]:
    """Return why one service is as it is: its causes by id, and the same in sentences."""
    explanation = impact.explain(service)
    return {
        "schema": WHY,
        **asked(impact),
        "service": service,
        "status": impact.status[service].word,
        "sign_in_lost": not impact.conditions[service].login,
        "explanation": explanation.to_data(),
        "sentences": {"en": [*explanation.sentences("en")], "ko": [*explanation.sentences("ko")]},
        "assumed": {
            each: assumptions_of(impact.system, impact.system.services[service], each) for each in LANGUAGES
        },
        "hurts": {kind: [*ids] for kind, ids in impact.dependents(service).items()},
        "notes": in_both_languages(impact.notes),
    }


def cases_answer(systems: Sequence[System]) -> dict[str, Any]:
    """Return the shipped cases."""
    return {"schema": CASES, "cases": [identity(system) for system in systems]}


def case_answer(system: System) -> dict[str, Any]:
    """Return the ids that one case knows."""
    return {
        "schema": CASE,
        "case": identity(system),
        "domains": {
            domain.id: {"kind": domain.kind, "in": domain.parent} for domain in system.domains.values()
        },
        "services": {service.id: {"layer": service.layer} for service in system.services.values()},
        "mitigations": {each.id: _mitigation(each) for each in system.mitigations.values()},
        "readings": sorted(system.readings),
        "scenarios": {each.id: _named(each) for each in system.scenarios.values()},
    }


def check_answer(file: str, system: System) -> dict[str, Any]:
    """Return that a file fits, what it holds, and what it could do better."""
    return {
        "schema": CHECK,
        "file": file,
        "case": identity(system),
        "sizes": sizes(system),
        "notes": in_both_languages(check_notes(system)),
    }


def check_notes(system: System) -> list[Text]:
    """Return what is missing in a case that fits."""
    notes = [] if system.title else [in_both("cli.no_title")]
    if system.domains and all(domain.kind != "site" for domain in system.possible_domains.values()):
        notes.append(in_both("cli.no_site"))
    return notes


def sizes(system: System) -> dict[str, int]:
    """Return how many parts of each sort a system has."""
    names = ("domains", "services", "mitigations", "readings", "scenarios", "parameters")
    return {name: len(getattr(system, name)) for name in names}


def asked(answer: Asked) -> dict[str, Any]:
    """Return what an answer is about: the case, and what was supposed."""
    return {"case": identity(answer.system), "scenario": stated(answer.scenario)}


def in_both_languages(notes: Iterable[Text]) -> list[dict[str, str]]:
    """Return texts for readers of either language."""
    return [{"en": note.en, "ko": note.ko} for note in notes]


def identity(system: System) -> dict[str, Any]:
    """Return which case an answer is about."""
    return {
        "id": system.id,
        "version": system.version,
        "title": {"en": system.title.in_language("en"), "ko": system.title.in_language("ko")},
    }


def stated(scenario: Scenario) -> dict[str, Any]:
    """Return what a scenario supposes."""
    return {
        "losses": sorted(scenario.losses),
        "mitigations": sorted(scenario.mitigations),
        "readings": sorted(scenario.readings),
        "parameters": dict(sorted(scenario.parameters.items())),
    }


def _service(impact: Impact, id: str) -> dict[str, Any]:
    conditions = impact.conditions[id]
    return {
        "status": impact.status[id].word,
        "layer": impact.system.services[id].layer,
        "sign_in_lost": not conditions.login,
        "conditions": {
            "lost": conditions.lost,
            "hosting": conditions.hosting,
            "hard": conditions.hard,
            "login": conditions.login,
            "soft": conditions.soft,
            "capacity": float(conditions.capacity),
        },
    }


def _changed(snapshot: Snapshot) -> dict[str, Any]:
    """Return the difference from the same losses and readings without mitigations."""
    impact, before = snapshot.impact, snapshot.bare
    now, was = counts(snapshot, impact), counts(snapshot, before)
    ids = [id for id, status in before.status.items() if impact.status[id] is not status]
    return {
        "counts": {name: now[name] - was[name] for name in now},
        "services": {id: {"before": before.status[id].word, "after": impact.status[id].word} for id in ids},
        "added": sorted(set(impact.status) - set(before.status)),
        "sign_in_restored": [*(before.sign_in_lost - impact.sign_in_lost)],
    }


def _mitigation(mitigation: Mitigation) -> dict[str, Any]:
    cost = mitigation.cost
    return {
        "cost": None if cost is None else {"points": cost.points, "low": cost.low, "high": cost.high},
        "includes": sorted(mitigation.includes),
        "requires": sorted(mitigation.requires),
        "excludes": sorted(mitigation.excludes),
        "tradeoff": mitigation.tradeoff,
    }


def _named(named: NamedScenario) -> dict[str, Any]:
    return stated(named.scenario)
