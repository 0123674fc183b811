"""The 2022 case against its record: natural experiments, what-ifs, the law of mitigations, restarting.

The numbers of the experiments are those of the record's own list: 1 Kakao Bank, 2 Webtoon, 3 Games,
4 Upbit, 5 those without Kakao sign-in, 6 Naver in the same building, 7 Tistory.
"""

from functools import cache
from itertools import combinations

import pytest

from kakao_whatif import Scenario, Status, load_case, propagate, restart_deadlocks
from kakao_whatif.cases import Case
from kakao_whatif.model.changes import Mitigation
from kakao_whatif.propagation.impact import Impact
from kakao_whatif.recovery.numbers import central

OWN_IDS = {"own-ids"}
TO_RUN = {"keys-to-run"}


@cache
def case() -> Case:
    return load_case("kakao-2022")


def losing(*losses: str, mitigations: set[str] | None = None, readings: set[str] | None = None) -> Impact:
    return propagate(case(), Scenario(losses, mitigations or (), readings or ()))


def told(scenario: str) -> Impact:
    return propagate(case(), case().scenarios[scenario].scenario)


def kakaos(impact: Impact, layer: str = "application") -> list[str]:
    """Kakao's own services of a layer that do not stand outside its four centres."""
    outside = {"sangam", "bundang", "busan", "other-cloud"}
    return [
        id
        for id, service in impact.system.services.items()
        if service.layer == layer and outside.isdisjoint(replica.domain for replica in service.replicas)
    ]


# ------------------------------------------------------------------------------- natural experiments
def test_the_bank_with_its_own_sites_hangs_on_a_linked_feature() -> None:
    impact = losing("pangyo")
    assert impact.status["kakao-bank-core"] is Status.DARK
    assert impact.conditions["kakao-bank-core"].hosting
    assert impact.conditions["kakao-bank-core"].login
    assert impact.explain("kakao-bank-core").reason.cause.because == ("kakao-bank-linked",)  # type: ignore[union-attr]


def test_the_bank_stands_once_linked_features_fail_soft() -> None:
    impact = losing("pangyo", mitigations={"linked-features-soft"})
    assert impact.status["kakao-bank-core"] is Status.DEGRADED
    assert impact.status["kakao-bank-linked"] is Status.DARK


def test_webtoons_can_be_read_while_nobody_can_sign_in() -> None:
    impact = losing("pangyo")
    assert impact.status["webtoon-reading"] is Status.LOCKED
    assert impact.status["webtoon-paid"] is Status.LOCKED
    assert "webtoon-reading" not in impact.dark


@pytest.mark.parametrize("game", ["kakao-games-mobile", "kakao-games-pc"])
def test_games_keep_their_data_and_lose_only_the_account_link(game: str) -> None:
    impact = losing("pangyo")
    assert impact.status[game] is Status.LOCKED
    assert impact.conditions[game].hosting
    assert impact.conditions[game].hard
    assert losing("pangyo", mitigations={"own-games-id"}).status[game] is Status.UP


def test_upbit_goes_on_for_those_with_another_way_in() -> None:
    impact = losing("pangyo")
    assert impact.status["upbit-kakao-sign-in"] is Status.DARK
    assert impact.status["upbit"] is Status.DEGRADED
    assert "upbit" not in impact.sign_in_lost
    assert told("two-misfortunes").status["upbit"] is Status.LOCKED


def test_those_without_kakao_sign_in_are_not_touched() -> None:
    impact = losing("pangyo")
    assert impact.status["exchange-own-accounts"] is Status.UP
    assert impact.status["shop-without-kakao"] is Status.UP
    assert impact.status["shop-with-kakao"] is Status.LOCKED


def test_naver_in_the_same_building_stays_up_on_its_other_site() -> None:
    assert losing("pangyo").status["naver"] is Status.DEGRADED
    assert losing("pangyo", "naver-other-site").status["naver"] is Status.DARK


