from dataclasses import replace
from typing import Any

from kakao_whatif.cases import load_case
from kakao_whatif.examples import two_sites
from kakao_whatif.model.build import build_system
from kakao_whatif.model.parts import Domain
from kakao_whatif.views.building import building as map_of
from kakao_whatif.views.ground import domain_tree
from kakao_whatif.views.link import read_link
from kakao_whatif.views.page import opened, page
from tests.town import town


def building(query: str, system: Any = None) -> dict[str, Any]:
    found: dict[str, Any] = page(system or town(), query)["building"]
    return found


def tiles(rows: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        tile["id"]: tile
        for layer in rows["layers"]
        for product in layer["products"]
        for tile in product["tiles"]
    }


def sites(rows: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {site["id"]: site for site in rows["ground"]}


def test_layers_stand_above_each_other_with_what_people_use_on_top() -> None:
    layers = [layer["id"] for layer in building("lose=")["layers"]]
    assert layers == ["application", "external", "platform", "operations", "data"]


def test_tiles_are_grouped_by_product_in_the_order_of_the_case() -> None:
    application = building("lose=&lang=en")["layers"][0]
    assert [(product["id"], product["label"]) for product in application["products"]] == [
        ("talk", "Talk"),
        ("other", "On its own"),
    ]


def test_a_tile_says_in_words_what_its_light_shows() -> None:
    found = tiles(building("lose=pangyo&lang=en"))
    assert found["chat"]["title"] == "Chat: dark"
    assert found["mail"]["title"] == "Mail: dark, nobody could sign in either"
    assert found["news"]["title"] == "News: locked"
    assert (found["mail"]["sign_in_lost"], found["chat"]["sign_in_lost"]) == (True, False)
    assert tiles(building("lose=mail&lang=en"))["mail"]["title"] == "Mail: dark, supposed lost"


def test_what_a_mitigation_adds_is_marked() -> None:
    found = tiles(building("lose=&with=own-news-id"))
    assert found["news-id"]["added"]
    assert not found["news"]["added"]
    assert "news-id" not in tiles(building("lose="))


def test_a_placement_that_is_assumed_is_marked() -> None:
    found = tiles(building("lose="))
    assert [id for id, tile in found.items() if tile["assumed"]] == ["chat"]


def test_lights_go_out_in_the_order_of_cause() -> None:
    found = tiles(building("lose=pangyo"))
    assert [found[id]["depth"] for id in ("control", "chat", "shop", "store")] == [1, 2, 3, 0]


def test_the_ground_is_a_tree_with_links_beside_it() -> None:
    rows = building("lose=pangyo&lang=en")
    assert [(site["id"], site["level"], site["parent"]) for site in rows["ground"]] == [
        ("capital", 0, None),
        ("pangyo", 1, "capital"),
        ("feed", 2, "pangyo"),
        ("anyang", 1, "capital"),
        ("ansan-site", 1, "capital"),
        ("cable", 0, None),
    ]


def test_a_lost_place_takes_its_parts_and_leaves_the_whole_in_part() -> None:
    found = sites(building("lose=pangyo"))
    assert found["pangyo"]["lost"]
    assert not found["pangyo"]["inside_lost"]
    assert found["feed"]["inside_lost"]
    assert found["capital"]["partly"]
    assert not found["anyang"]["partly"]


def test_a_contained_loss_says_that_only_a_part_fails() -> None:
    found = sites(building("lose=pangyo&with=contain&lang=en"))
    assert found["pangyo"]["lost"]
    assert found["feed"]["inside_lost"]
    assert found["pangyo"]["title"].endswith("supposed lost, but only a part of it fails")


def test_a_place_that_only_a_mitigation_adds_is_absent_without_it() -> None:
    assert sites(building("lose="))["ansan-site"]["absent"]
    assert not sites(building("lose=&with=ansan"))["ansan-site"]["absent"]


def test_every_need_is_there_by_kind() -> None:
    needs = building("lose=pangyo")["needs"]
    assert needs["chat"]["failover"] == ["control"]
    assert needs["news"]["login"] == ["account"]
    assert needs["shop"]["soft"] == ["chat"]
    assert "store" in needs["chat"]["restart"]


def test_the_causes_of_the_selected_tile_lead_down_to_the_lost_place() -> None:
    causes = [(e["source"], e["target"], e["kind"]) for e in building("lose=pangyo&view=news")["causes"]]
    assert causes == [("news", "account", "login"), ("account", "pangyo", "hosting")]
    assert building("lose=pangyo")["causes"] == []
    assert building("lose=pangyo&view=store")["causes"] == []


def test_a_system_without_products_or_scenarios_is_drawn_too() -> None:
    found = tiles(building("lose=pangyo", two_sites()))
    assert found["news"]["status"] == "locked"


def test_every_edge_of_the_case_has_two_ends_on_the_map() -> None:
    rows = building("", load_case("kakao-2022"))
    ends = tiles(rows).keys() | sites(rows).keys()
    assert rows["needs"].keys() <= ends
    assert {id for kinds in rows["needs"].values() for targets in kinds.values() for id in targets} <= ends


def test_names_that_stand_alone_begin_with_a_capital() -> None:
    rows = building("lose=&lang=en")
    assert tiles(rows)["control"]["label"] == "Control"
    case = building("lang=en", load_case("kakao-2022"))
    labels = [row["label"] for row in [*tiles(case).values(), *sites(case).values()]]
    assert [label for label in labels if label[:1].islower()] == []


def test_the_legend_explains_the_marks_that_are_on_the_screen() -> None:
    marks = ["up", "degraded", "locked", "dark", "lost"]
    assert [row["status"] for row in building("lose=pangyo")["legend"]] == marks
    assert [row["status"] for row in building("lose=&with=own-ids")["legend"]] == [*marks, "added"]
    snapshot = replace(opened(town(), read_link("lose=", town())), shows_assumed=True)
    assert [row["status"] for row in map_of(snapshot)["legend"]] == [*marks, "assumed"]


def test_the_words_on_the_curves_are_short() -> None:
    for language in ("en", "ko"):
        words = building(f"lose=&lang={language}")["words"]
        assert {"hard", "login", "soft", "restart", "failover", "hosting"} < words.keys()
        assert max(len(words[kind]) for kind in words if kind != "legend") <= 11


def test_places_may_stand_in_each_other_deeper_than_calls_may_go():
    ids = [f"d{at}" for at in range(1_500)]
    places = [Domain(id, parent=ids[at - 1] if at else None) for at, id in enumerate(ids)]
    assert domain_tree(build_system([], places)) == tuple((place, at) for at, place in enumerate(places))
