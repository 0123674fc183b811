"""Looking at one service: why, whom it hurts, what is known; and finding it."""

import re

import pytest
from playwright.sync_api import expect

from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import Parts, Ref
from tests.browser.explorer import CASE, DEFAULT, Explorer, impact_of

#: One for each status, and one that is dark and without sign-in.
LOOKED_AT = ("tistory", "webtoon-reading", "upbit", "naver", "backups", "failover-control")


def spoken(sentences: tuple[Parts, ...]) -> list[str]:
    return ["".join(part.text if isinstance(part, Ref) else part for part in each) for each in sentences]


def linked(sentences: tuple[Parts, ...]) -> list[str]:
    return [part.id for each in sentences for part in each if isinstance(part, Ref)]


@pytest.mark.parametrize("id", LOOKED_AT)
def test_why_is_what_the_core_explains(explorer: Explorer, id: str) -> None:
    explorer.select(id)
    explanation = impact_of(DEFAULT).explain(id)
    expect(explorer.find(".kw-details")).to_have_attribute("data-id", id)
    expect(explorer.find(f".kw-tile[data-id='{id}']")).to_have_attribute("aria-pressed", "true")
    language: Language
    for language in ("ko", "en"):
        if explorer.language != language:
            explorer.speak(language)
        assert explorer.text(".kw-details .kw-panel-title") == CASE.label(id).in_language(language)
        assert explorer.sentences(".kw-why") == spoken(explanation.why(language))
        assert explorer.sentences(".kw-also") == spoken(explanation.also_parts(language))
        assert explorer.sentences(".kw-sign-in") == spoken(explanation.sign_in_parts(language))
        links = explorer.find(".kw-why .kw-link").evaluate_all("links => links.map(link => link.dataset.id)")
        assert links == linked(explanation.why(language))


def test_every_noun_of_the_reason_leads_to_its_tile(explorer: Explorer) -> None:
    nouns = set(linked(impact_of(DEFAULT).explain("tistory").why("ko"))) - {"tistory"}
    assert nouns
    for id in nouns:
        explorer.select("tistory")
        explorer.click(f".kw-why .kw-link[data-id='{id}'] >> nth=0")
        assert explorer.selected == id
        expect(explorer.find(".kw-details")).to_have_attribute("data-id", id)


def test_whom_it_hurts_by_kind(explorer: Explorer) -> None:
    explorer.select("kakao-account")
    wanted = impact_of(DEFAULT).dependents("kakao-account")
    groups = explorer.find(".kw-hurts .kw-victims")
    assert groups.count() == len(wanted)
    shown = [
        set(groups.nth(at).locator("button").evaluate_all("all => all.map(one => one.dataset.id)"))
        for at in range(groups.count())
    ]
    assert shown == [set(ids) for ids in wanted.values()]
    code = "all => Object.fromEntries(all.map(one => [one.dataset.id, one.dataset.status]))"
    statuses = groups.locator("button").evaluate_all(code)
    assert statuses == {id: explorer.statuses[id] for id in statuses}
    explorer.click(".kw-hurts button[data-id='webtoon-reading']")
    assert explorer.selected == "webtoon-reading"


def test_facts_lead_to_their_sources_and_assumptions_are_told(explorer: Explorer) -> None:
    explorer.select("tistory")
    cited = {id for part in _parts("tistory") for id in part.facts}
    assert explorer.ids(".kw-fact") == cited
    links = explorer.find(".kw-fact a.kw-source")
    assert links.count() > 0
    for link in links.all():
        expect(link).to_have_attribute("href", re.compile("^https://"))
        expect(link).to_have_attribute("rel", "noopener")
    assert explorer.find(".kw-gap").count() > 0


