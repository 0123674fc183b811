"""The natural experiments of 2022, in time: what a right model must show about *when*."""

from datetime import timedelta
from functools import cache

import pytest

from kakao_whatif import NEVER, Scenario, Status, Timeline, load_case, simulate_recovery


@cache
def night(*mitigations: str) -> Timeline:
    return simulate_recovery(load_case("kakao-2022"), Scenario({"pangyo"}, mitigations=mitigations))


def back(id: str, *mitigations: str) -> float:
    return night(*mitigations).time_to_restore[id] / timedelta(hours=1)


def served(id: str) -> float:
    return night().time_to_serve[id] / timedelta(hours=1)


def test_kakao_bank_was_back_in_an_hour_and_a_half_by_switching_features_off() -> None:
    """Experiment 1: a hard link to a feature can hang a healthy app, and switching it off frees it (F209-F213)."""
    assert back("kakao-bank-core") == pytest.approx(1.5, abs=0.2)
    assert night().status_at(5)["kakao-bank-core"] is Status.DEGRADED
    assert back("kakao-bank-linked") > 10
    assert {wait.on for wait in night().waiting_for("kakao-bank-core")} == {"kakao-bank-linked"}


def test_webtoon_could_be_read_hours_before_anybody_could_sign_in() -> None:
    """Experiment 2: LOCKED is not DARK (F225)."""
    assert served("webtoon-reading") < back("kakao-account") == back("webtoon-reading")
    assert night().status_at(back("kakao-account") - 1)["webtoon-reading"] is Status.LOCKED
    assert night().waiting_for("webtoon-reading")[-1].on == "kakao-account"


def test_naver_in_the_same_building_was_never_out_and_whole_again_within_hours() -> None:
    """Experiment 6: the same building, another design: minutes to hours, not days (F146)."""
    assert back("naver") == 0
    whole = [moment.hours for moment in night().moments if moment.status["naver"] is Status.UP]
    assert whole[1] < 18


def test_sign_in_was_back_on_the_next_day_and_mail_three_days_after_that() -> None:
    """Experiment 8: sign-in on 16 October; mail and the adverts of the channel on the 19th (F227, F248, F251)."""
    assert 8.5 < back("kakao-account") < 32.5
    for late in ("daum-mail", "talk-channel-ads"):
        assert back(late) > back("kakao-account") + 24
    assert back("daum-mail") > 56.5


def test_one_id_for_all_does_not_explain_the_days_of_mail() -> None:
    assert back("daum-mail", "own-ids") == pytest.approx(back("daum-mail"), rel=0.05)
    waited = {(wait.want, wait.on) for wait in night().waiting_for("daum-mail") if wait.end - wait.start > 12}
    assert ("service", "mail-store") in waited
    assert not any(on == "kakao-account" for _, on in waited)


def test_what_woke_the_standbys_at_two_sites_would_have_made_hours_of_days() -> None:
    both = ("failover-control-two-sites", "operations-tools-two-sites")
    assert served("kakaotalk-text") > 10
    assert night(*both).time_to_serve["kakaotalk-text"] < timedelta(hours=3)


def test_the_operators_tools_come_back_by_hand_round_their_ring() -> None:
    """The restart ring of tools and channel has a stated way round it: the glass that is broken (F184, F185)."""
    case = load_case("kakao-2022")
    never = simulate_recovery(case, Scenario({"pangyo"}, parameters={"break-glass-hours": 10_000}))
    assert night().time_to_restore["operations-tools"] < NEVER
    late, soon = (t.time_to_restore["operations-tools"] for t in (never, night()))
    assert late >= soon


def test_everything_is_back_within_the_horizon_and_the_last_is_days_away() -> None:
    last = max(night().time_to_restore.values())
    assert timedelta(days=3) < last < timedelta(days=7)
    assert not any("wait for each other" in note.en for note in night().notes)
