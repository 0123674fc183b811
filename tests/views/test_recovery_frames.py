"""The frames of the play head, on outages written down by hand."""

from kakao_whatif.cases import load_case
from kakao_whatif.model.status import Status
from kakao_whatif.views.link import read_link
from kakao_whatif.views.recovery.figures import Curve, shut_out
from kakao_whatif.views.recovery.frames import LOOKS, frames, looks_at, words_of_looks
from kakao_whatif.views.recovery.headline import counts
from kakao_whatif.views.recovery.page import opened
from kakao_whatif.views.recovery.playhead import playhead
from kakao_whatif.views.recovery.ribbons import ribbons
from tests.nights import as_it_was, helped, snapshot
from tests.town import town

CASE = load_case("kakao-2022")


def test_there_is_a_frame_for_each_change_and_for_each_hour_of_the_axis() -> None:
    rows = frames(snapshot())
    assert [row["h"] for row in rows] == [-1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]
    assert [row["h"] for row in rows if row["changes"]] == [0.0, 2.0, 5.0, 6.0]


def test_the_turns_of_all_frames_together_are_the_statuses_of_the_timeline() -> None:
    looks: dict[str, str] = {}
    line = as_it_was()
    for row in frames(snapshot()):
        looks |= row["turn"]
        assert {id: LOOKS[look][0] for id, look in looks.items()} == dict(line.status_at(row["h"]))
        assert looks == looks_at(line, row["h"])


def test_the_figures_of_a_frame_are_counts_and_hours_so_far() -> None:
    rows = {row["h"]: row for row in frames(snapshot())}
    assert rows[-1.0]["n"] == ["7", "0", "0", "0", "0", "0 min"]
    assert rows[1.0]["n"] == [
        "1",
        "1",
        "1",
        "4",
        "2",
        "5 h",
    ]  # five down for an hour; mail and news sign in by the account
    assert rows[6.0]["n"] == ["6", "0", "0", "1", "0", "21 h"]
    assert [rows[hour]["down"] for hour in (-1.0, 0.0, 2.0, 5.0, 6.0)] == [0, 5, 3, 2, 1]
    assert "d" not in rows[1.0]


def test_the_four_statuses_add_up_to_all_services() -> None:
    for shown in (snapshot(), helped()):
        assert {sum(map(int, row["n"][:4])) for row in frames(shown)} == {len(shown.services)}


def test_with_a_change_each_frame_says_by_how_much_it_differs() -> None:
    rows = {row["h"]: row for row in frames(helped())}
    assert rows[1.0]["n"] == ["2", "1", "1", "3", "2", "4 h"]
    assert rows[1.0]["d"] == ["+1", "±0", "±0", "−1", "±0", "−1 h"]


def test_hours_lost_are_those_of_the_waits() -> None:
    line = as_it_was()
    curve = Curve(line, tuple(line.system.services))
    assert curve.at(48).lost == line.service_hours_lost
    assert curve.at(-5).lost == 0


def test_what_a_change_takes_away_counts_as_dark() -> None:
    assert Curve(as_it_was(), ("chat", "no-longer-there")).at(-1).dark == 1


def test_nobody_signs_in_where_the_sign_in_is_dark() -> None:
    status = as_it_was().status_at(1)
    assert shut_out(town(), status) == {"news", "mail"}
    assert looks_at(as_it_was(), 1)["mail"] == "k"  # dark, and nobody could sign in either
    assert looks_at(as_it_was(), 3)["mail"] == "d"


def test_every_look_has_a_word_in_both_languages() -> None:
    assert words_of_looks("en")["k"] == {
        "status": "dark",
        "sign_in_lost": True,
        "word": "dark, nobody could sign in either",
    }
    assert {Status[row["status"].upper()] for row in words_of_looks("ko").values()} == set(Status)


def test_the_play_head_begins_where_most_is_dark_and_stays_within_the_axis() -> None:
    assert playhead(snapshot())["at"] == 0
    assert playhead(helped())["at"] == 0
    assert playhead(snapshot(at=5.25))["at"] == 5.25
    assert playhead(snapshot(at=999.0))["at"] == playhead(snapshot())["end"] == 7
    assert 5.25 in [row["h"] for row in playhead(snapshot(at=5.25))["frames"]]


def test_the_headline_has_the_figures_of_the_frame_at_the_play_head() -> None:
    for shown in (snapshot(at=5.0), helped(at=5.0)):
        frame = next(row for row in frames(shown) if row["h"] == 5.0)
        assert [count["n"] for count in counts(shown)] == frame["n"]
        assert [count["delta_text"] for count in counts(shown)] == frame.get("d", [""] * 6)


def test_where_nothing_goes_dark_the_play_head_says_so() -> None:
    assert playhead(snapshot())["none"] == ""
    assert playhead(opened(CASE, read_link("lose=anyang", CASE), "en"))["none"].startswith(
        "Nothing goes dark"
    )


def test_where_nothing_comes_back_the_axis_and_the_ribbon_run_on() -> None:
    lost = opened(CASE, read_link("lose=tistory", CASE), "en")
    assert lost.span[1] == lost.timeline.horizon_hours
    (ribbon,) = ribbons(lost)["groups"][0]["rows"]
    assert (ribbon["runs_on"], ribbon["back"]) == (True, "not within 240 h")


def test_no_more_days_are_named_than_a_phone_has_room_for() -> None:
    weeks = load_case("nirs-2025")
    rows = playhead(opened(weeks, read_link("", weeks), "en"))
    assert rows["end"] - rows["start"] > 24 * 30
    assert 3 <= len(rows["ticks"]) <= 7
