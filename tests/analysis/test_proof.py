"""A proof that is spoiled is no proof."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakao_whatif import (
    BackWithin,
    NotWorse,
    Scenario,
    Status,
    check_proof,
    load_case,
    minimal_mitigations,
)
from kakao_whatif.analysis.proof import Without
from kakao_whatif.analysis.targets import Shortfall
from kakao_whatif.model.changes import HELPING
from tests.analysis.brute_mitigations import accepted, questions

NIGHT = Scenario({"pangyo"})
TARGET = NotWorse(["tistory"], Status.DEGRADED)


@pytest.fixture(scope="module")
def kakao():
    return load_case("kakao-2022")


@pytest.fixture(scope="module")
def proof(kakao):
    return minimal_mitigations(kakao, NIGHT, TARGET)[0].proof


def test_a_proof_that_was_found_is_one(kakao, proof):
    assert check_proof(kakao, NIGHT, TARGET, proof)


def test_a_set_that_is_not_enough_is_not_proved(kakao, proof):
    assert not check_proof(kakao, NIGHT, TARGET, replace(proof, members=proof.members[:1]))


def test_a_set_with_one_too_many_is_not_proved(kakao, proof):
    more = replace(proof, members=(*proof.members, "drills"))
    assert not check_proof(kakao, NIGHT, TARGET, more)
    said = Without(("drills",), proof.members, (Shortfall("tistory", Status.DARK),))
    assert not check_proof(kakao, NIGHT, TARGET, replace(more, without=(*proof.without, said)))


def test_a_truthful_account_of_a_set_that_is_too_large_proves_nothing(kakao, proof):
    members = (*proof.members, "drills")
    told = []
    for id in members:
        left = tuple(each for each in members if each != id)
        told.append(Without((id,), left, TARGET.shortfalls(kakao, NIGHT.with_mitigations(*left))))
    assert not check_proof(kakao, NIGHT, TARGET, replace(proof, members=members, without=tuple(told)))


def test_every_removal_must_be_told(kakao, proof):
    assert not check_proof(kakao, NIGHT, TARGET, replace(proof, without=proof.without[1:]))
    assert not check_proof(kakao, NIGHT, TARGET, replace(proof, without=()))


@pytest.mark.parametrize(
    "spoiled",
    [
        {"shortfalls": ()},
        {"shortfalls": (Shortfall("tistory", Status.UP),)},
        {"shortfalls": (Shortfall("brunch", Status.DARK),)},
        {"removed": ("drills",)},
        {"left": ()},
    ],
)
def test_what_a_proof_says_of_a_removal_must_be_so(kakao, proof, spoiled):
    first, *rest = proof.without
    assert not check_proof(kakao, NIGHT, TARGET, replace(proof, without=(replace(first, **spoiled), *rest)))


def test_a_proof_of_another_question_is_none(kakao, proof):
    assert not check_proof(kakao, Scenario({"anyang"}), TARGET, proof)
    assert not check_proof(kakao, NIGHT, ["daum-mail"], proof)
    in_place = NIGHT.with_mitigations("failover-control-two-sites")
    assert not check_proof(kakao, in_place, TARGET, proof)


def test_ids_that_there_are_not_prove_nothing(kakao, proof):
    assert not check_proof(kakao, NIGHT, TARGET, replace(proof, members=("nothing-of-the-kind",)))


def test_a_bundle_is_proved_with_its_members_only(kakao):
    answer = minimal_mitigations(kakao, NIGHT, TARGET)
    bundle = next(each for each in answer if "own-ids" in each.members)
    assert check_proof(kakao, NIGHT, TARGET, bundle.proof)
    assert not check_proof(kakao, NIGHT, TARGET, replace(bundle.proof, members=bundle.mitigations))


def test_with_a_trade_off_every_subset_must_be_told(kakao):
    answer = minimal_mitigations(kakao, NIGHT, ["tistory"], tradeoffs=True)
    proof = next(each.proof for each in answer if each.tradeoffs)
    assert {each.left for each in proof.without} == {(), ("spread-primaries",), ("power-cut-by-zone",)}
    for at in range(len(proof.without)):
        fewer = proof.without[:at] + proof.without[at + 1 :]
        assert not check_proof(kakao, NIGHT, ["tistory"], replace(proof, without=fewer))


def test_hours_are_asked_again(kakao):
    target = BackWithin(["daum-mail"], 12)
    (found,) = minimal_mitigations(kakao, NIGHT, target, 60, max_size=1)
    assert check_proof(kakao, NIGHT, target, found.proof)
    (short,) = found.proof.without[0].shortfalls
    wrong = replace(found.proof.without[0], shortfalls=(replace(short, hours=short.hours + 0.5),))
    assert not check_proof(kakao, NIGHT, target, replace(found.proof, without=(wrong,)))


@settings(max_examples=100)
@given(questions(HELPING), st.data())
def test_only_smallest_sets_can_be_proved(question, data):
    system, scenario, targets = question
    target = NotWorse(*targets[0])
    answer = minimal_mitigations(system, scenario, target)
    proofs = {frozenset(each.members): each.proof for each in answer}
    for members in accepted(system, scenario):
        if members not in proofs and proofs:
            borrowed = data.draw(st.sampled_from(sorted(proofs.values(), key=lambda each: each.members)))
            told = replace(borrowed, members=tuple(sorted(members)))
            assert not check_proof(system, scenario, target, told)
