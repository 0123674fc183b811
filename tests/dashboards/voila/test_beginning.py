import json
import re
from typing import Any

import nbformat
import pytest

from kakao_whatif.dashboards.voila import first_picture
from kakao_whatif.dashboards.voila.beginning import beginning, dashboard_of
from kakao_whatif.views.dashboards import Dashboard
from kakao_whatif.views.link import LONGEST_LINK

BLACKOUT = {"kakao_whatif": {"dashboard": "blackout"}}
STRANGE = [
    {},
    {"kakao_whatif": "nonsense"},
    {"kakao_whatif": {"dashboard": "none"}},
    {"kakao_whatif": {"dashboard": []}},
]
TOLD = {"baseUrl": "/user/x/", "fullStaticUrl": "/user/x/voila/static", "appVersion": "</script>"}


def page_of(query: str = "", accepted: str = "", metadata: dict[str, Any] | None = None) -> str:
    name = dashboard_of(nbformat.v4.new_notebook(metadata=metadata or {}))
    return beginning(name, query, accepted, "/user/x/", TOLD, "a-nonce")


@pytest.mark.parametrize("metadata", STRANGE)
def test_a_notebook_that_asks_for_none_gets_no_picture(metadata: dict[str, Any]) -> None:
    page = page_of("lang=en", metadata=metadata)
    assert '<html lang="en">' in page
    assert "Starting. This takes a few seconds." in page
    assert 'id="kw-first-data"' not in page


def test_the_page_begins_with_the_picture() -> None:
    page = page_of("lose=pangyo", "en", BLACKOUT)
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
    page = page_of("lose=pangyo", "en", BLACKOUT)
    assert '<html lang="en">' in page
    assert 'id="kw-first-data"' not in page


def test_a_page_of_ours_loads_the_front_end_early_and_other_notebooks_as_voila_does() -> None:
    page = page_of(metadata=BLACKOUT)
    found = re.search(r'<script type="application/json" id="jupyter-config-data">(.*?)</script>', page)
    assert found is not None
    assert json.loads(found[1]) == TOLD
    assert 'data-kw-front-end="/user/x/kakao-whatif/front-end.js?v=' in page
    assert "data-kw-front-end" not in page_of(metadata={})


@pytest.mark.parametrize("metadata", [BLACKOUT, {}])
def test_every_script_that_runs_is_a_file_or_bears_the_nonce(metadata: dict[str, Any]) -> None:
    scripts = re.findall(r"<script([^>]*)>", page_of(metadata=metadata).replace("<\\/", ""))
    runs = [script for script in scripts if "application/json" not in script]
    assert runs
    assert all("src=" in script or 'nonce="a-nonce"' in script for script in runs)


def test_a_monstrous_link_is_not_evaluated() -> None:
    assert 'id="kw-first-data"' not in page_of("lose=" + "a," * LONGEST_LINK, metadata=BLACKOUT)


@pytest.mark.parametrize(
    "query", ["lose=%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E", "view=%22%3E%3Cimg%20src=x%3E"]
)
def test_a_link_cannot_put_markup_into_the_page(query: str) -> None:
    page = page_of(query, metadata=BLACKOUT)
    assert "<script>alert" not in page
    assert "<img" not in page
