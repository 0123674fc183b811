"""Cards of the cheapest sets, in words of both languages."""

import pytest

from kakao_whatif import (
    BackWithin,
    NotWorse,
    Scenario,
    Status,
    SurvivesAnySite,
    load_case,
    minimal_mitigations,
)
from kakao_whatif.analysis.saving.costs import Price
from kakao_whatif.analysis.targets import Shortfall
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import AddReplica, Cost, Mitigation, MoveReplica
from kakao_whatif.model.parts import Domain, Replica, Service
from kakao_whatif.model.text import Text
from kakao_whatif.views.saving.sentences import cards, names, price, short, summary, wanted

NIGHT = Scenario({"pangyo"})


@pytest.fixture(scope="module")
def kakao():
    return load_case("kakao-2022")


def test_a_card_says_that_two_changes_suffice_and_what_fails_without_each(kakao):
    answer = minimal_mitigations(kakao, NIGHT, NotWorse(["tistory"], Status.DEGRADED), 6)
    assert summary(answer, "en") == ["In the model, one smallest set of changes does it:"]
    assert cards(answer, "en") == [
        {
            "ids": ["own-tistory-id", "failover-control-two-sites"],
            "name": "Tistory keeps its own ID, Failover control at two sites",
            "cost": "6 points (3 to 12)",
            "points": 6,
            "says": "These 2 changes suffice; without any one of them it is not enough.",
            "without": [
                "Without Tistory keeps its own ID: Tistory is locked.",
                "Without Failover control at two sites: Tistory is dark.",
            ],
            "worse": [],
        }
    ]


def test_what_holds_already_has_no_card(kakao):
    answer = minimal_mitigations(kakao, NIGHT, ["upbit"])
    assert cards(answer, "ko") == []
    assert summary(answer, "ko") == ["모델에서는 이미 충족합니다. 더할 것이 없습니다."]


def test_nothing_in_the_list_is_said_with_the_causes(kakao):
    answer = minimal_mitigations(kakao, NIGHT.with_losses("tistory"), ["tistory"])
    first, tradeoffs, even, *why = summary(answer, "en")
    assert first == "In the model, nothing in this case's list can do it."
    assert tradeoffs == "Trade-offs were not looked at. With them it cannot be done either."
    assert even.startswith("Even with all of these in place, Tistory is dark: ")
    assert "Tistory is dark" in why[0]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (NotWorse(["tistory"]), "To keep from going dark: Tistory."),
        (NotWorse(["tistory"], Status.UP), "To keep up: Tistory."),
        (NotWorse(["tistory"], Status.DEGRADED), "To keep no worse than degraded: Tistory."),
        (SurvivesAnySite(["upbit"]), "To keep from going dark, whichever single site is lost: Upbit."),
    ],
)
def test_every_target_is_a_sentence(kakao, target, said):
    assert wanted(minimal_mitigations(kakao, Scenario(), target), "en") == said


def test_a_target_in_time_says_its_hours(kakao):
    answer = minimal_mitigations(kakao, NIGHT, BackWithin(["daum-mail"], 7.5), max_size=0)
    assert wanted(answer, "en") == "To have back within 7.5 h: Daum Mail."
    assert summary(answer, "en") == [
        "No set that was looked at does it in the model.",
        "Trade-offs were not looked at, and whether they could do it was not worked out.",
    ]


def test_a_trade_off_that_would_do_it_is_named_with_its_cost():
    news = Service("news", replicas=(Replica("here"),))
    away = Mitigation(
        "away",
        Text.plain("News elsewhere"),
        tradeoff=True,
        cost=Cost(2),
        changes=(MoveReplica("news", "here", "there"),),
    )
    system = build_system([news], [Domain("here"), Domain("there")], mitigations=[away])
    assert summary(minimal_mitigations(system, Scenario({"here"}), ["news"]), "en")[:2] == [
        "This case has only trade-offs to choose from.",
        "Trade-offs were not looked at. With them it can be done, for 2 points: News elsewhere (trade-off).",
    ]
    told = summary(minimal_mitigations(system, Scenario({"here"}), ["news"]), "ko")
    assert told[1] == (
        "득실 있는 대책은 살펴보지 않았습니다. 이를 넣으면 가능합니다(2점): News elsewhere(득실 있음)."
    )


def test_a_case_without_changes_and_one_with_all_in_place_say_so(kakao):
    bare = build_system([Service("news", replicas=(Replica("here"),))], [Domain("here")])
    assert summary(minimal_mitigations(bare, Scenario({"here"}), ["news"]), "en")[0] == (
        "This case has no changes to choose from."
    )
    copy = Mitigation("copy", changes=(AddReplica("news", Replica("here")),))
    full = build_system(bare.services.values(), bare.domains.values(), mitigations=[copy])
    assert summary(minimal_mitigations(full, Scenario({"here"}, {"copy"}), ["news"]), "en")[0] == (
        "Every change of this case is in place already."
    )


def test_services_that_share_a_fate_are_named_together(kakao):
    shortfalls = [
        Shortfall("tistory", Status.DARK),
        Shortfall("brunch", Status.DARK, "anyang"),
        Shortfall("daum-mail", Status.DARK),
        Shortfall("daum-id"),
        Shortfall("melon", hours=12.34),
        Shortfall("gift", hours=float("inf")),
    ]
    assert short(kakao, shortfalls, "en") == (
        "Daum ID is not there; Melon is back only after 12.3 h; Gift is never back; "
        "Brunch is dark when Anyang is lost; Tistory, Daum Mail are dark"
    )


def test_many_names_are_counted(kakao):
    assert (
        names(kakao, ["tistory", "brunch", "melon", "gift", "upbit"], "en")
        == "Tistory, Brunch, Melon and 2 more"
    )
    assert names(kakao, ["tistory", "brunch", "melon", "gift"], "ko") == "티스토리, 브런치, 멜론 외 1개"


def test_a_cost_without_a_range_is_one_number():
    assert price(Price(2.5, 2.5, 2.5), "en") == "2.5 points"
    assert price(Price(2.5, 1, 4), "ko") == "2.5점(1~4)"
