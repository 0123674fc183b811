"""A case file, its folder, or a mapping becomes a system; everything wrong in it is told at once."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kakao_whatif.errors import ModelError
from kakao_whatif.files.read import read_system, read_with_facts
from kakao_whatif.model.changes import AddReplica, Cost
from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast
from kakao_whatif.model.parts import Dependency, Failover, Replica
from kakao_whatif.model.scenario import Parameter, Scenario
from kakao_whatif.model.text import Text
from tests.files.samples import two_sites

CASE = """
schema: kakao-whatif/1
id: two-sites
domains:
  - {id: pangyo, kind: site}
services:
  - id: chat
    replicas: [{in: pangyo, capacity: 0.7}, {in: pangyo, capacity: 0.3}]
    needs: [{kind: login, on: account}]
  - {id: account}
"""


def told(source: Any) -> list[str]:
    with pytest.raises(ModelError) as caught:
        read_system(source)
    return [str(problem) for problem in caught.value.problems]


def test_a_file_its_folder_and_its_mapping_give_the_same_system(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    for source in (path, str(path), tmp_path, str(tmp_path)):
        system = read_system(source)
        assert (system.id, list(system.services)) == ("two-sites", ["chat", "account"])
        assert system.services["chat"].needs == (Dependency("login", "account"),)


def test_capacities_are_exact_decimals(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    assert sum(replica.capacity for replica in read_system(tmp_path).services["chat"].replicas) == 1


def test_every_key_of_a_service_arrives() -> None:
    service = read_system(two_sites()).services["tistory"]
    assert service.name == Text("Tistory", "티스토리")
    assert (service.layer, service.part_of, service.min_capacity) == ("application", "daum", Fraction("0.3"))
    assert service.replicas == (
        Replica("pangyo-feed", "active", Fraction("0.7")),
        Replica("anyang", "standby", facts=("F103",)),
    )
    assert service.failover == Failover("control", "manual", 20)
    assert service.needs == (
        Dependency("login", "account"),
        Dependency("soft", AnyOf(("chat", AtLeast(1, ("control", "account"))))),
        Dependency("hard", "chat", 90),
        Dependency("restart", AllOf(("control", "chat"))),
    )
    assert service.recovery == {"priority": 3, "servers": 800, "data": "heavy"}
    assert service.facts == ("F254",)
    assert service.assumed == Text("the placement is not published", "배치는 공개되지 않음")


def test_every_section_of_a_case_arrives() -> None:
    system = read_system(two_sites())
    assert (system.version, system.title, system.origin) == (
        "2026-11",
        Text("Two sites", "두 센터"),
        "2022-10-15T15:30+09:00",
    )
    pangyo = system.domains["pangyo"]
    assert (pangyo.kind, pangyo.name, pangyo.probability, pangyo.spare) == (
        "site",
        Text.plain("Pangyo"),
        0.01,
        2,
    )
    assert system.domains["pangyo-feed"].parent == "pangyo"
    assert system.products["daum"].name == Text("Daum", "다음")
    assert list(system.readings) == ["as-drawn", "chat-to-run"]
    own_id = system.mitigations["own-id"]
    assert (own_id.group, own_id.cost) == ("sign-in", Cost(2, 1, 4, assumed=Text.plain("a guess")))
    assert system.mitigations["links-fail-soft"].requires == ("own-id",)
    assert system.mitigations["spread"].excludes == ("own-id",)
    assert system.mitigations["spread"].tradeoff
    assert system.mitigations["spread"].worse.en == "Anyang now takes it down too."
    assert system.mitigations["both"].includes == ("own-id", "links-fail-soft")
    site_cut = system.scenarios["site-cut"]
    assert site_cut.scenario == Scenario({"pangyo"}, {"both"}, {"chat-to-run"}, {"crews": 4})
    assert (site_cut.title.ko, site_cut.hazard) == ("센터 전체 단전", "fire")
    assert system.parameters == {"crews": Parameter(8, 4, 16, assumed=Text.plain("eight"))}
    assert (system.hazards["fire"]["facts"], system.horizon_hours) == (("F101",), 240)


def test_one_change_of_several_services_is_one_change_for_each() -> None:
    changes = read_system(two_sites()).mitigations["own-id"].changes
    assert changes[-2:] == (AddReplica("control", Replica("ansan")), AddReplica("account", Replica("ansan")))


def test_the_mapping_may_be_changed_afterwards() -> None:
    data = two_sites()
    system = read_system(data)
    data["services"][3]["recovery"]["servers"] = 1
    data["hazards"].clear()
    assert system.services["tistory"].recovery["servers"] == 800
    assert "fire" in system.hazards


def test_problems_of_both_sorts_are_told_together(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(
        """
