"""What is wanted, and what is short of it."""

import pytest

from kakao_whatif import BackWithin, NotWorse, Scenario, ScenarioError, Status, SurvivesAnySite
from kakao_whatif.analysis.targets import Shortfall, sites, target_of
from kakao_whatif.cases import load_case
from kakao_whatif.examples import two_sites
from kakao_whatif.model.build import build_system
from kakao_whatif.model.parts import Service

NIGHT = Scenario({"pangyo"})


def test_bare_ids_are_wanted_not_dark():
    assert target_of(two_sites(), ["news", "chat", "news"]) == NotWorse(["chat", "news"], Status.LOCKED)


def test_each_status_asks_for_more():
    shorts = [
        len(NotWorse(["chat", "news", "tools"], than).shortfalls(two_sites(), NIGHT)) for than in Status
    ]
    assert shorts == [2, 2, 1, 0]


def test_what_is_not_there_is_short_of_any_target():
    case = load_case("kakao-2022")
    for than in Status:
        assert NotWorse(["daum-id"], than).shortfalls(case, Scenario()) == (Shortfall("daum-id"),)
    assert BackWithin(["daum-id"], 1).shortfalls(case, Scenario())[0].hours == float("inf")


def test_every_site_is_lost_on_its_own_besides_what_is_lost():
    target = SurvivesAnySite(["tools"])
    assert target.shortfalls(two_sites(), Scenario()) == (Shortfall("tools", Status.DARK, "anyang"),)
    found = SurvivesAnySite(["chat"]).shortfalls(two_sites(), Scenario({"control"}))
    assert [each.lost for each in found] == ["pangyo"]


def test_a_site_that_only_a_change_builds_counts():
    assert "ansan" in sites(load_case("kakao-2022"))


def test_back_within_counts_from_the_origin_until_neither_dark_nor_locked():
    case = load_case("kakao-2022")
    (short,) = BackWithin(["daum-mail"], 12).shortfalls(case, NIGHT)
    assert short.hours == pytest.approx(99.7, abs=1)
    assert not BackWithin(["daum-mail"], short.hours).shortfalls(case, NIGHT)
    assert BackWithin(["daum-mail"], short.hours - 0.01).shortfalls(case, NIGHT)


def test_with_samples_nine_of_ten_draws_must_be_back():
    case = load_case("kakao-2022")
    (short,) = BackWithin(["daum-mail"], 12, samples=20, seed=1).shortfalls(case, NIGHT)
    (again,) = BackWithin(["daum-mail"], 12, samples=20, seed=1).shortfalls(case, NIGHT)
    assert short == again
    assert short.hours > 99.7


def test_one_string_is_not_taken_letter_by_letter():
    with pytest.raises(
        TypeError, match=r"target: 'tistory' is one string\. Give a collection: \['tistory'\]\."
    ):
        target_of(two_sites(), "tistory")
    with pytest.raises(TypeError, match=r"target\.services: 'news' is one string\."):
        NotWorse("news")


def test_any_site_is_refused_where_there_is_none():
    with pytest.raises(ScenarioError, match=r"no domain is a site\. Mark the data centres with kind: site\."):
        target_of(build_system([Service("chat")]), SurvivesAnySite(["chat"]))
