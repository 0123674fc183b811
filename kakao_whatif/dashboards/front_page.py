"""The front page: a card for each dashboard, as plain HTML, since nothing on it moves."""

import os
from html import escape
from typing import Any

import ipywidgets

from kakao_whatif.cases import load_case
from kakao_whatif.dashboards.voila.language import preferred_language
from kakao_whatif.views.front import front

CASE = "kakao-2022"

_STYLE = """
.kw-front { --ink: #1b1d22; --soft: #565b66; --line: #d9dce2; --card: #ffffff; color: var(--ink);
  font: 16px/1.6 system-ui, "Apple SD Gothic Neo", "Noto Sans KR", "Malgun Gothic", "Nanum Gothic", sans-serif;
  max-width: 960px; margin: 0 auto; padding: 32px 20px; word-break: keep-all; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) {
  body[data-voila] .kw-front { --ink: #eceef2; --soft: #a9afbb; --line: #3a3f4a; --card: #20242c; } }
.kw-front h1 { font-size: 32px; line-height: 1.25; margin: 0 0 12px; }
.kw-front h2 { font-size: 20px; margin: 0 0 6px; }
.kw-front p { margin: 0 0 12px; }
.kw-front nav { display: flex; gap: 12px; justify-content: flex-end; }
.kw-front a { color: inherit; }
.kw-front nav a { min-height: 44px; padding: 10px 4px; }
.kw-front a[aria-current] { font-weight: 700; text-decoration: none; }
.kw-front ul { list-style: none; padding: 0; margin: 20px 0; display: grid; gap: 16px;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr)); }
.kw-front li { margin: 0; }
.kw-front li a { display: block; height: 100%; box-sizing: border-box; padding: 20px; border: 1px solid var(--line);
  border-radius: 10px; background: var(--card); text-decoration: none; }
.kw-front li a:hover { border-color: currentcolor; }
.kw-front a:focus-visible { outline: 3px solid #2f7bd8; outline-offset: 2px; }
.kw-front .kw-answer, .kw-front footer { color: var(--soft); font-size: 14px; }
.kw-front .kw-open { font-weight: 600; text-decoration: underline; }
"""


def front_page(query: str | None = None) -> ipywidgets.HTML:
    """Return the front page, ready to be shown; `dashboards.index` says what it takes."""
    if query is None:
        query = os.environ.get("QUERY_STRING", "")
    language = preferred_language(query.removeprefix("?"), os.environ.get("HTTP_ACCEPT_LANGUAGE", ""))
    return ipywidgets.HTML(front_html(front(load_case(CASE), language)))


def front_html(rows: dict[str, Any]) -> str:
    """Return the front page as HTML; every word of it comes from `rows`."""
    said = {key: escape(value) for key, value in rows.items() if isinstance(value, str)}
    languages = "".join(_language(row) for row in rows["languages"])
    cards = "".join(_card(card, said["open"]) for card in rows["cards"])
    return (
        f'<style>{_STYLE}</style><div class="kw-front" lang="{said["lang"]}"><nav>{languages}</nav>'
        f"<h1>{said['title']}</h1><p>{said['lead']}</p><ul>{cards}</ul><footer>{said['honesty']}</footer></div>"
    )


def _language(row: dict[str, Any]) -> str:
    current = ' aria-current="true"' if row["selected"] else ""
    return f'<a href="{escape(row["link"])}" lang="{row["id"]}"{current}>{escape(row["label"])}</a>'


def _card(card: dict[str, str], open_word: str) -> str:
    words = {key: escape(value) for key, value in card.items()}
    return (
        f'<li><a href="{words["link"]}" data-id="{words["id"]}"><h2>{words["title"]}</h2><p>{words["line"]}</p>'
        f'<p class="kw-answer">{words["answer"]}</p><span class="kw-open">{open_word}</span></a></li>'
    )
