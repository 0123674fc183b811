from typing import get_args

import pytest

from kakao_whatif.model.text import Language
from kakao_whatif.recovery.timeline import WANTS, Ending, Wait
from kakao_whatif.text.catalogue import Ref, plain
from kakao_whatif.views.outages import outages
from kakao_whatif.views.recovery_words import (
    clock_hour,
    path_sentences,
    spread,
    until,
    wait_sentences,
    waited_for,
)
from tests.timelines import night, timeline


def sentences(waits: list[Wait], language: Language) -> list[str]:
    return [plain(sentence) for sentence in wait_sentences(timeline({"chat": waits}), "chat", language)]


@pytest.mark.parametrize(
    ("hours", "english", "korean"),
    [
        (127.5, "127 h 30 min", "127시간 30분"),
        (86.5, "86 h 30 min", "86시간 30분"),
        (2, "2 h", "2시간"),
        (0.75, "45 min", "45분"),
        (-0.13, "−8 min", "−8분"),
        (-2.5, "−2 h 30 min", "−2시간 30분"),
        (1.999, "2 h", "2시간"),
    ],
)
def test_a_moment_is_told_in_hours_and_minutes(hours: float, english: str, korean: str) -> None:
    assert clock_hour(hours, "en") == english
    assert clock_hour(hours, "ko") == korean


def test_less_than_half_a_minute_before_hour_0_has_no_sign() -> None:
    assert not clock_hour(-0.001, "en").startswith("−")


def test_waits_are_sentences_and_only_the_first_names_the_service() -> None:
    assert [plain(each) for each in wait_sentences(night(), "chat", "en")] == [
        "From 0 min to 45 min (45 min) chat waited for the decision to begin recovery.",
        "From 45 min to 12 h (11 h 15 min) it waited for failover control, which restoring it takes.",
        "From 12 h to 14 h (2 h) it waited for a crew, until account was done.",
        "From 14 h to 14 h 30 min (30 min) it was being switched over to its standby.",
    ]


def test_korean_particles_agree_with_the_names_in_the_gaps() -> None:
    assert [plain(each) for each in wait_sentences(night(), "chat", "ko")] == [
        "0분부터 45분까지(45분) 채팅은 복구 착수 결정을 기다렸습니다.",
        "45분부터 12시간까지(11시간 15분) 복구에 필요한 장애 전환 제어를 기다렸습니다.",
        "12시간부터 14시간까지(2시간) 작업조가 계정 작업을 끝내기를 기다렸습니다.",
        "14시간부터 14시간 30분까지(30분) 대기 서버로 전환하는 중이었습니다.",
    ]
    assert [plain(each) for each in wait_sentences(night(), "account", "ko")] == [
        "0분부터 10시간까지(10시간) 계정은 전력을 기다렸습니다.",
        "10시간부터 13시간까지(3시간) 서버를 기동하는 중이었습니다.",
    ]


def test_a_wait_without_end_says_how_far_the_clock_was_followed() -> None:
    waits = [Wait(3, 240, "service", "account")]
    assert sentences(waits, "en") == ["From 3 h on, chat waited for account; at 240 h that had not ended."]
    assert sentences(waits, "ko") == [
        "3시간부터 채팅은 계정을 기다렸습니다. 240시간이 지나도 그대로였습니다."
    ]


def test_the_length_of_a_wait_is_that_of_the_moments_shown() -> None:
    assert sentences([Wait(0.341, 1.008, "power")], "en") == [
        "From 20 min to 1 h (40 min) chat waited for power."
    ]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("want", WANTS)
def test_every_want_has_a_sentence_with_and_without_a_name(want: str, language: Language) -> None:
    for on in (None, "account"):
        (said,) = sentences([Wait(0, 1, want, on)], language)  # type: ignore[arg-type]
        assert said.endswith(".")
        assert "{" not in said


def test_a_service_that_never_waited_is_said_to_be_up() -> None:
    (said,) = wait_sentences(night(), "tools", "en")
    assert said == (Ref("tools", "operators' tools"), " is never dark or locked here.")
    assert plain(wait_sentences(night(), "tools", "ko")[0]) == (
        "운영 관리 도구는 중단되거나 로그인이 막히지 않습니다."
    )


def test_names_in_sentences_stay_links() -> None:
    (_, second, *_) = wait_sentences(night(), "chat", "en")
    assert Ref("control", "failover control") in second


def test_the_critical_path_follows_what_was_waited_for() -> None:
    assert [plain(each) for each in path_sentences(night(), "news", "en")] == [
        "From 0 min to 10 h (10 h) account waited for power.",
        "From 10 h to 13 h (3 h) account had its servers started.",
    ]
    assert path_sentences(night(), "tools", "en") == ()


def test_what_was_waited_for_is_told_in_shares_and_alone_without_a_figure() -> None:
    assert waited_for(night(), "account", "en") == "power 77 %, servers starting 23 %"
    assert waited_for(night(), "news", "en") == "account"
    assert waited_for(night(), "chat", "ko") == "장애 전환 제어 78%, 작업조 14%, 결정 5%"


def test_small_shares_are_left_out_but_the_largest_stays() -> None:
    many = [
        Wait(at, at + 1, "service", id) for at, id in enumerate(["chat", "news", "account", "control"] * 2)
    ]
    assert waited_for(timeline({"tools": many}), "tools", "en") == "chat 25 %, news 25 %, account 25 %"
    short = [Wait(0, 96, "power"), Wait(96, 100, "servers")]
    assert waited_for(timeline({"tools": short}), "tools", "en") == "power 96 %"


def test_until_says_what_was_locked_and_for_how_long_something_was_dark() -> None:
    found = {each.id: each for each in outages(night())}
    assert until(night(), found["news"], "en") == "13 h (locked only)"
    assert until(night(), found["chat"], "en") == "14 h 30 min"
    never = timeline({"chat": [Wait(0, 240, "repair")]})
    assert until(never, outages(never)[0], "en") == "not within 240 h"
    assert until(never, outages(never)[0], "ko") == "240시간 안에 복구되지 않음"


def test_the_spread_is_from_p10_to_p90_and_one_figure_if_they_are_the_same() -> None:
    sampled = timeline(
        {}, quantiles={"chat": (9, 12, 20.5), "news": (3, 3, 3), "account": (9, 20, float("inf"))}
    )
    assert spread(sampled, "chat", "en") == "9 h – 20 h 30 min"
    assert spread(sampled, "news", "en") == "3 h"
    assert spread(sampled, "account", "ko") == "9시간~240시간 안에 복구되지 않음"
    assert spread(sampled, "tools", "en") == ""


def test_a_wait_that_ended_otherwise_says_how() -> None:
    waits = [Wait(0, 1.5, "service", "account", "link")]
    assert sentences(waits, "en") == [
        "From 0 min to 1 h 30 min (1 h 30 min) chat waited for account. "
        "account was not back: the link to it was switched off."
    ]
    assert sentences(waits, "ko") == [
        "0분부터 1시간 30분까지(1시간 30분) 채팅은 계정을 기다렸습니다. "
        "계정은 돌아오지 않았지만 연동을 꺼서 더 기다리지 않게 되었습니다."
    ]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("on", [None, "account"])
@pytest.mark.parametrize("ended_by", get_args(Ending))
def test_every_other_end_of_a_wait_has_a_sentence(
    ended_by: Ending, on: str | None, language: Language
) -> None:
    (said,) = sentences([Wait(0, 1, "service", on, ended_by)], language)
    (short,) = sentences([Wait(0, 1, "service", on)], language)
    assert said.startswith(f"{short} ")
    assert said.endswith(".")
