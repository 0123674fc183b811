from types import SimpleNamespace
from typing import Any

import nbformat
import pytest

from kakao_whatif.dashboards.voila import first_picture
from kakao_whatif.dashboards.voila.prelaunch import KEY, before_launch
from kakao_whatif.views.link import LONGEST_LINK


class Visit:
    """The little that the hook reads of a request; it notes whether the cookie was set."""

    def __init__(self, query: str = "", accepted: str = "") -> None:
        headers = {"Accept-Language": accepted} if accepted else {}
        self.request = SimpleNamespace(query=query, headers=headers)
        self.touched = False

    @property
    def xsrf_token(self) -> bytes:
        self.touched = True
        return b"token"


def prepared(visit: Visit, metadata: dict[str, Any]) -> dict[str, Any]:
    notebook = nbformat.v4.new_notebook(metadata=metadata)
    before_launch(visit, notebook=notebook, cwd="")
    content: dict[str, Any] = notebook.metadata[KEY]
    return content


BLACKOUT = {"kakao_whatif": {"dashboard": "blackout"}}


@pytest.mark.parametrize(
    "metadata", [{}, BLACKOUT, {"kakao_whatif": "nonsense"}, {"kakao_whatif": {"dashboard": "none"}}]
)
def test_every_visit_gets_the_cookie_that_ends_its_kernel(metadata: dict[str, Any]) -> None:
    visit = Visit()
    prepared(visit, metadata)
    assert visit.touched


def test_a_notebook_that_asks_for_none_gets_no_picture() -> None:
    content = prepared(Visit("lang=en"), {})
    assert content["picture"] is None
    assert content["lang"] == "en"
    assert content["words"]["starting_bare"].startswith("Starting")


def test_a_failing_picture_never_costs_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(query: str, accepted: str) -> first_picture.Picture:
        raise RuntimeError(query + accepted)

    monkeypatch.setattr(first_picture, "PICTURES", {"blackout": fail})
    content = prepared(Visit("lose=pangyo", "en"), BLACKOUT)
    assert content["picture"] is None
    assert content["lang"] == "en"


def test_a_monstrous_link_is_not_evaluated() -> None:
    content = prepared(Visit("lose=" + "a," * LONGEST_LINK), BLACKOUT)
    assert content["picture"] is None
