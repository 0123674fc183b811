"""Places and values read alike in every message."""

from typing import Any

import pytest

from kakao_whatif.files.places import place, shown


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), "top level"),
        (("services",), "services"),
        (("services", 1), "services[1] 'tistory'"),
        (("services", 1, "needs", 0, "on"), "services[1] 'tistory'.needs[0].on"),
        (("services", 7, "id"), "services[7].id"),
        (("parameters", "크루"), "parameters.크루"),
        (("parameters", "two words"), "parameters['two words']"),
    ],
)
def test_a_path_names_the_ids_it_passes(path: tuple[Any, ...], expected: str) -> None:
    assert place({"services": [{"id": 5}, {"id": "tistory"}]}, path) == expected


def test_values_are_shown_short() -> None:
    assert [shown(value) for value in ({}, [], None, False, 3, 0.5, "x")] == [
        "a mapping",
        "a list",
        "null",
        "false",
        "3",
        "0.5",
        "'x'",
    ]
    assert shown("x" * 61) == f"'{'x' * 60}'..."
    assert shown(10**5000) == "a number of 16610 bits"
