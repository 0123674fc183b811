"""What a model may not be: each refusal with its place, its value and the way out."""

from collections.abc import Iterable

import pytest

from kakao_whatif.errors import ModelError
from kakao_whatif.model.build import build_system
from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast, Expression
from kakao_whatif.model.parts import Dependency, Domain, Failover, Replica, Service
from kakao_whatif.model.scenario import NamedScenario, Parameter, Scenario

CHAT = Service("chat")


def told(services: Iterable[Service] = (), domains: Iterable[Domain] = (), **rest: object) -> list[str]:
    with pytest.raises(ModelError) as caught:
        build_system(services, domains, **rest)  # type: ignore[arg-type]
    return [str(problem) for problem in caught.value.problems]


def test_an_id_may_stand_once_among_domains_and_services() -> None:
    assert told([CHAT, Service("pangyo"), CHAT], [Domain("pangyo")]) == [
        "services[1] 'pangyo': the id 'pangyo' is taken by domains[0] 'pangyo'. Choose another id.",
        "services[2] 'chat': the id 'chat' is taken by services[0] 'chat'. Choose another id.",
    ]


def test_named_scenarios_have_ids_of_their_own() -> None:
    scenario = NamedScenario("chat")
    assert build_system([CHAT], scenarios=[scenario]).scenarios
    assert told([CHAT], scenarios=[scenario, scenario]) == [
        "scenarios[1] 'chat': the id 'chat' is taken by scenarios[0] 'chat'. Choose another id."
    ]


def test_a_domain_stands_in_a_known_one() -> None:
    assert told(domains=[Domain("feed", parent="pangio"), Domain("pangyo")]) == [
        "domains[0] 'feed'.in: unknown domain 'pangio'. Did you mean 'pangyo'?"
    ]


def test_domains_are_a_tree() -> None:
    ring = [
        Domain("a", parent="c"),
        Domain("b", parent="a"),
        Domain("c", parent="b"),
        Domain("d", parent="d"),
    ]
    assert told(domains=ring) == [
        "domains[0] 'a'.in: these domains stand in each other: 'a' -> 'b' -> 'c' -> 'a'. "
        "Domains are a tree: cut the ring.",
        "domains[3] 'd'.in: these domains stand in each other: 'd' -> 'd'. Domains are a tree: cut the ring.",
    ]
    many = [Domain(f"d{at}", parent=f"d{(at + 1) % 9}") for at in range(9)]
    assert told(domains=many) == [
        "domains[0] 'd0'.in: these domains stand in each other: 9 domains. Domains are a tree: cut the ring."
    ]


@pytest.mark.parametrize("probability", [-0.1, 1.1, float("nan")])
def test_a_probability_is_from_0_to_1(probability: float) -> None:
    assert told(domains=[Domain("a", probability=probability)]) == [
        f"domains[0] 'a'.probability: {probability} is no probability. Give 0 to 1."
    ]


def test_a_copy_stands_in_a_known_domain_and_carries_no_less_than_nothing() -> None:
    chat = Service("chat", replicas=(Replica("anyang"), Replica("pangio", capacity=-0.25)))
    assert told([chat], [Domain("pangyo")]) == [
        "services[0] 'chat'.replicas[0].in: unknown domain 'anyang'. It must name a known domain.",
        "services[0] 'chat'.replicas[1].in: unknown domain 'pangio'. Did you mean 'pangyo'?",
        "services[0] 'chat'.replicas[1].capacity: -0.25 is negative. Give a share of peak load, 0 or more.",
    ]


@pytest.mark.parametrize("capacity", [float("nan"), float("inf"), "much"])
def test_a_capacity_that_is_no_number_is_refused_at_once(capacity: float) -> None:
    with pytest.raises(ModelError) as caught:
        Replica("pangyo", capacity=capacity)
    (problem,) = caught.value.problems
    assert (
        str(problem)
        == f"capacity: {capacity!r} is not a finite number. Give a share of peak load, 0 or more."
    )


@pytest.mark.parametrize("minimum", [-0.5, 1.5])
def test_a_least_capacity_is_from_0_to_1(minimum: float) -> None:
    assert told([Service("chat", min_capacity=minimum)]) == [
        f"services[0] 'chat'.min_capacity: {minimum} is not a share. Give 0 to 1."
    ]


