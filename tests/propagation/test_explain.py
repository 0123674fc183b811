"""Reasons are true, sufficient and minimal, and are told in both languages."""

from hypothesis import given, settings

from kakao_whatif.examples import two_sites
from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.propagation.impact import propagate
from tests import oracles
from tests.plain_changes import plain_system
from tests.small import losing, of, runs
from tests.strategies import cases


def explained(case):
    """Every service that is not UP, with its explanation."""
    system, scenario = case
    impact = propagate(system, scenario)
    return [(id, impact.explain(id)) for id, status in impact.status.items() if status is not Status.UP]


@settings(max_examples=300)
@given(cases())
def test_the_losses_of_a_reason_suffice_alone_and_none_can_be_left_out(case):
    system, _ = case
    for id, explanation in explained(case):
        losses = explanation.reason.losses
        assert oracles.is_minimal_reason(system, Scenario(), id, losses, explanation.status)


@settings(max_examples=300)
@given(cases())
def test_each_other_reason_suffices_alone_too(case):
    system, scenario = case
    for id, explanation in explained(case):
        for reason in explanation.also:
            assert reason.losses <= scenario.losses
            assert oracles.answer(system, Scenario(reason.losses)).status[id] >= explanation.status
        told = [(reason.cause.kind, reason.cause.need) for reason in (explanation.reason, *explanation.also)]
        assert len(told) == len(set(told))


@settings(max_examples=300)
@given(cases())
def test_the_lost_sign_in_of_a_dark_service_is_explained_too(case):
    system, scenario = case
    answer = oracles.answer(system, scenario)
    for id, explanation in explained(case):
        expects = answer.status[id] is Status.DARK and id in answer.sign_in_lost
        assert bool(explanation.sign_in) == expects
        for reason in explanation.sign_in:
            assert reason.cause.kind == "login"
            assert id in oracles.answer(system, Scenario(reason.losses)).sign_in_lost


@settings(max_examples=300)
@given(cases())
def test_every_cause_in_the_tree_is_true(case):
    system, scenario = case
    plain, answer = plain_system(system, scenario), oracles.answer(system, scenario)
    for _, explanation in explained(case):
        for reason in (explanation.reason, *explanation.also, *explanation.sign_in):
            assert set(reason.losses) <= scenario.losses
            for cause in reason.causes.values():
                assert_true(plain, answer, scenario, cause)


@settings(max_examples=300)
@given(cases())
def test_the_short_cause_of_every_service_that_is_not_up_is_true(case):
    system, scenario = case
    plain, answer = plain_system(system, scenario), oracles.answer(system, scenario)
    causes = propagate(system, scenario).causes
    assert [*causes] == [id for id in plain.services if answer.status[id] is not Status.UP]
    for id, cause in causes.items():
        assert (cause.id, cause.status) == (id, answer.status[id])
        assert_true(plain, answer, scenario, cause)


def assert_true(plain, answer, scenario, cause):
    dark = {id for id, status in answer.status.items() if status is Status.DARK}
    service = plain.services[cause.id]
    assert set(cause.because) <= dark
    assert answer.status[cause.id] >= cause.status
    if cause.kind == "lost":
        assert cause.id in scenario.losses
    elif cause.kind == "hosting":
        for copy in cause.copies:
            assert any((r.domain, r.role) == (copy.domain, copy.role) for r in service.replicas)
            if copy.lost_with is not None:
                assert oracles.lost(plain, copy.domain, {copy.lost_with})
            else:
                assert copy.role == "standby"
                assert cause.id in answer.asleep
                assert not oracles.true(service.failover.needs, set(plain.services) - set(copy.waits_for))
        left = left_without(service.replicas, cause.copies)
        named = {copy.lost_with for copy in cause.copies} - {None}
        assert not any(oracles.lost(plain, replica.domain, named) for replica in left)
        share = sum(replica.capacity for replica in left)
        assert share == 0 or share < (1 if cause.status is Status.DEGRADED else service.min_capacity)
    else:
        assert any(cause.need in parts_of(need) for need in service.needs if need.kind == cause.kind)
        assert not oracles.true(cause.need, set(plain.services) - set(cause.because))
        for id in cause.because:
            assert oracles.true(cause.need, set(plain.services) - set(cause.because) | {id})


def left_without(replicas, copies):
    """The copies that are left; of two copies alike in place and role, the greater one is taken out."""
    left = sorted(replicas, key=lambda replica: replica.capacity)
    for copy in copies:
        at = max(at for at, r in enumerate(left) if (r.domain, r.role) == (copy.domain, copy.role))
        del left[at]
    return left


