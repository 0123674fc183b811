"""The published schema, and what does not have its shape, in our words."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest

from kakao_whatif.files.changes import OF_SERVICES
from kakao_whatif.files.schema import schema, structure_problems
from kakao_whatif.model.changes import Change
from kakao_whatif.model.parts import KINDS, LAYERS
from kakao_whatif.model.time_checks import KEYS, WORDS
from tests.files.samples import two_sites

ID = "Give an id of letters, digits, '.', '_' and '-' that begins with a letter or a digit."
EXPRESSION = "Give a service id, {all_of: [...]}, {any_of: [...]} or {at_least: k, of: [...]}."
NEED = ("services", 3, "needs", 0)
OWN_ID = ("mitigations", 0, "changes", 2)


def spoil(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    data = two_sites()
    at: Any = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return data


def told(data: Any) -> list[str]:
    return [str(problem) for _, problem in structure_problems(data)]


def test_the_sample_has_the_shape() -> None:
    assert structure_problems(two_sites()) == []


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (("schema",), "kakao-whatif/2", "schema: 'kakao-whatif/2' is not a format that this version reads. "
         "Give 'kakao-whatif/1'."),
        (("nedds",), 1, "top level: unknown key 'nedds'. The keys here are: schema, id, version, title, origin, "
         "products, domains, services, readings, mitigations, scenarios, hazards, parameters, horizon_hours, "
         "facts, assumed."),
        (("version",), 2026, 'version: 2026 is not a text. Give a version, such as "2026-11". Put it in quotes.'),
        (("services",), None, "services: null is not a list. Give a list of services."),
        (("services",), {"chat": {}}, "services: a mapping is not a list. Give a list of services."),
        (("services", 0), "chat", "services[0]: 'chat' is not a mapping. "
         "Give a service, such as {id: tistory, layer: application}."),
        (("services", 0, "id"), "두 센터", f"services[0] '두 센터'.id: '두 센터' cannot be an id. {ID}"),
        (("services", 0, "id"), 7, f"services[0].id: 7 is not a text. {ID} Put it in quotes."),
        (("services", 0, "nedds"), [], "services[0] 'control': unknown key 'nedds'. Did you mean 'needs'?"),
        (("services", 0, "layer"), "applicaton", "services[0] 'control'.layer: 'applicaton' is not a layer of "
         "services. Did you mean 'application'?"),
        (("services", 0, "layer"), 3, "services[0] 'control'.layer: 3 is not a layer of services. "
         "Give one of: data, operations, platform, application, external."),
        (("services", 0, "name"), 3, "services[0] 'control'.name: 3 is not a text or a mapping. "
         "Give words, or {en: ..., ko: ...}."),
        (("services", 0, "name"), {}, "services[0] 'control'.name: it is empty. Give words, or {en: ..., ko: ...}."),
        (("services", 0, "name"), {"kr": "x"}, "services[0] 'control'.name: unknown key 'kr'. "
         "The keys here are: en, ko."),
        (("services", 0, "facts"), [1], "services[0] 'control'.facts[0]: 1 is not a text. "
         "Give the id of a fact. Put it in quotes."),
        (("services", 3, "replicas", 0), "pangyo", "services[3] 'tistory'.replicas[0]: 'pangyo' is not a mapping. "
         "Give a copy, such as {in: pangyo, role: active}."),
        (("services", 3, "replicas", 0, "capacity"), -1, "services[3] 'tistory'.replicas[0].capacity: "
         "-1 is less than 0. Give a share of peak load, 0 or more."),
        (("services", 3, "replicas", 0, "capacity"), "0.5", "services[3] 'tistory'.replicas[0].capacity: "
         "'0.5' is not a number. Give a share of peak load, 0 or more."),
        (("services", 3, "replicas", 0, "role"), "standbye", "services[3] 'tistory'.replicas[0].role: "
         "'standbye' is not a role of copies. Did you mean 'standby'?"),
        (("services", 3, "min_capacity"), 1.5, "services[3] 'tistory'.min_capacity: 1.5 is more than 1. "
         "Give a number from 0 to 1."),
        (("services", 3, "failover"), "control", "services[3] 'tistory'.failover: 'control' is not a mapping. "
         "Give a failover, such as {mode: manual, minutes: 20, needs: failover-control}."),
        (("services", 3, "failover", "minutes"), -5, "services[3] 'tistory'.failover.minutes: -5 is less than 0. "
         "Give minutes, 0 or more."),
        (NEED, "account", "services[3] 'tistory'.needs[0]: 'account' is not a mapping. "
         "Give a need, such as {kind: hard, on: blog-store}."),
        ((*NEED, "kind"), "hrad", "services[3] 'tistory'.needs[0].kind: 'hrad' is not a kind of need. "
         "Did you mean 'hard'?"),
        ((*NEED, "on"), ["a"], "services[3] 'tistory'.needs[0].on: a list is not a text or a mapping. " + EXPRESSION),
        ((*NEED, "on"), "a b", f"services[3] 'tistory'.needs[0].on: 'a b' cannot be an id. {ID}"),
        ((*NEED, "on"), {}, "services[3] 'tistory'.needs[0].on: it has none of the keys it needs. "
         "Give one of all_of, any_of, or at_least together with of."),
        ((*NEED, "on"), {"all_of": [], "any_of": []}, "services[3] 'tistory'.needs[0].on: it has 'all_of' and "
         "'any_of'. Give one of all_of, any_of, or at_least together with of."),
        ((*NEED, "on"), {"at_least": 1}, "services[3] 'tistory'.needs[0].on: it has 'at_least'. "
         "Give one of all_of, any_of, or at_least together with of."),
        ((*NEED, "on"), {"all_off": []}, "services[3] 'tistory'.needs[0].on: unknown key 'all_off'. "
         "Did you mean 'all_of'?"),
        ((*NEED, "on"), {"all_of": ["a", {"any_of": [3]}]}, "services[3] 'tistory'.needs[0].on.all_of[1].any_of[0]: "
         "3 is not a text or a mapping. " + EXPRESSION),
        ((*NEED, "on"), {"at_least": 1.5, "of": []}, "services[3] 'tistory'.needs[0].on.at_least: "
         "1.5 is not a whole number. Give a whole number, 1 or more."),
        ((*NEED, "on"), {"at_least": 0, "of": []}, "services[3] 'tistory'.needs[0].on.at_least: "
         "0 is less than 1. Give a whole number, 1 or more."),
        ((*OWN_ID, "op"), "add_alternativ", "mitigations[0] 'own-id'.changes[2].op: 'add_alternativ' is not an "
         "operation. Did you mean 'add_alternative'?"),
        ((*OWN_ID, "kind"), "logn", "mitigations[0] 'own-id'.changes[2].kind: 'logn' is not a kind of need, "
         "or failover. Did you mean 'login'?"),
        ((*OWN_ID, "services"), ["chat"], "mitigations[0] 'own-id'.changes[2]: it has 'service' and 'services'. "
         "Give one of the keys service and services."),
        (OWN_ID, None, "mitigations[0] 'own-id'.changes[2]: null is not a mapping. "
         "Give a change, such as {op: add_domain, domain: {id: ansan}}."),
        (("mitigations", 0, "changes", 4, "services"), [], "mitigations[0] 'own-id'.changes[4].services: "
         "it is empty. Give a list of ids."),
        (("mitigations", 0, "tradeoff"), "yes", "mitigations[0] 'own-id'.tradeoff: 'yes' is not true or false. "
         "Give true or false."),
        (("mitigations", 0, "group"), "signin", "mitigations[0] 'own-id'.group: 'signin' is not a group of "
         "mitigations. Did you mean 'sign-in'?"),
        (("domains", 0, "probability"), 2, "domains[0] 'pangyo'.probability: 2 is more than 1. "
         "Give a number from 0 to 1."),
        (("domains", 0, "spare"), True, "domains[0] 'pangyo'.spare: true is not a number or a text or a mapping. "
         "Give a number of servers, the id of a parameter, or {servers: ...}."),
        (("parameters", "two words"), {"value": 1}, f"parameters['two words']: 'two words' cannot be an id. {ID}"),
        (("parameters", "crews"), 8, "parameters.crews: 8 is not a mapping. "
         "Give a parameter, such as {value: 8, low: 4, high: 16}."),
        (("scenarios", 0, "parameters", "crews"), "8", "scenarios[0] 'site-cut'.parameters.crews: '8' is not a number. "
         "Give a number."),
    ],
)  # fmt: skip
def test_a_wrong_piece_is_told_in_one_sentence(path: tuple[Any, ...], value: Any, expected: str) -> None:
    assert told(spoil(path, value)) == [expected]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("services",), "top level: the key 'services' is missing. Give a list of services."),
        (("services", 0, "id"), f"services[0]: the key 'id' is missing. {ID}"),
        ((*NEED, "on"), f"services[3] 'tistory'.needs[0]: the key 'on' is missing. {EXPRESSION}"),
        (("services", 3, "failover", "needs"), "services[3] 'tistory'.failover: the key 'needs' is missing. "
         + EXPRESSION),
        ((*OWN_ID, "op"), "mitigations[0] 'own-id'.changes[2]: the key 'op' is missing. Give an operation."),
        ((*OWN_ID, "service"), "mitigations[0] 'own-id'.changes[2]: it has none of the keys it needs. "
         "Give one of the keys service and services."),
        ((*OWN_ID, "kind"), "mitigations[0] 'own-id'.changes[2]: the key 'kind' is missing. "
         "Give a kind of need, or failover."),
    ],
)  # fmt: skip
def test_a_missing_key_is_told_in_one_sentence(path: tuple[Any, ...], expected: str) -> None:
    data = two_sites()
    at: Any = data
    for step in path[:-1]:
        at = at[step]
    del at[path[-1]]
    assert told(data) == [expected]


def test_a_misspelt_key_is_not_told_as_missing_too() -> None:
    data = two_sites()
    data["serivces"] = data.pop("services")
    data["mitigations"][0]["changes"][2]["servise"] = data["mitigations"][0]["changes"][2].pop("service")
    assert told(data) == [
        "mitigations[0] 'own-id'.changes[2]: unknown key 'servise'. Did you mean 'service'?",
        "top level: unknown key 'serivces'. Did you mean 'services'?",
    ]


def test_problems_come_in_the_order_of_the_file_with_the_path_of_what_was_refused() -> None:
    data = {"services": [{"layer": 1, "nedds": 2, "id": "chat"}, {"name": 3}], "id": "a b"}
    assert [path for path, _ in structure_problems(data)] == [
        ("services", 0, "layer"),
        ("services", 0, "nedds"),
        ("services", 1, "name"),
        ("services", 1, "id"),
        ("id",),
    ]


@pytest.mark.parametrize(("data", "sort"), [(None, "null"), (["x"], "a list"), ("text", "'text'"), (3, "3")])
def test_what_is_no_mapping_is_told_at_the_top(data: Any, sort: str) -> None:
    assert told(data) == [f"top level: {sort} is not a mapping. Give a mapping with the key services."]


def test_what_recovery_reads_has_its_shape_in_every_form() -> None:
    data = two_sites()
    data["services"][0]["recovery"] = {
        "priority": 1.5,
        "backup_in": "anyang",
        "rto_hours": 4,
        "facts": ["F1"],
    }
    data["services"][1]["recovery"] = {
        "servers": "crews",
        "break_glass_hours": 6,
        "role": "tools",
        "crew": "own",
    }
    data["hazards"]["quake"] = [
        {"at_hours": -1, "lose": "anyang", "assumed": "the hour"},
        {"from_hours": 2, "at_hours": 5.5, "restore": "anyang", "share": 0.9, "facts": ["F1"]},
    ]
    for spare in (3, "crews", {"servers": 3}, {"servers": "crews", "facts": ["F1"]}):
        data["domains"][0]["spare"] = spare
        assert structure_problems(data) == []


RECOVERY = "services[3] 'tistory'.recovery"
AMOUNT = "Give a number, 0 or more, or the id of a parameter."


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("priority", "high", f"{RECOVERY}.priority: 'high' is not a number. Give a number."),
        ("role", "tolls", f"{RECOVERY}.role: 'tolls' is not a role in recovery. Did you mean 'tools'?"),
        ("crew", "onw", f"{RECOVERY}.crew: 'onw' is not a sort of crew. Did you mean 'own'?"),
        ("data", "huge", f"{RECOVERY}.data: 'huge' is not a class of data. Give one of: heavy, normal, none."),
        ("servers", -1, f"{RECOVERY}.servers: -1 is less than 0. {AMOUNT}"),
        ("break_glass_hours", [], f"{RECOVERY}.break_glass_hours: a list is not a number or a text. {AMOUNT}"),
        ("priorty", 1, f"{RECOVERY}: unknown key 'priorty'. Did you mean 'priority'?"),
    ],
)  # fmt: skip
def test_what_recovery_reads_of_a_service_is_refused_at_the_door(key: str, value: Any, expected: str) -> None:
    data = two_sites()
    data["services"][3]["recovery"][key] = value
    assert told(data) == [expected]


EITHER = "Give either lose or restore, and the id of a domain or service."


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("noon", ": 'noon' is not a mapping. Give an event, such as {at_hours: 0, lose: pangyo}."),
        ({"lose": "pangyo"}, ": the key 'at_hours' is missing. Give hours from the origin."),
        ({"at_hours": "noon", "lose": "pangyo"}, ".at_hours: 'noon' is not a number. Give hours from the origin."),
        ({"at_hours": 0}, f": it has none of the keys it needs. {EITHER}"),
        ({"at_hours": 0, "lose": "a", "restore": "a"}, f": it has 'lose' and 'restore'. {EITHER}"),
        ({"at_hours": 0, "loose": "pangyo"}, ": unknown key 'loose'. Did you mean 'lose'?"),
        ({"at_hours": 0, "restore": "a", "share": 2}, ".share: 2 is more than 1. Give a number from 0 to 1."),
    ],
)  # fmt: skip
def test_an_event_of_a_hazard_is_refused_at_the_door(event: Any, expected: str) -> None:
    data = two_sites()
    data["hazards"]["fire"] = [event]
    assert told(data) == [f"hazards.fire[0]{expected}"]
    data["hazards"]["fire"] = {"events": [event]}
    assert told(data) == [f"hazards.fire.events[0]{expected}"]


def test_every_key_that_recovery_reads_is_published_with_its_meaning_and_is_what_the_checks_know() -> None:
    recovery, event = (schema()["$defs"][name] for name in ("recovery", "event"))
    for key, rule in {**recovery["properties"], **event["properties"]}.items():
        assert key in ("facts", "assumed") or rule["description"], key
    assert set(recovery["properties"]) == set(KEYS)
    assert {
        key: tuple(rule["enum"]) for key, rule in recovery["properties"].items() if "enum" in rule
    } == WORDS


def test_facts_and_assumptions_may_stand_on_anything() -> None:
    data = two_sites()
    for part in _parts(data):
        part |= {"facts": ["F1"], "assumed": {"en": "a", "ko": "가"}}
    assert structure_problems(data) == []


def _parts(data: Any) -> Iterator[dict[str, Any]]:
    """Yield every part of the sample: mappings that are neither texts nor expressions."""
    parts = {"domains", "services", "readings", "mitigations", "scenarios", "products"}
    inner = {"replicas", "needs", "changes", "failover", "cost", "replica", "need", "service", "domain"}
    yield data
    waiting = [part for key in parts for part in data[key]] + list(data["parameters"].values())
    while waiting:
        part = waiting.pop()
        yield part
        for key in inner & set(part):
            below = part[key] if isinstance(part[key], list) else [] if key == "needs" else [part[key]]
            waiting += [each for each in below if isinstance(each, dict)]


def test_the_schema_is_a_valid_one_that_editors_can_complete_from() -> None:
    published = schema()
    assert jsonschema_rs.meta.is_valid(published)
    assert published["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for name, rule in {**published["$defs"], "": published}.items():
        assert rule["title"], name
        if "object" in rule.get("type", ()) and name != "change":
            assert rule["additionalProperties"] is False, name
    json.dumps(published)


def test_the_schema_knows_what_the_model_knows() -> None:
    defs = schema()["$defs"]
    ops = {change.op for change in Change.__args__}
    assert set(defs["change"]["properties"]["op"]["enum"]) == ops
    assert set(OF_SERVICES) | {"add_domain", "add_service", "contain_loss", "set_parameter"} == ops
    assert set(defs["kind"]["enum"]) == set(KINDS)
    assert set(defs["service"]["properties"]["layer"]["enum"]) == set(LAYERS)


def test_the_schema_that_is_handed_out_is_a_copy() -> None:
    schema()["$defs"].clear()
    assert schema()["$defs"]
