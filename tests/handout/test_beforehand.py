import json
import zlib
from base64 import b64decode

import pytest

from kakao_whatif.analysis.minimal_mitigations import minimal_mitigations
from kakao_whatif.analysis.targets import NotWorse
from kakao_whatif.cases import load_case
from kakao_whatif.handout.beforehand import MOST_SETS, Sets, Times, key, states
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.views.link import Link
from kakao_whatif.views.recovery.page import opened
from kakao_whatif.views.recovery.ribbons import ribbons
from tests.handout.test_both import in_one
from tests.settles import settles
from tests.small import of, runs
from tests.town import town


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


@pytest.mark.parametrize("losses", [{"pangyo"}, {"anyang"}, {"feed", "cable"}])
def test_sets_worked_out_for_all_services_at_once_are_those_of_each_one_asked_alone(losses):
    scenario, sets = Scenario(losses), Sets(town())
    found = sets.of(scenario)
    status = propagate(town(), scenario).status
    used = [id for id, service in town().services.items() if service.layer == "application"]
    assert [*found] == [id for id in used if status[id] >= Status.LOCKED]
    for id, places in found.items():
        alone = minimal_mitigations(
            town(), scenario, NotWorse((id,), Status(status[id] - 1)), max_sets=MOST_SETS
        )
        assert [sets.distinct[at]["ids"] for at in places if at >= 0] == [
            [*each.mitigations] for each in alone
        ]
        assert (-1 in places) is not alone.is_complete


def test_a_case_without_mitigations_has_no_sets_to_look_for(monkeypatch):
    system = of(runs("a", ["x"]), runs("b", ["x"], hard="a"))
    assert Sets(system).of(Scenario({"x"})) == {"a": [], "b": []}
    assert settles(monkeypatch, lambda: Sets(system).of(Scenario({"x"}))) == 1
