"""Refusals name the nearest id, also among very many."""

import pytest

from kakao_whatif.errors import (
    LimitError,
    ModelError,
    Problem,
    ScenarioError,
    UnknownIdError,
    WhatIfError,
    nearest,
)

MANY = [f"{name}-{at:04}" for name in ("chat", "mail", "news", "store") for at in range(2500)]


def test_every_error_is_a_refusal_of_this_package() -> None:
    for error in (ModelError([]), ScenarioError(), LimitError(), UnknownIdError("case", "a", "case", [])):
        assert isinstance(error, WhatIfError)
    assert issubclass(ModelError, ValueError)
    assert issubclass(ScenarioError, ValueError)


def test_a_model_error_tells_all_problems() -> None:
    error = ModelError([Problem("a", "x.", "Do y."), Problem("b", "z.")], "case.yaml")
    assert str(error) == "2 problems in case.yaml:\n  - a: x. Do y.\n  - b: z."


def test_an_unknown_id_names_the_nearest_or_what_it_should_be() -> None:
    near = UnknownIdError("domain or service", "pangio", "scenario.losses", ["anyang", "pangyo"])
    assert (near.near, str(near)) == (
        "pangyo",
        "scenario.losses: unknown id 'pangio'. Did you mean 'pangyo'?",
    )
    far = UnknownIdError("mitigation", "xyz", "scenario.mitigations", ["own-id"])
    assert (far.near, str(far)) == (
        None,
        "scenario.mitigations: unknown id 'xyz'. It must name a known mitigation.",
    )


@pytest.mark.parametrize(
    ("unknown", "known"),
    [
        ("maill-0117", "mail-0117"),
        ("news-0117-x", "news-0117"),
        ("amil-0117", "mail-0117"),
        ("stroe-2499", "store-2499"),
    ],
)
def test_among_very_many_the_nearest_is_found_by_its_beginning_or_end(unknown: str, known: str) -> None:
    assert nearest(unknown, MANY) == known


def test_nothing_near_is_none() -> None:
    assert nearest("완전히-다른-것", MANY) is None
