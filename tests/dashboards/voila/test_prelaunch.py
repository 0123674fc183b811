import json
import re
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest

from kakao_whatif.dashboards.voila import first_picture
from kakao_whatif.dashboards.voila.prelaunch import before_launch, keep_page_config
from kakao_whatif.views.dashboards import Dashboard
from kakao_whatif.views.link import LONGEST_LINK


class Visit:
    """The little that the hook uses of a request; it keeps what was sent, and in which order."""

    base_url = "/user/x/"

    def __init__(self, query: str = "", accepted: str = "") -> None:
        headers = {"Accept-Language": accepted} if accepted else {}
        connection = SimpleNamespace(set_close_callback=lambda _: self.done.append("watch"))
        self.request = SimpleNamespace(query=query, headers=headers, connection=connection)
        self.done: list[str] = []
        self.sent = ""

    @property
    def xsrf_token(self) -> bytes:
        self.done.append("cookie")
        return b"token"

    def on_connection_close(self) -> None:
        pass

    def write(self, text: str) -> None:
        self.done.append("write")
        self.sent += text

    def flush(self) -> None:
        self.done.append("flush")


def visited(query: str = "", accepted: str = "", metadata: dict[str, Any] | None = None) -> Visit:
    visit = Visit(query, accepted)
    before_launch(visit, notebook=nbformat.v4.new_notebook(metadata=metadata or {}), cwd="")
    return visit


BLACKOUT = {"kakao_whatif": {"dashboard": "blackout"}}
STRANGE = [
    {},
    {"kakao_whatif": "nonsense"},
    {"kakao_whatif": {"dashboard": "none"}},
    {"kakao_whatif": {"dashboard": []}},
]


@pytest.mark.parametrize("metadata", [BLACKOUT, *STRANGE])
def test_every_visit_gets_the_cookie_that_ends_its_kernel(metadata: dict[str, Any]) -> None:
    assert visited(metadata=metadata).done == ["cookie", "write", "flush", "watch"]


@pytest.mark.parametrize("metadata", STRANGE)
def test_a_notebook_that_asks_for_none_gets_no_picture(metadata: dict[str, Any]) -> None:
    page = visited("lang=en", metadata=metadata).sent
    assert '<html lang="en">' in page
    assert "Starting. This takes a few seconds." in page
    assert "kw-first-data" not in page.partition("</script>")[2].partition("<main")[2]


def test_the_page_begins_with_the_picture() -> None:
    page = visited("lose=pangyo", "en", BLACKOUT).sent
    found = re.search(r'id="kw-first-data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    data = json.loads(found[1])
    assert data["order"] == ["header", "switches", "headline", "building", "details"]
    assert data["views"]["building"]["live"] is False
    assert 'data-base-url="/user/x/voila/"' in page


def test_a_failing_picture_never_costs_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(dashboard: Dashboard, query: str, accepted: str) -> first_picture.Picture:
        raise RuntimeError(query + accepted)

    monkeypatch.setattr(first_picture, "first_picture", fail)
    page = visited("lose=pangyo", "en", BLACKOUT).sent
    assert '<html lang="en">' in page
    assert 'id="kw-first-data"' not in page


def test_a_page_of_ours_loads_the_front_end_early_and_other_notebooks_as_voila_does() -> None:
    told = {"fullStaticUrl": "/user/x/voila/static", "appVersion": "</script>"}
    assert keep_page_config(told, base_url="/user/x/", settings={}, notebook_path="") is told
    page = visited(metadata=BLACKOUT).sent
    found = re.search(r'<script type="application/json" id="jupyter-config-data">(.*?)</script>', page)
    assert found is not None
    assert json.loads(found[1]) == {**told, "baseUrl": "/user/x/"}
    assert 'data-kw-front-end="/user/x/voila/static/front-end.js?v=' in page
    other = visited(metadata={}).sent
    assert 'id="jupyter-config-data"' not in other
    assert "data-kw-front-end" not in other


def test_a_monstrous_link_is_not_evaluated() -> None:
    assert 'id="kw-first-data"' not in visited("lose=" + "a," * LONGEST_LINK, metadata=BLACKOUT).sent


@pytest.mark.parametrize(
    "query", ["lose=%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E", "view=%22%3E%3Cimg%20src=x%3E"]
)
def test_a_link_cannot_put_markup_into_the_page(query: str) -> None:
    page = visited(query, metadata=BLACKOUT).sent
    assert "<script>alert" not in page
    assert "<img" not in page
