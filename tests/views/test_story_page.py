"""The talk as rows: every number is the model's, every beat tells what it rests on, and all beats are there at once."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from kakao_whatif.analysis.frontier import frontier
from kakao_whatif.cases import case_ids, load_case
from kakao_whatif.cases.talk import Beat, Talk
from kakao_whatif.errors import ModelError
from kakao_whatif.examples import two_sites
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.text import Language, Text
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.propagation.restart import restart_deadlocks
from kakao_whatif.recovery.simulate import simulate_recovery
from kakao_whatif.recovery.timeline import hours
from kakao_whatif.views.link import read_link
from kakao_whatif.views.recovery.clock import about, duration
from kakao_whatif.views.story.address import read_address, write_address
from kakao_whatif.views.story.deck import pooled, whole
from kakao_whatif.views.story.numbers import FIGURES, GAPS, Values, check, sentence, written
from kakao_whatif.views.story.page import VIEWS, opened, page, rows, talk_for, touched
from kakao_whatif.views.story.snapshot import StorySnapshot, at_beat
from kakao_whatif.widgets.assets import STORY_VIEWS

CASE = load_case("kakao-2022")
TALK = talk_for(CASE)
IDS = [beat.id for beat in TALK.beats]


def told(id: str, language: Language = "en") -> StorySnapshot:
    return opened(CASE, TALK, f"beat={id}&lang={language}")


def changed(id: str, **scenario: Any) -> StorySnapshot:
    now = told(id)
    return replace(now, impact=propagate(CASE, replace(now.scenario, **scenario)))


def figures(snapshot: StorySnapshot) -> dict[str, str]:
    return {row["id"]: row["text"] for row in rows(snapshot)["stage"]["figures"]}


def test_the_first_picture_and_the_live_one_are_the_same() -> None:
    first, live = page(CASE, TALK, "beat=ring&lang=en"), rows(told("ring"))
    for view in VIEWS:
        changing = ("live", "home", "beats", "pool")
        assert {key: value for key, value in first[view].items() if key not in changing} == {
            key: value for key, value in live[view].items() if key not in changing
        }
        assert first[view]["live"] is False
    assert set(VIEWS) == set(STORY_VIEWS)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("case", [*case_ids(), None])
def test_every_row_is_plain_data_in_one_language_with_no_gap_unfilled(
    language: Language, case: str | None
) -> None:
    system = two_sites() if case is None else load_case(case)
    data = page(system, talk_for(system), f"lang={language}")
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert {data[view]["lang"] for view in VIEWS} == {language}
    shown = json.dumps(data, ensure_ascii=False)
    assert not re.search(r"\"views\.|\{\w+\}", shown)
    for beat in data["deck"]["beats"]:
        stage = whole(beat["stage"], data["deck"]["pool"])
        own = [
            stage[key] for key in ("title", "lines", "figures", "notes", "words", "keys", "planned", "place")
        ]
        if language == "en" and case is not None:
            assert not re.search("[가-힣]", json.dumps(own, ensure_ascii=False))


def test_the_deck_holds_every_view_of_every_beat_as_it_is_told() -> None:
    data = rows(told("normal"))["deck"]
    assert len(data["beats"]) == len(TALK.beats)
    for at, views in enumerate(data["beats"]):
        expected = rows(at_beat(told("normal"), at))
        for view, row in views.items():
            full = whole(row, data["pool"])
            assert full.pop("mode", None) is None
            wanted = {key: value for key, value in expected[view].items() if key not in ("seq", "mode")}
            assert {key: value for key, value in full.items() if key != "seq"} == wanted


def test_what_beats_share_goes_out_once() -> None:
    data = rows(told("normal"))["deck"]
    whole_size = sum(
        len(json.dumps(whole(row, data["pool"]))) for views in data["beats"] for row in views.values()
    )
    assert len(json.dumps(data)) < whole_size / 2


def test_a_pool_gives_back_what_was_put_in() -> None:
    beats = [
        {"a": {"x": [1], "y": {}, "z": 1}},
        {"a": {"x": [1], "y": {}, "z": 2}},
        {"a": {"x": [2], "w": None}},
    ]
    thin, pool = pooled(beats)
    assert [{view: whole(row, pool) for view, row in beat.items()} for beat in thin] == beats
    assert pool == [[1]]


# --- numbers -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("at", range(len(TALK.beats)), ids=IDS)
def test_the_numbers_of_a_beat_are_what_the_model_says_of_its_state(at: int) -> None:
    snapshot = at_beat(told("normal"), at)
    scenario = TALK.beats[at].scenario
    impact = propagate(CASE, scenario)
    own = set(propagate(CASE, Scenario(scenario.losses)).system.services)
    dark, shut = own & set(impact.dark), own & set(impact.sign_in_lost)
    asleep = {id for id in own if impact.system.services[id].has_standby and id in impact.settled.asleep}
    line = simulate_recovery(CASE, scenario)
    deadlocks = restart_deadlocks(CASE, scenario)
    lost = sum(wait.end - wait.start for id in own for wait in line.waits.get(id, ()))
    expected = {
        "dark": len(dark),
        "sign_in": len(shut),
        "dark_only": len(dark - shut),
        "both": len(dark & shut),
        "locked": len(shut - dark),
        "up": len(own & set(impact.up)),
        "kept": len(own - dark),
        "asleep": len(asleep),
        "held_up": len(deadlocks.held_up),
        "ring_size": sum(map(len, deadlocks.rings)),
        "last": duration(max(hours(line.time_to_restore[id]) for id in own), "en"),
        "lost": about(lost, "en"),
    }
    assert {name: written(snapshot, name) for name in expected} == {
        name: str(value) for name, value in expected.items()
    }


def test_what_is_said_of_cost_is_the_frontier() -> None:
    found = frontier(CASE, Scenario({"pangyo"}))
    line = rows(told("cost"))["stage"]["lines"][0]
    half = next(point for point in found if point.kept * 2 >= len(CASE.services))
    said = (
        f"{half.cost.points:g} points keep {half.kept:g} of {len(CASE.services)} services from going dark, "
    )
    assert (said + f"{found[-1].cost.points:g} points all {found[-1].kept:g}.") in line
    steps = rows(told("cost"))["stage"]["drawn"]["rows"]
    assert [(step["id"], step["kept"]) for step in steps] == [
        (",".join(point.mitigations), point.kept) for point in found
    ]
    assert [step["on"] for step in steps] == [True] + [False] * (len(steps) - 1)


def test_the_length_on_record_comes_from_the_record() -> None:
    whole_record = next(seen for seen in CASE.observations if seen.service == "*")
    assert rows(told("hours", "ko"))["stage"]["title"].endswith(
        duration(whole_record.earliest_hours or 0, "ko")
    )


def test_the_hour_of_a_loss_is_that_of_its_hazard() -> None:
    assert rows(told("feed"))["stage"]["title"].startswith("15:22")
    assert rows(told("cut"))["stage"]["title"].startswith("16:52")


def test_every_figure_that_a_talk_may_ask_for_has_a_word_and_can_be_worked_out() -> None:
    for name in FIGURES:
        beat = replace(TALK.beats[2], figures=(name,))
        snapshot = opened(CASE, Talk((beat,)), "lang=en")
        assert rows(snapshot)["stage"]["figures"][0]["text"]
    for gap in GAPS:
        assert sentence(told("cut"), f"{{{gap}}}")
    assert sentence(told("cut", "ko"), "{pangyo:을} 잃음") == "SK C&C 판교를 잃음"


def test_a_talk_that_asks_for_a_number_nobody_knows_is_refused() -> None:
    beat = Beat(id="x", title=Text("{darkk}", "{dark}"), figures=("darc",))
    with pytest.raises(ModelError) as error:
        check(CASE, (beat,))
    assert [str(problem) for problem in error.value.problems] == [
        "beats[0].figures: unknown 'darc'. Did you mean 'dark'?",
        "beats[0].gap: unknown 'darkk'. Did you mean 'dark'?",
    ]


# --- pictures and claims ------------------------------------------------------------------------------------
def test_two_maps_show_the_same_windows_in_two_lights() -> None:
    drawn = rows(told("two-maps"))["stage"]["drawn"]
    impact = propagate(CASE, Scenario({"pangyo"}))
    dark, shut = ({w["id"]: w for floor in house["floors"] for w in floor} for house in drawn["houses"])
    assert dark.keys() == shut.keys() == CASE.services.keys()
    assert {id for id, w in dark.items() if w["look"] == "dark"} == set(impact.dark)
    assert {id for id, w in shut.items() if w["look"] == "shut"} == set(impact.sign_in_lost)
    assert {id for id, w in dark.items() if w["both"]} == set(impact.dark) & set(impact.sign_in_lost)
    needs = {id for id, s in CASE.services.items() if any(n.kind == "login" for n in s.needs)}
    assert {id for id, w in shut.items() if w["look"] != "none"} == needs


def test_the_ring_is_the_restart_deadlock_and_opens_when_a_change_opens_it() -> None:
    drawn = rows(told("ring"))["stage"]["drawn"]
    deadlocks = restart_deadlocks(CASE, Scenario({"pangyo"}))
    assert [node["id"] for node in drawn["nodes"]] == list(deadlocks.rings[0])
    assert len(drawn["held"]) == len(deadlocks.held_up)
    assert not any(node["free"] for node in drawn["nodes"])
    opened_ring = rows(changed("ring", mitigations={"incident-channel-elsewhere"}))["stage"]["drawn"]
    assert not restart_deadlocks(CASE, Scenario({"pangyo"}, {"incident-channel-elsewhere"}))
    assert all(node["free"] for node in opened_ring["nodes"])
    assert opened_ring["held"] == []
    assert opened_ring["said"].startswith("No ring is left")


def test_every_arrow_of_the_ring_is_a_need_of_its_source() -> None:
    for edge in rows(told("ring"))["stage"]["drawn"]["edges"]:
        kinds = {need.kind for need in CASE.services[edge["source"]].needs if edge["target"] in str(need.on)}
        assert edge["kind"] in kinds


@pytest.mark.parametrize("at", range(len(TALK.beats)), ids=IDS)
def test_each_beat_tells_facts_as_facts_and_assumptions_as_assumptions(at: int) -> None:
    claims = rows(at_beat(told("normal"), at))["stage"]["claims"]
    beat = TALK.beats[at]
    quoted = [claim for claim in claims if claim["kind"] not in ("assumed", "model")]
    assert [claim["source"].split(" · ")[0] for claim in quoted] == list(beat.facts)
    for claim, id in zip(quoted, beat.facts, strict=True):
        fact = CASE.facts[id]
        assert (claim["kind"], claim["text"], claim.get("url")) == (fact.kind, fact.statement.en, fact.url)
        assert claim["word"] != "assumed"
    assert [claim["text"] for claim in claims if claim["kind"] == "assumed"] == [
        text.en for text in beat.assumed
    ]
    assert claims[-1]["kind"] == "model"


def test_in_korean_a_what_if_of_the_record_is_not_called_an_assumption() -> None:
    for at in range(len(TALK.beats)):
        for claim in rows(at_beat(told("normal", "ko"), at))["stage"]["claims"]:
            assert (claim["word"] == "가정") == (claim["kind"] == "assumed")


# --- what the audience changes --------------------------------------------------------------------------------
def test_what_was_changed_is_said_in_the_place_of_the_beats_own_sentences() -> None:
    stage = rows(changed("cut", mitigations={"power-cut-by-zone"}))["stage"]
    assert stage["changed"]
    assert stage["title"] == rows(told("cut"))["stage"]["title"]
    assert stage["lines"] != rows(told("cut"))["stage"]["lines"]
    spared = len(propagate(CASE, Scenario({"pangyo"})).dark) - len(
        propagate(CASE, Scenario({"pangyo"}, {"power-cut-by-zone"})).dark
    )
    figure = next(row for row in stage["figures"] if row["id"] == "dark")
    assert (figure["delta"], figure["better"]) == (f"−{spared}", True)
    assert [row["on"] for row in stage["tries"]] == [True, False, False]


def test_a_bundle_and_its_members_are_no_change() -> None:
    now = told("three-sites")
    members = CASE.mitigations["everything-three-sites"].includes
    assert not replace(now, impact=propagate(CASE, Scenario({"pangyo"}, set(members)))).is_changed


def test_the_questions_give_way_to_the_map_once_something_is_changed() -> None:
    assert rows(told("yours"))["stage"]["picture"] == "questions"
    stage = rows(changed("yours", losses={"pangyo"}))["stage"]
    assert stage["picture"] == "map"
    assert [row["id"] for row in stage["figures"]] == ["dark", "sign_in", "up"]


def test_everything_that_a_beat_offers_changes_it() -> None:
    for at, beat in enumerate(TALK.beats):
        for row in rows(at_beat(told("normal"), at))["stage"]["tries"]:
            assert not row["on"], (beat.id, row["id"])


# --- links ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("at", range(len(TALK.beats)), ids=IDS)
def test_the_link_of_a_beat_opens_its_state(at: int) -> None:
    beat = TALK.beats[at]
    link = rows(at_beat(told("normal"), at))["stage"]["link"]
    notebook, _, query = link.partition("?")
    assert notebook == f"{beat.dashboard}.ipynb"
    read = read_link(query, CASE)
    assert (read.scenario, read.selected, read.problems) == (beat.scenario, beat.selected, ())


def test_there_is_a_code_once_the_browser_has_told_where_the_page_stands() -> None:
    now = told("cut")
    assert rows(now)["stage"]["qr"] is None
    there = rows(replace(now, host="https://lab.example.org/voila/render/"))["stage"]
    assert there["qr"]["address"] == f"https://lab.example.org/voila/render/{there['link']}"
    assert there["qr"]["note"] == ""
    here = rows(replace(now, host="http://127.0.0.1:8866/voila/render/"))["stage"]
    assert here["qr"]["note"].startswith("This address holds on this computer only.")


def test_an_address_and_back() -> None:
    for at in range(len(TALK.beats)):
        read = read_address(write_address(CASE, TALK, at, "en", is_reading=False), CASE, TALK)
        assert (read.at_beat, read.is_reading, read.language, read.problems) == (at, False, "en", ())
    reading = read_address(write_address(CASE, TALK, 3, "ko", is_reading=True), CASE, TALK)
    assert (reading.is_reading, reading.problems) == (True, ())


@pytest.mark.parametrize(
    ("query", "told_so"),
    [
        ("beat=cutt", "Did you mean 'cut'?"),
        ("lose=pangyo", "The link has a part 'lose'"),
        ("lang=fr", "The language 'fr' is not there"),
        ("case=nirs-2025", "The link was made for the case 'nirs-2025'"),
        ("v=2020", "made with version 2020"),
    ],
)
def test_what_an_address_cannot_have_is_told(query: str, told_so: str) -> None:
    read = read_address(query, CASE, TALK)
    assert any(told_so in problem.en for problem in read.problems)
    assert read.at_beat == 0
    assert (
        told_so
        in page(CASE, TALK, f"{query}&lang=en" if "lang" not in query else query, "en")["stage"]["problem"]
    )


def test_only_what_changed_is_sent_again() -> None:
    now = told("cut")
    assert touched(now, replace(now, is_reading=True)) == ("stage",)
    assert touched(now, replace(now, host="http://x.example/")) == ("stage", "deck")
    assert touched(now, at_beat(now, 3)) == ("building", "stage", "ribbons")
    assert touched(now, replace(now, language="ko")) == tuple(VIEWS)


def test_a_case_without_a_talk_tells_its_scenarios() -> None:
    nirs = load_case("nirs-2025")
    data = page(nirs, talk_for(nirs), "lang=en")
    titles = [whole(beat["stage"], data["deck"]["pool"])["title"] for beat in data["deck"]["beats"]]
    assert titles[1:-1] == [named.title.en for named in nirs.scenarios.values()]
    assert titles[-1] == "The same question, put to your own company"


def test_a_service_that_is_pointed_at_tells_why() -> None:
    why = rows(replace(told("cut"), selected="tistory"))["stage"]["why"]
    assert (why["label"], why["word"]) == ("Tistory", "dark")
    assert 1 <= len(why["sentences"]) <= 3
    assert rows(told("standbys"))["stage"]["why"] is None
    assert propagate(CASE, Scenario({"pangyo"})).status["tistory"] is Status.DARK


def test_when_it_began_is_read_in_both_forms_of_a_hazard() -> None:
    now = told("feed")
    listed = {id: hazard for id, hazard in CASE.hazards.items() if id == "fire-2022"}
    mapped = {id: {"events": hazard} for id, hazard in listed.items()}
    began = [
        Values(replace(now, system=replace(CASE, hazards=hazards)))["began"] for hazards in (listed, mapped)
    ]
    assert began == ["15:22", "15:22"]
