"""The front page: a card for each dashboard, as plain HTML, since nothing on it moves."""

import os
from html import escape
from typing import Any

import ipywidgets

from kakao_whatif.cases import case_ids, load_case
from kakao_whatif.dashboards.voila.language import preferred_language
from kakao_whatif.views.address import shown_case
from kakao_whatif.views.front import front
from kakao_whatif.widgets.assets import front_style

#: Signs that stand in large type beside each other on a phone: "113 h 44 min".
LONGEST_FIGURE = 12


def front_page(query: str | None = None) -> ipywidgets.HTML:
    """Return the front page, ready to be shown; `dashboards.index` says what it takes."""
    if query is None:
        query = os.environ.get("QUERY_STRING", "")
    language = preferred_language(query.removeprefix("?"), os.environ.get("HTTP_ACCEPT_LANGUAGE", ""))
    return ipywidgets.HTML(
        front_html(front(load_case(shown_case(query)), language, query, map(load_case, case_ids())))
    )


def front_html(rows: dict[str, Any]) -> str:
    """Return the front page as HTML; every word of it comes from `rows`."""
    said = {key: escape(value) for key, value in rows.items() if isinstance(value, str)}
    languages = "".join(_language(row) for row in rows["languages"])
    cases = "".join(_case_link(row) for row in rows["cases"])
    cards = "".join(_card(card, said["open"]) for card in rows["cards"])
    scenarios = "".join(_scenario(row) for row in rows["scenarios"])
    return (
        f'<style>{front_style()}</style><div class="kw kw-front" lang="{said["lang"]}">'
        f'<div class="kw-column"><nav>{languages}</nav>'
        f'<h1>{said["title"]}</h1><p class="kw-lead">{said["lead"]}</p><ul class="kw-cards">{cards}</ul>'
        f'<h3>{said["others"]}</h3><ul class="kw-begin">{cases}</ul>'
        f'<h3>{said["begin"]}</h3><p class="kw-begin-hint">{said["begin_hint"]}</p>'
        f'<ol class="kw-begin">{scenarios}</ol><footer>{said["honesty"]}</footer></div></div>'
    )


def _language(row: dict[str, Any]) -> str:
    current = ' aria-current="true"' if row["selected"] else ""
    return f'<a href="{escape(row["link"])}" lang="{row["id"]}"{current}>{escape(row["label"])}</a>'


def _case_link(row: dict[str, Any]) -> str:
    current = ' aria-current="true"' if row["selected"] else ""
    return f'<li><a href="{escape(row["link"])}"{current}><b>{escape(row["title"])}</b></a></li>'


def _card(card: dict[str, Any], open_word: str) -> str:
    words = {key: escape(value) for key, value in card.items() if isinstance(value, str)}
    figures = "".join(map(_figure, card["counts"]))
    return (
        f'<li><a class="kw-card" href="{words["link"]}" data-id="{words["id"]}"><span class="kw-words">'
        f'<h2>{words["title"]}</h2><span>{words["line"]}</span><span class="kw-answer">{words["answer"]}</span>'
        f'<span class="kw-open">{open_word}</span></span><span class="kw-night" aria-hidden="true">'
        f'<span class="kw-figures">{figures}</span>{_stamp(card["floors"])}</span></a></li>'
    )


def _figure(count: dict[str, Any]) -> str:
    """Return a figure; one that is a sentence, such as that something does not come back, is written smaller."""
    is_long = " data-long" if len(str(count["n"])) > LONGEST_FIGURE else ""
    return f"<span><b{is_long}>{count['n']}</b>{escape(count['word'])}</span>"


def _stamp(floors: list[list[str]]) -> str:
    rows = ("".join(f'<i data-look="{status}"></i>' for status in floor) for floor in floors)
    return f'<span class="kw-stamp">{"".join(f"<span>{row}</span>" for row in rows)}</span>'


def _scenario(row: dict[str, str]) -> str:
    said = {key: escape(value) for key, value in row.items()}
    return (
        f'<li data-id="{said["id"]}"><a href="{said["link"]}"><b>{said["title"]}</b>'
        f"<span>{said['summary']}</span></a></li>"
    )