def test_tistory_goes_dark_for_its_hosting_even_where_everybody_can_sign_in() -> None:
    impact = losing("pangyo", mitigations={"kakao-account-two-sites"})
    assert "tistory" not in impact.sign_in_lost
    assert impact.status["tistory"] is Status.DARK
    assert losing("kakao-account").status["tistory"] is Status.LOCKED


def test_mail_stays_dark_for_its_store_where_sign_in_and_failover_are_saved() -> None:
    impact = losing("pangyo", mitigations={"kakao-account-two-sites", "failover-control-two-sites"})
    assert impact.conditions["daum-mail"].hosting
    assert "daum-mail" not in impact.sign_in_lost
    assert impact.status["daum-mail"] is Status.DARK
    assert losing("mail-store").dark == {"mail-store", "daum-mail", "kakao-mail"}


# ------------------------------------------------------------------------------------ feed and site
def test_the_feed_takes_less_than_the_site() -> None:
    feed, site = losing("pangyo-feed"), losing("pangyo")
    assert feed.dark < site.dark
    assert all(feed.status[id] <= site.status[id] for id in case().services)
    for id in ("kakaotalk-text", "kakao-account", "failover-control", "daum-mail", "tistory"):
        assert feed.status[id] is Status.DARK
    for id in ("kakao-subway", "object-storage", "operations-tools", "kakao-work"):
        assert (feed.status[id], site.status[id]) == (Status.UP, Status.DARK)


def test_the_site_cut_darkens_nearly_everything_of_kakaos_inside_it() -> None:
    impact = told("site-cut")
    assert set(kakaos(impact)) <= impact.dark
    assert set(kakaos(impact, "operations")) <= impact.dark


def test_half_the_servers_at_pangyo_hang_on_the_feed_and_all_add_up() -> None:
    on_feed = whole = 0.0
    numbers = central(case(), Scenario())
    for service in case().services.values():
        servers = numbers.resolved(service.recovery.get("servers", 0), service.id)
        zones = [r.domain for r in service.replicas if r.domain.startswith("pangyo")]
        whole += servers
        on_feed += servers * zones.count("pangyo-feed") / len(zones) if zones else 0
    assert whole == 32_000
    assert 0.4 < on_feed / whole < 0.6


def test_the_error_of_4_october_takes_messages_features_and_pc_sign_in_only() -> None:
    impact = told("october-4")
    assert impact.dark == {"talk-relay"}
    assert impact.status["kakaotalk-text"] is Status.DEGRADED
    assert impact.status["kakaotalk-pc"] is Status.LOCKED


def test_an_earthquake_takes_all_four_centres_and_ansan_would_not_help() -> None:
    impact = told("capital-earthquake")
    assert set(kakaos(impact)) | {"backups"} <= impact.dark
    with_all = losing("capital-area", mitigations={"everything-three-sites", "own-data-centre"})
    assert impact.dark == with_all.dark


def test_the_cable_takes_what_passes_overseas_and_no_domestic_service() -> None:
    assert told("cable-cut").dark == {"overseas-link", "push", "upbit-apple-sign-in"}


# ------------------------------------------------------------------------ the author's counterfactuals
def test_services_spread_over_sites_stay_dark_while_their_data_stays() -> None:
    assert told("spread-services").dark == losing("pangyo").dark


def test_with_their_data_spread_too_they_lose_sign_in_only() -> None:
    impact = told("spread-services-and-data")
    for id in ("tistory", "brunch", "kakao-pay", "kakao-t-taxi", "melon", "kakao-map"):
        assert impact.status[id] is Status.LOCKED, id
    for id in ("daum-portal", "daum-mail", "kakaotalk-text"):
        assert impact.status[id] is Status.DARK, id


