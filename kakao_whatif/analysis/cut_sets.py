"""Every smallest set of losses that takes a service down.

Stands apart from the answer (`cut_set_family`): here is how it is found, whole or only as far as an
order.
"""

from kakao_whatif.analysis.cut_set_family import CutSets, PartialCutSets
from kakao_whatif.analysis.loss_function import Question
from kakao_whatif.analysis.over import Over
from kakao_whatif.diagrams.bounds import MAX_STEPS, Budget, Progress
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System

AT_FIRST = 1_000_000
"""How many steps the whole function may take, a third of all at most, before small sets are looked for on their own."""

WAY_OUT = "Name fewer members in `over`, look only for small sets with `max_order`, or raise `max_steps`."


def minimal_cut_sets(
    system: System,
    service: str,
    over: Over = "all",
    max_order: int | None = None,
    status: Status = Status.DARK,
    scenario: Scenario | None = None,
    *,
    max_steps: int = MAX_STEPS,
    progress: Progress | None = None,
) -> CutSets:
    """Return every smallest set of losses that makes a service at least as bad as a status.

    *A minimal cut set is a set of losses that makes the service this bad, no proper subset of which
    does.* Its order is its size; one of order 1 is a single point of failure. A service that is
    this bad with nothing lost has one, the empty set.

    Parameters
    ----------
    system
        The dependency model.
    service
        The service that is to go down.
    over
        What may be lost: ids, or words such as ``sites``, ``zones``, ``services``, a layer, ``all``.
    max_order
        Look at sets of at most so many losses. What is then left out is said, by type
        (`PartialCutSets`) and text.
    status
        DARK, LOCKED (nobody new can sign in, or worse) or DEGRADED (or worse).
    scenario
        Mitigations and readings in place, and what is lost already.
    max_steps
        At most so many steps of work; the default is reached within seconds.
    progress
        Called with (steps done, steps at most); the work ends when it returns false.

    Raises
    ------
    UnknownIdError
        If the service or something that may be lost is not known.
    ScenarioError
        If a word of `over` stands for nothing.
    LimitError
        If it is not done within `max_steps`, or `progress` ended it. With `max_order` small sets
        are often found all the same.

    Notes
    -----
    Exact on rings and for waking: see `loss_function`. The cost depends on how entangled the
    service's needs are; hundreds of losses take milliseconds to seconds.

    References
    ----------
    A. Rauzy, New algorithms for fault trees analysis, Reliability Engineering & System Safety 40
    (1993).

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> cuts = minimal_cut_sets(two_sites(), "chat", over=["pangyo", "anyang", "control"])
    >>> list(cuts)
    [Ids({'pangyo'})]
    >>> cuts.probability({"pangyo": 0.01, "anyang": 0.01, "control": 0.2})
    0.01
    """
    if max_order is not None and (isinstance(max_order, bool) or max_order < 0):
        raise ValueError(f"max_order: {max_order!r} is no order. Give 0 or more, or None for all.")
    question = Question.asked(system, service, over, status, scenario)
    budget = Budget(max_steps, progress, "cut sets", WAY_OUT, ("over", "max_order", "max_steps"))
    with budget.within(max_steps if max_order is None else min(AT_FIRST, max_steps // 3)):
        function = question.function(budget)
        solutions = function.minimal(budget)
        if max_order is None or max(solutions.counts(), default=0) <= max_order:
            return CutSets(question, solutions, function)
        return PartialCutSets(question, solutions.up_to(max_order), function, max_order)
    assert max_order is not None
    return PartialCutSets(question, question.small_sets(max_order, budget), None, max_order)
