"""The page's evaluator against Python's engine: not one scenario may differ, and known mistakes would be seen."""

from collections import Counter
from collections.abc import Iterator

import pytest

from kakao_whatif.handout.conformance import conformance
from kakao_whatif.handout.script import EVALUATOR, script
from tests.handout.answers import Row, wrong_answers
from tests.handout.node import Node, node
from tests.handout.vectors import encounters, every_pair, known_systems, random_systems, scenarios_of

SYSTEMS = 200
EACH_RANDOM, EACH_KNOWN = 40, 550

# Mistakes that were made once, or nearly: what to write for a piece of the evaluator.
MISTAKES = {
    "containment is not chained": ("seen.add(part)", "found.push(part)"),
    "a second, different failover is accepted": (
        'this.isFirst(by, ["failover of", was.id], failover.same);',
        "",
    ),
    "the last of two alternative wakers replaces the first": (
        "[...(byKind[kind].get(written(part)) ?? []), on]",
        "[on]",
    ),
    "a need is softened by what it has become": (
        "const isSoftened = (need) => need.softened || softenings.some((step) => isWritten(need, step));",
        """const isSoftened = (need) => need.softened || softenings.some((step) =>
            isWritten({ written: { ...need.written, on: eased(need.written.on, new Map(
                of(steps, "add_alternative").map((each) => [written(each.instead_of), [each.on]]))) } }, step));""",
    ),
    "an alternative is found as a whole need only": (
        "partsOf(on).map((part) => eased(part, alternatives))",
        "partsOf(on)",
    ),
    "an alternative to what another failover needed is dropped without a word": (
        "if (failover && !hasPart(failover.needs, part)) {",
        "if (false) {",
    ),
}


@pytest.fixture(scope="module")
def evaluator() -> Iterator[Node]:
    """Give the evaluator and nothing else."""
    with node(script(EVALUATOR)) as started:
        yield started


@pytest.fixture(scope="module")
def vectors() -> list[Row]:
    random = [
        conformance(s, scenarios_of(s, EACH_RANDOM, seed)) for seed, s in enumerate(random_systems(SYSTEMS))
    ]
    known = [conformance(system, scenarios_of(system, EACH_KNOWN)) for system in known_systems()]
    return [*random, *known, conformance(encounters(), every_pair(encounters()))]


def test_not_one_of_ten_thousand_scenarios_differs(evaluator: Node, vectors: list[Row]) -> None:
    assert wrong_answers(evaluator, vectors) == []
    assert sum(len(part["vectors"]) for part in vectors) >= 10_000


def test_the_scenarios_hold_every_status_refusals_sleepers_and_every_change(vectors: list[Row]) -> None:
    expected = [vector["expected"] for part in vectors for vector in part["vectors"]]
    digits = Counter(digit for each in expected for digit in each.get("status", ""))
    assert min(digits[digit] for digit in "0123") > 1_000
    assert sum("refused" in each for each in expected) > 100
    assert sum(bool(each.get("asleep")) for each in expected) > 1_000
    sources = [
        source for part in vectors for kind in ("mitigations", "readings") for source in part["model"][kind]
    ]
    assert len({change["op"] for source in sources for change in source["changes"]}) == 13


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_known_mistake_in_the_evaluator_is_seen(mistake: str, vectors: list[Row]) -> None:
    right, wrong = MISTAKES[mistake]
    source = script(EVALUATOR)
    assert source.count(right) == 1
    with node(source.replace(right, wrong)) as mistaken:
        assert wrong_answers(mistaken, vectors)
