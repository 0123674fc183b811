"""Reasons are true, sufficient and minimal, and are told in both languages."""

import pytest
from hypothesis import given, settings

from kakao_whatif.examples import two_sites
from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.propagation.engine import Engine
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.propagation.reason import Cause
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


def told(explanation):
    return (explanation.reason, *explanation.also)


@settings(max_examples=300)
@given(cases())
def test_each_other_reason_suffices_with_the_losses_of_all_the_others_given_back(case):
    system, scenario = case
    plain = plain_system(system, scenario)
    for id, explanation in explained(case):
        for reason in explanation.also:
            assert reason.losses <= scenario.losses
            assert all(reason.losses.isdisjoint(r.losses) for r in told(explanation) if r is not reason)
            assert fails(plain, id, explanation, reason.cause, reason.losses)


@settings(max_examples=300)
@given(cases())
def test_with_the_losses_of_every_reason_given_back_a_service_is_better(case):
    system, scenario = case
    for id, explanation in explained(case):
        left = scenario.losses - {loss for reason in told(explanation) for loss in reason.losses}
        if explanation.reason.losses:
            assert oracles.answer(system, Scenario(left)).status[id] < explanation.status


@settings(max_examples=300)
@given(cases())
def test_the_other_ways_of_a_loss_are_all_that_it_breaks_but_not_through_what_is_told(case):
    system, scenario = case
    plain = plain_system(system, scenario)
    for id, explanation in explained(case):
        seen = {key(cause) for reason in told(explanation) for cause in (reason.cause, *reason.ways)}
        seen |= {key(cause) for cause in explanation.shared}
        for reason in told(explanation):
            ways = [way.need for way in reason.ways if isinstance(way.need, str)]
            for way in reason.ways:
                held = {*reason.cause.because, *ways} - {id, way.need}
                assert fails(plain, id, explanation, way, reason.losses, held)
        every = oracles.conditions_of(plain.services[id], explanation.status)
        for kind, need in (each for each in every if each not in seen):
            cause = Cause(id, explanation.status, kind, need)
            if fails(plain, id, explanation, cause, scenario.losses):
                assert leads_through_what_is_told(plain, explanation, cause, scenario.losses)


def key(cause):
    return cause.kind, cause.need


def fails(plain, id, explanation, cause, losses, held=()):
    status = explanation.status
    return oracles.fails_alone(plain, id, status, cause.kind, cause.need, losses, held)


def leads_through_what_is_told(plain, explanation, cause, losses):
    """A condition holds once no service falls that reasons, their ways, or what is shared rest on."""
    id = explanation.id
    causes = [cause for r in told(explanation) for cause in (r.cause, *r.ways)] + [*explanation.shared]
    held = {service for each in causes for service in each.because} - {id}
    return not fails(plain, id, explanation, cause, losses, held)


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


@pytest.mark.parametrize("order", [("web", "relay"), ("relay", "web")])
def test_a_need_that_is_dark_only_through_the_reason_told_is_no_other_reason(order):
    nginx = runs("nginx", hard=AllOf(order))
    system = of(nginx, runs("relay", hard="web"), runs("web", hard="db"), runs("db"))
    explanation = propagate(system, losing("db")).explain("nginx")
    assert explanation.reason.cause.need == "web"
    assert explanation.reason.ways == explanation.also == explanation.shared == ()
    assert "elay" not in " ".join(explanation.sentences("en"))


def test_two_arms_of_a_diamond_are_one_loss_on_two_ways():
    arms = [runs("b1", hard="b2"), runs("b2", hard="d3"), runs("c1", hard="c2"), runs("c2", hard="d3")]
    system = of(runs("a0", hard=AllOf(("b1", "c1"))), *arms, runs("d3"))
    explanation = propagate(system, losing("d3")).explain("a0")
    assert explanation.also == ()
    assert [way.need for way in explanation.reason.ways] == ["c1"]
    said = "The loss of d3 reaches a0 in 2 ways: as above, and because it needs c1, which is dark."
    assert said in explanation.sentences("en")
    assert any("2가지 경로로 a0에" in sentence for sentence in explanation.sentences("ko"))


def test_needs_that_fail_only_with_some_of_the_same_losses_are_said_to():
    on_b = [runs("b1", hard="b"), runs("b2", hard="b")]
    app = runs("app", hard=AllOf((AnyOf(("a", "b1")), AnyOf(("b2", "c")))))
    system = of(app, runs("a"), runs("b"), runs("c"), *on_b)
    explanation = propagate(system, losing("a", "b", "c")).explain("app")
    assert (explanation.reason.losses, explanation.also, explanation.reason.ways) == ({"a", "b"}, (), ())
    assert [cause.because for cause in explanation.shared] == [("c", "b2")]
    assert explanation.sentences("en")[-1].startswith(
        "Some of these losses, together with others, break it in another way: "
    )


def test_a_need_that_fails_through_two_losses_apart_is_told_with_both():
    system = of(runs("app", hard="x"), runs("x", hard=AllOf(("a", "b"))), runs("a"), runs("b"))
    explanation = propagate(system, losing("a", "b")).explain("app")
    assert [set(reason.losses) for reason in told(explanation)] == [{"a"}, {"b"}]
    said = "Also, independently, through the loss of b: it needs x, which is dark."
    assert explanation.sentences("en")[-1] == said


def test_that_the_place_of_a_standby_is_lost_is_told_although_less_suffices():
    control = runs("control", ["pangyo"])
    system = of(control, runs("talk", ["pangyo"], standby_at=["anyang"], woken_by="control"))
    explanation = propagate(system, losing("pangyo", "anyang")).explain("talk")
    assert explanation.reason.losses == {"pangyo"}
    assert [copy.lost_with for copy in explanation.reason.cause.lost_too] == ["anyang"]
    assert "The standby of talk at anyang is lost too: waking it would not help." in explanation.sentences(
        "en"
    )
    assert propagate(system, losing("pangyo")).explain("talk").reason.cause.lost_too == ()


def test_an_explanation_settles_the_system_as_often_for_three_thousand_needs_as_for_three(monkeypatch):
    settled = []
    settle = Engine.settle
    monkeypatch.setattr(Engine, "settle", lambda self, losses: settled.append(losses) or settle(self, losses))

    def times(needs):
        parts = [runs(f"a{at}", ["east"]) for at in range(needs)]
        system = of(*parts, runs("z", ["east"], hard=AllOf(tuple(part.id for part in parts))))
        impact = propagate(system, losing("east"))
        settled.clear()
        assert len(impact.explain("z").reason.ways) == needs
        return len(settled)

    assert times(3000) == times(3)


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