@pytest.mark.parametrize("tradeoff", [("spread-primaries",), ("spread-primaries", "spread-data")])
def test_spreading_hurts_where_another_site_is_lost(tradeoff: tuple[str, ...]) -> None:
    assert case().mitigations[tradeoff[-1]].worse
    for site in ("leased-site-3", "leased-site-4"):
        before, after = losing(site), losing(site, mitigations=set(tradeoff))
        assert any(after.status[id] > before.status[id] for id in case().services)


# -------------------------------------------------------------------------------------- ID unification
UNIFIED = (
    "daum-portal",
    "daum-news",
    "daum-cafe",
    "daum-mail",
    "tistory",
    "brunch",
    "melon",
    "webtoon-reading",
)


def test_own_ids_let_people_sign_in_when_only_the_account_fails() -> None:
    without, kept = told("sign-in-fails"), told("sign-in-fails-own-ids")
    for id in UNIFIED:
        assert (without.status[id], kept.status[id]) == (Status.LOCKED, Status.UP), id
    assert "kakaotalk-text" in kept.locked


def test_own_ids_do_not_keep_mail_or_blogs_lit_when_the_site_is_lost() -> None:
    without = losing("pangyo")
    for mitigations in (OWN_IDS, OWN_IDS | {"own-ids-elsewhere"}):
        kept = losing("pangyo", mitigations=mitigations)
        assert without.dark == kept.dark & set(case().services)
        assert kept.status["daum-mail"] is kept.status["tistory"] is Status.DARK
    assert "daum-mail" in without.sign_in_lost
    assert "daum-mail" not in kept.sign_in_lost


def test_an_own_id_goes_dark_with_its_owner_unless_it_has_a_place_of_its_own() -> None:
    assert {"daum-id", "tistory-id"} <= told("old-ids").dark
    elsewhere = losing("pangyo", mitigations=OWN_IDS | {"own-ids-elsewhere"})
    assert {"daum-id", "tistory-id", "brunch-id", "melon-id"} & elsewhere.dark == set()
    assert "stand where their owners stand" in case().scenarios["old-ids"].summary.en


def test_the_master_switch_holds_every_own_id() -> None:
    of_group = {id for id, one in case().mitigations.items() if one.group == "sign-in"}
    assert of_group == {"own-ids", *case().mitigations["own-ids"].includes}


# --------------------------------------------------------------------------------------- other designs
@pytest.mark.parametrize("readings", [set(), TO_RUN])
@pytest.mark.parametrize("scenario", ["two-sites", "three-sites", "with-ansan"])
def test_a_design_done_right_keeps_everything_lit(scenario: str, readings: set[str]) -> None:
    named = case().scenarios[scenario].scenario
    assert propagate(case(), named.with_readings(readings)).dark == frozenset()


@pytest.mark.parametrize("readings", [set(), TO_RUN])
def test_of_three_sites_any_two_may_be_lost(readings: set[str]) -> None:
    for lost in combinations(("pangyo", "anyang", "leased-site-3"), 2):
        impact = losing(*lost, mitigations={"everything-three-sites"}, readings=readings)
        assert impact.dark <= {"backups"}, lost
        assert impact.locked == frozenset(), lost


def test_two_sites_bear_one_loss_and_no_second() -> None:
    twice = losing("pangyo", "anyang", mitigations={"everything-two-sites"})
    assert set(kakaos(twice)) <= twice.dark


def test_the_reading_decides_what_failover_control_at_two_sites_would_have_saved() -> None:
    alone = {"failover-control-two-sites"}
    to_restart = losing("pangyo", mitigations=alone)
    to_run = losing("pangyo", mitigations=alone, readings=TO_RUN)
    for id in ("kakaotalk-text", "tistory", "kakao-t-taxi", "kakao-map"):
        assert to_restart.status[id] < Status.DARK, id
        assert to_run.status[id] is Status.DARK, id
    with_data = losing("pangyo", mitigations=alone | {"data-platform-two-sites"}, readings=TO_RUN)
    for id in ("kakaotalk-text", "tistory", "kakao-t-taxi", "kakao-map", "daum-mail"):
        assert with_data.status[id] < Status.DARK, id


