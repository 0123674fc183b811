"""The arrows read the other way round."""

import pytest
from hypothesis import given

from kakao_whatif.errors import UnknownIdError
from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast
from kakao_whatif.propagation.dependents import dependents
from tests import oracles
from tests.small import of, runs
from tests.strategies import systems

SYSTEM = of(
    runs("account", ["feed"]),
    runs("map"),
    runs("page", hard="map", login=AnyOf(("account", AllOf(("account", "map")))), soft="account"),
    runs("standby", standby_at=["site"], woken_by="account", restart=AtLeast(1, ("account", "map"))),
    inside={"feed": "site"},
)


def test_whom_it_hurts_stands_by_kind_of_need():
    assert dependents(SYSTEM, "account") == {
        "login": ("page",),
        "soft": ("page",),
        "restart": ("standby",),
        "failover": ("standby",),
    }
    assert dependents(SYSTEM, "map") == {"hard": ("page",), "login": ("page",), "restart": ("standby",)}
    assert dependents(SYSTEM, "page") == {}


def test_a_domain_hurts_what_has_a_copy_in_it_or_in_a_part_of_it():
    assert dependents(SYSTEM, "site") == {"hosts": ("account", "standby")}
    assert dependents(SYSTEM, "feed") == {"hosts": ("account",)}


@given(systems())
def test_the_arrows_are_the_needs_turned_round(system):
    for id in system.services:
        found = dependents(system, id)
        for kind in ("hard", "login", "soft", "restart"):
            named = {
                service.id
                for service in system.services.values()
                for need in service.needs
                if need.kind == kind and id in oracles.leaves(need.on)
            }
            assert found.get(kind, ()) == tuple(sorted(named))


def test_an_unknown_id_is_refused_with_the_nearest_known_one():
    with pytest.raises(UnknownIdError) as refusal:
        dependents(SYSTEM, "acount")
    assert str(refusal.value) == "dependents: unknown id 'acount'. Did you mean 'account'?"
