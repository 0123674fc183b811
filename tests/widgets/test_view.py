"""The five widgets from Python's side: rows go in, what the reader wants comes out."""

from typing import Any

import pytest

from kakao_whatif.widgets import Building, Details, Header, Headline, Intent, Switches, View

VIEWS = (Header, Switches, Headline, Building, Details)


def arrive(view: View, content: object) -> None:
    """Let a message arrive as the browser's would."""
    view._handle_custom_msg(content, [])


def heard(view: View) -> list[Intent]:
    intents: list[Intent] = []
    view.on_intent(intents.append)
    return intents


@pytest.mark.parametrize("kind", VIEWS)
def test_rows_are_the_one_thing_that_crosses_to_the_browser(kind: type[View]) -> None:
    rows: dict[str, Any] = {"lang": "ko", "seq": 1}
    view = kind(rows)
    own = set(view.get_state()) - set(View.__mro__[1]().get_state()) - {"_esm", "_css", "_anywidget_id"}
    assert own == {"data", "sheet"}
    assert view.get_state()["sheet"] == ""
    assert view.get_state()["data"] == rows


@pytest.mark.parametrize("kind", VIEWS)
def test_new_rows_replace_the_old_ones(kind: type[View]) -> None:
    view = kind({"seq": 1, "lang": "ko"})
    view.data = {"seq": 2, "lang": "en"}
    assert view.data == {"seq": 2, "lang": "en"}


@pytest.mark.parametrize("kind", VIEWS)
def test_a_view_without_rows_can_be_made_and_filled_later(kind: type[View]) -> None:
    assert kind().data == {}


@pytest.mark.parametrize("kind", VIEWS)
def test_every_intent_of_a_view_reaches_its_listeners(kind: type[View]) -> None:
    view = kind()
    intents = heard(view)
    for wanted in sorted(kind.intents):
        arrive(view, {"kind": wanted, "id": "pangyo"})
    assert intents == [{"kind": wanted, "id": "pangyo"} for wanted in sorted(kind.intents)]


def test_listeners_are_called_in_the_order_in_which_they_came() -> None:
    view = Building()
    order: list[str] = []
    view.on_intent(lambda _: order.append("first"))
    view.on_intent(lambda _: order.append("second"))
    arrive(view, {"kind": "lose", "id": "pangyo"})
    assert order == ["first", "second"]


def test_clearing_the_selection_carries_null() -> None:
    view = Building()
    intents = heard(view)
    arrive(view, {"kind": "select", "id": None})
    assert intents == [{"kind": "select", "id": None}]


def test_an_intent_without_id_stays_without() -> None:
    view = Header()
    intents = heard(view)
    arrive(view, {"kind": "undo"})
    assert intents == [{"kind": "undo"}]


def test_what_else_a_message_holds_is_left_behind() -> None:
    view = Building()
    intents = heard(view)
    arrive(view, {"kind": "lose", "id": "pangyo", "x": "<b>"})
    assert intents == [{"kind": "lose", "id": "pangyo"}]


@pytest.mark.parametrize(
    "content", [{"kind": "erase", "id": "pangyo"}, {"id": "pangyo"}, "lose", None, ["lose"]]
)
def test_a_kind_the_view_does_not_have_is_refused_and_told(content: object) -> None:
    view = Building()
    intents = heard(view)
    with pytest.raises(ValueError, match="Known kinds: lose, select") as caught:
        view._read(content)
    assert repr(content) in str(caught.value)
    assert intents == []


def test_an_id_that_is_not_text_is_refused() -> None:
    with pytest.raises(ValueError, match="intent id 3 is neither text nor null"):
        Building()._read({"kind": "lose", "id": 3})
