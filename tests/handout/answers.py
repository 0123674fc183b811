"""What the page's evaluator answers to vectors, in a Node or in a browser."""

import json
from typing import Any, Protocol

Row = dict[str, Any]

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
                idle: impact.system.idle.map(({ by, service }) => [by, service]),
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


class Evaluator(Protocol):
    """Whatever runs the page's scripts."""

    def evaluate(self, function: str, argument: Any, /) -> Any:
        """Call a function written in JavaScript."""


def wrong_answers(evaluator: Evaluator, parts: list[Row]) -> list[tuple[Row, Row]]:
    """Return the vectors that the evaluator answers otherwise than Python, with its answer."""
    answers = json.loads(evaluator.evaluate(ANSWERS, json.dumps(parts)))
    return [
        (vector, answer)
        for part, answered in zip(parts, answers, strict=True)
        for vector, answer in zip(part["vectors"], answered, strict=True)
        if answer != vector["expected"]
    ]
