from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakao_whatif.dashboards.state import ScenarioState
from kakao_whatif.examples import two_sites
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.views.header import header
from kakao_whatif.views.headline import headline
from kakao_whatif.views.link import read_link, write_link
from kakao_whatif.views.snapshot import Snapshot
from tests.town import town


@pytest.fixture
def state() -> ScenarioState:
    return ScenarioState(town(), read_link("lose=", town()), "en")


@pytest.fixture
def do(state: ScenarioState) -> Callable[..., Snapshot]:
    def send(kind: str, id: str | None = None) -> Snapshot:
        state.handle({"kind": kind} if id is None else {"kind": kind, "id": id})
        return state.snapshot

    return send


Do = Callable[..., Snapshot]


def test_the_first_snapshot_is_already_an_answer() -> None:
    assert ScenarioState(town()).snapshot.scenario.losses == {"pangyo"}
    assert ScenarioState(two_sites()).snapshot.scenario == Scenario()


def test_one_click_is_one_snapshot(state: ScenarioState, do: Do) -> None:
    seen: list[int] = []
    state.observe(lambda change: seen.append(change["new"].seq), "snapshot")
    for kind, id in [
        ("lose", "pangyo"),
        ("unify", "own-ids"),
        ("select", "news"),
        ("language", "ko"),
        ("undo", None),
    ]:
        do(kind, id)
    do("mitigate", "control-twice")
    do("mitigate", "control-moved")  # refused: still one
    assert seen == [2, 3, 4, 5, 6, 7, 8]


def test_a_place_is_lost_and_given_back(do: Do) -> None:
    assert do("lose", "pangyo").impact.dark == {"account", "chat", "control", "mail"}
    assert do("lose", "pangyo").impact.dark == set()


def test_undo_and_redo_are_exact(do: Do) -> None:
    first = do("lose", "pangyo")
    second = do("unify", "own-ids")
    assert second.can_undo
    assert not second.can_redo
    undone = do("undo")
    assert undone.scenario == first.scenario
    assert undone.can_redo
    assert do("redo").scenario == second.scenario
    do("undo")
    do("undo")
    bottom = do("undo")
    assert bottom.scenario == Scenario()
    assert not bottom.can_undo
    assert not do("lose", "anyang").can_redo


def test_looking_is_not_part_of_the_history(do: Do) -> None:
    do("select", "news")
    do("language", "ko")
    looked = do("assumed")
    assert (looked.selected, looked.language, looked.shows_assumed) == ("news", "ko", True)
    assert not looked.can_undo
    assert do("select", None).selected is None


def test_reset_leads_to_the_first_screen_and_can_be_undone(do: Do) -> None:
    do("lose", "anyang")
    assert do("reset").scenario.losses == {"pangyo"}
    assert do("undo").scenario.losses == {"anyang"}


def test_a_named_scenario_replaces_what_was(do: Do) -> None:
    do("lose", "anyang")
    told = do("scenario", "site-cut-own")
    assert (told.scenario.losses, told.scenario.mitigations) == ({"pangyo"}, {"own-ids"})
    assert told.action.en == "Scenario: Site cut, own IDs."


def test_a_refused_scenario_keeps_the_picture_and_says_why(do: Do) -> None:
    do("lose", "pangyo")
    good = do("mitigate", "control-twice")
    refused = do("mitigate", "control-moved")
    assert refused.impact is good.impact
    assert refused.problem is not None
    assert refused.problem.en == (
        "Control twice and Control moved cannot be in place together. The picture is as before."
    )
    shown = headline(refused)
    assert shown["problem"]["title"] == "Not changed"
    assert shown["announce"].startswith("Not changed. Control twice and Control moved")
    assert do("select", "news").problem is None
    assert do("undo").scenario.mitigations == set()  # the refusal left no trace


