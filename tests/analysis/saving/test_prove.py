"""Proofs that try every subset are counted, so that they end however many there are."""

import pytest

from kakao_whatif import LimitError, NotWorse, Scenario, check_proof, minimal_mitigations
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import AddReplica, Cost, Mitigation, MoveReplica, RemoveNeed
from kakao_whatif.model.parts import Dependency, Domain, Replica, Service

LOST = Scenario({"here"}, ["moved"])
TARGET = NotWorse(["top"])


def two_ways(n):
    """So many needs, each saved in two ways: 2^n smallest sets of n changes, with a trade-off in place."""
    parts = [f"part{at:02}" for at in range(n)]
    standing = [Service(id, replicas=(Replica("here"),)) for id in [*parts, "other"]]
    top = Service("top", needs=tuple(Dependency("hard", id) for id in parts))
    copies = [
        Mitigation(f"{id}-copy", cost=Cost(1), changes=(AddReplica(id, Replica("there")),)) for id in parts
    ]
    without = [
        Mitigation(f"{id}-without", cost=Cost(2), changes=(RemoveNeed("top", "hard", id),)) for id in parts
    ]
    moved = Mitigation("moved", tradeoff=True, changes=(MoveReplica("other", "here", "there"),))
    return build_system(
        [*standing, top], [Domain("here"), Domain("there")], mitigations=[moved, *copies, *without]
    )


def shown(answer):
    return [each.proof.is_complete for each in answer]


def test_every_subset_is_tried_where_the_steps_are_enough():
    system = two_ways(5)
    answer = minimal_mitigations(system, LOST, TARGET)
    assert (len(answer), all(shown(answer))) == (32, True)
    assert {len(each.proof.without) for each in answer} == {2**5 - 1}
    assert all(check_proof(system, LOST, TARGET, each.proof) for each in answer)


def test_where_they_are_not_the_cheapest_sets_are_proved_and_the_others_say_that_they_are_not():
    system = two_ways(7)
    whole = minimal_mitigations(system, LOST, TARGET)
    answer = minimal_mitigations(system, LOST, TARGET, max_steps=80_000)
    assert [each.members for each in answer] == [each.members for each in whole]
    assert all(shown(whole))
    proved = sum(shown(answer))
    assert 0 < proved < len(answer) == 2**7
    assert shown(answer) == [True] * proved + [False] * (len(answer) - proved)
    assert check_proof(system, LOST, TARGET, answer[proved - 1].proof)
    assert answer.notes[-1].en.startswith("Not every smaller set in some of these was tried")


def test_no_more_subsets_are_tried_than_there_are_steps():
    answer = minimal_mitigations(two_ways(9), LOST, TARGET, max_steps=300_000)
    removals, subsets = 9, 2**9 - 1
    assert {len(each.proof.without) for each in answer} == {removals, subsets}
    assert subsets * sum(shown(answer)) <= 300_000 / 9


def test_proving_can_be_ended():
    told = []

    def stop(done, of):
        told.append(done)
        return done < 400_000

    with pytest.raises(LimitError, match=r"mitigations: ended after [\d,]+ of at most 3,000,000 steps\."):
        minimal_mitigations(two_ways(9), LOST, TARGET, progress=stop)
    assert len(told) > 1
