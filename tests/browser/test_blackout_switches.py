"""What a click on a switch does to the map, the figures and the words, in a real browser."""

import pytest
from playwright.sync_api import expect

from kakao_whatif.dashboards.toggles import toggled_mitigation
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.views.changed import what_changed
from kakao_whatif.views.snapshot import Snapshot
from tests.browser.explorer import CASE, DEFAULT, UNIFICATION, Explorer, Open, impact_of


def test_the_page_opens_with_an_answer(explorer: Explorer) -> None:
    impact = explorer.shows(DEFAULT)
    assert impact.dark
    assert impact.sign_in_lost
    explorer.settle()
    assert explorer.looks == explorer.statuses


def test_losing_pangyo_and_giving_it_back(explorer: Explorer) -> None:
    explorer.lose("pangyo")
    explorer.shows(Scenario())
    assert set(explorer.statuses.values()) == {"up"}
    explorer.lose("pangyo")
    explorer.shows(Scenario({"pangyo"}))
    explorer.settle()
    assert explorer.looks == explorer.statuses
    assert explorer.find(".kw-error:visible").count() == 0


def test_the_list_of_places_and_the_ground_are_the_same_switches(explorer: Explorer) -> None:
    explorer.switch("lose", "anyang")
    explorer.shows(Scenario({"anyang", "pangyo"}))
    assert explorer.state_of("lose", "anyang") == "true"
    explorer.lose("anyang")
    assert explorer.state_of("lose", "anyang") == "false"
    explorer.shows(DEFAULT)


def test_a_zone_a_site_and_a_region_differ(explorer: Explorer) -> None:
    explorer.lose("pangyo")
    for place in ("pangyo-feed", "capital-area"):
        explorer.lose(place)
        explorer.shows(Scenario({place}))
        inside = {id for id, domain in CASE.domains.items() if domain.parent == place}
        assert explorer.ids(".kw-site[data-inside-lost]") >= inside
        explorer.lose(place)


def test_any_service_can_be_lost_by_its_name(explorer: Explorer) -> None:
    page = explorer.page
    page.click(".kw-any-open")
    page.fill(".kw-filter", CASE.label("failover-control").ko)
    explorer.click(".kw-any-list .kw-switch[data-id='failover-control']")
    explorer.shows(Scenario({"failover-control", "pangyo"}))
    page.click(".kw-any-open")


def test_the_master_switch_of_the_id_unification(explorer: Explorer) -> None:
    master = UNIFICATION.master
    assert master is not None
    assert explorer.state_of("unify", master) == "true"  # on in 2022
    before = explorer.counts
    explorer.switch("unify", master)
    scenario = toggled_mitigation(CASE, DEFAULT, master).scenario
    impact = explorer.shows(scenario)
    assert explorer.state_of("unify", master) == "false"
    # Sign-in comes back where the owner still stands; what is dark stays dark, and the page says both.
    assert explorer.counts["sign_in"] < before["sign_in"]
    assert explorer.counts["dark"] == before["dark"]
    assert explorer.deltas["sign_in"] == explorer.counts["sign_in"] - before["sign_in"]
    assert explorer.deltas["dark"] == 0
    assert explorer.text(".kw-changed") == what_changed(Snapshot(system=CASE, impact=impact))


@pytest.mark.parametrize("id", UNIFICATION.members)
def test_each_switch_of_the_id_unification(explorer: Explorer, id: str) -> None:
    assert UNIFICATION.master is not None
    explorer.switch("unify", id)
    impact = explorer.shows(Scenario(DEFAULT.losses, {id}))
    assert explorer.state_of("unify", id) == "false"
    assert explorer.state_of("unify", UNIFICATION.master) == "mixed"
    assert explorer.text(".kw-changed") == what_changed(Snapshot(system=CASE, impact=impact))
    explorer.switch("unify", id)
    assert explorer.state_of("unify", UNIFICATION.master) == "true"
    expect(explorer.find(".kw-changed")).to_be_hidden()


def test_all_members_together_are_the_master(explorer: Explorer) -> None:
    for id in UNIFICATION.members:
        explorer.switch("unify", id)
    assert explorer.state_of("unify", str(UNIFICATION.master)) == "false"
    explorer.shows(Scenario(DEFAULT.losses, {str(UNIFICATION.master)}))


def test_what_only_a_mitigation_adds_is_marked_and_not_counted(explorer: Explorer) -> None:
    assert UNIFICATION.master is not None
    explorer.switch("unify", UNIFICATION.master)
    added = impact_of(Scenario(DEFAULT.losses, {UNIFICATION.master})).status.keys() - CASE.services.keys()
    assert added
    assert explorer.ids(".kw-tile[data-added]") == added
    counts = explorer.counts
    assert sum(counts[word] for word in ("dark", "locked", "degraded", "up")) == len(CASE.services)


def test_a_bundle_takes_its_members_along(explorer: Explorer) -> None:
    bundle = CASE.mitigations["everything-two-sites"]
    explorer.switch("mitigate", bundle.id)
    explorer.shows(Scenario(DEFAULT.losses, {bundle.id}))
    assert {explorer.state_of("mitigate", id) for id in bundle.includes} == {"true"}
    out = bundle.includes[0]
    explorer.switch("mitigate", out)
    explorer.shows(Scenario(DEFAULT.losses, set(bundle.includes) - {out}))
    assert explorer.state_of("mitigate", bundle.id) == "mixed"


