"""The report of a link as the server gives it, and where its route lies."""

import re

import pytest

from kakao_whatif.dashboards.voila.report_route import report_page, routes


def test_the_link_decides_the_case_the_scenario_and_the_language() -> None:
    page = report_page("case=nirs-2025&lose=daejeon&lang=en", "ko-KR")
    assert '<html lang="en">' in page
    assert "?case=nirs-2025&amp;lose=daejeon&amp;lang=en" in page


def test_a_link_without_language_speaks_the_browsers() -> None:
    assert '<html lang="ko">' in report_page("lose=pangyo", "ko-KR,ko;q=0.9")


def test_what_the_link_asks_in_vain_is_told_and_nothing_raises() -> None:
    page = report_page("lose=pangio&set=crews:-5&keep=no&lang=en&%ff=%00")
    assert "What could not be had" in page
    assert "Did you mean &#x27;pangyo&#x27;?" in page


def test_an_unknown_case_has_no_report() -> None:
    page = report_page("case=/etc/passwd&lose=pangyo&lang=en")
    assert "The case &#x27;/etc/passwd&#x27; is not here" in page
    assert 'href="?case=kakao-2022&amp;lang=en"' in page
    assert "pangyo" not in page.lower()


def test_a_wish_in_the_link_is_answered() -> None:
    page = report_page("lose=pangyo&keep=daum-mail&lang=en")
    assert "To keep from going dark: Daum Mail." in page


@pytest.mark.parametrize("base", ["/", "/user/x/"])
def test_the_route_lies_at_its_own_address_and_beside_every_page(base: str) -> None:
    pattern = routes(base)[0][0]
    for path in ("", "voila/render/", "voila/render/notebooks/"):
        assert re.fullmatch(pattern, f"{base}{path}kakao-whatif/report")
    assert not re.fullmatch(pattern, f"{base}voila/render/blackout.ipynb")
