"""The page without a server, made of a system whose texts were never read from a file."""

import json
import re
from html.parser import HTMLParser
from typing import Any

from hypothesis import example, given, settings

from kakao_whatif.examples import two_sites
from kakao_whatif.handout.page import handout_page
from kakao_whatif.text.signs import HARMFUL
from tests.hostile import hostile_case, nasty


class Elements(HTMLParser):
    """The elements of a page in their order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Any] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, [name for name, _ in attrs]))


@given(nasty, nasty, nasty)
@example("</script><script>alert(1)</script>", "\ud800\x00\x9b", "<!-- <script>{data}")
@settings(max_examples=8)
def test_the_page_has_the_same_elements_whatever_the_words_are(a: str, b: str, c: str) -> None:
    page = handout_page(hostile_case(a, b, c)).html
    assert Elements(page).found == Elements(handout_page(two_sites()).html).found
    assert HARMFUL.search(page) is None
    page.encode()
    data = re.search(r'<script[^>]*id="kw-data"[^>]*>(.*?)</script>', page, re.S)
    assert data is not None
    assert json.loads(data[1])
