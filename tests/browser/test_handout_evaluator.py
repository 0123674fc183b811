"""The page's evaluator in a real browser; `tests/handout` asks it of ten thousand scenarios in Node."""

from playwright.sync_api import Browser

from kakao_whatif.handout.conformance import conformance
from kakao_whatif.handout.script import EVALUATOR, script
from tests.handout.answers import wrong_answers
from tests.handout.vectors import known_systems, scenarios_of


def test_the_evaluator_runs_in_a_browser(browser: Browser) -> None:
    page = browser.new_page()
    page.add_script_tag(content=script(EVALUATOR))
    assert (
        wrong_answers(page, [conformance(system, scenarios_of(system, 60)) for system in known_systems()])
        == []
    )
    page.close()
