"""The honesty of the 2022 case: what it cites, what it marks as assumed, and that it says so in two languages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import pairwise
from math import inf
from typing import Any

from kakao_whatif import load_case
from kakao_whatif.cases import Case
from kakao_whatif.files.ledger import Observation
from kakao_whatif.model.parts import Service, Source
from kakao_whatif.model.text import Text


@cache
def case() -> Case:
    return load_case("kakao-2022")


def words(ids: str) -> set[str]:
    return set(ids.split())


OUTSIDE_CHECKS = words("""
    pangyo pangyo-feed anyang kakao-account kakaotalk-text kakaotalk-media kakaotalk-pc daum-mail tistory
    brunch kakao-bank-core webtoon-reading kakao-games-mobile kakao-games-pc kakao-subway kakao-t-bike
    melon-charts upbit upbit-kakao-sign-in naver failover-control operations-tools
""")
PARTS = words("""
    pangyo-rest leased-site-3 leased-site-4 capital-area sangam bundang busan submarine-cable overseas-link
    object-storage meta-information key-store backups server-management bulk-power-on monitoring
    in-house-permissions remote-access kakao-account-cache push notification-messages map-api developer-sdk
    voicetalk talk-channel talk-channel-ads talk-drawer kakao-work gift kakao-hair kakao-pay
    kakao-bank-linked kakao-t-taxi kakao-t-driver kakao-navi kakao-map kakao-bus daum-portal daum-news
    daum-cafe kakao-mail kakaostory webtoon-paid kakaopage kakao-tv melon zigzag kakao-website
    upbit-apple-sign-in exchange-own-accounts shop-with-kakao shop-without-kakao
""")
SCENARIOS = words("""
    feed-burns site-cut october-4 capital-earthquake cable-cut two-misfortunes spread-services
    spread-services-and-data old-ids two-sites three-sites with-ansan
""")
MITIGATIONS = words("""
    own-ids own-daum-id own-tistory-id own-ids-elsewhere spread-primaries spread-data
    failover-control-two-sites operations-tools-two-sites data-platform-two-sites kakao-account-two-sites
    everything-two-sites everything-three-sites bulk-power-on-elsewhere incident-channel-elsewhere
    more-crews contain-fire power-cut-by-zone own-data-centre spare-capacity linked-features-soft drills
