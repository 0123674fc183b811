"""The law of mitigations: without a trade-off, no service is ever worse under any losses.

It is shown op by op, and among other mitigations and readings: what helps alone must not hurt
beside something else.
"""

from dataclasses import replace

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from kakao_whatif.errors import ModelError, ScenarioError
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import (
    HELPING,
    AddAlternative,
    AddDomain,
    AddNeed,
    AddReplica,
    AddService,
    ContainLoss,
    Mitigation,
    MoveReplica,
    RaiseCapacity,
    Reading,
    RemoveNeed,
    SoftenNeed,
)
from kakao_whatif.model.expression import AnyOf
from kakao_whatif.model.parts import Dependency, Domain, Failover, Replica, Service
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.propagation.impact import propagate
from tests import oracles
from tests.small import losing, of, runs
from tests.strategies import PARAMETERS, changes_of, changing_systems, losses, parts, scenarios


def assert_no_worse(system, without, with_it):
    """Under nothing lost, every loss, and every two. Services that only the mitigation adds are not compared."""
    for lost in oracles.subsets([*system.possible_domains, *system.possible_services], most=2):
        before = propagate(system, replace(without, losses=lost))
        after = propagate(system, replace(with_it, losses=lost))
        for id, status in before.status.items():
            assert after.status[id] <= status
            assert id in before.sign_in_lost or id not in after.sign_in_lost


@pytest.mark.parametrize("op", HELPING, ids=lambda op: op.op)
@settings(max_examples=60)
@given(data=st.data())
def test_the_law_holds_for(op, data):
    base = data.draw(parts())
    mitigation = Mitigation("m", changes=data.draw(changes_of(base, op)))
    system = build_system(base.services, base.domains, mitigations=[mitigation], parameters=PARAMETERS)
    assert_no_worse(system, Scenario(), Scenario(mitigations={"m"}))


@settings(max_examples=400)
@given(st.data())
def test_the_law_holds_beside_other_mitigations_and_readings(data):
    system = data.draw(changing_systems(HELPING))
    few = data.draw(scenarios(system))
    more = few.with_mitigations(data.draw(st.sampled_from(sorted(system.mitigations))))
    try:
        assert_no_worse(system, few, more)
    except ScenarioError:
        reject()


@settings(max_examples=50)
@given(st.data())
def test_a_bundle_is_its_members(data):
    system = data.draw(changing_systems(HELPING))
    assume("bundle" in system.mitigations)
    lost = data.draw(losses(system))
    members = frozenset(system.mitigations) - {"bundle"}
    try:
        alone = propagate(system, Scenario(lost, members))
    except ScenarioError:
        reject()
    together = propagate(system, Scenario(lost, {"bundle"}))
    assert together.status == alone.status
    assert together.conditions == alone.conditions


# ----------------------------------------------------------------------- what was found or feared


def mitigated(services, *changes, places=("a", "b")):
    """A system in which each change is a mitigation of its own: m0, m1, ..."""
    each = [Mitigation(f"m{at}", changes=(change,)) for at, change in enumerate(changes)]
    return build_system(services, [Domain(id) for id in places], mitigations=each)


@pytest.mark.parametrize("softened_first", [True, False])
def test_an_alternative_still_counts_where_the_need_is_softened_too(softened_first):
    pair = (SoftenNeed("app", "db"), AddAlternative("app", "hard", "spare"))
    system = mitigated(
        [runs("app", hard="db"), runs("db"), runs("spare")], *pair[:: 1 if softened_first else -1]
    )
    assert propagate(system, Scenario({"db"}, {"m0", "m1"})).status["app"] is Status.UP


def test_a_need_that_is_softened_can_still_be_removed():
    pair = (SoftenNeed("app", "db"), RemoveNeed("app", "hard", "db"))
    system = mitigated([runs("app", hard="db"), runs("db")], *pair)
    assert propagate(system, Scenario({"db"}, {"m0", "m1"})).status["app"] is Status.UP


def test_an_alternative_that_is_not_there_helps_nobody():
    services = [runs("app", login="account"), runs("account")]
    own = Mitigation("own", changes=(AddService(Service("own-id")),))
    use = Mitigation("use", changes=(AddAlternative("app", "login", "own-id"),))
    system = build_system(services, mitigations=[own, use])
    assert propagate(system, Scenario({"account"}, {"use"})).status["app"] is Status.LOCKED
    assert propagate(system, Scenario({"account"}, {"own", "use"})).status["app"] is Status.UP


def test_identical_additions_are_done_once():
    half = AddReplica("app", Replica("b", capacity=0.5))
    system = mitigated([runs("app", ["a"], share=0.5)], half, half)
    both = propagate(system, Scenario({"a"}, {"m0", "m1"}))
    assert both.conditions["app"].capacity == 0.5
    assert both.status["app"] is Status.DEGRADED


def test_the_same_failover_is_the_same_beside_an_alternative_to_it():
    standby_in_b = AddReplica("app", Replica("b", "standby"), Failover("control"))
    standby_in_c = AddReplica("app", Replica("c", "standby"), Failover("control"))
    services = [runs("app", ["a"]), runs("control"), runs("key")]
    changes = (standby_in_b, AddAlternative("app", "failover", "key"), standby_in_c)
    system = mitigated(services, *changes, places="abc")
    impact = propagate(system, Scenario({"a", "b", "control"}, {"m0", "m1", "m2"}))
    assert impact.status["app"] is Status.UP