def test_any_service_can_be_lost_from_its_details(explorer: Explorer) -> None:
    explorer.select("naver")
    lose = explorer.find(".kw-lose")
    expect(lose).to_have_attribute("aria-checked", "false")
    explorer.click(".kw-lose")
    explorer.shows(Scenario({"naver", "pangyo"}))
    expect(lose).to_have_attribute("aria-checked", "true")
    expect(explorer.find(".kw-tile[data-id='naver']")).to_have_attribute("data-lost", "true")
    explorer.click(".kw-lose")
    explorer.shows(DEFAULT)


def test_the_edges_of_the_selected_tile_and_of_its_causes_only(explorer: Explorer) -> None:
    edges = explorer.find(".kw-edge")
    expect(edges).to_have_count(0)
    explorer.select("tistory")
    explorer.page.mouse.move(0, 0)  # else they are those of the tile under the pointer
    reason = impact_of(DEFAULT).explain("tistory").reason
    assert reason is not None
    code = "all => all.map(one => [one.dataset.source, one.dataset.target])"
    for source, target in edges.evaluate_all(code):
        assert "tistory" in (source, target) or source in reason.causes
    failing = explorer.find(".kw-edge[data-failing][data-thick][data-source='tistory']")
    targets = set(failing.evaluate_all("all => all.map(one => one.dataset.target)"))
    places = targets & CASE.domains.keys()
    assert targets - places == set(reason.causes["tistory"].because)
    assert len(places) == 1
    explorer.click(".kw-details-close")
    explorer.page.mouse.move(0, 0)
    expect(edges).to_have_count(0)
    assert explorer.selected is None


def test_a_second_click_on_a_tile_lets_it_go(explorer: Explorer) -> None:
    explorer.select("naver")
    explorer.select("naver")
    assert explorer.selected is None
    expect(explorer.find(".kw-details .kw-empty")).to_be_visible()


def test_details_follow_the_switches(explorer: Explorer) -> None:
    explorer.select("webtoon-reading")
    expect(explorer.find(".kw-details")).to_have_attribute("data-status", "locked")
    explorer.switch("unify", "own-webtoon-id")
    status = impact_of(Scenario(DEFAULT.losses, {"own-webtoon-id"})).status["webtoon-reading"]
    expect(explorer.find(".kw-details")).to_have_attribute("data-status", status.word)
    assert status.word != "locked"


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("id", ["tistory", "kakao-account", "webtoon-paid"])
def test_search_finds_by_korean_and_by_english_name(explorer: Explorer, language: Language, id: str) -> None:
    """Whatever the language of the page."""
    if explorer.language != language:
        explorer.speak(language)
    for name in (CASE.label(id).ko, CASE.label(id).en):
        explorer.page.fill(".kw-search", name)
        expect(explorer.find(".kw-options [role=option]").first).to_have_attribute("data-id", id)
        with explorer.turn():
            explorer.page.keyboard.press("Enter")
        assert explorer.selected == id
        expect(explorer.find(".kw-options")).to_be_hidden()
        explorer.click(".kw-details-close")


def test_search_by_pointer_and_in_vain(explorer: Explorer) -> None:
    explorer.page.fill(".kw-search", CASE.label("tistory").ko)
    explorer.click(".kw-options [data-id='tistory']")
    assert explorer.selected == "tistory"
    seq = explorer.seq
    explorer.page.fill(".kw-search", "qqqq")
    expect(explorer.find(".kw-options [role=option]")).to_have_count(0)
    expect(explorer.find(".kw-options .kw-none")).to_be_visible()
    explorer.page.keyboard.press("Enter")
    explorer.page.keyboard.press("Escape")
    expect(explorer.find(".kw-options")).to_be_hidden()
    assert explorer.seq == seq


def test_a_tile_found_by_search_is_brought_into_sight(explorer: Explorer) -> None:
    explorer.page.fill(".kw-search", CASE.label("backups").ko)
    with explorer.turn():
        explorer.page.keyboard.press("Enter")
    expect(explorer.find(".kw-tile[data-id='backups']")).to_be_in_viewport()


def _parts(id: str) -> list[object]:
    service = CASE.services[id]
    failover = [service.failover] if service.failover else []
    return [service, *service.replicas, *failover, *service.needs]
