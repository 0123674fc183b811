"""Expressions are true and false as the definition says, counted with repetition."""

import pytest

from kakao_whatif.model.expression import (
    AllOf,
    AnyOf,
    AtLeast,
    as_data,
    conjuncts,
    either,
    holds,
    leaves,
    threshold,
)


@pytest.mark.parametrize(
    ("expression", "up", "expected"),
    [
        ("a", {"a"}, True),
        ("a", {"b"}, False),
        (AllOf(), set(), True),
        (AnyOf(), {"a"}, False),
        (AllOf(("a", "b")), {"a"}, False),
        (AnyOf(("a", "b")), {"b"}, True),
        (AtLeast(2, ("a", "b", "c")), {"a", "c"}, True),
        (AtLeast(2, ("a", "b", "c")), {"c"}, False),
        (AtLeast(2, ("a", "a", "b")), {"a"}, True),
        (AllOf((AnyOf(("a", "b")), "c")), {"b", "c"}, True),
        (AllOf((AnyOf(("a", "b")), "c")), {"c"}, False),
    ],
)
def test_an_expression_holds_as_it_is_defined(expression: object, up: set[str], expected: bool) -> None:
    assert holds(expression, up.__contains__) is expected  # type: ignore[arg-type]


def test_leaves_come_in_order_and_as_often_as_they_stand() -> None:
    assert list(leaves(AllOf(("b", AnyOf(("a", "b")))))) == ["b", "a", "b"]


def test_thresholds_make_all_gates_one_kind() -> None:
    assert [
        threshold(gate) for gate in (AllOf(("a", "b")), AnyOf(("a", "b")), AtLeast(2, ("a", "b", "c")))
    ] == [2, 1, 2]


def test_an_alternative_widens_what_is_needed_and_is_added_once() -> None:
    widened = either("a", "b")
    assert widened == AnyOf(("a", "b"))
    assert either(widened, "b") == widened
    assert either(AllOf(("a", "c")), "b") == AnyOf((AllOf(("a", "c")), "b"))


def test_conjuncts_are_what_must_all_be_true() -> None:
    assert conjuncts(AllOf(("a", AllOf(("b", AnyOf(("c", "d"))))))) == ("a", "b", AnyOf(("c", "d")))
    assert conjuncts(AnyOf(("a", "b"))) == (AnyOf(("a", "b")),)


def test_data_is_what_a_case_file_writes() -> None:
    nested = AllOf(("a", AtLeast(1, ("b", AnyOf(("c",))))))
    assert as_data(nested) == {"all_of": ["a", {"at_least": 1, "of": ["b", {"any_of": ["c"]}]}]}
