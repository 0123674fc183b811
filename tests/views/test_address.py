"""Which case and which page an address is about."""

import pytest

from kakao_whatif.errors import WhatIfError
from kakao_whatif.views.address import page_of, query_of


def test_a_launcher_that_names_itself_again_does_not_go_round_for_ever() -> None:
    assert query_of("?urlpath=%3Furlpath%3D%3Flose%3Dpangyo") == "lose=pangyo"


@pytest.mark.parametrize("link", ["", "pangyo", "report.html", "a b c"])
def test_what_asks_nothing_is_refused(link: str) -> None:
    with pytest.raises(WhatIfError, match="asks nothing"):
        query_of(link)


def test_an_address_without_a_question_asks_for_the_first_scenario() -> None:
    assert query_of("http://127.0.0.1:8866/voila/render/blackout.ipynb") == ""


def test_the_page_is_found_behind_a_launcher() -> None:
    link = (
        "https://mybinder.org/v2/gh/a/b/HEAD?urlpath=voila/render/notebooks/had-kakao.ipynb%3Flose%3Dpangyo"
    )
    assert page_of(link, ()) == "had-kakao"
