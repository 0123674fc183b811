"""The play head, the ribbons and the switches of the recovery dashboard in a real browser, on one page."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from kakao_whatif.recovery.timeline import hours
from kakao_whatif.views.recovery_words import clock_end
from tests.browser.conftest import Server, Watch, await_live
from tests.browser.recovering import CASE, DEFAULT, Night, timeline_of

NOTEBOOK = "recovery.ipynb"


@pytest.fixture(scope="module")
def opened(browser: Browser, voila: Server) -> Iterator[tuple[Night, Watch]]:
    """Open the dashboard once for all tests of this file."""
    watch = Watch()
    context = browser.new_context(locale="ko-KR", viewport={"width": 1280, "height": 800})
    watch.attach(context)
    page = context.new_page()
    page.goto(voila.render(NOTEBOOK, "lose=pangyo"), wait_until="commit")
    await_live(page)
    yield Night(page), watch
    page.goto("about:blank")
    context.close()


@pytest.fixture
def night(opened: tuple[Night, Watch]) -> Iterator[Night]:
    """Give the page as it opens; at the end nothing may be held against it."""
    night, watch = opened
    watch.errors.clear()
    night.page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
    night.click(".kw-reset")
    night.page.focus(".kw-head")
    night.page.keyboard.press("Home")
    yield night
    assert watch.foreign == []
    assert watch.errors == []
    assert night.find(".kw-error:visible").count() == 0


def test_there_is_a_ribbon_for_every_service_that_goes_down(night: Night) -> None:
    line = timeline_of()
    down = {id for id, waits in line.waits.items() if waits}
    assert night.ribbons == {id: clock_end(line, hours(line.time_to_restore[id]), "ko") for id in down}
    waits = night.find(".kw-ribbon[data-id='daum-mail'] .kw-strip [data-w]")
    assert waits.evaluate_all("spans => spans.map(span => span.dataset.w)") == [
        wait.want for wait in line.waiting_for("daum-mail")
    ]
    patterns = night.find(".kw-ribbon-key .kw-span[data-w]").evaluate_all(
        "spans => spans.map(span => getComputedStyle(span).backgroundImage + getComputedStyle(span).backgroundColor)"
    )
    assert len(set(patterns)) == len(patterns) >= 5
    assert night.find(".kw-ribbon[data-id='daum-mail'] .kw-seen").count() == sum(
        seen.service == "daum-mail"
        for seen in CASE.observations  # type: ignore[attr-defined]
    )


def test_steps_lead_from_change_to_change_and_everything_follows(night: Night) -> None:
    line = timeline_of()
    for way in ("on", "on", "on", "back"):
        night.page.click(f".kw-step[data-way='{way}']")
        night.shows_moment(line)
        assert any(abs(moment.hours - night.hour) < 1e-3 for moment in line.moments)
        at = float(night.find(".kw-now").get_attribute("data-at") or "nan")
        assert at == night.hour
    night.page.keyboard.press("End")
    assert set(night.statuses.values()) == {"up"}


def test_playing_needs_nobody_and_stops_where_it_is_stopped(night: Night) -> None:
    play = night.find(".kw-play")
    start, word = night.hour, play.get_attribute("aria-label")
    play.click()
    expect(play).to_have_attribute("aria-pressed", "true")
    assert play.get_attribute("aria-label") != word
    night.page.wait_for_function(f"Number(document.querySelector('.kw-playhead').dataset.hour) > {start + 3}")
    play.click()
    expect(night.find(".kw-playhead")).not_to_have_attribute("data-playing", "true")
    stopped = night.hour
    night.shows_moment(timeline_of())
    night.page.wait_for_function(f"location.search.includes('at={round(stopped, 3):g}h')")
    assert night.hour == stopped


def test_the_play_head_by_keyboard_alone(night: Night) -> None:
    head, keyboard = night.find(".kw-head"), night.page.keyboard
    night.page.focus(".kw-play")
    keyboard.press("ArrowRight")
    moved = night.hour
    night.page.focus(".kw-head")
    keyboard.press("ArrowRight")
    assert night.hour > moved
    assert head.get_attribute("aria-valuetext") == ", ".join(
        night.find(".kw-clock > span").all_text_contents()
    )
    keyboard.press("PageUp")
    far = night.hour
    keyboard.press("Space")
    expect(night.find(".kw-playhead")).to_have_attribute("data-playing", "true")
    night.page.wait_for_function(f"Number(document.querySelector('.kw-playhead').dataset.hour) > {far}")
    keyboard.press("Space")
    expect(night.find(".kw-playhead")).not_to_have_attribute("data-playing", "true")
    keyboard.press("Home")
    night.page.focus(".kw-ribbon-name[tabindex='0']")
    keyboard.press("End")
    last = night.page.evaluate("document.activeElement.dataset.id")
    with night.turn():
        keyboard.press("Enter")
    expect(night.find(".kw-details")).to_have_attribute("data-id", last)
    with night.turn():
        keyboard.press("Escape")
    expect(night.find(".kw-details")).not_to_have_attribute("data-id", last)


def test_a_mitigation_changes_times_and_says_by_how_much(night: Night) -> None:
    scenario = DEFAULT.with_mitigations("failover-control-two-sites")
    line, base = timeline_of(scenario), timeline_of()
    night.page.keyboard.press("PageUp")
    moment = night.hour
    night.switch("failover-control-two-sites")
    assert night.hour == moment
    night.shows_moment(line)
    both = [id for id in line.waits if id in base.waits]
    assert {id: night.ribbons[id] for id in both} == {
        id: clock_end(line, hours(line.time_to_restore[id]), "ko") for id in both
    }
    sooner = {id for id in both if line.time_to_restore[id] < base.time_to_restore[id]}
    better = night.find(".kw-ribbon[data-better='true']").evaluate_all(
        "all => all.map(one => one.dataset.id)"
    )
    assert sooner <= set(better)
    expect(night.find(".kw-changed")).to_contain_text("시간")
    assert night.find(".kw-ribbon .kw-base:visible").count() == len(night.ribbons)
    expect(night.find(".kw-count[data-id='up'] .kw-delta")).to_be_visible()
    night.switch("failover-control-two-sites")
    expect(night.find(".kw-changed")).to_be_hidden()
    expect(night.find(".kw-aside")).to_contain_text("69")


def test_what_a_change_makes_later_says_because_of_whom(night: Night) -> None:
    base = timeline_of()
    for id in ("drills", "more-crews"):
        line = timeline_of(DEFAULT.with_mitigations(id))
        later = {s for s in base.waits if line.time_to_restore[s] > base.time_to_restore[s]}
        if not later:
            continue
        night.switch(id)
        worse = night.find(".kw-ribbon[data-better='false']").evaluate_all(
            "all => all.map(one => one.dataset.id)"
        )
        assert set(worse) <= later
        said = night.find(".kw-ribbon[data-better='false'] .kw-later").all_text_contents()
        assert all(words.startswith("늦어진 까닭") for words in said if words)
        night.switch(id)


def test_the_order_and_the_language_change_the_words_and_nothing_else(night: Night) -> None:
    before = night.ribbons
    night.click(".kw-order[data-id='product']")
    assert night.ribbons == before
    assert night.find(".kw-ribbon-group").count() > 5
    night.click(".kw-order[data-id='time']")
    night.click(".kw-language[data-id='en']")
    assert night.ribbons.keys() == before.keys()
    words = night.find(".kw-playhead").inner_text() + night.find(".kw-ribbons").inner_text()
    assert not re.search("[가-힣]", words)
    expect(night.find(".kw-title")).to_have_text("When they come back · Kakao 2022")
    night.click(".kw-language[data-id='ko']")
    assert night.ribbons == before


def test_the_band_moves_a_bar_while_clicks_are_answered_and_can_be_cancelled(night: Night) -> None:
    night.page.click(".kw-band-switch")
    bar = night.find(".kw-sampling [role='progressbar']")
    expect(bar).to_be_visible()
    moved = (
        "Number(document.querySelector('.kw-sampling [role=progressbar]').getAttribute('aria-valuenow')) > 0"
    )
    night.page.wait_for_function(moved)
    night.click(".kw-ribbon[data-id='daum-mail'] .kw-ribbon-name")
    expect(night.find(".kw-details")).to_have_attribute("data-id", "daum-mail")
    night.page.click(".kw-cancel")
    expect(bar).to_be_hidden()
    expect(night.find(".kw-band-switch")).to_have_attribute("aria-checked", "false")
    assert night.find(".kw-band:visible").count() == 0
    night.click(".kw-details-close")


def test_the_backtest_becomes_a_table(night: Night) -> None:
    expect(night.find(".kw-score:visible")).to_have_count(0)
    night.page.click(".kw-score-run")
    expect(night.find(".kw-score-cancel")).to_be_visible()
    night.page.wait_for_selector(".kw-scorecard[data-made]")
    rows = night.find(".kw-score[data-id='figures'] tbody tr")
    assert rows.count() >= 5
    assert all(words.strip() for words in rows.locator("th").all_text_contents())
    expect(night.find(".kw-score-run")).to_be_hidden()
