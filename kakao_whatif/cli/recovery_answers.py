"""Answers about time for programs: hours as numbers, null for never, everything by its id.

Apart from `answers`, whose questions know no clock. The same promise holds: keys are only added within a schema.
"""

from typing import Any

from kakao_whatif.cli.answers import asked, in_both_languages
from kakao_whatif.model.text import LANGUAGES
from kakao_whatif.recovery.timeline import Leg, Timeline, Wait, hours
from kakao_whatif.text.catalogue import plain
from kakao_whatif.views.outages import Outage, Toll, is_open, outages, toll
from kakao_whatif.views.recovery_summary import changes
from kakao_whatif.views.recovery_words import path_sentences, wait_sentences

RECOVER = "kakao-whatif.recover/1"
_DIGITS = 6  # of an hour: a few milliseconds; beyond it floating point shows


def recover_answer(timeline: Timeline, bare: Timeline | None, why: str | None) -> dict[str, Any]:
    """Return when every service is back and what it waited for.

    Parameters
    ----------
    timeline
        The outage.
    bare
        The same losses without the mitigations in place, if there are any.
    why
        A service of which the waits and the critical path are told in sentences too.
    """
    own = None if bare is None else bare.system.services.keys()
    is_sampled = bool(timeline.quantiles)
    down = {each.id: each for each in outages(timeline)}
    return {
        "schema": RECOVER,
        **asked(timeline),
        "dates": in_both_languages(timeline.hazard_notes),
        "horizon_hours": _number(timeline.horizon_hours),
        "samples": timeline.samples if is_sampled else None,
        "seed": timeline.seed if is_sampled else None,
        "totals": _totals(toll(timeline, own)),
        "services": {id: _service(timeline, id, down.get(id)) for id in timeline.system.services},
        "changed": None if bare is None else _changed(timeline, bare),
        "why": None if why is None else _why(timeline, why),
        "notes": in_both_languages(timeline.notes),
    }


def _service(timeline: Timeline, id: str, outage: Outage | None) -> dict[str, Any]:
    restored, served = timeline.time_to_restore[id], timeline.time_to_serve[id]
    down = () if outage is None else outage.stretches
    quantiles = timeline.quantiles.get(id)
    return {
        "layer": timeline.system.services[id].layer,
        "hours_to_restore": _number(hours(restored)),
        "hours_to_serve": _number(hours(served)),
        "down": [{"from": _number(start), "until": _number(end)} for start, end in down],
        "waits": [_stretch(timeline, id, wait) for wait in timeline.waiting_for(id)],
        "critical_path": [
            {"service": leg.service, **_stretch(timeline, leg.service, leg)}
            for leg in timeline.critical_path(id)
        ],
        "quantiles": None
        if quantiles is None
        else {
            name: _number(hours(time)) for name, time in zip(("p10", "p50", "p90"), quantiles, strict=True)
        },
    }


def _stretch(timeline: Timeline, id: str, stretch: Wait | Leg) -> dict[str, Any]:
    return {
        "from": _number(stretch.start),
        "until": None if is_open(timeline, id, stretch) else _number(stretch.end),
        "for": stretch.want,
        "on": stretch.on,
        "ended_by": stretch.ended_by,
    }


def _totals(found: Toll) -> dict[str, Any]:
    """Return sums; as elsewhere, services that only a mitigation adds do not count."""
    return {
        "services": found.services,
        "down": len(found.down),
        "never_back": [*found.never_back],
        "last_return": None if found.never_back else _number(found.last_return or 0.0),
        "lost_service_hours": _number(found.lost_hours),
    }


def _changed(timeline: Timeline, bare: Timeline) -> dict[str, Any]:
    """Return the difference from the same losses and readings without mitigations."""
    now, was = toll(timeline, bare.system.services.keys()), toll(bare)
    return {
        "totals_without": _totals(was),
        "lost_service_hours": _number(now.lost_hours - was.lost_hours),
        "services": {
            change.id: {
                "kind": change.kind,
                "before": _end(change.before),
                "after": _end(change.after),
            }
            for change in changes(timeline, bare)
        },
        "added": sorted(timeline.system.services.keys() - bare.system.services.keys()),
    }


def _why(timeline: Timeline, id: str) -> dict[str, Any]:
    return {
        "service": id,
        "waits": {
            language: [plain(sentence) for sentence in wait_sentences(timeline, id, language)]
            for language in LANGUAGES
        },
        "critical_path": {
            language: [plain(sentence) for sentence in path_sentences(timeline, id, language)]
            for language in LANGUAGES
        },
    }


def _end(time: float | None) -> float | None:
    """Return when a service is back: 0 if it does not go down, None for never."""
    return 0.0 if time is None else _number(time)


def _number(given: float | None) -> float | None:
    """Return hours that mean the same on every machine; None for never."""
    return None if given is None or given == float("inf") else round(given, _DIGITS) + 0.0
