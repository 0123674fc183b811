import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from kakao_whatif.cases import case_ids, load_case
from kakao_whatif.errors import LimitError
from kakao_whatif.examples import two_sites
from kakao_whatif.handout.page import MOST_BYTES, handout_page
from kakao_whatif.model.text import Text
from tests.town import town


def data_of(html):
    return json.loads(
        re.search(r'<script type="application/json" id="kw-data">(.*?)</script>', html, re.DOTALL)[1]
    )


@pytest.mark.slow
@pytest.mark.parametrize("case", sorted(case_ids()))
def test_a_shipped_case_fits_with_all_its_times(case):
    page = handout_page(load_case(case))
    assert page.size <= MOST_BYTES
    assert page.left_out == 0
    assert len(data_of(page.html)["beforehand"]["times"]) == page.scenarios


def test_it_names_no_other_host_to_load_anything_from():
    loaded = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attributes):
            loaded.extend(value for name, value in attributes if name in ("src", "href", "srcset", "data"))

    page = handout_page(town()).html
    Reader().feed(page)
    assert loaded == ["data:,"]
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    assert all(address.startswith("data:") for address in re.findall(r"url\([\"']?([^)]*)", style))
    assert "@import" not in style


def test_what_finds_no_room_is_left_out_and_counted():
    whole = handout_page(town())
    less = handout_page(town(), whole.size - 8_000)
    assert less.size <= whole.size - 8_000
    assert less.scenarios < whole.scenarios
    assert less.left_out == whole.scenarios - less.scenarios
    assert data_of(less.html)["beforehand"]["left_out"] == less.left_out


def test_a_case_that_is_too_large_is_refused_with_the_way_out():
    with pytest.raises(LimitError) as refused:
        handout_page(two_sites(), 1_000)
    assert re.fullmatch(
        r"handout: the page would have \d{3},\d{3} bytes, and 1,000 are allowed\. "
        r"Make the case smaller \(shorter facts and assumptions\), or allow more with --max-bytes\.",
        str(refused.value),
    )


def test_progress_is_told_from_the_first_scenario_on():
    heard = []
    handout_page(two_sites(), progress=lambda done, of: heard.append((done, of)))
    assert heard == [(done, len(heard)) for done in range(len(heard))]
    assert len(heard) > 1


def test_the_same_case_gives_the_same_page():
    assert handout_page(town()).html == handout_page(town()).html


def test_a_title_that_looks_like_a_gap_stays_a_title():
    named = replace(two_sites(), title=Text.plain("{data} {script} {title}"))
    html = handout_page(named).html
    (shown,) = re.findall(r"<title>(.*?)</title>", html, re.DOTALL)
    assert "{data} {script} {title}" in shown
    assert "{data} {script} {title}" in json.dumps(data_of(html))
    assert '<script>\n(() => {\n"use strict";' in html