schema: kakao-whatif/1
id: broken
id: twice
origin: 2022-10-15
domains:
  - {id: pangyo, kind: center, in: korea}
  - {id: a, in: b}
  - {id: b, in: a}
services:
  - {id: kakao-account}
  - {id: kakao-account}
  - id: tistory
    replicas:
      - {in: pangyo, capacity: -1}
      - {in: anyng, role: standby, capacity: .nan}
    nedds: []
    needs:
      - {kind: hrad, on: kakao-acount}
      - {kind: soft, on: {at_least: 3, of: [kakao-account, tistory]}}
mitigations:
  - id: own-id
    changes:
      - {op: soften_need, services: [kakao-account, nobody], on: kakao-account}
      - {op: add_need, service: kakao-account, need: {kind: hard, on: tistory}}
scenarios:
  - {id: cut, losses: [pangio], mitigations: [own-ids]}
""",
        encoding="utf-8",
    )
    assert told(path) == [
        "line 4, column 1, top level: the key 'id' stands twice. Keep one of them.",
        "line 16, column 36, services[2] 'tistory'.replicas[1].capacity: nan is not a finite number. "
        "Give a finite number.",
        "line 7, column 18, domains[0] 'pangyo'.kind: 'center' is not a kind of domain. "
        "Give one of: region, site, zone, link, other.",
        "line 15, column 22, services[2] 'tistory'.replicas[0].capacity: -1 is less than 0. "
        "Give a share of peak load, 0 or more.",
        "line 17, column 5, services[2] 'tistory': unknown key 'nedds'. Did you mean 'needs'?",
        "line 19, column 10, services[2] 'tistory'.needs[0].kind: 'hrad' is not a kind of need. "
        "Did you mean 'hard'?",
        "line 5, column 1, origin: '2022-10-15' is not a date and time with its offset. "
        "Give one, such as 2022-10-15T15:30+09:00.",
        "line 12, column 5, services[1] 'kakao-account': "
        "the id 'kakao-account' is taken by services[0] 'kakao-account'. "
        "Choose another id.",
        "line 7, column 32, domains[0] 'pangyo'.in: unknown domain 'korea'. It must name a known domain.",
        "line 8, column 13, domains[1] 'a'.in: these domains stand in each other: 'a' -> 'b' -> 'a'. "
        "Domains are a tree: cut the ring.",
        "line 16, column 10, services[2] 'tistory'.replicas[1].in: unknown domain 'anyng'. "
        "It must name a known domain.",
        "line 13, column 5, services[2] 'tistory'.failover: missing, but the service has a standby. "
        "Say what wakes it; needs: {all_of: []} says that it wakes freely.",
        "line 19, column 22, services[2] 'tistory'.needs[0].on: unknown service 'kakao-acount'. "
        "Did you mean 'kakao-account'?",
        "line 20, column 22, services[2] 'tistory'.needs[1].on: at_least 3 of 2 is out of range. Give 1 to 2.",
        "line 27, column 15, scenarios[0] 'cut'.losses: unknown domain or service 'pangio'. "
        "Did you mean 'pangyo'?",
        "line 27, column 33, scenarios[0] 'cut'.mitigations: unknown mitigation 'own-ids'. "
        "Did you mean 'own-id'?",
        "line 24, column 9, mitigations[0] 'own-id'.changes[0]: "
        "'kakao-account' has no hard need on 'kakao-account'. "
        "It needs: hard 'tistory'.",
        "line 24, column 9, mitigations[0] 'own-id'.changes[0].service: unknown service 'nobody'. "
        "It must name a known service.",
        "line 25, column 10, mitigations[0] 'own-id'.changes[1].op: 'add_need' can make something worse. "
        "Mark the mitigation with tradeoff: true and say where it is worse, or use another change.",
    ]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("services",), None),
        (("services",), {"chat": {}}),
        (("domains",), 3),
        (("mitigations",), "own-id"),
        (("parameters",), []),
        (("hazards",), "fire"),
        (("services", 3, "failover"), "control"),
        (("services", 3, "failover"), {}),
        (("services", 3, "needs"), {"hard": "chat"}),
        (("services", 3, "needs", 2), "chat"),
        (("services", 3, "needs", 2, "kind"), "hrad"),
        (("services", 3, "needs", 2, "on"), ["chat"]),
        (("services", 3, "replicas", 0), "pangyo-feed"),
        (("services", 3, "replicas", 0, "capacity"), "0.7"),
        (("services", 3, "min_capacity"), "x"),
        (("services", 3), {"ids": "tistory"}),
        (("domains", 1, "in"), 3),
        (("readings", 1, "changes"), "none"),
        (("mitigations", 0, "changes", 0, "op"), "add_domian"),
        (("mitigations", 0, "changes", 1, "op"), "add_servise"),
        (("mitigations", 0, "changes", 1, "service", "replicas"), 4),
        (("mitigations", 1, "changes", 2, "to"), "x"),
        (("mitigations", 0, "cost"), "cheap"),
        (("mitigations", 3, "includes", 0), 5),
        (("parameters", "crews", "value"), "eight"),
        (("scenarios", 0, "losses"), "pangyo"),
    ],
)
def test_one_broken_piece_causes_no_follow_up(path: tuple[Any, ...], value: Any) -> None:
    data = two_sites()
    at: Any = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    assert len(told(data)) == 1


@pytest.mark.parametrize(
    "section", ["services", "domains", "mitigations", "readings", "parameters", "hazards"]
)
def test_a_misspelt_section_is_one_problem(section: str) -> None:
    data = two_sites()
    misspelt = section[:-2] + section[-1]
    data[misspelt] = data.pop(section)
    assert told(data) == [f"top level: unknown key '{misspelt}'. Did you mean '{section}'?"]


def test_what_stands_beside_a_broken_piece_is_still_checked() -> None:
    data = two_sites()
    tistory = data["services"][3]
    tistory["needs"][0] = "account"
    tistory["needs"][1]["on"]["any_of"] = ["caht", 5]
    tistory["replicas"][0]["in"] = "pangio-feed"
    data["mitigations"][0]["changes"][0]["op"] = "add_domian"
    data["mitigations"][0]["changes"][4]["services"] = ["control", "acount"]
    assert [line.partition(". ")[0] for line in told(data)] == [
        "services[3] 'tistory'.needs[0]: 'account' is not a mapping",
        "services[3] 'tistory'.needs[1].on.any_of[1]: 5 is not a text or a mapping",
        "mitigations[0] 'own-id'.changes[0].op: 'add_domian' is not an operation",
        "services[3] 'tistory'.replicas[0].in: unknown domain 'pangio-feed'",
        "services[3] 'tistory'.needs[1].on: unknown service 'caht'",
        "mitigations[0] 'own-id'.changes[4].service: unknown service 'acount'",
    ]


def test_a_system_that_cannot_be_put_in_place_is_refused() -> None:
    data = two_sites()
    data["scenarios"][0]["mitigations"] = ["links-fail-soft"]
    assert told(data) == [
        "scenarios[0] 'site-cut': 'links-fail-soft' requires 'own-id'. Add it, or leave 'links-fail-soft' out."
    ]


def test_a_thousand_problems_are_told_and_no_more() -> None:
    services = [{"id": f"service-{number}", "nedds": []} for number in range(1500)]
    lines = told({"services": services})
    assert len(lines) == 1001
    assert (
        lines[-1]
        == "and so on: there are more than 1,000 problems; the others are not told. Mend these first."
    )
    unknown = [
        {"id": f"service-{at}", "needs": [{"kind": "hard", "on": f"servise-{at}x"}]} for at in range(1500)
    ]
    lines = told({"services": unknown})
    assert len(lines) == 1001


@pytest.mark.parametrize("source", [3, None, ["services"]])
def test_what_is_neither_a_path_nor_a_mapping_is_refused(source: Any) -> None:
    sort = type(source).__name__
    assert told(source) == [
        f"source: a Python {sort} is neither a path nor a mapping. Give the path of a case file, or what it holds."
    ]


def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    assert told(tmp_path) == ["file: there is no such file. Check the path."]
    assert told("x" * 5000) == [
        "file: it cannot be read: File name too long. Check the path and its permissions."
    ]


def test_facts_are_looked_up_where_a_ledger_is_given() -> None:
    data = two_sites()
    with pytest.raises(ModelError) as caught:
        read_with_facts(data, ["F101", "F102", "F103", "G7"])
    assert [str(problem) for problem in caught.value.problems] == [
        "services[3] 'tistory'.facts[0]: unknown fact 'F254'. Add it to ledger.csv, or leave it out."
    ]
    data["hazards"]["fire"]["facts"] = ["F105"]
    with pytest.raises(
        ModelError, match=r"hazards\.fire\.facts\[0\]: unknown fact 'F105'\. Did you mean 'F103'\?"
    ):
        read_with_facts(data, ["F102", "F103", "F254"])


def test_ten_thousand_services_are_read_() -> None:
    services = [
        {
            "id": f"service-{at}",
            "name": {"en": f"Service {at}", "ko": f"서비스 {at}"},
            "replicas": [{"in": f"site-{at % 9}", "capacity": 0.5}, {"in": f"site-{(at + 1) % 9}"}],
            "needs": [{"kind": "hard", "on": f"service-{at * step // 7}"} for step in range(1, 6)],
        }
        for at in range(10_000)
    ]
    domains = [{"id": f"site-{at}"} for at in range(9)]
    assert len(read_system({"domains": domains, "services": services}).services) == 10_000
