"""The talk without a browser: one intent, one snapshot; what is changed at a beat is left behind with it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kakao_whatif.cases import load_case
from kakao_whatif.dashboards import story
from kakao_whatif.dashboards.story_state import StoryState
from kakao_whatif.dashboards.telling import app
from kakao_whatif.errors import ModelError
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.views.story.page import VIEWS, talk_for
from tests.dashboards.test_dashboards import click, parts

CASE = load_case("kakao-2022")
TALK = talk_for(CASE)
CUT = next(at for at, beat in enumerate(TALK.beats) if beat.id == "cut")
STANDBYS = next(at for at, beat in enumerate(TALK.beats) if beat.id == "standbys")

Do = Callable[..., Any]


@pytest.fixture
def state() -> StoryState:
    return StoryState(CASE, TALK, "beat=cut&lang=en")


@pytest.fixture
def do(state: StoryState) -> Do:
    def act(kind: str, id: str | None = None) -> Any:
        before = state.snapshot.seq
        state.handle({"kind": kind, "id": id})
        assert state.snapshot.seq == before + 1, "one intent must make one snapshot"
        return state.snapshot

    return act


def test_the_address_says_where_the_talk_begins(state: StoryState) -> None:
    assert state.snapshot.at_beat == CUT
    assert state.snapshot.scenario == Scenario({"pangyo"})
    assert StoryState(CASE, TALK, "read").snapshot.is_reading


def test_every_beat_can_be_gone_to_and_is_as_it_is_told(do: Do) -> None:
    for at, beat in enumerate(TALK.beats):
        now = do("beat", str(at))
        assert (now.at_beat, now.scenario, now.selected) == (at, beat.scenario, beat.selected)
        assert not now.is_changed


def test_what_was_changed_is_undone_by_going_back_to_the_talk(do: Do) -> None:
    assert do("lose", "anyang").is_changed
    assert do("mitigate", "drills").is_changed
    back = do("beat", str(CUT))
    assert (back.scenario, back.is_changed, back.can_undo) == (TALK.beats[CUT].scenario, False, False)


def test_what_was_changed_at_one_beat_is_not_there_at_the_next(do: Do) -> None:
    do("lose", "anyang")
    do("beat", str(STANDBYS))
    assert do("beat", str(CUT)).scenario == Scenario({"pangyo"})


def test_what_the_beat_points_at_steps_back_when_something_is_changed(do: Do) -> None:
    assert do("beat", str(STANDBYS)).selected == "failover-control"
    assert do("mitigate", "failover-control-two-sites").selected is None
    do("select", "tistory")
    assert do("mitigate", "drills").selected == "tistory"


def test_a_step_of_cost_is_put_in_place_alone_and_taken_out_again(do: Do) -> None:
    do("mitigate", "drills")
    assert do("try", "failover-control-two-sites,nobody").scenario.mitigations == {
        "failover-control-two-sites"
    }
    assert do("try", "failover-control-two-sites").scenario.mitigations == frozenset()


def test_it_can_be_read_and_presented_in_both_languages(do: Do) -> None:
    assert do("mode", "read").is_reading
    assert not do("mode", "talk").is_reading
    assert do("language", "ko").language == "ko"


@pytest.mark.parametrize(
    "host", ["https://lab.example.org/user/x/voila/render/", "http://127.0.0.1:8866/voila/render/"]
)
def test_the_page_tells_where_it_stands(do: Do, host: str) -> None:
    assert do("host", host).host == host


@pytest.mark.parametrize(
    "host", ["javascript:alert(1)/", "https://x.example/a b/", 'https://x.example/"/', "", "x" * 400]
)
def test_what_is_no_address_is_none(do: Do, host: str) -> None:
    assert do("host", host).host is None


@pytest.mark.parametrize("id", ["99", "-1", "cut", "", "²"])
def test_a_beat_that_is_not_there_is_refused_and_the_picture_stays(do: Do, id: str) -> None:
    now = do("beat", id)
    assert now.problem is not None
    assert now.at_beat == CUT


def test_the_page_is_four_views_and_one_click_redraws_what_changed_the_map_first() -> None:
    box = story(query="beat=cut&lang=en")
    views = parts(box)
    assert tuple(views) == ("Stage", "Building", "Ribbons", "Deck")
    assert {view.data["seq"] for view in box.children} == {1}
    assert [bool(view.sheet) for view in box.children] == [True, False, False, False]
    drawn: list[str] = []
    for name, view in views.items():
        view.observe(lambda change, name=name: drawn.append(name), "data")
    click(views["Building"], kind="lose", id="anyang")
    assert drawn == ["Building", "Stage", "Ribbons"]
    drawn.clear()
    click(views["Stage"], kind="mode", id="read")
    assert drawn == ["Stage"]


def test_every_intent_of_every_view_is_understood(state: StoryState) -> None:
    views = parts(app(state))
    assert {name.lower() for name in views} == set(VIEWS)
    for view in views.values():
        for kind in sorted(view.intents):
            click(view, kind=kind, id=None)


def test_a_case_of_ones_own_tells_its_own_talk(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(
        "schema: kakao-whatif/1\nid: ours\ndomains:\n  - {id: here, kind: site}\nservices:\n"
        "  - {id: shop, layer: application, replicas: [{in: here, role: active}]}\n",
        "utf-8",
    )
    assert parts(story(tmp_path, "lang=en"))["Stage"].data["title"] == "Nothing is lost"
    beat = '[[beats]]\nid = "gone"\ntitle = {en = "{dark} gone", ko = "{dark}개"}\nlose = ["here"]\n'
    (tmp_path / "talk.toml").write_text(beat, "utf-8")
    assert parts(story(tmp_path, "lang=en"))["Stage"].data["title"] == "1 gone"
    assert parts(story(tmp_path / "case.yaml", "lang=en"))["Stage"].data["title"] == "1 gone"
    (tmp_path / "talk.toml").write_text(beat.replace("{dark} gone", "{darc} gone"), "utf-8")
    with pytest.raises(ModelError, match="unknown 'darc'"):
        story(tmp_path)