""")


def test_every_part_that_others_name_is_there() -> None:
    known = {*case().domains, *case().services}
    assert (OUTSIDE_CHECKS | PARTS).issubset(known)
    assert SCENARIOS.issubset(case().scenarios)
    assert MITIGATIONS.issubset(case().mitigations)
    assert {"ansan", "daum-id", "tistory-id"} <= {*case().possible_domains, *case().possible_services} - known


def walk(value: Any, path: str = "case") -> Iterator[tuple[str, Any]]:
    """Every value that the case holds, with its path."""
    yield path, value
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from walk(each, f"{path}.{key}")
    elif isinstance(value, tuple):
        for at, each in enumerate(value):
            yield from walk(each, f"{path}[{at}]")
    elif is_dataclass(value) and not isinstance(value, Text):
        for one in fields(value):
            yield from walk(getattr(value, one.name), f"{path}.{one.name}")


def every(kind: type) -> list[tuple[str, Any]]:
    return [(path, value) for path, value in walk(case()) if isinstance(value, kind)]


HANGUL = re.compile("[가-힣]")
# Names and units that a Korean writes in Latin letters.
LATIN = {"SK", "C", "CNS", "LG", "KT", "ID", "PC", "API", "SDK", "T", "TV", "F"}


def test_every_text_stands_in_both_languages_each_in_its_own_letters() -> None:
    texts = [(path, text) for path, text in every(Text) if text]
    assert texts
    for path, text in texts:
        assert text.en, path
        assert text.ko, path
        assert not HANGUL.search(text.en), path
        assert not re.search("!|  ", text.en + text.ko), path
        if not path.startswith(
            ("case.facts", "case.observations")
        ):  # quotes may name what the model does not
            assert {*re.findall("[A-Za-z]+", text.ko)} <= LATIN, (path, text.ko)


def test_names_read_well_inside_a_sentence() -> None:
    proper = (
        "Kakao",
        "Daum",
        "Talk",
        "VoiceTalk",
        "Tistory",
        "Brunch",
        "Melon",
        "Gift",
        "Zigzag",
        "Upbit",
        "Naver",
    )
    places = ("SK", "Pangyo", "Anyang", "LG", "KT", "Webtoon", "Games")
    for id in {*case().possible_domains, *case().possible_services}:
        name = case().name(id).en
        assert name[0].islower() or name.startswith((*proper, *places)), name


def test_everything_that_can_be_shown_has_a_name_and_a_sentence() -> None:
    for id in {*case().possible_domains, *case().possible_services}:
        name = case().name(id)
        assert HANGUL.search(name.ko) or name.ko.startswith(("KT", "LG")), id
        assert "-" not in name.en or name.en != id, id
    for mitigation in case().mitigations.values():
        assert mitigation.name, mitigation.id
        assert mitigation.summary, mitigation.id
    for told_or_read in (*case().scenarios.values(), *case().readings.values()):
        assert told_or_read.title, told_or_read.id
        assert told_or_read.summary, told_or_read.id


def test_every_scenario_is_told_in_one_sentence() -> None:
    for told in case().scenarios.values():
        for sentence in (told.summary.en, told.summary.ko):
            assert re.fullmatch(r"[^.]+\.", sentence), told.id


def test_every_fact_cited_stands_in_the_ledger() -> None:
    cited = {fact for _, source in every(Source) for fact in source.facts}
    assert cited
    assert cited <= set(case().facts)


def test_every_service_cites_facts_or_says_what_is_assumed() -> None:
    for service in case().possible_services.values():
        assert service.facts or service.assumed, service.id


def test_every_placement_is_marked_as_assumed() -> None:
    placed: list[Service] = [service for service in case().possible_services.values() if service.replicas]
    assert [service.id for service in placed if not service.assumed] == []


def test_every_need_cites_facts_or_says_that_it_is_assumed() -> None:
    for service in case().possible_services.values():
        for need in service.needs:
            assert need.facts or need.assumed, (service.id, need)


def test_every_cost_is_marked_as_assumed_and_has_a_range() -> None:
    for mitigation in case().mitigations.values():
        cost = mitigation.cost
        assert (cost is None) == bool(mitigation.includes), mitigation.id
        if cost is not None:
            assert cost.assumed, mitigation.id
            assert cost.low <= cost.points <= cost.high, mitigation.id  # type: ignore[operator]


def test_scenarios_and_trade_offs_cite_the_record_or_say_what_is_assumed() -> None:
    for part in (*case().scenarios.values(), *case().mitigations.values(), *case().readings.values()):
        assert part.facts or part.assumed, part.id


def test_only_what_people_sign_in_to_was_seen_with_sign_in() -> None:
    seen = {each.service for each in case().observations if each.state == "sign_in"}
    assert seen
    for id in seen:
        assert "login" in {need.kind for need in case().services[id].needs}, id


def test_what_was_never_out_was_seen_usable_at_no_later_time() -> None:
    never = {each.service for each in case().observations if each.latest_hours == 0}
    assert {"upbit", "kakao-games-mobile", "exchange-own-accounts", "shop-without-kakao"} <= never
    for each in case().observations:
        if each.service in never and each.state == "usable":
            assert (each.earliest_hours, each.latest_hours) == (0, 0), each


def test_no_service_is_fully_back_before_it_is_usable() -> None:
    order = ("usable", "sign_in", "full")
    by_service: dict[str, dict[str, list[Observation]]] = {}
    for each in case().observations:
        by_service.setdefault(each.service, {}).setdefault(each.state, []).append(each)
    for id, seen in by_service.items():
        states = [state for state in order if state in seen]
        for before, after in pairwise(states):
            earliest = min(each.earliest_hours or 0.0 for each in seen[before])
            latest = max(inf if each.latest_hours is None else each.latest_hours for each in seen[after])
            assert earliest <= latest, (id, before, after)


def test_both_numbers_are_kept_for_the_hour_that_the_sources_count_differently() -> None:
    counted = {(count.hours, count.normal, count.of) for count in case().counts}
    assert counted == {(38.5, 4, 13), (38.5, 3, 13), (67.83, 10, 13)}
    for count in case().counts:
        assert len(count.services) == count.of
        assert count.note.en
        assert count.note.ko
        assert set(count.facts) <= set(case().facts)


def test_conflicting_accounts_are_both_cited_where_the_model_leans_on_one() -> None:
    services, domains = case().services, case().domains
    assert {"F078", "F111"} <= set(domains["pangyo-feed"].facts)
    assert {"F210", "F213"} <= set(services["kakao-bank-core"].facts)
    assert {"F043", "F064"} <= set(services["backups"].facts)
    assert {"F215", "F216"} <= set(services["kakao-pay"].facts)
