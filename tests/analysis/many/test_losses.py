"""Several losses at once, against `propagate`; what nests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kakao_whatif import Scenario, ScenarioError, propagate
from kakao_whatif.analysis.many.losses import check_counts, is_nested, under
from kakao_whatif.model.build import build_system
from kakao_whatif.model.parts import Domain
from tests.strategies import losses, systems


@given(systems(), st.data())
def test_each_bit_is_what_propagate_says_of_that_loss(system, data):
    some = data.draw(st.lists(losses(system), max_size=4))
    always = data.draw(losses(system, most=1))
    found = under(system, some, always)
    for at, lost in enumerate(some):
        dark = {id for id, mask in found.dark.items() if mask >> at & 1}
        assert dark == propagate(system, Scenario(lost | always)).dark


def test_a_place_nests_in_all_that_it_stands_in():
    system = build_system([], [Domain("site"), Domain("feed", parent="site"), Domain("hall", parent="feed")])
    assert is_nested(system, ["hall", "site"])
    assert not is_nested(system, ["hall", "hall"])
    assert not is_nested(system, [])


@pytest.mark.parametrize("wrong", [0, -1, True, 1.5, "2", None])
def test_what_is_no_count_is_refused_by_name(wrong):
    with pytest.raises(ScenarioError) as caught:
        check_counts(fine=1, k=wrong)
    assert str(caught.value) == f"k: {wrong!r} is not a whole number of 1 or more. Give one."
