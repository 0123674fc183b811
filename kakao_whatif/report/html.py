"""A report as one HTML file: its style inside it, no script, nothing fetched, in light and dark, and fit for print."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any, Final
from urllib.parse import quote

from kakao_whatif.report.document import (
    Block,
    Cell,
    Figure,
    Heading,
    Items,
    Map,
    Numbers,
    Paragraph,
    Report,
    Section,
    Table,
)
from kakao_whatif.report.ribbons_html import axis_head, legend, patterns, ribbon, wait_colours
from kakao_whatif.text.signs import harmless

#: Nothing in the file may run or be fetched, whatever a case's texts hold.
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

#: Beside colour, a sign for each status; the key is drawn, since few fonts have one.
KEY: Final = (
    '<svg class="key" viewBox="0 0 16 10" aria-hidden="true"><path d="M4 1a4 4 0 1 1 0 8a4 4 0 0 1 0-8z'
    'm0 2.4a1.6 1.6 0 1 0 0 3.2a1.6 1.6 0 0 0 0-3.2zM8 4h8v2h-1v2h-2V6H8z"/></svg>'
)
GLYPHS: Final[Mapping[str, str]] = {"dark": "●", "locked": KEY, "degraded": "◐", "up": ""}


def html_text(report: Report) -> str:
    """Return a report as the text of an HTML file that stands alone.

    Examples
    --------
    >>> from kakao_whatif import Scenario
    >>> from kakao_whatif.examples import two_sites
    >>> from kakao_whatif.report.contents import build_report
    >>> page = html_text(build_report(two_sites(), Scenario({"pangyo"}), "ko"))
    >>> page.splitlines()[1], "<script" in page
    ('<html lang="ko">', False)
    """
    cited = _anchors(report)
    sections = "\n".join(_section(section, cited) for section in report.sections)
    links = "".join(f'<li><a href="#{each.id}">{escape(each.title)}</a></li>' for each in report.sections)
    page = f"""<!doctype html>