def test_what_is_required_comes_along_and_is_told(explorer: Explorer) -> None:
    mitigation = next(m for m in CASE.mitigations.values() if m.requires)
    explorer.switch("mitigate", mitigation.id)
    explorer.shows(Scenario(DEFAULT.losses, {mitigation.id, *mitigation.requires}))
    expect(explorer.find(".kw-notes")).to_be_visible()


def test_undo_redo_and_reset(explorer: Explorer) -> None:
    explorer.lose("anyang")
    explorer.switch("mitigate", "contain-fire")
    both = Scenario({"anyang", "pangyo"}, {"contain-fire"})
    explorer.shows(both)
    explorer.click(".kw-undo")
    explorer.shows(Scenario({"anyang", "pangyo"}))
    explorer.click(".kw-undo")
    explorer.shows(DEFAULT)
    explorer.click(".kw-redo")
    explorer.click(".kw-redo")
    explorer.shows(both)
    expect(explorer.find(".kw-redo")).to_be_disabled()
    explorer.click(".kw-reset")
    explorer.shows(DEFAULT)
    explorer.click(".kw-undo")
    explorer.shows(both)


def test_there_is_nothing_to_undo_at_first(open_explorer: Open) -> None:
    explorer = open_explorer()
    expect(explorer.find(".kw-undo")).to_be_disabled()
    expect(explorer.find(".kw-redo")).to_be_disabled()
    explorer.lose("anyang")
    expect(explorer.find(".kw-undo")).to_be_enabled()


@pytest.mark.parametrize("scenario", ["feed-burns", "october-4", "old-ids", "with-ansan"])
def test_a_named_scenario(explorer: Explorer, scenario: str) -> None:
    explorer.choose(scenario)
    named = CASE.scenarios[scenario].scenario
    explorer.shows(named)
    chips = {("lose", id) for id in named.losses} | {("mitigate", id) for id in named.mitigations}
    assert explorer.chips() == chips
    assert explorer.find(".kw-scenario").input_value() == scenario
    explorer.lose("anyang")
    assert explorer.find(".kw-scenario").input_value() == ""  # no longer that scenario


def test_every_chip_takes_its_own_assumption_away(explorer: Explorer) -> None:
    explorer.lose("submarine-cable")
    explorer.switch("mitigate", "contain-fire")
    explorer.switch("read", "keys-to-run")
    assert ("mitigate", "contain-fire") in explorer.chips()
    explorer.click(".kw-chip[data-kind='mitigate']")
    explorer.shows(Scenario({"pangyo", "submarine-cable"}, readings={"keys-to-run"}))
    explorer.click(".kw-chip[data-kind='lose'][data-id='pangyo']")
    explorer.shows(Scenario({"submarine-cable"}, readings={"keys-to-run"}))
    explorer.click(".kw-chip[data-kind='read']")
    explorer.shows(Scenario({"submarine-cable"}))
    explorer.click(".kw-chip")
    explorer.shows(Scenario())
    assert explorer.chips() == set()


def test_the_reading_of_the_record_decides(explorer: Explorer) -> None:
    """Failover control at two sites saves much, unless the key store was needed to run (F180)."""
    base, other = "keys-to-restart", "keys-to-run"
    explorer.switch("mitigate", "failover-control-two-sites")
    lenient = explorer.shows(Scenario(DEFAULT.losses, {"failover-control-two-sites"}))
    explorer.switch("read", other)
    strict = explorer.shows(Scenario(DEFAULT.losses, {"failover-control-two-sites"}, {other}))
    assert len(strict.dark) > len(lenient.dark)
    assert explorer.state_of("read", other) == "true"
    assert explorer.state_of("read", base) == "false"
    explorer.switch("read", base)
    explorer.shows(Scenario(DEFAULT.losses, {"failover-control-two-sites"}))


def test_assumed_tiles_can_be_marked(explorer: Explorer) -> None:
    assumed = explorer.find(".kw-assumed")
    expect(assumed).to_have_attribute("aria-checked", "false")
    explorer.click(".kw-assumed")
    expect(assumed).to_have_attribute("aria-checked", "true")
    expect(explorer.find(".kw-building")).to_have_attribute("data-show-assumed", "true")
    assert explorer.find(".kw-tile[data-assumed]").count() > 0
    explorer.click(".kw-assumed")


def test_cost_and_source_are_shown_on_demand(explorer: Explorer) -> None:
    item = explorer.find(".kw-item:has(.kw-switch[data-id='failover-control-two-sites'])")
    expect(item.locator(".kw-cost")).to_be_visible()
    expect(item.locator(".kw-info-text")).to_be_hidden()
    item.locator(".kw-info").click()
    expect(item.locator(".kw-info-text")).to_be_visible()
    assert item.locator(".kw-info-text li").count() > 0
    item.locator(".kw-info").click()
    expect(item.locator(".kw-info-text")).to_be_hidden()
