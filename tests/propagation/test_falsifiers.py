"""What makes a need false, and no more than it takes."""

from hypothesis import given
from hypothesis import strategies as st

from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast
from kakao_whatif.propagation.falsifiers import falsifiers
from tests import oracles
from tests.strategies import expressions

IDS = tuple("abcde")


@given(expressions(IDS), st.permutations(IDS), st.integers(0, len(IDS)))
def test_from_the_last_to_the_first_an_id_is_left_out_if_the_need_is_false_without_it(need, order, most):
    down = order[:most]
    if oracles.true(need, set(IDS) - set(down)):
        return
    kept = list(down)
    for id in reversed(down):
        if not oracles.true(need, set(IDS) - {other for other in kept if other != id}):
            kept.remove(id)
    assert list(falsifiers(need, down)) == kept


def test_an_id_that_stands_twice_counts_twice():
    need = AtLeast(2, ("a", "a", "b"))
    assert falsifiers(need, ["b", "a"]) == ("a",)


def test_what_can_never_be_true_takes_nothing():
    assert falsifiers(AllOf(("a", AnyOf())), ["a"]) == ()