def test_two_that_set_one_thing_differently_are_refused_and_both_named():
    half, full = (AddReplica("app", Replica("b", capacity=share)) for share in (0.5, 1))
    system = mitigated([runs("app", ["a"])], half, full)
    with pytest.raises(ScenarioError) as refusal:
        propagate(system, Scenario(mitigations={"m0", "m1"}))
    assert str(refusal.value) == (
        "scenario.mitigations: 'm0' and 'm1' set the copy of app b active differently. Choose one of them."
    )


def test_a_first_copy_is_refused_even_when_two_mitigations_bring_one():
    """A service without copies cannot be lost with a domain; one with its first copy can."""
    first, second = AddReplica("app", Replica("a")), AddReplica("app", Replica("b"))
    with pytest.raises(ModelError, match="worse") as refusal:
        mitigated([runs("app")], first, second)
    assert len(refusal.value.problems) == 2


def test_a_standby_that_nothing_wakes_is_refused():
    brings = Mitigation("brings", changes=(AddReplica("app", Replica("b", "standby"), Failover("app")),))
    relies = Mitigation("relies", changes=(AddReplica("app", Replica("c", "standby")),))
    domains = [Domain(id) for id in "abc"]
    with pytest.raises(ModelError, match="'app' would have a standby that nothing wakes"):
        build_system([runs("app", ["a"])], domains, mitigations=[brings, relies])


def test_a_place_inside_one_that_is_not_there_is_refused():
    outer = Mitigation("outer", changes=(AddDomain(Domain("ansan")),))
    inner = Mitigation("inner", changes=(AddDomain(Domain("hall", parent="ansan")),))
    with pytest.raises(
        ModelError, match=r"'hall' would stand in 'ansan', which is not there\. Add the mitigation 'outer'"
    ):
        build_system([], mitigations=[outer, inner])


def test_a_contained_loss_loses_only_those_parts():
    system = of(
        runs("fed", ["feed"]),
        runs("other", ["rest"]),
        inside={"feed": "site", "rest": "site", "site": "region"},
        mitigations=[Mitigation("contain", changes=(ContainLoss("site", ("feed",)),))],
    )
    assert propagate(system, losing("site")).dark == {"fed", "other"}
    contained = Scenario({"site"}, {"contain"})
    assert propagate(system, contained).dark == {"fed"}
    assert propagate(system, contained.with_losses("rest")).dark == {"fed", "other"}
    assert propagate(system, Scenario({"region"}, {"contain"})).dark == {"fed", "other"}


def test_a_loss_contained_to_two_parts_loses_both():
    system = of(
        *(runs(f"in-{part}", [part]) for part in ("feed", "link", "rest")),
        inside={"feed": "site", "link": "site", "rest": "site"},
        mitigations=[Mitigation("contain", changes=(ContainLoss("site", ("feed", "link")),))],
    )
    assert propagate(system, Scenario({"site"}, {"contain"})).dark == {"in-feed", "in-link"}


def test_a_raised_capacity_never_lowers_a_greater_copy_beside_it():
    copies = (Replica("b", capacity=0.2), Replica("b", capacity=1))
    system = mitigated([Service("app", replicas=copies)], RaiseCapacity("app", "b", 0.5))
    assert propagate(system, Scenario(mitigations={"m0"})).conditions["app"].capacity == 1
    raised = system.services["app"], propagate(system, Scenario(mitigations={"m0"})).system.services["app"]
    assert [[float(copy.capacity) for copy in service.replicas] for service in raised] == [[0.2, 1], [0.5, 1]]


def test_a_loss_contained_to_nothing_loses_nothing():
    contain = Mitigation("contain", changes=(ContainLoss("site", ()),))
    system = of(runs("app", ["site"]), mitigations=[contain])
    assert not propagate(system, Scenario({"site"}, {"contain"})).dark


def test_containment_follows_containment():
    changes = (ContainLoss("region", ("site",)), ContainLoss("site", ("feed",)))
    system = of(
        runs("fed", ["feed"]),
        runs("other", ["site"]),
        inside={"feed": "site", "site": "region"},
        mitigations=[Mitigation("contain", changes=changes)],
    )
    assert propagate(system, Scenario({"region"}, {"contain"})).dark == {"fed"}


def test_a_trade_off_may_hurt_and_must_be_marked_as_one():
    need = AddNeed("app", Dependency("hard", AnyOf(("db",))))
    services = [runs("app", ["a"]), runs("db")]
    for change in (need, MoveReplica("app", "a", "b")):
        with pytest.raises(ModelError, match="can make something worse"):
            mitigated(services, change)
    marked = Mitigation("m", changes=(need,), tradeoff=True)
    system = build_system(services, [Domain("a")], mitigations=[marked])
    assert propagate(system, Scenario({"db"}, {"m"})).dark == {"app", "db"}


def test_a_reading_says_what_the_base_was_so_mitigations_meet_its_needs():
    reading = Reading("runs-on-it", changes=(AddNeed("app", Dependency("hard", "store")),))
    own = Mitigation("own", changes=(AddAlternative("app", "hard", "spare", "store"),))
    system = build_system(
        [runs("app", hard="db"), runs("db"), runs("store"), runs("spare")],
        readings=[reading],
        mitigations=[own],
    )
    lost = Scenario({"store"})
    assert propagate(system, lost).status["app"] is Status.UP
    assert propagate(system, lost.with_readings(["runs-on-it"])).status["app"] is Status.DARK
    assert propagate(system, Scenario({"store"}, {"own"}, {"runs-on-it"})).status["app"] is Status.UP
