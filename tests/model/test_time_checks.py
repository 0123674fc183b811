"""What only recovery reads is refused when a model is built, whether from a file or in Python."""

from typing import Any

import pytest

from kakao_whatif.errors import ModelError
from kakao_whatif.files.read import read_system
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import Mitigation, SetParameter
from kakao_whatif.model.parts import Domain, Service
from kakao_whatif.model.scenario import NamedScenario, Parameter, Scenario

BARE = Service("a")
SITES = [Domain("aa"), Domain("anyang")]
WHERE = "services[0] 'a'.recovery"
AMOUNT = "Give a number, 0 or more, or the id of a parameter."


def told(service: Service = BARE, domains: list[Domain] = SITES, **rest: Any) -> list[str]:
    with pytest.raises(ModelError) as caught:
        build_system([service], domains, **rest)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("priority", "high", ".priority: 'high' is not a number. Give a number."),
        ("priority", float("nan"), ".priority: nan is not a number. Give a number."),
        ("role", "tolls", ".role: 'tolls' is not known here. Did you mean 'tools'?"),
        ("crew", "onw", ".crew: 'onw' is not known here. Did you mean 'own'?"),
        ("data", ["huge"], ".data: ('huge',) is not known here. Give one of: heavy, normal, none."),
        ("backup_in", "anyng", ".backup_in: unknown domain 'anyng'. Did you mean 'anyang'?"),
        ("servers", "large", ".servers: unknown parameter 'large'. It must name a known parameter."),
        ("servers", -1, f".servers: -1 is not a number, 0 or more. {AMOUNT}"),
        ("break_glass_hours", True, f".break_glass_hours: True is not a number, 0 or more. {AMOUNT}"),
        ("priorty", 1, ": unknown key 'priorty'. Did you mean 'priority'?"),
    ],
)
def test_what_a_service_says_for_recovery_is_checked(key: str, value: Any, expected: str) -> None:
    assert told(Service("a", recovery={key: value})) == [f"{WHERE}{expected}"]


def test_what_is_no_mapping_is_told() -> None:
    assert told(Service("a", recovery=3)) == [  # type: ignore[arg-type]
        f"{WHERE}: 3 is not a mapping. Give one, such as {{priority: 3, servers: 800}}."
    ]


def test_spare_servers_are_a_number_or_a_parameter_that_is_never_negative() -> None:
    numbers = {"ready": Parameter(8), "odd": Parameter(2, -1, 4)}
    for spare in (0, "ready", {"servers": 3}, {"servers": "ready"}):
        assert build_system([], [Domain("aa", spare=spare)], parameters=numbers)  # type: ignore[arg-type]
    for spare, expected in (
        ("raedy", "unknown parameter 'raedy'. Did you mean 'ready'?"),
        ({"servers": -3}, f"-3 is not a number, 0 or more. {AMOUNT}"),
        ({"server": 3}, "unknown key 'server'. Did you mean 'servers'?"),
        ("odd", "the parameter 'odd' may be -1, which is less than 0. Give it 0 or more, and its low too."),
    ):
        assert told(domains=[Domain("aa", spare=spare)], parameters=numbers) == [  # type: ignore[arg-type]
            f"domains[0] 'aa'.spare: {expected}"
        ]


def test_a_case_names_all_of_it_at_once() -> None:
    data = {
        "domains": [{"id": "aa", "kind": "site"}, {"id": "anyang", "kind": "site"}],
        "services": [
            {
                "id": "a",
                "replicas": [{"in": "aa"}],
                "recovery": {"priority": "high", "role": "tolls", "crew": "onw", "backup_in": "anyng"},
            }
        ],
        "hazards": {
            "fire": [
                {"at_hours": 0, "lose": "aaa"},
                {"from_hours": 5, "at_hours": 3, "restore": "aa"},
                {"at_hours": "noon", "restore": "anyng"},
            ],
            "quake": {"events": [{"at_hours": 0, "lose": "anyng"}]},
        },
    }
    with pytest.raises(ModelError) as caught:
        read_system(data)
    assert [str(problem) for problem in caught.value.problems] == [
        f"{WHERE}.priority: 'high' is not a number. Give a number.",
        f"{WHERE}.role: 'tolls' is not a role in recovery. Did you mean 'tools'?",
        f"{WHERE}.crew: 'onw' is not a sort of crew. Did you mean 'own'?",
        "hazards.fire[2].at_hours: 'noon' is not a number. Give hours from the origin.",
        f"{WHERE}.backup_in: unknown domain 'anyng'. Did you mean 'anyang'?",
        "hazards.fire[0].lose: unknown domain or service 'aaa'. Did you mean 'aa'?",
        "hazards.fire[1].from_hours: 5 is after at_hours (3). Swap them.",
        "hazards.fire[2].restore: unknown domain or service 'anyng'. Did you mean 'anyang'?",
        "hazards.quake.events[0].lose: unknown domain or service 'anyng'. Did you mean 'anyang'?",
    ]


def test_a_hazard_may_lose_what_only_a_mitigation_adds() -> None:
    added = {"op": "add_domain", "domain": {"id": "ansan", "kind": "site"}}
    data = {
        "services": [{"id": "a", "recovery": {"backup_in": "ansan"}}],
        "mitigations": [{"id": "second-site", "changes": [added]}],
        "hazards": {"fire": [{"at_hours": 0, "lose": "ansan"}]},
    }
    assert set(read_system(data).hazards) == {"fire"}


def test_numbers_that_no_run_could_take_are_told_wherever_they_are_given() -> None:
    assert told(
        parameters={
            "crews": Parameter(2, -1, 4),
            "detection-minutes": Parameter(0),
            "outage-hours-site": Parameter(-5),
            "bulk-start-servers-per-hour": Parameter(9, 0, 12),
            "own-number": Parameter(-3),
        },
        scenarios=[NamedScenario("night", scenario=Scenario(parameters={"detection-minutes": -1}))],
        mitigations=[Mitigation("m", changes=(SetParameter("bulk-start-servers-per-hour", 0),))],
    ) == [
        "parameters.crews.low: -1 is too small. Give a number, 0 or more.",
        "parameters.outage-hours-site: -5 is too small. Give a number, 0 or more.",
        "scenarios[0] 'night'.parameters.detection-minutes: -1 is too small. Give a number, 0 or more.",
        "mitigations[0] 'm'.changes[0].value: 0 is too small. Give a number above 0.",
    ]
