"""Reports of systems whose texts were never read from a file: they are shown, and nothing of them is obeyed."""

import csv
import io
import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kakao_whatif.model.scenario import Scenario
from kakao_whatif.report.contents import build_report
from kakao_whatif.report.document import (
    Column,
    Figure,
    Floor,
    Heading,
    Items,
    Map,
    Number,
    Numbers,
    Paragraph,
    Report,
    Section,
    Table,
    Tile,
    cell,
    lines,
)
from kakao_whatif.report.html import html_text
from kakao_whatif.report.markdown import markdown_text
from kakao_whatif.report.tables import csv_texts
from kakao_whatif.text.signs import HARMFUL, one_line
from tests.hostile import hostile_case, nasty

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def words_of(text: str) -> str:
    """Return what a reader sees of a text on one line; backticks may have made a command of it."""
    return " ".join(one_line(text).split()).replace("`", "")


def every_block(a: str, b: str) -> Report:
    """Return a report in which two texts stand in every sort of block."""
    columns = (Column("a", a), Column("b", b))
    rows = (
        (cell(a, facts=(b,)), lines([b, a])),
        (cell(b, url="https://x.org/" + a), cell(a, url="javascript:" + b)),
    )
    blocks = (
        Paragraph(a), Paragraph(b, "lead"), Paragraph(a, "note"), Heading(b), Items((a, b)),
        Items((b, a), is_ordered=True), Numbers((Number(a, b, a), Number(b, a))),
        Map(a, (Floor(b, ((a, (Tile(a, "dark", b),)),)),)), Figure("f", a, b, "<svg/>"), Table("t", b, columns, rows),
    )  # fmt: skip
    return Report("en", a, b, a, b, (Section("s", a, blocks),), "?", "m")


def skeleton(report: Report) -> tuple[list[Any], list[str]]:
    """Return what a reader of Markdown makes of a report: its elements, and the words between them."""
    elements: list[Any] = []
    words = [""]
    for token in READER.parse(markdown_text(report, "night-")):
        elements.append((token.type, token.tag, token.level))
        words.append("")
        for child in token.children or ():
            if child.type in ("text", "code_inline"):
                words[-1] += child.content
            elif child.type == "image":
                elements.append(("image", child.attrs["src"]))
                words += [child.content, ""]
            else:
                assert child.type != "html_inline" or child.content == "<br>"
                assert child.type != "link_open" or str(child.attrs["href"]).startswith("https://x.org/")
                elements.append(child.type)
                words.append("")
    return elements, [word for word in words if word.strip()]


@given(nasty, nasty)
@example("``<img src=x onerror=alert(1)>`", "a|b")
@example("`a|b` `c\\|d`", "1. x")
@settings(max_examples=150)
def test_markdown_has_the_same_elements_whatever_the_words_are(a: str, b: str) -> None:
    assume(words_of(a).strip() and words_of(b).strip())
    elements, words = skeleton(every_block(a, b))
    expected, plain = skeleton(every_block("x", "y"))
    assert elements == expected
    assert words[0].replace("`", "") == words_of(a)
    assert len(words) == len(plain)


def test_markdown_shows_a_command_as_code_and_a_name_as_it_is_written() -> None:
    page = READER.render(markdown_text(every_block("run `lose a` now", "``<b>`` & \\* $x$ 2. [c](d)")))
    assert "<code>lose a</code>" in page
    assert "``&lt;b&gt;`` &amp; \\* $x$ 2. [c](d)" in page


class Elements(HTMLParser):
    """The elements of a page with the names of their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Any] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "code":
            self.found.append((tag, [name for name, _ in attrs]))
        assert tag != "a" or str(dict(attrs)["href"]).startswith(("#", "https://x.org/"))


@given(nasty, nasty)
@settings(max_examples=150)
def test_a_page_has_the_same_elements_whatever_the_words_are(a: str, b: str) -> None:
    page = html_text(every_block(a, b))
    assert Elements(page).found == Elements(html_text(every_block("x", "y"))).found
    assert HARMFUL.search(page) is None
    assert HARMFUL.search(unescape(page)) is None
    page.encode()


STARTS_A_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n]")


@given(nasty, nasty, nasty, st.sampled_from(["en", "ko"]))
@settings(max_examples=25)
def test_a_whole_report_of_hostile_texts_can_be_written_in_every_form(
    a: str, b: str, c: str, language: Any
) -> None:
    made = build_report(hostile_case(a, b, c), Scenario({"east"}, {f"m {c}"}), language, keep=("pay",))
    for text in (html_text(made), markdown_text(made), *csv_texts(made).values()):
        assert HARMFUL.search(text) is None
        text.encode()
    for text in csv_texts(made).values():
        head, *rows = csv.reader(io.StringIO(text, newline=""))
        assert all(len(row) == len(head) for row in rows)
        for row in rows:
            for value in row:
                is_number = re.fullmatch(r"-?[0-9.]+(e[+-]?[0-9]+)?", value)
                assert is_number or not STARTS_A_FORMULA.match(value)
