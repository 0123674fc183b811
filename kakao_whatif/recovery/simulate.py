"""When they come back: one outage played through on a clock, once at the central numbers and then for many draws.

The public face of recovery. What each rule means is in `docs/recovery.md`.
"""

from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from typing import Any

from kakao_whatif.errors import RecoveryError
from kakao_whatif.model.components import rings
from kakao_whatif.model.expression import Expression, holds, leaves
from kakao_whatif.model.frozen import frozen
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Text
from kakao_whatif.recovery.awaited import Awaited
from kakao_whatif.recovery.ends import ends_of
from kakao_whatif.recovery.hazard import Hazard
from kakao_whatif.recovery.numbers import DEFAULTS
from kakao_whatif.recovery.outcome import begun
from kakao_whatif.recovery.plan import Plan
from kakao_whatif.recovery.record import Record, UnnamedWait
from kakao_whatif.recovery.run import Run
from kakao_whatif.recovery.samples import Draws, Progress, as_time
from kakao_whatif.recovery.timeline import Timeline
from kakao_whatif.text.catalogue import in_both


def simulate_recovery(
    system: System,
    scenario: Scenario,
    *,
    hazard: str | Iterable[Mapping[str, Any]] | None = None,
    samples: int = 1,
    seed: int = 0,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> Timeline:
    """Return how an outage plays out: what is dark when, what it waits for, and when it is back.

    *Events happen in the order of their times; at one moment first what the hazard does, then what is finished, then
    what is due; then free crews take waiting jobs by priority and id. Jobs are not preempted.*

    Parameters
    ----------
    system
        The dependency model, with what it says for recovery.
    scenario
        What is lost and what is in place.
    hazard
        When it is lost and when power is back: the id of a hazard of the case, or a list of dated events. If not
        given: the hazard of the named scenario with the same losses, else the case's dates for each loss, else from
        hour 0 for as long as the case says of its kind, or for ever; `Timeline.hazard_notes` says which.
    samples
        With more than 1, so many draws of all parameters that have a range give `Timeline.quantiles`.
    seed
        Of the draws; the same seed gives the same answer.
    progress
        Called with (samples done, in all); they end when it returns false.
    executor
        Who makes the samples, if not this process alone: any `concurrent.futures.Executor`. The answer is the same.

    Raises
    ------
    UnknownIdError
        If the scenario or the hazard names something that the system does not know.
    ScenarioError
        If its mitigations cannot be in place together.
    RecoveryError
        If something that only recovery reads is written wrongly, `samples` is not a whole number of 1 or more, or
        `seed` is not a whole number.
    LimitError
        If `progress` ended the samples.

    Notes
    -----
    Costs O(moments x services) for each run: a few milliseconds for a hundred services.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> events = [{"at_hours": 0, "lose": "pangyo"}, {"at_hours": 10, "restore": "pangyo"}]
    >>> night = simulate_recovery(two_sites(), Scenario({"pangyo"}), hazard=events)
    >>> night.time_to_restore["account"]
    datetime.timedelta(seconds=36000)
    """
    if not _is_whole(samples) or samples < 1:
        raise RecoveryError(
            f"samples: {samples!r} is no number of samples. Give a whole number of 1 or more."
        )
    if not _is_whole(seed):
        raise RecoveryError(f"seed: {seed!r} is no seed. Give a whole number.")
    effective, run, chosen, horizon = begun(system, scenario, hazard)
    plan = run.plan
    record = _recorded(run, horizon, chosen)
    ends = ends_of(run)
    restored, served = (
        {id: as_time(end) for id, end in zip(plan.ids, each, strict=True)}
        for each in (ends.restored, ends.served)
    )
    awaited = Awaited.of(run)
    waits = {plan.ids[index]: awaited.waits(unnamed) for index, unnamed in sorted(record.waits.items())}
    draws = Draws(effective, scenario, chosen.events, horizon, samples, seed)
    quantiles = draws.quantiles(progress, executor) if samples > 1 else {}
    return Timeline(
        system=effective,
        scenario=scenario,
        horizon_hours=horizon,
        moments=tuple(record.moments),
        waits=frozen(waits),
        time_to_restore=frozen(restored),
        time_to_serve=frozen(served),
        quantiles=frozen(quantiles),
        samples=samples,
        seed=seed,
        hazard_notes=chosen.notes,
        notes=_notes(plan, _deadlocks(run, record)),
    )


def _is_whole(given: object) -> bool:
    return isinstance(given, int) and not isinstance(given, bool)


def _recorded(run: Run, horizon: float, hazard: Hazard) -> Record:
    record = Record(run)
    record.note(min((event.start for event in hazard.events), default=0.0) - 1.0)
    while run.step(horizon):
        record.hear()
        if run.clock.is_moment_over:
            record.note(run.clock.now)
    record.end(horizon)
    return record


def _deadlocks(run: Run, record: Record) -> tuple[tuple[str, ...], ...]:
    """Return the services that would wait for each other even if all others came back."""
    ids = run.plan.ids
    stuck = {ids[index]: _ways(run, record, wait) for index, wait in record.open.items() if wait.lack.parts}
    while freed := [
        id
        for id, ways in stuck.items()
        if any(all(holds(part, lambda id: id not in stuck) for part in way) for way in ways)
    ]:
        for id in freed:
            del stuck[id]
    waits_for = {
        id: [leaf for way in ways for part in way for leaf in leaves(part)] for id, ways in stuck.items()
    }
    return rings({id: [other for other in others if other in stuck] for id, others in waits_for.items()})


def _ways(run: Run, record: Record, wait: UnnamedWait) -> list[tuple[Expression, ...]]:
    """Return the ways out of a wait, each with what it lacks; one where the glass may be broken lacks nothing."""
    node = wait.node
    if wait.lack.kind != "job":
        return [tuple(wait.lack.parts)]
    if run.means.break_glass[node.index] is not None:
        return [()]
    ways = [tuple(record.missing(node, [job])) for job in run.crews.of(node.index)]
    wakes = [node.wake.parts] if node.wake is not None and run.sleeps_in_need(node) else []
    return ways + wakes


def _notes(plan: Plan, deadlocks: tuple[tuple[str, ...], ...]) -> tuple[Text, ...]:
    """Return what a reader must know: numbers that were missing, restart deadlocks that never end."""
    notes = []
    missing = [id for id in DEFAULTS if id not in plan.system.parameters]
    if missing:
        notes.append(in_both("recovery.note.missing", names=Text.plain(", ".join(missing))))
    for ring in deadlocks:
        names = Text(
            ", ".join(plan.system.name(id).en for id in ring),
            ", ".join(plan.system.name(id).ko for id in ring),
        )
        notes.append(in_both("recovery.note.deadlock", names=names))
    return tuple(notes)
