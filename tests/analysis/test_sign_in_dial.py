"""The dial of sign-ins against giving every choice of services a sign-in of their own, one choice after the other."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kakao_whatif import Scenario, ScenarioError, UnknownIdError, load_case, propagate
from kakao_whatif.analysis.sign_in_dial import sign_in_dial, sign_in_of
from kakao_whatif.examples import two_sites
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import AddAlternative, AddReplica, Mitigation
from kakao_whatif.model.expression import AllOf, AnyOf
from kakao_whatif.model.parts import Dependency, Domain, Replica, Service
from tests.strategies import expressions, losses, parts


def given_own(base, own, assumed, fallen):
    """The system in which services have, beside what they accept, a sign-in of their own.

    One that is assumed stands where its service stands, beside what falls with the one sign-in only.
    """

    def beside(on, id):
        if id in own:
            return AnyOf((on, own[id]))
        if isinstance(on, str):
            return AnyOf((on, id)) if on in fallen else on
        return replace(on, of=tuple(beside(part, id) for part in on.of))

    def changed(service):
        if service.id not in {*own, *assumed}:
            return service
        needs = [
            replace(need, on=beside(need.on, service.id)) if need.kind == "login" else need
            for need in service.needs
        ]
        return replace(service, needs=tuple(needs))

    return build_system([changed(service) for service in base.services], base.domains)


@st.composite
def unified(draw):
    """A system in which some services sign in through the first one, and own sign-ins for some of them."""
    base = draw(parts(6))
    services = tuple(
        replace(service, needs=(*service.needs, Dependency("login", "s0")))
        if draw(st.booleans())
        else service
        for service in base.services
    )
    base = replace(base, services=services)
    able = [service.id for service in services if any(need.kind == "login" for need in service.needs)]
    assume(able)
    own = {id: draw(expressions(base.ids)) for id in able if draw(st.booleans())}
    login = {each.id: [need.on for need in each.needs if need.kind == "login"] for each in services}
    mitigations = [
        Mitigation(f"own-{id}", changes=tuple(AddAlternative(id, "login", on, part) for part in login[id]))
        for id, on in own.items()
    ]
    return base, build_system(base.services, base.domains, mitigations=mitigations), own


@settings(max_examples=250)
@given(unified(), st.data())
def test_every_choice_is_what_propagate_says_of_it(drawn, data):
    base, system, own = drawn
    lost = data.draw(losses(system, most=2))
    dial = sign_in_dial(system, Scenario(), "s0", sorted(lost))
    without = propagate(system).sign_in_lost
    fallen = propagate(system, Scenario({"s0"})).dark - propagate(system).dark
    assert set(dial.services) == set(propagate(system, Scenario({"s0"})).sign_in_lost) - set(without)
    by_number = {number: ([], []) for number in range(len(dial.services) + 1)}
    for number in by_number:
        for only in combinations(sorted(dial.services), number):
            freed = {id for id in dial.services if id not in only}
            known = {id: on for id, on in own.items() if id in freed}
            impact = propagate(given_own(base, known, freed - own.keys(), fallen), Scenario(lost))
            assert dial.locked(only) == set(impact.locked)
            assert dial.sign_in_lost(only) == set(impact.sign_in_lost)
            assert dial.dark == set(impact.dark)
            by_number[number][0].append(len(impact.locked))
            by_number[number][1].append(len(impact.sign_in_lost))
    for at, points in enumerate((dial.points, dial.sign_in_points)):
        for point in points:
            counts = by_number[point.concentrated][at]
            assert (point.least, point.most) == (min(counts), max(counts))
            assert point.average == pytest.approx(sum(counts) / len(counts))


@pytest.mark.parametrize("lost", ["kakao-account", "pangyo", "pangyo-feed", "anyang"])
def test_the_dial_agrees_with_the_dashboard_s_switch_at_both_ends(lost):
    kakao = load_case("kakao-2022")
    dial = sign_in_dial(kakao, Scenario(), "kakao-account", [lost])
    unified = propagate(kakao, Scenario({lost}))
    kept = propagate(kakao, Scenario({lost}, {"own-ids"}))
    assert dial.unified == set(unified.locked)
    assert dial.kept == set(kept.locked) & kakao.services.keys()
    unmoved = [id for id, mitigations in dial.own.items() if not mitigations]
    assert dial.sign_in_lost(unmoved) == set(kept.sign_in_lost) & kakao.services.keys()
    assert dial.sign_in_lost(dial.services) == set(unified.sign_in_lost)
    assert dial.points[-1].most == len(unified.locked)


def test_with_the_whole_site_lost_few_of_them_are_locked_for_the_others_are_dark():
    kakao = load_case("kakao-2022")
    alone = sign_in_dial(kakao, Scenario(), "kakao-account", ["kakao-account"])
    site = sign_in_dial(kakao, Scenario(), "kakao-account", ["pangyo"])
    assert len(alone.services) == alone.points[-1].most == 32
    assert site.points[-1].most == 6


def test_the_sign_in_is_the_one_that_most_services_accept_alone():
    assert sign_in_of(load_case("kakao-2022")) == "kakao-account"
    assert sign_in_of(load_case("kakao-2022"), "kakao-bank-sign-in") == "kakao-bank-sign-in"
    assert (
        sign_in_of(
            build_system([Service("a"), Service("b", needs=(Dependency("login", AnyOf(("a", "b"))),))])
        )
        is None
    )
    assert sign_in_of(build_system([])) is None


def test_where_nobody_can_sign_in_anyway_no_sign_in_is_the_only_one():
    """Nobody can sign in to `mail` with nothing lost: losing `old` as well changes nothing."""
    login = (Dependency("login", AllOf(("old", "gone"))),)
    gone = Service("gone", needs=(Dependency("hard", AnyOf()),))
    assert sign_in_of(build_system([Service("old"), gone, Service("mail", needs=login)])) is None


def test_a_sign_in_that_is_assumed_stands_in_for_the_one_sign_in_only():
    both = (Dependency("login", "one"), Dependency("login", "two"))
    system = build_system([Service("one"), Service("two"), Service("mail", needs=both)])
    dial = sign_in_dial(system, Scenario(), "one", ["one"])
    assert (dial.locked(["mail"]), dial.locked([])) == ({"mail"}, set())
    assert sign_in_dial(system, Scenario(), "one", ["one", "two"]).locked([]) == {"mail"}


def own_sign_ins():
    """A case whose own sign-ins require and exclude each other, and a change that requires one of them."""
    own = {
        "a": {},
        "b": {"requires": ("own-a",)},
        "c": {"excludes": ("own-a",)},
        "d": {"requires": ("more",)},
        "e": {"requires": ("own-b",)},
    }
    givers = [
        Mitigation(f"own-{id}", group="sign-in", changes=(AddAlternative(id, "login", id),), **bound)
        for id, bound in reversed(own.items())
    ]
    more = Mitigation("more", changes=(AddReplica("id", Replica("m")),), requires=("own-a",))
    needs = (Dependency("login", "id"),)
    return build_system(
        [
            Service("id", replicas=(Replica("n"),)),
            *(Service(id, replicas=(Replica("m"),), needs=needs) for id in own),
        ],
        [Domain("n", "site"), Domain("m", "site")],
        mitigations=[*givers, more],
    )


def test_own_sign_ins_that_cannot_be_in_place_together_are_left_out():
    dial = sign_in_dial(own_sign_ins(), Scenario(), "id", ["n"])
    # In file order, which is e to a: c comes before the a that it excludes, and so b and e lack what they require.
    assert dial.own == {"a": (), "b": (), "c": ("own-c",), "d": (), "e": ()}
    with_more = sign_in_dial(own_sign_ins(), Scenario(mitigations={"own-a", "more"}), "id", ["n"])
    assert {id: given for id, given in with_more.own.items() if given} == {
        id: (f"own-{id}",) for id in ("b", "d", "e")
    }


def test_own_sign_ins_that_are_asked_for_and_cannot_be_together_are_refused():
    with pytest.raises(ScenarioError, match="exclude each other"):
        sign_in_dial(own_sign_ins(), Scenario(), "id", ["n"], own=["own-a", "own-c"])


def test_an_unknown_sign_in_is_refused():
    with pytest.raises(UnknownIdError, match="on: unknown id 'acount'"):
        sign_in_of(two_sites(), "acount")


def test_a_mitigation_that_does_more_is_refused_as_a_giver_of_sign_ins():
    more = Mitigation("more", changes=(AddReplica("id", Replica("north")),))
    needs = (Dependency("login", "id"),)
    system = build_system(
        [Service("id", replicas=(Replica("north"),)), Service("shop", needs=needs)],
        [Domain("north")],
        mitigations=[more],
    )
    with pytest.raises(ScenarioError) as caught:
        sign_in_dial(system, Scenario(), "id", ["id"], own=["more"])
    assert str(caught.value) == "own: 'more' changes more than sign-ins. Put it in place by the scenario."
