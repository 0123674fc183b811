"""Times in words: the same length and the same moment read alike everywhere, in both languages."""

import pytest

from kakao_whatif.cases import load_case
from kakao_whatif.model.text import Language
from kakao_whatif.views.recovery.clock import (
    about,
    change,
    day,
    duration,
    midnight_after,
    moment,
    short_day,
    stretch,
)
from tests.town import town

CASE = load_case("kakao-2022")


@pytest.mark.parametrize(
    ("length", "language", "said"),
    [
        (127.5, "en", "127 h 30 min"),
        (127.5, "ko", "127시간 30분"),
        (1234.0, "en", "1,234 h"),
        (0.999, "en", "1 h"),
        (0, "ko", "0분"),
        (-0.13, "en", "8 min"),
    ],
)
def test_a_length_is_hours_and_minutes(length: float, language: Language, said: str) -> None:
    assert duration(length, language) == said


def test_hours_that_are_added_up_are_rounded() -> None:
    assert [about(hours, "en") for hours in (1577.6, 1.2, 0.25)] == ["1,578 h", "1 h", "15 min"]


def test_a_change_has_its_sign() -> None:
    assert [change(delta, "ko") for delta in (-1.5, 2, 0.004)] == ["−1시간 30분", "+2시간", "±0"]


def test_a_moment_stands_in_the_calendar_of_the_case() -> None:
    assert moment(CASE, 127.5, "en") == "Thu 20 Oct, 23:00"
    assert moment(CASE, -0.13, "ko") == "10월 15일(토) 15:22"
    assert (day(CASE, 8.5, "en"), short_day(CASE, 8.5, "ko")) == ("Sun 16 Oct", "16일(일)")
    assert midnight_after(CASE, 0) == 8.5
    assert midnight_after(CASE, 8.5) == 32.5


def test_a_case_without_an_origin_counts_hours_and_days() -> None:
    assert moment(town(), 30, "en") == "hour 30.0"
    assert day(town(), 30, "en") == short_day(town(), 30, "en") == "day 2"
    assert midnight_after(town(), 30) == 48


def test_a_stretch_says_its_day_once() -> None:
    assert stretch(CASE, 0, 1.5, "ko") == "10월 15일(토) 15:30~17:00(1시간 30분)"
    assert stretch(CASE, 0, 10, "en") == "Sat 15 Oct, 15:30–Sun 16 Oct, 01:30 (10 h)"
    assert stretch(town(), 0, 2, "en") == "hour 0.0–hour 2.0 (2 h)"
