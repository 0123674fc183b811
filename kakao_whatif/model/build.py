"""The door of the model: where a draft becomes a system, or is refused with all its problems."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from kakao_whatif.errors import ModelError, Problem, ScenarioError
from kakao_whatif.model.alternatives import with_parts_named
from kakao_whatif.model.apply import in_place
from kakao_whatif.model.change_checks import find_change_problems
from kakao_whatif.model.changes import Mitigation, Reading
from kakao_whatif.model.checks import find_model_problems
from kakao_whatif.model.draft import Draft, placed
from kakao_whatif.model.parts import NOTHING, Domain, Service
from kakao_whatif.model.scenario import NamedScenario, Parameter, Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.time_checks import find_time_problems

MAX_PROBLEMS = 1_000


def build_system(
    services: Iterable[Service] = (),
    domains: Iterable[Domain] = (),
    *,
    mitigations: Iterable[Mitigation] = (),
    readings: Iterable[Reading] = (),
    scenarios: Iterable[NamedScenario] = (),
    parameters: Mapping[str, Parameter] = NOTHING,
) -> System:
    """Return a checked system.

    Raises
    ------
    ModelError
        With every problem at once, if ids, references or numbers do not fit.

    Examples
    --------
    >>> build_system([Service("chat")]).services["chat"].layer
    'application'
    """
    return system_from_draft(
        Draft(
            domains=placed("domains", domains),
            services=placed("services", services),
            mitigations=placed("mitigations", mitigations),
            readings=placed("readings", readings),
            scenarios=placed("scenarios", scenarios),
            parameters=parameters,
        )
    )


def system_from_draft(
    draft: Draft, source: str = "the model", earlier: Iterable[Problem] = (), **rest: Any
) -> System:
    """Return the system that a draft describes, or refuse it with all its problems.

    `earlier` are problems that were found while reading; `rest` are fields of `System` that need
    no check, such as title and origin.
    """
    found = (find_model_problems(draft), find_change_problems(draft), find_time_problems(draft))
    problems = list(told(chain(earlier, *found)))
    if problems:
        raise ModelError(problems, source)
    draft = with_parts_named(draft)
    system = System(
        domains=_by_id(draft.domains),
        services=_by_id(draft.services),
        mitigations=_by_id(draft.mitigations),
        readings=_by_id(draft.readings),
        scenarios=_by_id(draft.scenarios),
        parameters=draft.parameters,
        products=_by_id(draft.products),
        **rest,
    )
    problems = list(_inapplicable(system, draft))
    if problems:
        raise ModelError(problems, source)
    return system


def told(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems up to a bound that no reader would miss, and say when it was hit."""
    for at, problem in enumerate(problems):
        if at == MAX_PROBLEMS:
            what = f"there are more than {MAX_PROBLEMS:,} problems; the others are not told."
            yield Problem("and so on", what, "Mend these first.")
            return
        yield problem


def _inapplicable(system: System, draft: Draft) -> Iterable[Problem]:
    """Yield readings, mitigations (with what they require) and scenarios that cannot be put in place."""
    tries = [(where, Scenario(readings={reading.id})) for where, reading in draft.readings]
    tries += [(where, Scenario(mitigations=_with_required(system, m.id))) for where, m in draft.mitigations]
    tries += [(where, named.scenario) for where, named in draft.scenarios]
    for where, scenario in tries:
        try:
            in_place(system, scenario)
        except ScenarioError as error:
            what, _, way_out = str(error).removeprefix("scenario.mitigations: ").partition(". ")
            yield Problem(where, f"{what.removesuffix('.')}.", way_out)


def _with_required(system: System, mitigation: str) -> set[str]:
    wanted, waiting = set[str](), [mitigation]
    while waiting:
        id = waiting.pop()
        if id not in wanted:
            wanted.add(id)
            waiting += (*system.mitigations[id].requires, *system.mitigations[id].includes)
    return wanted


def _by_id(parts: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {part.id: part for _, part in parts}
