import pytest

from kakao_whatif.model.text import Language
from kakao_whatif.recovery.timeline import Wait
from kakao_whatif.text.catalogue import catalogue
from kakao_whatif.views.recovery_summary import KINDS, Change, changed, changes, summary
from tests.timelines import NIGHT, night, timeline

HALF = {
    "chat": (Wait(0, 0.75, "decision"), Wait(0.75, 1.25, "failover")),
    "account": NIGHT["account"],
    "control": (Wait(0, 240, "repair"),),
    "tools": (Wait(0, 2, "power"),),
}


def test_an_outage_is_summed_up_in_its_length_and_its_hours() -> None:
    assert summary(night(), "en") == [
        "After 14 h 30 min no service is dark or locked any more.",
        "4 of 5 services are dark or locked for a time, 52 h if added up.",
    ]
    assert summary(night(), "ko") == [
        "14시간 30분 만에 중단과 로그인 막힘이 모두 풀립니다.",
        "서비스 5개 중 4개가 한동안 중단되거나 로그인이 막히며, 그 시간을 모두 더하면 52시간입니다.",
    ]


def test_what_is_not_back_is_named_before_the_rest() -> None:
    said = summary(timeline({**NIGHT, "account": (Wait(0, 240, "repair"),)}), "en")
    assert said[:2] == [
        "1 service is not back within 240 h: account.",
        "After 14 h 30 min none of the others is dark or locked any more.",
    ]


def test_an_outage_of_nothing_says_so() -> None:
    assert summary(timeline({}), "en") == ["No service is dark or locked at any time."]


def test_services_that_only_the_changes_add_do_not_count() -> None:
    assert summary(night(), "en", own=["chat", "tools"])[-1] == (
        "1 of 2 services is dark or locked for a time, 14 h in all."
    )


def test_changes_are_told_by_kind_the_largest_gain_first() -> None:
    assert changes(timeline(HALF), night()) == (
        Change("news", "spared", 13, None),
        Change("chat", "sooner", 14.5, 1.25),
        Change("control", "later", 12, float("inf")),
        Change("tools", "hit", None, 2),
    )
    assert changes(night(), night()) == ()


def test_less_than_the_words_can_show_is_no_change() -> None:
    moved = {**NIGHT, "account": (Wait(0, 13.001, "power"),)}
    assert changes(timeline(moved), night()) == ()


def test_the_changes_are_said_with_what_would_be_without_them() -> None:
    assert changed(timeline(HALF), night(), "en") == [
        "Without the changes, in the model: 14 h 30 min, 52 h if added up.",
        "In the model, 1 service does not go down at all: news.",
        "In the model, 1 service is back sooner: chat (14 h 30 min → 1 h 15 min).",
        "In the model, 1 service is back later: failover control (12 h → not within 240 h).",
        "In the model, 1 service goes down that would not: operators' tools.",
    ]
    assert changed(timeline(HALF), night(), "ko")[2] == (
        "모델에서는 서비스 1개가 더 빨리 돌아옵니다: 채팅(14시간 30분 → 1시간 15분)."
    )


def test_changes_that_change_nothing_say_so() -> None:
    assert changed(night(), night(), "en")[-1] == (
        "In the model, no service is back sooner or later with the changes in place."
    )


def test_without_the_changes_may_also_mean_never_or_nothing_down() -> None:
    stuck = timeline({"chat": (Wait(0, 240, "repair"),)})
    assert changed(night(), stuck, "en")[0] == (
        "Without the changes, in the model: not all back within 240 h, 240 h if added up."
    )
    assert (
        changed(night(), timeline({}), "en")[0]
        == "Without the changes, in the model: nothing down, 0 min if added up."
    )


def test_of_one_kind_the_largest_gain_is_named_first() -> None:
    quicker = {
        id: tuple(Wait(w.start / 2, w.end / 2, w.want, w.on) for w in NIGHT[id]) for id in ("control", "chat")
    }
    found = changes(timeline({**NIGHT, **quicker}), night())
    assert [(change.id, change.gain) for change in found] == [("chat", 7.25), ("control", 6)]


@pytest.mark.parametrize(("language", "model"), [("en", "in the model"), ("ko", "모델에서")])
def test_whatever_compares_with_and_without_a_change_says_that_it_is_the_models(
    language: Language, model: str
) -> None:
    words = catalogue(language)
    told = ["bare", "nothing", *(f"{kind}.{number}" for kind in KINDS for number in ("one", "other"))]
    keys = [f"recovery.changed.{key}" for key in told] + [
        f"views.recovery.sum.{key}" for key in ("less", "more", "same")
    ]
    keys += ["views.recovery.kinds.sentence", "views.recovery.details.was", "views.recovery.ribbons.was"]
    keys += [
        "views.recovery.group.spared",
        "views.recovery.mark_line.base",
        "views.recovery.mark_line.happened",
    ]
    assert [key for key in keys if model not in words[key].lower()] == []
