"""The rows that the page makes against those that Python makes: pictures, clicks and links."""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest

from kakao_whatif.dashboards.state import ScenarioState
from kakao_whatif.errors import ScenarioError
from kakao_whatif.handout.case import case_data
from kakao_whatif.handout.script import TELLER, script
from kakao_whatif.model.build import build_system
from kakao_whatif.model.parts import Service
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import LANGUAGES
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.views.header import header
from kakao_whatif.views.link import Link, read_link, write_link
from kakao_whatif.views.no_case import missing_case
from kakao_whatif.views.page import rows
from kakao_whatif.views.snapshot import Snapshot
from tests.handout.node import Node, node
from tests.handout.vectors import known_systems, random_systems, scenarios_of

RANDOM_SYSTEMS, EACH_RANDOM, EACH_KNOWN = 40, 12, 60
SYSTEMS_WITH_REASONS, EACH_WITH_REASONS = 120, 15
CLICKS = 60
LINKS = 100

OPEN = "(content) => { openCase(JSON.parse(content)); }"
PICTURES = """(asked) => JSON.stringify(JSON.parse(asked).map(({ scenario, ...looks }) => {
    const moment = new Moment({ impact: propagate(CASE.system, scenarioOf(scenario)), ...looks });
    return {
        building: buildingRows(moment), headline: headlineRows(moment), details: detailRows(moment),
        header: headerRows(moment), switches: switchRows(moment),
    };
}))"""
CLICKED = """({ query, clicks }) => {
    const state = new State(readLink(query), "ko");
    return JSON.stringify(clicks.map((click) => {
        state.handle(click);
        return { headline: headlineRows(state.moment), header: headerRows(state.moment) };
    }));
}"""
REASONS = """(asked) => JSON.stringify(JSON.parse(asked).map(({ scenario, id }) => {
    const impact = propagate(CASE.system, scenarioOf(scenario));
    const reasons = explain(impact, id);
    const told = (language) => Object.values(sentencesOf(impact, id, reasons, language)).flat().map(plainText);
    return { en: told("en"), ko: told("ko") };
}))"""
LINKED = """(queries) => queries.map((query) => {
    const { scenario, selected, passed, told, language } = readLink(query);
    const moment = { scenario, selected, passed, language: language ?? "" };
    return { link: writeLink(moment), told: told.map(({ ko }) => ko) };
})"""


@pytest.fixture(scope="module")
def teller() -> Iterator[Node]:
    """Give the scripts that make rows and draw nothing."""
    with node(script((*TELLER, "state.js"))) as started:
        yield started


def open_case(teller: Node, system: System) -> None:
    teller.evaluate(OPEN, json.dumps(case_data(system)))


def looks_of(system: System, seed: int, each: int) -> Iterator[tuple[dict[str, Any], Snapshot]]:
    """Yield pictures as the page is asked for them, and as Python has them."""
    dice = random.Random(seed)
    for scenario in scenarios_of(system, each, seed):
        try:
            impact = propagate(system, scenario)
        except ScenarioError:
            continue
        language = dice.choice(["ko", "en"])
        selected = dice.choice([None, *sorted(system.possible_ids)])
        shows = dice.random() < 0.5
        asked = {"losses": sorted(scenario.losses), "mitigations": sorted(scenario.mitigations)}
        asked["readings"] = sorted(scenario.readings)
        looks = {"scenario": asked, "language": language, "selected": selected, "showsAssumed": shows}
        yield (
            looks,
            Snapshot(system=system, impact=impact, language=language, selected=selected, shows_assumed=shows),
        )


def test_every_row_is_the_one_that_python_makes(teller: Node) -> None:
    systems = (*random_systems(RANDOM_SYSTEMS), *known_systems())
    for seed, system in enumerate(systems):
        each = EACH_RANDOM if seed < RANDOM_SYSTEMS else EACH_KNOWN
        looks = list(looks_of(system, seed, each))
        open_case(teller, system)
        pictures = json.loads(teller.evaluate(PICTURES, json.dumps([asked for asked, _ in looks])))
        for (asked, snapshot), picture in zip(looks, pictures, strict=True):
            expected = json.loads(json.dumps(rows(snapshot)))
            for view, row in expected.items():
                assert picture[view] == row, (system.id, view, asked)


def reasons_in(system: System, seed: int, each: int) -> Iterator[tuple[dict[str, Any], dict[str, list[str]]]]:
    """Yield scenarios with a service that is not up, and everything there is to say of it."""
    dice = random.Random(seed)
    for looks, snapshot in looks_of(system, seed, each):
        hit = [id for id, status in snapshot.impact.status.items() if status]
        for id in dice.sample(hit, min(4, len(hit))):
            found = snapshot.impact.explain(id)
            told = {language: list(found.sentences(language)) for language in LANGUAGES}
            yield {"scenario": looks["scenario"], "id": id}, told


