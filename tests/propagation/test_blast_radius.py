"""How far a loss reaches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kakao_whatif.errors import UnknownIdError
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.propagation.blast_radius import blast_radius
from tests import oracles
from tests.small import losing, of, runs
from tests.strategies import losses, systems

NEWS = of(runs("account", ["pangyo"]), runs("news", login="account"), runs("half", ["pangyo"], share=0.5))


@given(systems(), st.data())
def test_it_holds_exactly_what_is_worse_than_without_the_loss(system, data):
    lost, other = data.draw(losses(system)), data.draw(losses(system))
    before = oracles.answer(system, Scenario(other)).status
    after = oracles.answer(system, Scenario(other | lost)).status
    radius = blast_radius(system, lost, scenario=Scenario(other))
    assert radius == {id: status for id, status in after.items() if status > before[id]}
    assert list(radius) == sorted(radius)


def test_what_was_no_better_before_is_not_in_it():
    assert blast_radius(NEWS, ["account"]) == {"account": Status.DARK, "news": Status.LOCKED}
    assert "half" in blast_radius(NEWS, ["pangyo"])
    assert blast_radius(NEWS, ["pangyo"], scenario=losing("pangyo")) == {}


def test_losing_nothing_reaches_nobody():
    assert blast_radius(NEWS, []) == {}


def test_an_unknown_loss_is_refused_with_the_nearest_known_one():
    with pytest.raises(UnknownIdError) as refusal:
        blast_radius(NEWS, ["pangio"])
    assert str(refusal.value) == "scenario.losses: unknown id 'pangio'. Did you mean 'pangyo'?"