def test_what_the_second_reading_needs_to_run_is_only_needed_to_restart_in_the_first() -> None:
    databases = {id for id in case().services if id.endswith("-databases")}
    assert losing("key-store").dark == {"key-store"}
    assert databases | {"mail-store", "kakao-account"} <= losing("key-store", readings=TO_RUN).dark
    assert losing("object-storage").dark == {"object-storage"}
    files = {"kakaotalk-media", "talk-drawer", "tistory", "brunch", "daum-mail", "melon"}
    assert files <= losing("object-storage", readings=TO_RUN).dark
    assert "kakaotalk-text" not in losing("object-storage", readings=TO_RUN).dark


def test_under_either_reading_sign_in_waits_for_the_30_percent_of_its_cache() -> None:
    for readings in (set(), TO_RUN):
        control = {"failover-control-two-sites", "data-platform-two-sites"}
        assert "kakao-account" in losing("pangyo", mitigations=control, readings=readings).dark
        control.add("kakao-account-two-sites")
        assert "kakao-account" not in losing("pangyo", mitigations=control, readings=readings).dark


def test_only_the_second_reading_changes_anything_and_then_only_for_the_worse() -> None:
    assert case().readings["keys-to-restart"].changes == ()
    for lost in case().domains:
        first, second = losing(lost), losing(lost, readings=TO_RUN)
        assert all(second.status[id] >= first.status[id] for id in case().services)


def test_a_fire_contained_to_its_zone_takes_what_the_feed_takes() -> None:
    for id in ("contain-fire", "power-cut-by-zone"):
        assert losing("pangyo", mitigations={id}).status == losing("pangyo-feed").status


# --------------------------------------------------------------------------------- the law and restart
HELPING = [id for id, one in load_case("kakao-2022").mitigations.items() if not one.tradeoff]


def with_required(id: str) -> set[str]:
    found, waiting = set[str](), [id]
    while waiting:
        one: Mitigation = case().mitigations[waiting.pop()]
        if one.id not in found:
            found.add(one.id)
            waiting += one.requires
    return found


@pytest.mark.parametrize("readings", [set(), TO_RUN], ids=["to-restart", "to-run"])
@pytest.mark.parametrize("id", HELPING)
def test_a_mitigation_makes_no_service_worse_under_any_losses(id: str, readings: set[str]) -> None:
    sites = [domain.id for domain in case().possible_domains.values() if domain.kind == "site"]
    every_loss = [(domain,) for domain in case().possible_domains]
    every_loss += [*combinations(sites, 2), *((service,) for service in case().services)]
    mitigations = with_required(id)
    for losses in every_loss:
        before = losing(*losses, readings=readings).status
        after = losing(*losses, mitigations=mitigations, readings=readings).status
        worse = [service for service in before if after[service] > before[service]]
        assert not worse, losses


def test_operators_tools_and_the_channel_they_are_restored_over_wait_for_each_other() -> None:
    for scenario in (None, Scenario({"pangyo"})):
        deadlocks = restart_deadlocks(case(), scenario)
        ring = next(ring for ring in deadlocks.rings if "operations-tools" in ring)
        assert {"incident-channel", "kakaotalk-text", "kakao-work"} <= set(ring)
        assert {"failover-control", "kakao-account", "tistory"} <= set(deadlocks.held_up)


def test_an_incident_channel_outside_kakao_opens_the_ring_and_keeps_nothing_lit() -> None:
    mitigations = {"incident-channel-elsewhere"}
    assert not restart_deadlocks(case(), Scenario({"pangyo"}, mitigations))
    kept = losing("pangyo", mitigations=mitigations)
    assert losing("pangyo").dark - kept.dark == {"incident-channel"}
