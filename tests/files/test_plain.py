"""Plain data is copied; what JSON cannot hold is refused with its path."""

from types import MappingProxyType
from typing import Any

import pytest

from kakao_whatif.errors import ModelError
from kakao_whatif.files.plain import BROKEN, mark_broken, plain_copy


def told(data: object) -> list[str]:
    return [str(problem) for _, problem in plain_copy(data)[1]]


def test_the_copy_shares_nothing_with_the_source() -> None:
    part = {"a": [1]}
    copied, _ = plain_copy({"x": part, "y": part})
    copied["x"]["a"].append(2)
    assert (part, copied["y"]) == ({"a": [1]}, {"a": [1]})


def test_mappings_and_tuples_of_any_sort_are_welcome() -> None:
    assert plain_copy(MappingProxyType({"a": (1, "b")})) == ({"a": [1, "b"]}, [])


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (float("nan"), "nan is not a finite number. Give a finite number."),
        (float("-inf"), "-inf is not a finite number. Give a finite number."),
        (2**53 + 1, "9007199254740993 is too large. Give a whole number up to 9007199254740992."),
        (10**400, "a number of 1329 bits is too large. Give a whole number up to 9007199254740992."),
        ({1, 2}, "a Python set is not plain data. Give text, a number, true, false, a list or a mapping."),
        (b"x", "a Python bytes is not plain data. Give text, a number, true, false, a list or a mapping."),
        ("a\ud800", "U+D800 (half of a surrogate pair) may not stand in a text. Remove it."),
        ("a\x1b[2J", "U+001B (a control character) may not stand in a text. Remove it."),
        ("a\u202eb", "U+202E (an override of direction) may not stand in a text. Remove it."),
        ("a\u2067b", "U+2067 (an isolate of direction) may not stand in a text. Remove it."),
        ("a\u2028b", "U+2028 (a line separator) may not stand in a text. Remove it."),
        ("a\U0001ffff", "U+1FFFF (a noncharacter) may not stand in a text. Remove it."),
    ],
)
def test_what_json_cannot_hold_is_refused(value: Any, said: str) -> None:
    data = {"services": [{"id": "chat", "replicas": [{"capacity": value}]}]}
    assert told(data) == [f"services[0] 'chat'.replicas[0].capacity: {said}"]
    assert plain_copy(data)[0] == {"services": [{"id": "chat", "replicas": [{"capacity": None}]}]}


def test_a_key_that_is_no_text_is_refused() -> None:
    assert told({"services": [{"id": "chat", 1: "x", None: "z"}]}) == [
        "services[0] 'chat': the key 1 is not a text. Put it in quotes.",
        "services[0] 'chat': the key null is not a text. Put it in quotes.",
    ]


def test_data_that_holds_itself_is_refused() -> None:
    ring: dict[str, Any] = {}
    ring["a"] = ring
    with pytest.raises(ModelError) as caught:
        plain_copy(ring)
    assert str(caught.value.problems[0]) == (
        "a.a.a.a.a.a: lists and mappings stand in each other over 60 deep, or hold themselves. Write it flatter."
    )


def test_data_that_shares_its_way_to_a_million_values_is_refused() -> None:
    data: list[Any] = ["x"] * 10
    for _ in range(8):
        data = [data] * 10
    with pytest.raises(ModelError) as caught:
        plain_copy({"services": data})
    assert (
        str(caught.value.problems[0]) == "top level: there are more than 1,000,000 values. Split the model."
    )


def test_one_part_of_very_many_values_is_refused() -> None:
    assert told({"services": [{"id": "chat", "needs": ["x"] * 20_000}]}) == [
        "services[0]: 20,002 values are too many for one part; it may have 20,000. Split it."
    ]


def test_marking_replaces_only_what_was_refused() -> None:
    data = {"a": [1, {"b": 2, "c": 3}]}
    assert mark_broken(data, [("a", 1, "b"), ("a", 1, "new"), ("a", 1, "b", "below")]) == {
        "a": [1, {"b": BROKEN, "c": 3, "new": BROKEN}]
    }
    assert mark_broken(data, [()]) is BROKEN