@pytest.mark.parametrize(
    ("kind", "id"),
    [
        ("lose", "nowhere"),
        ("mitigate", "x"),
        ("read", "x"),
        ("scenario", "x"),
        ("select", "x"),
        ("lose", None),
    ],
)
def test_an_unknown_id_is_refused_on_the_screen(do: Do, kind: str, id: str | None) -> None:
    good = do("lose", "pangyo")
    refused = do(kind, id)
    assert refused.impact is good.impact
    assert refused.problem is not None


def test_an_unknown_kind_is_a_mistake_of_the_page(state: ScenarioState) -> None:
    with pytest.raises(
        ValueError, match=r"unknown intent 'explode'. Known kinds: assumed, code, language, lose"
    ):
        state.handle({"kind": "explode"})


def test_what_was_switched_along_is_told_and_shown(do: Do) -> None:
    along = do("mitigate", "ids-elsewhere")
    assert along.along.en == "Switched on with it, because it is required: Own IDs."
    shown = headline(along)
    assert shown["notes"][0] == along.along.en
    assert along.along.en in shown["announce"]


def test_what_a_link_could_not_have_is_told_until_the_scenario_changes() -> None:
    state = ScenarioState(town(), read_link("lose=pangio", town()), "en")
    state.handle({"kind": "select", "id": "news"})
    assert headline(state.snapshot)["problem"]["title"] == "About this link"
    state.handle({"kind": "lose", "id": "pangyo"})
    assert headline(state.snapshot)["problem"] is None


INTENTS = st.one_of(
    st.tuples(st.just("lose"), st.sampled_from(["pangyo", "feed", "news", "ansan-site"])),
    st.tuples(st.sampled_from(["mitigate", "unify"]), st.sampled_from(sorted(town().mitigations))),
    st.tuples(st.just("read"), st.sampled_from(["to-run", "to-restart"])),
    st.tuples(st.just("scenario"), st.sampled_from(sorted(town().scenarios))),
    st.tuples(st.sampled_from(["undo", "redo", "reset"]), st.none()),
)


@settings(max_examples=200)
@given(st.lists(INTENTS, max_size=12))
def test_whatever_is_clicked_the_address_shows_the_same_picture(clicks: list[tuple[str, str | None]]) -> None:
    state = ScenarioState(town())
    for kind, id in clicks:
        state.handle({"kind": kind, "id": id})
        snapshot = state.snapshot
        link = read_link(write_link(town(), snapshot.scenario), town())
        assert (link.scenario, link.problems) == (snapshot.scenario, ())
    for _ in clicks:
        state.handle({"kind": "undo"})
    assert state.snapshot.scenario.losses == {"pangyo"}
    assert not state.snapshot.can_undo


def test_a_report_of_what_is_shown_is_made_once_and_forgotten_at_the_next_step() -> None:
    state = ScenarioState(two_sites(), language="ko")
    state.handle({"kind": "lose", "id": "pangyo"})
    before = state.snapshot.scenario
    state.handle({"kind": "report"})
    assert state.snapshot.document is not None
    name, text = state.snapshot.document
    assert name == "what-if-report.html"
    assert '<html lang="ko">' in text
    assert state.snapshot.scenario == before
    state.handle({"kind": "select", "id": "chat"})
    assert state.snapshot.document is None


def test_an_address_is_shown_as_a_code_once() -> None:
    state = ScenarioState(town())
    state.handle({"kind": "code", "id": "https://example.org/voila/render/blackout.ipynb?lose=pangyo"})
    row = header(state.snapshot)["code"]
    assert row["address"].endswith("lose=pangyo")
    assert row["size"] > 20
    state.handle({"kind": "assumed"})
    assert header(state.snapshot)["code"] is None


@pytest.mark.parametrize("id", [None, "javascript:alert(1)", "https://example.org/?" + "x" * 2_000])
def test_what_is_no_address_or_too_long_for_a_code_is_told(id: str | None) -> None:
    state = ScenarioState(town())
    state.handle({"kind": "code", "id": id})
    assert state.snapshot.code is None
    assert state.snapshot.problem is not None
    assert "Copy the link" in state.snapshot.problem.en