def test_every_reason_is_told_as_python_tells_it(teller: Node) -> None:
    compared = 0
    for seed, system in enumerate((*random_systems(SYSTEMS_WITH_REASONS), *known_systems())):
        expected = list(reasons_in(system, seed, EACH_WITH_REASONS))
        open_case(teller, system)
        told = json.loads(teller.evaluate(REASONS, json.dumps([asked for asked, _ in expected])))
        for (asked, sentences), answer in zip(expected, told, strict=True):
            assert answer == sentences, (system.id, asked)
        compared += len(told)
    assert compared > 2_000


def clicks_on(system: System, seed: int) -> list[dict[str, str | None]]:
    dice = random.Random(seed)
    ids: dict[str, list[str | None]] = {
        "lose": sorted(system.possible_ids),
        "mitigate": sorted(system.mitigations),
        "read": sorted(system.readings),
        "scenario": sorted(system.scenarios),
        "select": [None, *sorted(system.possible_ids)],
        "language": ["ko", "en"],
        "undo": [None],
        "redo": [None],
        "reset": [None],
        "assumed": [None],
    }
    able = [kind for kind in ("mitigate", "mitigate", "mitigate", *ids) if ids[kind]]
    kinds = [dice.choice(able) for _ in range(CLICKS)]
    return [{"kind": kind, "id": dice.choice(ids[kind])} for kind in kinds] + [
        {"kind": "lose", "id": "no such"}
    ]


def test_clicks_come_to_what_they_come_to_in_the_dashboard(teller: Node) -> None:
    for seed, system in enumerate((*known_systems(), *random_systems(RANDOM_SYSTEMS)[:20])):
        open_case(teller, system)
        clicks = clicks_on(system, seed)
        shown = json.loads(teller.evaluate(CLICKED, {"query": "", "clicks": clicks}))
        state = ScenarioState(system, read_link("", system), "ko")
        for click, picture in zip(clicks, shown, strict=True):
            state.handle(click)
            expected = rows(state.snapshot)
            assert picture["headline"] == expected["headline"], (system.id, click)
            assert picture["header"] == json.loads(json.dumps(header(state.snapshot))), (system.id, click)


def test_links_are_read_and_written_as_in_the_dashboards(teller: Node) -> None:
    for seed, system in enumerate(known_systems()):
        open_case(teller, system)
        links = [
            write_link(system, scenario, language="ko", selected=min(system.services), passed=[("at", "36h")])
            for scenario in scenarios_of(system, LINKS, seed)
        ]
        told = teller.evaluate(LINKED, links)
        for link, answer in zip(links, told, strict=True):
            assert answer == again(system, read_link(link, system))


def test_an_id_may_hold_the_signs_that_part_ids(teller: Node) -> None:
    ids = ["a,b", "c:d", "50%2C", "it's (one)!*", "둘 & 셋"]
    system = build_system([Service(id) for id in ids])
    open_case(teller, system)
    links = [write_link(system, Scenario({id}), language="ko", selected=id) for id in ids]
    for link, answer in zip(links, teller.evaluate(LINKED, links), strict=True):
        assert answer == {"link": link, "told": []}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?lose=",
        "?lose=pangyo&lose=anyang&view=news&view=chat",
        "?lose=%EC%97%86%EB%8A%94%EA%B3%B3&with=nothing&lang=fr",
        "?lose=pangyo&at=noon&what=this&v=1999&case=other",
        "?set=crews:many,crew:3&lose=pangyo",
        "?lose=pangyo&at=36h&cost=x:3",
        "?lose=pangyo&b=lose=anyang;set=crews:12&side=b",
        "?lose=pangyo&token=abc&voila-theme=dark&voila-template=kakao-whatif",
        "?lose=pangyo&set=crews:1_0",
        "?lose=pangyo&set=crews:0x10",
        "?lose=pangyo&set=crews:+12&at=+1e1h",
        "?lose=pangyo&set=crews:.5e1",
        "?lose=pangyo&set=crews:1e999&at=Infinity",
        "?lose=pangyo&set=crews:%D9%A1%D9%A2&at=0b1h",
        "?lose=pangyo&set=crews:%201.&at=1_0h",
        "?beat=cut&lose=pangyo",
    ],
)
def test_what_a_link_cannot_have_is_told_in_the_same_words(teller: Node, query: str) -> None:
    system = known_systems()[-1]
    open_case(teller, system)
    expected = again(system, read_link(query, system))
    [answer] = teller.evaluate(LINKED, [query])
    # A near name is offered by the dashboards only.
    expected["told"] = [words.partition(" 비슷한 항목")[0] for words in expected["told"]]
    assert answer == expected


@pytest.mark.parametrize(
    "query",
    ["", "case=", "case=town", "case=kakao-2023&lose=pangyo", "lose=&case=%ED%95%9C%20", "case=a&case=town"],
)
def test_a_link_to_another_case_is_known_by_the_same_rule(teller: Node, query: str) -> None:
    system = known_systems()[-1]
    open_case(teller, system)
    assert teller.evaluate("(query) => missingCase(query)", query) == missing_case(query, [system.id])


def again(system: System, link: Link) -> dict[str, Any]:
    written = write_link(
        system, link.scenario, language=link.language, selected=link.selected, passed=link.passed
    )
    return {"link": written, "told": [problem.ko for problem in link.problems]}
