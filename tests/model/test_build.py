"""The door of the model: all problems at once, and nothing that cannot be put in place."""

import pytest

from kakao_whatif.errors import ModelError
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import AddReplica, Mitigation, MoveReplica, RaiseCapacity
from kakao_whatif.model.parts import Dependency, Domain, Replica, Service
from kakao_whatif.model.scenario import NamedScenario, Scenario


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(ModelError) as refused:
        build_system(
            [
                Service("chat", replicas=(Replica("pangio"),)),
                Service("news", needs=(Dependency("hard", "chatt"),)),
            ],
            [Domain("pangyo")],
        )
    assert [str(problem) for problem in refused.value.problems] == [
        "services[0] 'chat'.replicas[0].in: unknown domain 'pangio'. Did you mean 'pangyo'?",
        "services[1] 'news'.needs[0].on: unknown service 'chatt'. Did you mean 'chat'?",
    ]


def test_a_named_scenario_that_contradicts_itself_is_refused() -> None:
    replica, higher, highest = (
        Replica("pangyo"),
        RaiseCapacity("chat", "pangyo", 2),
        RaiseCapacity("chat", "pangyo", 3),
    )
    with pytest.raises(ModelError, match="'more' and 'most' set the capacity of chat pangyo differently"):
        build_system(
            [Service("chat", replicas=(replica,))],
            [Domain("pangyo")],
            mitigations=[Mitigation("more", changes=(higher,)), Mitigation("most", changes=(highest,))],
            scenarios=[NamedScenario("both", scenario=Scenario(mitigations={"more", "most"}))],
        )


def test_a_move_that_does_not_match_exactly_one_copy_is_refused() -> None:
    twice = (Replica("pangyo"), Replica("pangyo"))
    move = Mitigation("spread", changes=(MoveReplica("chat", "pangyo", "anyang"),), tradeoff=True)
    with pytest.raises(ModelError, match="2 stand there"):
        build_system(
            [Service("chat", replicas=twice)], [Domain("pangyo"), Domain("anyang")], mitigations=[move]
        )


def test_a_first_copy_is_no_help_and_is_refused() -> None:
    with pytest.raises(ModelError, match="'chat' has no replicas, so no domain can take it down"):
        build_system(
            [Service("chat")],
            [Domain("pangyo")],
            mitigations=[Mitigation("host", changes=(AddReplica("chat", Replica("pangyo")),))],
        )