def parts_of(need):
    waiting, parts = [need.on], []
    while waiting:
        part = waiting.pop()
        parts.append(part)
        waiting += part.of if isinstance(part, AllOf) else ()
    return parts


@settings(max_examples=300)
@given(cases())
def test_the_tree_leads_down_to_the_losses_and_closes_only_on_rings(case):
    for _, explanation in explained(case):
        for reason in (explanation.reason, *explanation.also):
            told = set()
            waiting = [(reason.tree, ())]
            while waiting:
                branch, above = waiting.pop(0)
                id = branch.cause.id
                assert branch.cause is reason.causes[id]
                assert not branch.is_ring or branch.is_told
                if branch.is_told:
                    assert not branch.branches
                    assert branch.is_ring == (id in above)
                else:
                    assert id not in told
                    told.add(id)
                    assert tuple(b.cause.id for b in branch.branches) == branch.cause.because
                waiting += [(below, (*above, id)) for below in branch.branches]
            assert told == set(reason.causes)


@settings(max_examples=200)
@given(cases())
def test_every_explanation_can_be_said_in_both_languages(case):
    for id, explanation in explained(case):
        english, korean = explanation.sentences("en"), explanation.sentences("ko")
        assert english
        assert len(english) == len(korean)
        for sentence in (*english, *korean):
            assert sentence.strip() == sentence
            assert "{" not in sentence
            assert "  " not in sentence
            assert sentence.endswith(".")
            assert not sentence.endswith("..")
        assert id in english[0].lower()
        assert id in korean[0].lower()
        assert any("가" <= letter <= "힣" for letter in korean[0])


def test_a_service_that_is_up_has_no_reason():
    explanation = propagate(two_sites()).explain("chat")
    assert explanation.reason is None
    assert explanation.tree is None
    assert explanation.also == ()


def test_a_ring_of_waking_is_told_as_a_ring():
    system = of(runs("control", ["pangyo"], standby_at=["anyang"], woken_by="control"))
    explanation = propagate(system, losing("pangyo")).explain("control")
    (again,) = explanation.tree.branches
    assert again.is_ring
    assert again.cause.id == "control"
    copies = {copy.domain: copy for copy in explanation.reason.cause.copies}
    assert copies["pangyo"].lost_with == "pangyo"
    assert copies["anyang"].waits_for == ("control",)


def test_the_smaller_of_two_reasons_comes_first():
    """Both copies are lost with two sites, but one site alone takes the database away."""
    system = of(runs("app", ["a", "b"], hard="db"), runs("db", ["b"]))
    explanation = propagate(system, losing("a", "b")).explain("app")
    assert explanation.reason.losses == {"b"}
    assert explanation.reason.cause.kind == "hard"


def test_of_two_out_of_three_only_as_many_are_named_as_it_takes():
    system = of(*(runs(id) for id in "abc"), runs("vote", hard=AtLeast(2, ("a", "b", "c"))))
    explanation = propagate(system, losing("a", "b", "c")).explain("vote")
    assert len(explanation.reason.losses) == 2
    assert len(explanation.reason.cause.because) == 2


def test_what_fell_with_the_same_site_is_not_named_when_less_suffices():
    of_site = [runs(id, ["site"]) for id in "abc"]
    system = of(*of_site, runs("app", hard=AnyOf((AllOf(("a", "b")), "c"))))
    assert propagate(system, losing("site")).explain("app").reason.cause.because == ("a", "c")


def test_needs_that_fail_apart_are_told_apart():
    system = of(runs("a"), runs("b"), runs("c"), runs("app", hard=AllOf(("a", AnyOf(("b", "c"))))))
    explanation = propagate(system, losing("a", "b", "c")).explain("app")
    assert [set(reason.losses) for reason in (explanation.reason, *explanation.also)] == [{"a"}, {"b", "c"}]


def test_a_chain_of_ten_thousand_causes_is_told_without_recursion():
    chain = [runs("s0", ["d"]), *(runs(f"s{at}", hard=f"s{at - 1}") for at in range(1, 10_000))]
    explanation = propagate(of(*chain), losing("d")).explain("s9999")
    assert len(explanation.reason.causes) == 10_000
    assert explanation.reason.losses == {"d"}
    assert len(explanation.sentences("en")) == 10_000
    assert explanation.tree.branches


def test_a_ring_of_a_thousand_is_told_without_recursion():
    before = [f"s{at - 1 if at else 999}" for at in range(1000)]
    ring = [runs(f"s{at}", ["d"], standby_at=["e"], woken_by=before[at]) for at in range(1000)]
    explanation = propagate(of(*ring), losing("d")).explain("s999")
    assert len(explanation.reason.causes) == 1000
    assert explanation.sentences("en")
    assert explanation.sentences("ko")