<html lang="{report.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="generator" content="{escape(report.maker)}">
<title>{escape(report.title)} · {escape(report.subtitle)}</title>
<style>
{style()}</style>
</head>
<body>
{patterns()}
<header>
<h1>{escape(report.title)}</h1>
<p class="subtitle">{escape(report.subtitle)}</p>
<p class="notice">{escape(report.notice)}</p>
</header>
<nav aria-label="{escape(report.contents)}"><h2>{escape(report.contents)}</h2><ol>{links}</ol></nav>
<main>
{sections}
</main>
</body>
</html>
"""
    return harmless(page)  # none of our own signs is among the harmful ones


@cache
def style() -> str:
    """Return the style sheet, the colours of what is waited for among it."""
    sheet = files("kakao_whatif.report").joinpath("style.css").read_text("utf-8")
    return f"{wait_colours()}\n{sheet}"


def _section(section: Section, cited: frozenset[str]) -> str:
    blocks = "\n".join(_block(block, cited) for block in section.blocks)
    return (
        f'<section id="{section.id}" aria-labelledby="{section.id}-title">\n'
        f'<h2 id="{section.id}-title">{escape(section.title)}</h2>\n{blocks}\n</section>'
    )


def _block(block: Block, cited: frozenset[str]) -> str:
    if isinstance(block, Table):
        return _table(block, cited)
    return _BLOCKS[type(block)](block)


def _paragraph(block: Paragraph) -> str:
    return f'<p class="{block.kind}">{_words(block.text)}</p>'


def _heading(block: Heading) -> str:
    return f"<h3>{escape(block.text)}</h3>"


def _items(block: Items) -> str:
    tag = "ol" if block.is_ordered else "ul"
    return f"<{tag}>{''.join(f'<li>{_words(item)}</li>' for item in block.items)}</{tag}>"


def _numbers(block: Numbers) -> str:
    cells = (
        f"<li><b>{escape(each.value)}</b> <span>{escape(each.word)}</span>"
        + (f" <small>{escape(each.note)}</small>" if each.note else "")
        + "</li>"
        for each in block.items
    )
    return f'<ul class="numbers">{"".join(cells)}</ul>'


def _map(block: Map) -> str:
    floors = []
    for floor in block.floors:
        rooms = []
        for name, tiles in floor.rooms:
            drawn = "".join(
                f'<li class="tile" data-look="{escape(tile.look)}"{_signs(tile.signs)}>'
                f'<span class="glyph" aria-hidden="true">{_glyphs(tile.look, tile.signs)}</span>'
                f'{escape(tile.label)}<span class="unseen">: {escape(tile.word)}</span></li>'
                for tile in tiles
            )
            rooms.append(f'<div class="room"><h4>{escape(name)}</h4><ul>{drawn}</ul></div>')
        floors.append(f'<div class="floor"><h3>{escape(floor.label)}</h3><div>{"".join(rooms)}</div></div>')
    return f'<div class="map" role="group" aria-label="{escape(block.label)}">{"".join(floors)}</div>'


def _signs(signs: tuple[str, ...]) -> str:
    return f' data-signs="{" ".join(signs)}"' if signs else ""


def _glyphs(look: str, signs: tuple[str, ...]) -> str:
    return GLYPHS.get(look, "") + (KEY if "no-sign-in" in signs and look != "locked" else "")


def _figure(block: Figure) -> str:
    return ""  # a page draws ribbons into its table: a drawing higher than paper would be cut


def _table(table: Table, cited: frozenset[str]) -> str:
    shown = list(table.shown())
    heads = "".join(
        f'<th scope="col" role="columnheader" class="{column.id}">{escape(column.label)}'
        + (axis_head(table.axis) if table.axis is not None and column.id == "ribbon" else "")
        + "</th>"
        for _, column in shown
    )
    rows = []
    for row in table.rows:
        cells = []
        for place, (at, column) in enumerate(shown):
            tag, role = ('th scope="row"', "rowheader") if place == 0 else ("td", "cell")
            inside = _cell(row[at], table, cited)
            empty = "" if inside else " data-empty"
            cells.append(
                f'<{tag} role="{role}" class="{column.id}" data-label="{escape(column.label)}"{empty}>'
                f"{inside}</{tag.partition(' ')[0]}>"
            )
        rows.append(f'<tr role="row"{_row_id(table, row)}>{"".join(cells)}</tr>')
    under = legend(table.axis) if table.axis is not None else ""
    return (
        f'<table id="table-{escape(table.id)}" role="table">'
        f'<caption>{escape(table.title)}{under}</caption><thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">\n{chr(10).join(rows)}\n</tbody></table>'
    )


def _row_id(table: Table, row: tuple[Cell, ...]) -> str:
    if table.anchor is None:
        return ""
    at = [column.id for column in table.columns].index(table.anchor)
    return f' id="{_anchor(" ".join(row[at].lines))}"'


def _cell(cell: Cell, table: Table, cited: frozenset[str]) -> str:
    if cell.ribbon is not None and table.axis is not None:
        return ribbon(cell.ribbon, table.axis)
    said = [_words(line) for line in cell.lines]
    inside = said[0] if len(said) == 1 else "".join(f"<p>{line}</p>" for line in said)
    if cell.look:
        inside = f'<span class="status" data-look="{escape(cell.look)}">{GLYPHS.get(cell.look, "")}</span> {inside}'
    if cell.link:
        inside = f'<a href="{escape(cell.link)}">{inside}</a>'
    return inside + " ".join(
        f'<a href="#{_anchor(fact)}">{escape(fact)}</a>' if fact in cited else escape(fact)
        for fact in cell.facts
    )


def _anchors(report: Report) -> frozenset[str]:
    """Return the words that rows can be pointed at by."""
    found = set()
    for table in report.tables:
        if table.anchor is not None:
            at = [column.id for column in table.columns].index(table.anchor)
            found |= {" ".join(row[at].lines) for row in table.rows}
    return frozenset(found)


def _anchor(fact: str) -> str:
    return f"fact-{quote(harmless(fact), safe='')}"


def _words(text: str) -> str:
    """Return a sentence as HTML; what stands in backticks is a command."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


_BLOCKS: Final[Mapping[type, Callable[[Any], str]]] = {
    Paragraph: _paragraph,
    Heading: _heading,
    Items: _items,
    Numbers: _numbers,
    Map: _map,
    Figure: _figure,
}
