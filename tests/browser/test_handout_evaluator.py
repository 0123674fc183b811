"""The page's evaluator against Python's engine, in a real browser: not one scenario may differ."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kakao_whatif.handout.conformance import conformance
from kakao_whatif.handout.script import EVALUATOR, script
from tests.handout.vectors import known_systems, random_systems, scenarios_of

SYSTEMS = 200
EACH_RANDOM, EACH_KNOWN = 40, 550

ANSWERS = """(text) => {
    const sorted = (ids) => [...ids].sort();
    const answer = (system, { losses, mitigations, readings }) => {
        const scenario = { losses: new Set(losses), mitigations: new Set(mitigations), readings: new Set(readings) };
        try {
            const impact = propagate(system, scenario);
            return {
                ids: [...impact.status.keys()],
                status: [...impact.status.values()].join(""),
                sign_in_lost: sorted(impact.signInLost),
                asleep: sorted(impact.settled.asleep),
            };
        } catch (error) {
            if (!(error instanceof Refused)) throw error;
            return { refused: true };
        }
    };
    return JSON.stringify(JSON.parse(text).map(({ model, vectors }) => {
        const system = openSystem(model);
        return vectors.map((vector) => answer(system, vector));
    }));
}"""


@pytest.fixture(scope="module")
def evaluator(browser: Browser) -> Iterator[Page]:
    """Give a page that has the evaluator and nothing else."""
    page = browser.new_page()
    page.add_script_tag(content=script(EVALUATOR))
    yield page
    page.close()


@pytest.fixture(scope="module")
def vectors() -> list[dict[str, Any]]:
    random = [
        conformance(s, scenarios_of(s, EACH_RANDOM, seed)) for seed, s in enumerate(random_systems(SYSTEMS))
    ]
    return random + [conformance(system, scenarios_of(system, EACH_KNOWN)) for system in known_systems()]


def test_not_one_of_ten_thousand_scenarios_differs(evaluator: Page, vectors: list[dict[str, Any]]) -> None:
    answers = json.loads(evaluator.evaluate(ANSWERS, json.dumps(vectors)))
    differing = [
        (vector, answer)
        for part, answered in zip(vectors, answers, strict=True)
        for vector, answer in zip(part["vectors"], answered, strict=True)
        if answer != vector["expected"]
    ]
    assert differing == []
    assert sum(map(len, answers)) >= 10_000


def test_the_scenarios_hold_every_status_refusals_sleepers_and_every_change(
    vectors: list[dict[str, Any]],
) -> None:
    expected = [vector["expected"] for part in vectors for vector in part["vectors"]]
    digits = Counter(digit for each in expected for digit in each.get("status", ""))
    assert min(digits[digit] for digit in "0123") > 1_000
    assert sum("refused" in each for each in expected) > 100
    assert sum(bool(each.get("asleep")) for each in expected) > 1_000
    sources = [
        source for part in vectors for kind in ("mitigations", "readings") for source in part["model"][kind]
    ]
    assert len({change["op"] for source in sources for change in source["changes"]}) == 13