def test_a_standby_needs_a_failover() -> None:
    assert told([Service("chat", replicas=(Replica("a", "standby"),))], [Domain("a")]) == [
        "services[0] 'chat'.failover: missing, but the service has a standby. "
        "Say what wakes it; needs: {all_of: []} says that it wakes freely."
    ]


def test_needs_and_failover_name_known_services() -> None:
    chat = Service("chat", failover=Failover("contrl"), needs=(Dependency("soft", AnyOf(("chat", "mial"))),))
    assert told([chat, Service("control"), Service("mail")]) == [
        "services[0] 'chat'.needs[0].on: unknown service 'mial'. Did you mean 'mail'?",
        "services[0] 'chat'.failover.needs: unknown service 'contrl'. Did you mean 'control'?",
    ]


def test_a_need_is_of_services_and_not_of_domains() -> None:
    assert told([Service("chat", needs=(Dependency("hard", "pangyo"),))], [Domain("pangyo")]) == [
        "services[0] 'chat'.needs[0].on: unknown service 'pangyo'. It must name a known service."
    ]


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        (AtLeast(0, ("chat",)), "at_least 0 of 1 is out of range. Give 1."),
        (AtLeast(1, ()), "at_least 1 of 0 is out of range. Name a part."),
        (AtLeast(3, ("chat", "chat")), "at_least 3 of 2 is out of range. Give 1 to 2."),
        (AllOf((AnyOf((AtLeast(2, ("chat",)),)),)), "at_least 2 of 1 is out of range. Give 1."),
    ],
)
def test_a_threshold_can_be_met(tree: Expression, said: str) -> None:
    assert told([Service("chat", needs=(Dependency("hard", tree),))]) == [
        f"services[0] 'chat'.needs[0].on: {said}"
    ]


def test_an_expression_is_not_endlessly_deep() -> None:
    tree: Expression = "chat"
    for _ in range(5000):
        tree = AllOf((tree,))
    assert told([Service("chat", needs=(Dependency("hard", tree),))]) == [
        "services[0] 'chat'.needs[0].on: gates stand in each other over 60 deep. Write it flatter."
    ]


def test_durations_are_not_negative() -> None:
    chat = Service(
        "chat", failover=Failover(AllOf(), minutes=-1), needs=(Dependency("soft", "chat", float("nan")),)
    )
    assert told([chat]) == [
        "services[0] 'chat'.needs[0].detach_minutes: nan is no duration. Give minutes, 0 or more.",
        "services[0] 'chat'.failover.minutes: -1 is no duration. Give minutes, 0 or more.",
    ]


def test_a_named_scenario_names_what_there_is() -> None:
    scenario = NamedScenario(
        "cut",
        scenario=Scenario({"pangio", "chat"}, {"own-id"}, {"as-drawn"}, {"crew": 3}),
        hazard="fire",
    )
    assert told([CHAT], [Domain("pangyo")], scenarios=[scenario], parameters={"crews": Parameter(8)}) == [
        "scenarios[0] 'cut'.losses: unknown domain or service 'pangio'. Did you mean 'pangyo'?",
        "scenarios[0] 'cut'.mitigations: unknown mitigation 'own-id'. It must name a known mitigation.",
        "scenarios[0] 'cut'.readings: unknown reading 'as-drawn'. It must name a known reading.",
        "scenarios[0] 'cut'.parameters: unknown parameter 'crew'. Did you mean 'crews'?",
        "scenarios[0] 'cut'.hazard: unknown hazard 'fire'. It must name a known hazard.",
    ]


def test_parameters_are_finite_and_within_their_own_range() -> None:
    parameters = {
        "crews": Parameter(20, 4, 16),
        "hours": Parameter(float("nan")),
        "trucks": Parameter(1, high=float("inf")),
        "fine": Parameter(10**400),
    }
    assert told(parameters=parameters) == [
        "parameters.crews: [4, 20, 16] is not in order. Give low <= value <= high.",
        "parameters.hours: [nan] are not all finite. Give finite numbers.",
        "parameters.trucks: [1, inf] are not all finite. Give finite numbers.",
    ]


def test_an_id_with_a_full_stop_in_it_is_not_parted() -> None:
    with pytest.raises(ModelError) as caught:
        build_system([Service("chat", needs=(Dependency("hard", "a. b"),))])
    (problem,) = caught.value.problems
    assert (problem.what, problem.way_out) == ("unknown service 'a. b'.", "It must name a known service.")
