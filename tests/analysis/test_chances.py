"""Probabilities are checked at the door; what is asked for comes back as it was given."""

from fractions import Fraction

import pytest

from kakao_whatif.analysis.chances import chances
from kakao_whatif.errors import ScenarioError
from kakao_whatif.examples import two_sites


def test_only_what_is_wanted_comes_back_as_exact_as_it_was_given() -> None:
    p = {"pangyo": Fraction(1, 3), "chat": 0, "news": 1.0}
    assert chances(two_sites(), p, ["pangyo", "chat"]) == {"pangyo": Fraction(1, 3), "chat": 0}


def test_the_first_that_is_missing_is_named_and_the_others_counted() -> None:
    with pytest.raises(ScenarioError) as caught:
        chances(two_sites(), {"pangyo": 0.1}, ["news", "chat", "pangyo", "tools"])
    assert str(caught.value) == (
        "p: 'chat' (and 2 more) has no probability. Give one to each member of `over`; 0 if it is never lost."
    )


@pytest.mark.parametrize("chance", ["0.1", None, complex(0, 1), -1e-9, float("inf")])
def test_what_is_no_number_from_0_to_1_is_refused(chance: object) -> None:
    with pytest.raises(ScenarioError, match="is no probability"):
        chances(two_sites(), {"pangyo": chance}, [])  # type: ignore[dict-item]
