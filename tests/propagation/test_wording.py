"""Sentences, pinned on small systems, in both languages: what a reader sees is part of the promise."""

import pytest

from kakao_whatif import propagate
from kakao_whatif.model.build import build_system
from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast
from kakao_whatif.model.parts import Dependency, Domain, Replica, Service
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Text
from tests.small import losing, of, runs


def told(system: System, id: str, *lost: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """what is said about a service in English and in Korean."""
    explanation = propagate(system, losing(*lost)).explain(id)
    return explanation.sentences("en"), explanation.sentences("ko")


def english(system: System, id: str, *lost: str) -> tuple[str, ...]:
    return told(system, id, *lost)[0]


def korean(system: System, id: str, *lost: str) -> tuple[str, ...]:
    return told(system, id, *lost)[1]


def test_a_service_that_stands_says_so() -> None:
    assert told(of(runs("chat", ["north"])), "chat") == (("chat is up.",), ("chat은 정상입니다.",))


def test_a_single_copy_is_lost_with_its_place() -> None:
    assert told(of(runs("chat", ["north"])), "chat", "north") == (
        ("chat is dark: its only copy stood at north (lost).",),
        ("chat 중단: 서버가 north(상실)에만 있었습니다.",),
    )


def test_two_copies_in_one_place_are_told_as_two() -> None:
    system = of(runs("keys", ["north-a", "north-b"]), inside={"north-a": "north", "north-b": "north"})
    assert told(system, "keys", "north") == (
        ("keys is dark: both its copies stood at north (lost).",),
        ("keys 중단: 이중화된 서버가 모두 north(상실)에 있었습니다.",),
    )


def test_every_place_of_three_copies_is_named() -> None:
    system = of(runs("keys", ["north", "south", "west"]))
    assert english(system, "keys", "north", "south", "west") == (
        "keys is dark: all its copies stood at north, at south and at west (lost).",
    )


@pytest.mark.parametrize(
    ("kind", "sentence", "korean_sentence"),
    [
        (
            "site",
            "chat is dark: its only copy stood at Seoul (lost).",
            "채팅 중단: 서버가 서울(상실)에만 있었습니다.",
        ),
        (
            "region",
            "chat is dark: its only copy stood in Seoul (lost).",
            "채팅 중단: 서버가 서울(상실)에만 있었습니다.",
        ),
        ("link", "chat is dark: it hangs on Seoul alone (lost).", "채팅 중단: 서울(상실)에만 의존합니다."),
    ],
)
def test_a_place_is_named_as_what_it_is(kind: str, sentence: str, korean_sentence: str) -> None:
    place = Domain("seoul", kind, name=Text("Seoul", "서울"))  # type: ignore[arg-type]
    system = build_system([Service("chat", Text("chat", "채팅"), replicas=(Replica("seoul"),))], [place])
    assert told(system, "chat", "seoul") == ((sentence,), (korean_sentence,))


def test_a_loss_of_its_own_is_told_before_the_loss_of_its_place() -> None:
    assert told(of(runs("chat", ["north"])), "chat", "chat", "north") == (
        (
            "chat is dark: it is supposed to be lost.",
            "Also, independently: its only copy stood at north (lost).",
        ),
        ("chat 중단: 직접 잃었다고 가정했습니다.", "이와 별개로, 서버가 north(상실)에만 있었습니다."),
    )


# ------------------------------------------------------------------------------------------ standbys
def with_standby(woken_by: object, *others: Service) -> System:
    return of(runs("chat", ["north"], standby_at=["south"], woken_by=woken_by), *others)  # type: ignore[arg-type]


ASLEEP = "chat is dark: its only active copy stood at north (lost); its standby at south could not take over, because "
ASLEEP_KO = "chat 중단: 운영 서버가 north(상실)에만 있었습니다. south의 대기 서버는 "


@pytest.mark.parametrize(
    ("system", "lost", "reason", "korean_reason"),
    [
        (
            with_standby("control", runs("control", ["north"])),
            ["north"],
            "control stood only at north.",
            "control이 north에만 있었기 때문에",
        ),
        (
            with_standby("control", runs("control", ["west"])),
            ["north", "west"],
            "control stood only at west (lost).",
            "control이 west(상실)에만 있었기 때문에",
        ),
        (
            with_standby("control", runs("control", ["south"])),
            ["north", "control"],
            "control is supposed to be lost.",
            "control을 잃었다고 가정했기 때문에",
        ),
        (with_standby(AnyOf(())), ["north"], "nothing can wake it.", "깨울 방법이 없어"),
        (
            with_standby("chat"),
            ["north"],
            "waking it takes chat itself.",
            "깨우는 데 chat 자신이 필요하기 때문에",
        ),
    ],
)
def test_a_standby_that_stayed_asleep_says_why(
    system: System, lost: list[str], reason: str, korean_reason: str
) -> None:
    assert told(system, "chat", *lost) == (
        (ASLEEP + reason,),
        (f"{ASLEEP_KO}{korean_reason} 서비스를 넘겨받지 못했습니다.",),
    )


def test_a_waker_whose_cause_is_long_gets_a_sentence_of_its_own() -> None:
    system = with_standby("control", runs("control", hard="tools"), runs("tools", ["north"]))
    assert english(system, "chat", "north") == (
        ASLEEP + "control is dark.",
        "control is dark: it needs tools, which is dark.",
        "tools is dark: its only copy stood at north (lost).",
    )


def test_two_wakers_are_both_named() -> None:
    system = with_standby(AnyOf(("control", "hand")), runs("control", ["north"]), runs("hand", ["north"]))
    assert english(system, "chat", "north")[0] == ASLEEP + "control and hand are dark."


def test_a_ring_of_two_standbys_is_told_as_a_ring_and_told_once() -> None:
    system = with_standby("mail", runs("mail", ["north"], standby_at=["south"], woken_by="chat"))
    assert told(system, "chat", "north") == (
        (
            ASLEEP + "waking goes round in a ring: chat waits for mail, which waits for chat.",
            "mail is dark: its only active copy stood at north (lost); its standby at south could not take over, "
            "because it waits in the same ring.",
        ),
        (
            ASLEEP_KO + "서로를 기다리는 교착(chat은 mail을, mail은 chat을 기다림) 때문에 서비스를 "
            "넘겨받지 못했습니다.",
            "mail 중단: 운영 서버가 north(상실)에만 있었습니다. south의 대기 서버는 같은 교착 때문에 서비스를 "
            "넘겨받지 못했습니다.",
        ),
    )


def test_a_ring_and_a_lost_waker_are_told_apart() -> None:
    woken_by = AnyOf(("mail", "control"))
    system = with_standby(woken_by, runs("mail", ["south"], hard="chat"), runs("control", ["north"]))
    assert english(system, "chat", "north")[0] == (
        ASLEEP + "waking goes round in a ring: chat waits for mail, which waits for chat, "
        "and control stood only at north."
    )


# --------------------------------------------------------------------------------------------- needs
THREE = (runs("b", ["north"]), runs("c", ["north"]), runs("d", ["south"]))


@pytest.mark.parametrize(
    ("need", "sentence", "korean_sentence"),
    [
        ("b", "a is dark: it needs b, which is dark.", "a 중단: 꼭 필요한 b가 중단됐습니다."),
        (
            AnyOf(("b", "d")),
            "a is dark: it needs b or d, and both are dark.",
            "a 중단: b, d 가운데 하나는 있어야 하는데 둘 다 중단됐습니다.",
        ),
        (
            AnyOf(("b", "c", "d")),
            "a is dark: it needs one of b, c or d, and all of them are dark.",
            "a 중단: b, c, d 가운데 하나는 있어야 하는데 모두 중단됐습니다.",
        ),
        (
            AtLeast(3, ("b", "b", "c", "d")),
            "a is dark: it needs at least 3 of b, b, c and d, and b is dark.",
            "a 중단: b, b, c, d 가운데 3개 이상이 있어야 하는데 b가 중단됐습니다.",
        ),
        (
            AtLeast(2, ("b", "c", "d")),
            "a is dark: it needs at least 2 of b, c and d, and b and c are dark.",
            "a 중단: b, c, d 가운데 2개 이상이 있어야 하는데 b, c가 중단됐습니다.",
        ),
        (
            AnyOf((AllOf(("b", "c")), "d")),
            "a is dark: it needs (b and c) or d, and b and d are dark.",
            "a 중단: (b, c 모두), d 가운데 하나가 있어야 하는데 b, d가 중단됐습니다.",
        ),
        (
            AnyOf(()),
            "a is dark: what it needs can never be met.",
            "a 중단: 필요한 조건을 채울 방법이 없습니다.",
        ),
        (
            AnyOf((AllOf(("b",)),)),
            "a is dark: it needs b, which is dark.",
            "a 중단: 꼭 필요한 b가 중단됐습니다.",
        ),
    ],
)
def test_a_need_is_told_as_it_was_written(need: object, sentence: str, korean_sentence: str) -> None:
    system = of(runs("a", hard=need), *THREE)  # type: ignore[arg-type]
    assert (english(system, "a", "north", "south")[0], korean(system, "a", "north", "south")[0]) == (
        sentence,
        korean_sentence,
    )


def test_a_chain_is_told_down_to_the_loss() -> None:
    system = of(runs("bank", hard="link"), runs("link", hard="talk"), runs("talk", ["north"]))
    assert english(system, "bank", "north") == (
        "bank is dark: it needs link, which is dark.",
        "link is dark: it needs talk, which is dark.",
        "talk is dark: its only copy stood at north (lost).",
    )


def test_what_the_same_loss_breaks_too_is_told_as_its_other_ways() -> None:
    system = of(runs("a", ["north"], hard=AllOf(("b", "c", "d"))), *THREE)
    said, korean = told(system, "a", "north", "south")
    assert said == (
        "a is dark: its only copy stood at north (lost).",
        "The loss of north reaches a in 3 ways: as above, and because it needs b and c, both of which are dark.",
        "Also, independently: it needs d, which is dark.",
    )
    assert korean[0] == "a 중단: 서버가 north(상실)에만 있었습니다."
    assert korean[1:] == (
        "north 상실은 3가지 경로로 a에 영향을 줍니다. 위의 경로 외에도, 꼭 필요한 b, c가 모두 중단됐습니다.",
        "이와 별개로, 꼭 필요한 d가 중단됐습니다.",
    )


def test_what_fails_with_some_of_the_same_losses_only_is_not_called_independent() -> None:
    system = of(runs("a", ["north"], hard=AllOf(("b", AnyOf(("c", "d"))))), *THREE)
    assert english(system, "a", "north", "south")[1:] == (
        "The loss of north reaches a in 2 ways: as above, and because it needs b, which is dark.",
        "Some of these losses, together with others, break it in another way: it needs c or d, and both are dark.",
    )


def test_the_lost_places_of_sleeping_copies_are_told_as_one_or_as_several() -> None:
    system = of(
        runs("talk", ["north"], standby_at=["south", "west"], woken_by="control"), runs("control", ["north"])
    )
    assert told(system, "talk", "north", "south")[0][1:] == (
        "The standby of talk at south is lost too: waking it would not help.",
    )
    assert [said[1:] for said in told(system, "talk", "north", "south", "west")] == [
        ("The standbys of talk at south and at west are lost too: waking them would not help.",),
        ("talk의 대기 서버가 있던 south, west도 함께 잃어, 대기 서버를 깨워도 소용이 없습니다.",),
    ]


# ------------------------------------------------------------------------------------------- sign-in
@pytest.mark.parametrize(
    ("need", "sentence", "korean_sentence"),
    [
        ("b", "its only sign-in, b, is dark.", "하나뿐인 로그인 수단인 b가 중단됐습니다."),
        (
            AnyOf(("b", "c")),
            "both ways to sign in, b and c, are dark.",
            "두 로그인 수단인 b, c가 모두 중단됐습니다.",
        ),
        (
            AnyOf(("b", "c", "d")),
            "all ways to sign in, b, c and d, are dark.",
            "로그인 수단인 b, c, d가 모두 중단됐습니다.",
        ),
        (AllOf(("b", "e")), "signing in takes b, which is dark.", "로그인에 꼭 필요한 b가 중단됐습니다."),
        (
            AtLeast(2, ("b", "c", "e")),
            "signing in takes at least 2 of b, c and e, and b and c are dark.",
            "로그인하려면 b, c, e 가운데 2개 이상이 있어야 하는데 b, c가 중단됐습니다.",
        ),
    ],
)
def test_a_service_that_runs_and_signs_nobody_in_says_what_it_signs_in_with(
    need: object, sentence: str, korean_sentence: str
) -> None:
    system = of(runs("a", login=need), runs("e", ["east"]), *THREE)  # type: ignore[arg-type]
    first, first_korean = (sentences[0] for sentences in told(system, "a", "north", "south"))
    assert first == f"a runs, but nobody can sign in: {sentence}"
    assert first_korean == f"a는 동작하지만 로그인할 수 없습니다: {korean_sentence}"


def test_a_dark_service_that_could_not_sign_anyone_in_says_both() -> None:
    system = of(runs("a", ["north"], login=AllOf(("b", "c"))), *THREE)
    assert told(system, "a", "north") == (
        (
            "a is dark: its only copy stood at north (lost).",
            "Nobody could sign in to a either: signing in takes b and c, both of which are dark.",
        ),
        (
            "a 중단: 서버가 north(상실)에만 있었습니다.",
            "a는 로그인도 할 수 없습니다: 로그인에 꼭 필요한 b, c가 모두 중단됐습니다.",
        ),
    )


# ------------------------------------------------------------------------------- capacity and features
def test_a_service_below_its_least_capacity_says_what_is_left_and_what_it_needs() -> None:
    system = of(runs("cache", ["north", "south", "west"], share=0.4, minimum=1))
    assert told(system, "cache", "north") == (
        (
            "cache is dark: its active copy at north is lost; its other copies can carry only 80% of peak load, "
            "and it needs 100%.",
        ),
        (
            "cache 중단: north의 운영 서버를 잃었습니다. 나머지 서버는 최대 부하의 80%까지만 감당해 필요한 "
            "100%에 못 미칩니다.",
        ),
    )


def test_a_woken_standby_of_half_size_leaves_the_service_degraded() -> None:
    system = of(runs("chat", ["north"], standby_at=["south"], share=0.5, woken_by=AllOf(())))
    assert told(system, "chat", "north") == (
        (
            "chat is degraded: its active copy at north is lost; its standby at south can carry only 50% of peak load.",
        ),
        (
            "chat 일부 저하: north의 운영 서버를 잃었습니다. south의 대기 서버는 최대 부하의 50%까지만 감당합니다.",
        ),
    )


def test_nearly_all_of_the_load_is_not_told_as_all_of_it() -> None:
    system = of(runs("chat", ["north"]), runs("mail", ["north", "south"], share=0.99999))
    assert "only 99.99% of peak load" in english(system, "mail", "north")[0]


def test_a_system_too_small_from_the_start_says_so() -> None:
    assert english(of(runs("chat", ["north"], share=0.5, minimum=0.8)), "chat") == (
        "chat is dark: its copies can carry only 50% of peak load, and it needs 80%.",
    )


def test_a_feature_that_is_gone_is_what_a_service_has_to_do_without() -> None:
    system = of(runs("a", ["east"], soft=AllOf(("b", "c", "d"))), *THREE)
    first, _, ways, last = english(system, "a", "north", "south")
    assert first == "a is degraded: it has to do without b, which is dark."
    assert ways.endswith("in 2 ways: as above, and because it has to do without c, which is dark.")
    assert last == "Also, independently: it has to do without d, which is dark."


def test_of_several_losses_only_those_that_matter_are_named() -> None:
    system = of(runs("chat", hard="store"), runs("store", ["north"]), runs("other", ["south"]))
    for sentences in told(system, "chat", "north", "south", "other"):
        assert not any("south" in sentence or "other" in sentence for sentence in sentences)


def test_a_link_that_can_be_switched_off_by_hand_is_told_with_its_time() -> None:
    bank = Service("bank", needs=(Dependency("hard", "link", detach_minutes=90),))
    system = build_system([bank, Service("link")])
    assert english(system, "bank", "link")[1] == (
        "That link can be switched off by hand; 90 minutes on, bank runs without it."
    )
    assert korean(system, "bank", "link")[1] == (
        "이 연동은 손으로 끌 수 있고, 90분이 지나면 bank는 연동 없이 동작합니다."
    )
