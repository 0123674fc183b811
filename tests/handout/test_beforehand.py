import json
import zlib
from base64 import b64decode

import pytest

from kakao_whatif.analysis.minimal_mitigations import minimal_mitigations
from kakao_whatif.analysis.targets import NotWorse
from kakao_whatif.cases import load_case
from kakao_whatif.handout.beforehand import MOST_SETS, Sets, Times, key, states
from kakao_whatif.handout.case import case_data
from kakao_whatif.handout.script import TELLER, script
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import Cost, Mitigation, MoveReplica
from kakao_whatif.model.parts import Domain
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.views.link import Link
from kakao_whatif.views.recovery.page import opened
from kakao_whatif.views.recovery.ribbons import ribbons
from tests.handout.node import node
from tests.handout.test_both import in_one
from tests.settles import settles
from tests.small import of, runs
from tests.town import town

LEFT_OUT = """([name, would]) => {
    const moment = new Moment({ impact: propagate(CASE.system, scenarioOf({})), language: "en" });
    return leftOutLine(beforehand, moment, would, "dark", name);
}"""


def test_the_story_and_every_single_loss_come_first_with_their_sets_then_single_changes():
    kakao = load_case("kakao-2022")
    found = list(states(kakao))
    keys = [key(kakao, scenario) for scenario, _ in found]
    assert len(set(keys)) == len(keys)
    assert found[0] == (Scenario({"pangyo"}), True)
    told = {key(kakao, scenario) for scenario, with_sets in found if with_sets}
    assert {key(kakao, named.scenario) for named in kakao.scenarios.values()} <= told
    assert {key(kakao, Scenario({id})) for id in (*kakao.domains, *kakao.services)} <= told
    changed = [scenario for scenario, with_sets in found if not with_sets]
    assert Scenario({"pangyo"}, {"failover-control-two-sites"}) in changed
    assert found[-len(changed) :] == [(scenario, False) for scenario in changed]


def test_scenarios_that_mean_the_same_have_one_key():
    kakao = load_case("kakao-2022")
    members = [m.id for m in kakao.mitigations.values() if m.id in kakao.mitigations["own-ids"].includes]
    assert key(kakao, Scenario(mitigations=members)) == key(kakao, Scenario(mitigations={"own-ids"}))
    assert key(kakao, Scenario({"pangyo"})) == '[["pangyo"],[],[],[]]'
    assert key(kakao, Scenario(parameters={"crews": 12.0})) == '[[],[],[],[["crews",12]]]'


def unpacked(text):
    return json.loads(zlib.decompress(b64decode(text)))


def test_the_packed_times_are_the_rows_of_the_dashboard():
    system, scenario = town(), Scenario({"pangyo"})
    times = Times(system)
    rows, legend = times.of(scenario)
    whole = unpacked(rows) | {"legend": unpacked(times.legends[legend])}
    for at, language in enumerate(("ko", "en")):
        expected = ribbons(opened(system, Link(scenario), language)) | {"orders": []}
        assert in_one(whole, at) == json.loads(json.dumps(expected))


def test_a_legend_that_scenarios_share_is_kept_once():
    times = Times(town())
    places = [times.of(Scenario(losses))[1] for losses in ({"news"}, {"mail"})]
    assert places == [0, 0]
    assert len(times.legends) == 1


def test_every_set_saves_its_service_and_nothing_in_it_can_be_left_out():
    kakao, scenario = load_case("kakao-2022"), Scenario({"pangyo"})
    sets = Sets(kakao)
    base = propagate(kakao, scenario).status
    checked = 0
    for id, places in sets.of(scenario).items():
        for place in (place for place in places if place >= 0):
            members = sets.distinct[place]["ids"]
            assert propagate(kakao, scenario.with_mitigations(*members)).status[id] < base[id]
            checked += 1
            if len(members) == 1:
                assert base[id] >= Status.LOCKED
    assert checked > 50


SETS = Sets(town())  # the same for every loss, as a page makes it


@pytest.mark.parametrize("losses", [{"pangyo"}, {"anyang"}, {"feed", "cable"}])
def test_sets_worked_out_for_all_services_at_once_are_those_of_each_one_asked_alone(losses):
    scenario, sets = Scenario(losses), SETS
    found = sets.of(scenario)
    status = propagate(town(), scenario).status
    used = [id for id, service in town().services.items() if service.layer == "application"]
    assert [*found] == [id for id in used if status[id] >= Status.LOCKED]
    for id, places in found.items():
        alone = minimal_mitigations(
            town(), scenario, NotWorse((id,), Status(status[id] - 1)), max_sets=MOST_SETS
        )
        left_out = None if alone.nothing is None else alone.nothing.not_looked_at
        if left_out is not None:
            assert places == {"would": False}
            assert left_out.would_do is False
            continue
        assert [sets.distinct[at]["ids"] for at in places if at >= 0] == [
            [*each.mitigations] for each in alone
        ]
        assert (-1 in places) is not alone.is_complete


def test_a_trade_off_that_would_save_a_service_is_kept_with_its_cost():
    away = Mitigation("away", tradeoff=True, cost=Cost(2, 1, 3), changes=(MoveReplica("a", "x", "y"),))
    system = build_system(
        [runs("a", ["x"]), runs("b", ["x"])], [Domain("x"), Domain("y")], mitigations=[away]
    )
    sets = Sets(system)
    assert sets.of(Scenario({"x"})) == {"a": {"would": 0}, "b": {"would": False}}
    assert sets.distinct == [{"ids": ["away"], "points": "2", "low": "1", "high": "3"}]
    with node(script((*TELLER, "beforehand.js"))) as page:
        page.evaluate("(content) => openCase(JSON.parse(content))", json.dumps(case_data(system)))
        page.run(f"const beforehand = {json.dumps({'distinct': sets.distinct})};")
        said = {
            id: page.evaluate(LEFT_OUT, [id, would]) for id, would in (("a", 0), ("b", False), ("c", None))
        }
    none = "In the model, no set of changes without trade-offs keeps {} from going dark here. Trade-offs were not "
    assert said == {
        "a": none.format("a") + "looked at. With them it can be done, for 2 points (1 to 3): away.",
        "b": "In the model, no set of changes of this case keeps b from going dark here. "
        "Trade-offs were not looked at. With them it cannot be done either.",
        "c": none.format("c") + "looked at, and whether they could do it was not worked out.",
    }


def test_a_case_without_mitigations_has_no_sets_to_look_for(monkeypatch):
    system = of(runs("a", ["x"]), runs("b", ["x"], hard="a"))
    assert Sets(system).of(Scenario({"x"})) == {"a": [], "b": []}
    assert settles(monkeypatch, lambda: Sets(system).of(Scenario({"x"}))) == 1
