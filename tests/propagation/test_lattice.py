"""And, or, and at least so much of: over bits, against counting scenario by scenario."""

from hypothesis import given
from hypothesis import strategies as st

from kakao_whatif.model.expression import holds, leaves
from kakao_whatif.propagation.lattice import Bits, all_of, any_of, fails, weighing
from tests.strategies import expressions

MASKS = st.integers(0, 255)


def set_bits(mask):
    return {at for at in range(8) if mask >> at & 1}


@given(st.lists(st.tuples(st.integers(0, 5), MASKS), max_size=6), st.integers(-1, 20))
def test_parts_that_hold_weigh_at_least_so_much(parts, least):
    weights = {at: sum(weight for weight, mask in parts if mask >> at & 1) for at in range(8)}
    assert set_bits(weighing(Bits(8), parts, least)) == {at for at in range(8) if weights[at] >= least}


@given(st.lists(MASKS, max_size=4))
def test_all_and_any(masks):
    assert set_bits(all_of(Bits(8), masks)) == {
        at for at in range(8) if all(mask >> at & 1 for mask in masks)
    }
    assert set_bits(any_of(Bits(8), masks)) == {
        at for at in range(8) if any(mask >> at & 1 for mask in masks)
    }


@given(expressions(("a", "b", "c")), st.fixed_dictionaries({"a": MASKS, "b": MASKS}))
def test_an_expression_fails_where_it_does_not_hold_and_what_is_not_there_never_holds(on, dark):
    failing = set_bits(fails(Bits(8), on, dark))
    for at in range(8):
        up = {id for id in leaves(on) if id in dark and not dark[id] >> at & 1}
        assert (at in failing) is not holds(on, up.__contains__)


def test_parts_may_be_more_than_calls_may_be_deep():
    assert weighing(Bits(3), [(1, 0b011)] * 2_000 + [(1, 0b110)], 2_001) == 0b010
