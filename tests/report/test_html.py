"""The page: one file that fetches nothing, runs nothing, and shows texts as texts."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from kakao_whatif.files.read import read_system
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.text import Language
from kakao_whatif.report.contents import build_report
from kakao_whatif.report.html import html_text, style
from kakao_whatif.views.waits import LOOKS
from tests.report.nights import night

VOID = {"meta", "br", "hr", "img", "input", "link"}


class Outline(HTMLParser):
    """Reads the elements of a page, and refuses what is not closed in its order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_page_is_well_formed_speaks_its_language_and_stands_alone(language: Language) -> None:
    page = Outline(html_text(night(language)))
    tags = {tag for tag, _ in page.elements}
    assert dict(page.elements[0][1]) == {"lang": language}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form"}
    for _, attributes in page.elements:
        assert not any(name.startswith("on") or name == "src" for name in attributes)
    assert "url(http" not in style()
    assert "@import" not in style()


def test_ids_are_there_once_and_every_inner_link_leads_somewhere() -> None:
    page = Outline(html_text(night()))
    ids = Counter(attributes["id"] for _, attributes in page.elements if "id" in attributes)
    assert [id for id, times in ids.items() if times > 1] == []
    links = {str(a["href"])[1:] for _, a in page.elements if str(a.get("href", "")).startswith("#")}
    assert links - ids.keys() == set()
    assert len(links) > 100


def test_fills_of_ribbons_and_colours_of_patterns_are_there() -> None:
    text = html_text(night())
    assert set(re.findall(r"url\(#(w-[\w-]+)\)", text)) <= set(re.findall(r'<pattern id="([\w-]+)"', text))
    for id in LOOKS:
        assert f"--w-{id}:" in text


def test_texts_of_a_case_cannot_become_part_of_the_page() -> None:
    evil = '<script>alert("1")</script>'
    system = read_system(
        {
            "schema": "kakao-whatif/1",
            "id": "evil",
            "title": evil,
            "domains": [{"id": "east", "kind": "site", "name": evil}],
            "services": [
                {"id": "shop", "name": f"{evil}|`x`", "replicas": [{"in": "east"}], "assumed": f"{evil}=1"}
            ],
        }
    )
    text = html_text(build_report(system, Scenario({"east"})))
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    Outline(text)


def test_numbers_statuses_and_the_link_are_on_the_page() -> None:
    text = html_text(night())
    assert "<b>68</b> <span>dark</span>" in text
    assert "?case=kakao-2022&amp;lose=pangyo&amp;lang=en" in text
    assert len(re.findall('class="tile" data-look="dark"', text)) == 68
