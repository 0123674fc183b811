"""The fault tree of a service, written for other tools."""

from collections.abc import Mapping
from pathlib import Path

from kakao_whatif.analysis.chances import chances
from kakao_whatif.analysis.loss_function import Question
from kakao_whatif.analysis.over import Over
from kakao_whatif.diagrams.bounds import MAX_STEPS, Budget
from kakao_whatif.diagrams.function import Number
from kakao_whatif.diagrams.modules import joined
from kakao_whatif.files.openpsa_write import fault_tree_xml
from kakao_whatif.files.whole import write_whole
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System


def write_fault_tree(
    system: System,
    service: str,
    path: Path | str,
    over: Over = "all",
    status: Status = Status.DARK,
    scenario: Scenario | None = None,
    probabilities: Mapping[str, Number] | None = None,
    *,
    max_steps: int = MAX_STEPS,
) -> None:
    """Write which losses make a service at least as bad as a status, as an Open-PSA fault tree.

    *The top event is that the service is this bad; a basic event is the loss of a member of* `over`
    *that its needs lead to.* Read back, the tree has the same minimal cut sets. Rings and waking are written
    as the rounds in which they are worked out, as far as a further round would add nothing: a tree
    without rings that means the same.

    Parameters
    ----------
    system
        The dependency model.
    service
        The service whose tree it is.
    path
        The file to write; one that is there is replaced.
    over, status, scenario
        As in `minimal_cut_sets`.
    probabilities
        Those of the losses that have one.
    max_steps
        At most so many steps of work.

    Raises
    ------
    UnknownIdError
        If the service or something that may be lost is not known.
    LimitError
        If it is not done within `max_steps`.
    OSError
        If the file cannot be written; one that was there is then as it was.
    """
    question = Question.asked(system, service, over, status, scenario)
    given = probabilities or {}
    way_out = "Name fewer members in `over`, or raise `max_steps`."
    formulas, root = question.formula(Budget(max_steps, None, "fault tree", way_out, ("over", "max_steps")))
    text = fault_tree_xml(
        formulas,
        joined(formulas, root),
        name=question.system.id or service,
        top=f"{service}-{question.status.word}",
        labels={id: question.system.name(id).en for id in question.over},
        probabilities={id: float(p) for id, p in chances(question.system, given, tuple(given)).items()},
    )
    write_whole(path, text)
