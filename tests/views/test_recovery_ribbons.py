"""The ribbons, on outages written down by hand: stretches, order, differences, and the record."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from kakao_whatif.cases import load_case
from kakao_whatif.model.status import Status
from kakao_whatif.recovery.timeline import NEVER, Wait
from kakao_whatif.text.catalogue import plain
from kakao_whatif.views.recovery.compared import cause_of_delay, why_later
from kakao_whatif.views.recovery.observed import marks
from kakao_whatif.views.recovery.page import page
from kakao_whatif.views.recovery.ribbons import ribbons
from kakao_whatif.views.recovery.snapshot import RecoverySnapshot
from kakao_whatif.views.recovery.spans import Span, spans
from tests.nights import as_it_was, helped, snapshot, with_control_twice

CASE = load_case("kakao-2022")


def rows_of(shown: RecoverySnapshot) -> dict[str, dict[str, Any]]:
    data = ribbons(shown)
    return {row["id"]: row for group in data["groups"] for row in group["rows"]}


def test_a_ribbon_is_the_status_cut_by_what_it_waits_for() -> None:
    assert spans(as_it_was(), "chat", -1, 8) == (
        Span(-1, 0, Status.UP),
        Span(0, 1, Status.DARK, "decision"),
        Span(1, 5, Status.DARK, "tools", "control"),
        Span(5, 6, Status.DARK, "servers"),
        Span(6, 8, Status.UP),
    )
    assert spans(as_it_was(), "shop", -1, 8)[1] == Span(0, 6, Status.DEGRADED)
    assert spans(as_it_was(), "nobody", -1, 8) == ()


@pytest.mark.parametrize("id", ["chat", "news", "mail", "store"])
def test_stretches_leave_no_gap(id: str) -> None:
    found = spans(with_control_twice(), id, -1, 30)
    assert (found[0].start, found[-1].end) == (-1, 30)
    assert [span.end for span in found[:-1]] == [span.start for span in found[1:]]


def test_a_dark_stretch_that_waits_for_nothing_known_is_shown_all_the_same() -> None:
    line = replace(as_it_was(), waits={})
    assert spans(line, "news", 0, 2) == (Span(0, 2, Status.LOCKED),)
    line = replace(as_it_was(), waits={"news": (Wait(1, 1.5, "service", "account"),)})
    assert spans(line, "news", 0, 2) == (
        Span(0, 1, Status.LOCKED),
        Span(1, 1.5, Status.LOCKED, "service", "account"),
        Span(1.5, 2, Status.LOCKED),
    )


def test_the_order_is_that_of_return_and_never_comes_last() -> None:
    data = ribbons(snapshot())
    labels = [(group["label"], [row["id"] for row in group["rows"]]) for group in data["groups"]]
    assert labels == [
        ("Back on day 1", ["news", "account", "control", "chat"]),
        ("Not back within 48 h", ["mail"]),
    ]
    assert data["groups"][1]["rows"][0]["at"] is None
    assert data["groups"][1]["rows"][0]["back"] == "not within 48 h"
    assert data["quiet"] == "2 services are never dark or locked: store and Shop."


def test_by_product_the_order_is_that_of_the_house() -> None:
    groups = ribbons(snapshot(order="product"))["groups"]
    assert [[row["id"] for row in group["rows"]] for group in groups] == [
        ["chat"],
        ["news", "mail"],
        ["account"],
        ["control"],
    ]
    assert groups[0]["label"].startswith("Applications · ")


def test_beside_a_changed_ribbon_stands_the_one_without_and_the_difference() -> None:
    rows = rows_of(helped())
    chat, mail, control = (rows[id] for id in ("chat", "mail", "control"))
    assert (chat["was"], chat["back"], chat["delta"], chat["better"]) == (
        "6 h",
        "1 h 30 min",
        "−4 h 30 min",
        True,
    )
    assert [(span.get("w"), span["b"]) for span in chat["base"][1:4]] == [
        ("decision", 1),
        ("tools", 5),
        ("servers", 6),
    ]
    assert (mail["was"], mail["delta"], mail["better"]) == ("not within 48 h", "back at all", True)
    assert (control["back"], control["delta"], control["better"]) == ("not down", "−5 h", True)
    assert "base" not in rows_of(snapshot())["chat"]


def test_a_service_that_a_change_makes_later_says_why() -> None:
    rows = rows_of(helped())
    assert (rows["account"]["delta"], rows["account"]["better"]) == ("+1 h", False)
    assert rows["account"]["later"] == "Later, because the crew was busy with Chat (1 h longer)."
    assert (
        rows["news"]["later"]
        == "Later, because account waited 1 h longer for a crew that was busy with Chat."
    )
    assert rows["chat"]["later"] == ""
    assert "Later, because" in str(rows["account"]["title"])


def test_the_cause_of_a_delay_is_looked_for_where_it_began() -> None:
    cause = cause_of_delay(helped(), "news")
    assert cause is not None
    assert (cause.service, cause.want, cause.on, cause.longer) == ("account", "crew", "chat", 1)
    assert cause_of_delay(helped(), "mail") is None
    assert plain(why_later(helped(language="ko"), "account")).startswith("늦어진 까닭: ")


def test_a_delay_by_anything_else_names_the_wait() -> None:
    slow = with_control_twice()
    waits = {**slow.waits, "account": tuple(replace(w, want="power", on=None) for w in slow.waits["account"])}
    shown = replace(helped(), timeline=replace(slow, waits=waits))
    assert plain(why_later(shown, "account")) == "Later, because of a longer wait: power (3 h more)."


def test_what_only_a_change_adds_is_marked_and_not_compared() -> None:
    data = page(CASE, "lose=pangyo&with=incident-channel-elsewhere&lang=en")
    added = CASE.possible_services.keys() - CASE.services.keys()
    shown = {row["id"]: row for group in data["ribbons"]["groups"] for row in group["rows"]}
    assert all(shown[id]["delta"] == "added by a change" for id in added & shown.keys())


def test_the_band_is_there_only_when_it_was_asked_for() -> None:
    quantiles = {"chat": (timedelta(hours=4), timedelta(hours=6), timedelta(hours=9)), "mail": (NEVER,) * 3}
    assert rows_of(snapshot(quantiles=quantiles))["chat"]["band"] is None
    rows = rows_of(snapshot(quantiles=quantiles, shows_band=True))
    assert rows["chat"]["band"] == {
        "a": 4,
        "m": 6,
        "b": 7,
        "open_b": True,  # the axis ends at 7 h
        "title": "In 8 of 10 runs back between 4 h and 9 h, in half of them within 6 h",
    }
    assert rows["mail"]["band"]["m"] is None
    assert rows["account"]["band"] is None


def test_the_legend_says_what_is_on_the_screen_and_nothing_else() -> None:
    legend = ribbons(snapshot())["legend"]
    used = {wait["id"] for wait in legend["waits"] if wait["used"]}
    assert used == {"decision", "servers", "crew", "tools", "service", "power"}
    assert legend["marks"] == []
    assert [mark["id"] for mark in ribbons(helped())["legend"]["marks"]] == ["base"]


def test_observed_intervals_are_drawn_over_their_own_night_only() -> None:
    happened = page(CASE, "lose=pangyo&lang=en")["ribbons"]
    other = page(CASE, "lose=anyang&lang=en")["ribbons"]
    assert any(row["observed"] for group in happened["groups"] for row in group["rows"])
    assert not any(row["observed"] for group in other["groups"] for row in group["rows"])
    assert not {"usable", "full"} & {mark["id"] for mark in other["legend"]["marks"]}


def test_every_observation_of_a_service_that_goes_down_is_a_mark_with_its_bounds() -> None:
    data = page(CASE, "lose=pangyo&lang=en")["ribbons"]
    shown = {row["id"]: row["observed"] for group in data["groups"] for row in group["rows"]}
    for seen in CASE.observations:
        if seen.service not in shown:
            continue
        found = [
            mark
            for mark in shown[seen.service]
            if mark["state"] == seen.state
            and mark["open_a"] == (seen.earliest_hours is None)
            and mark["open_b"] == (seen.latest_hours is None)
            and (seen.latest_hours is None or mark["b"] == round(min(seen.latest_hours, data["end"]), 4))
        ]
        assert found, seen


def test_an_observation_is_worded_by_the_bounds_it_has() -> None:
    data = page(CASE, "lose=pangyo&lang=en")["ribbons"]
    shown = {
        row["id"]: [mark["title"] for mark in row["observed"]] for g in data["groups"] for row in g["rows"]
    }
    assert "observed usable at 86 h 30 min" in shown["daum-mail"]
    assert "observed fully back between 86 h 30 min and 127 h 30 min" in shown["daum-mail"]
    assert "observed usable by 30 h" in shown["tistory"]


def test_marks_end_with_the_axis() -> None:
    assert marks(snapshot(), "chat") == []
    data = page(CASE, "lose=pangyo&lang=en")["ribbons"]
    for group in data["groups"]:
        for row in group["rows"]:
            for mark in row["observed"]:
                assert data["start"] <= mark["a"] <= mark["b"] <= data["end"]


def test_rows_are_plain_data() -> None:
    for shown in (snapshot(), helped(language="ko", shows_band=True)):
        data = ribbons(shown)
        assert json.loads(json.dumps(data, allow_nan=False)) == data
