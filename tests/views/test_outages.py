from kakao_whatif.recovery.timeline import Wait
from kakao_whatif.views.outages import Outage, Share, outages, shares, toll
from tests.timelines import NIGHT, night, timeline


def test_services_come_in_the_order_of_their_return() -> None:
    assert [each.id for each in outages(night())] == ["control", "news", "account", "chat"]


def test_a_service_that_never_returns_stands_last_and_has_no_end() -> None:
    found = outages(timeline({"chat": [Wait(0, 240, "repair")], "control": [Wait(0, 9, "power")]}))
    assert [each.id for each in found] == ["control", "chat"]
    assert found[-1] == Outage("chat", ((0, None),), was_dark=True, served=None)


def test_waits_that_follow_each_other_are_one_stretch_and_a_gap_makes_two() -> None:
    (found,) = outages(
        timeline({"chat": [Wait(0, 2, "power"), Wait(2, 3, "data"), Wait(5, 6, "service", "control")]})
    )
    assert found.stretches == ((0, 3), (5, 6))
    assert (found.start, found.end) == (0, 6)


def test_a_service_that_was_back_at_the_very_horizon_is_back() -> None:
    down = timeline({"chat": [Wait(0, 200, "power"), Wait(210, 240, "data")]})
    assert outages(down)[0].stretches == ((0, 200), (210, None))


def test_what_was_only_locked_was_never_dark() -> None:
    by_id = {each.id: each for each in outages(night())}
    assert not by_id["news"].was_dark
    assert by_id["account"].was_dark


def test_the_toll_adds_hours_up_and_names_what_is_not_back() -> None:
    found = toll(night())
    assert (found.services, found.down) == (5, ("control", "news", "account", "chat"))
    assert (found.last_return, found.never_back, found.lost_hours) == (14.5, (), 14.5 + 13 + 13 + 12)
    gone = toll(timeline({**NIGHT, "account": [Wait(0, 240, "repair")]}))
    assert (gone.never_back, gone.last_return, gone.lost_hours) == (("account",), 14.5, 14.5 + 13 + 240 + 12)


def test_the_toll_counts_only_the_services_that_are_asked_for() -> None:
    found = toll(night(), ["chat", "tools", "unknown"])
    assert (found.services, found.down, found.lost_hours) == (2, ("chat",), 14.5)


def test_nothing_down_is_a_toll_of_nothing() -> None:
    found = toll(timeline({}))
    assert (found.down, found.never_back, found.last_return, found.lost_hours) == ((), (), None, 0)


def test_shares_tell_services_and_tools_by_name_and_crews_together() -> None:
    waits = (
        Wait(0, 2, "crew", "a"),
        Wait(2, 4, "crew", "b"),
        Wait(4, 5, "service", "a"),
        Wait(5, 6, "service", "b"),
        Wait(6, 8, "service", "a"),
    )
    assert shares(waits) == (
        Share("crew", None, 0.5),
        Share("service", "a", 0.375),
        Share("service", "b", 0.125),
    )
    assert shares(()) == ()
