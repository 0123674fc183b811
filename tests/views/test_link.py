from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakao_whatif.cases import load_case
from kakao_whatif.errors import ScenarioError
from kakao_whatif.examples import two_sites
from kakao_whatif.model.apply import in_place
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import HELPING
from kakao_whatif.model.parts import Domain, Service
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.views.link import LONGEST_LINK, default_scenario, read_link, write_link
from tests.strategies import changing_systems, scenarios
from tests.town import town


def told(query: str) -> list[str]:
    return [text.en for text in read_link(query, town()).problems]


def test_a_link_holds_the_whole_scenario() -> None:
    link = read_link(
        "?case=town&lose=pangyo,news&with=control-twice&read=to-run&set=crews:12&view=news&lang=en&v=2026-11",
        town(),
    )
    assert link.scenario == Scenario({"pangyo", "news"}, {"control-twice"}, {"to-run"}, {"crews": 12})
    assert (link.selected, link.language, link.problems) == ("news", "en", ())


def test_a_link_that_names_no_scenario_opens_the_site_cut() -> None:
    link = read_link("lang=ko&view=news", town())
    assert link.scenario.losses == {"pangyo"}
    assert link.is_default


def test_without_a_site_cut_the_first_scenario_of_the_case_opens() -> None:
    assert default_scenario(two_sites()) == Scenario()
    assert default_scenario(load_case("kakao-2022")).losses == {"pangyo"}


def test_an_empty_lose_means_that_nothing_is_lost() -> None:
    link = read_link("lose=", town())
    assert link.scenario == Scenario()
    assert not link.is_default
    assert link.problems == ()


def test_an_unknown_id_is_told_with_the_nearest_one_and_with_what_was_kept() -> None:
    assert told("lose=pangio,anyang") == [
        "The link names 'pangio', which is not in this case. Did you mean 'pangyo'?",
        "Kept from the link: Anyang.",
    ]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("lose=&colour=red", "The link has a part 'colour' that means nothing here. It was left out."),
        ("lose=&with=zzzzzz", "The link names 'zzzzzz', which is not in this case."),
        ("lose=&view=zzzzzz", "The link names 'zzzzzz', which is not in this case."),
        ("lose=&set=crews:many", "The link gives 'many' for 'crews', which is not a number."),
        ("lose=&set=crews:nan", "The link gives 'nan' for 'crews', which is not a number."),
        ("lose=&set=crews", "The link gives '' for 'crews', which is not a number."),
        ("lose=&lang=fr", "The language 'fr' is not there; there are Korean and English."),
        ("lose=&lang=ko&lang=en", "The link gives 'lang' more than once. 'en' was left out."),
        ("case=kakao-2022&lose=", "The link was made for the case 'kakao-2022'; this is 'town'."),
        (
            "lose=&v=2020-01",
            "The link was made with version 2020-01 of the case; this is 2026-11, and may answer differently.",
        ),
        ("lose=" + "a" * LONGEST_LINK, "The link is longer than can be read. Its end was left out."),
    ],
)
def test_nothing_is_dropped_silently(query: str, first: str) -> None:
    problems = told(query)
    assert problems[0] == first
    assert problems[-1].startswith(("Kept from the link", "Nothing is lost and no change is in place"))


def test_what_is_told_is_told_in_both_languages() -> None:
    problem = read_link("lose=pangio", town()).problems[0]
    assert problem.ko == "주소의 'pangio' 항목은 이 사례에 없습니다. 비슷한 항목: 'pangyo'"


def test_what_a_mitigation_requires_is_added_and_told() -> None:
    link = read_link("lose=&with=ids-elsewhere", town())
    assert link.scenario.mitigations == {"ids-elsewhere", "own-ids"}
    assert link.problems[0].en == "Added, because the link's changes require it: Own IDs."


def test_mitigations_that_exclude_each_other_are_thinned_out_and_told() -> None:
    link = read_link("lose=pangyo&with=control-twice,control-moved", town())
    assert link.scenario.mitigations == {"control-moved"}
    assert [text.en for text in link.problems] == [
        "Control twice and Control moved cannot be in place together. The picture is as before.",
        "Left out of the link: Control twice.",
        "Kept from the link: Pangyo and Control moved.",
    ]


def test_keys_of_other_pages_are_handed_on_and_keys_of_servers_are_not() -> None:
    link = read_link("lose=&at=36h&cost=x:3&token=secret", town())
    assert link.problems == ()
    written = write_link(town(), link.scenario, passed=link.passed)
    assert "cost=x:3" in written
    assert "at=36h" in written
    assert "token" not in written


def test_percent_encoded_links_read_alike() -> None:
    plain = read_link("lose=pangyo,news&set=crews:12", town())
    assert read_link("lose=pangyo%2Cnews&set=crews%3A12", town()) == plain
    assert read_link(urlencode({"lose": "pangyo,news", "set": "crews:12"}), town()) == plain


def test_ids_may_hold_the_signs_that_part_ids() -> None:
    system = build_system(
        [Service("a,b"), Service("c&d=e"), Service("f%2Cg"), Service("하나")], [Domain("x:y")]
    )
    scenario = Scenario({"a,b", "c&d=e", "f%2Cg", "하나", "x:y"})
    assert read_link(write_link(system, scenario), system).scenario == scenario


KAKAO = load_case("kakao-2022")
SCENARIOS = st.builds(
    Scenario,
    st.frozensets(st.sampled_from(sorted({**KAKAO.possible_domains, **KAKAO.possible_services}))),
    st.frozensets(st.sampled_from(sorted(KAKAO.mitigations)), max_size=4),
    st.frozensets(st.sampled_from(sorted(KAKAO.readings)), max_size=1),
    st.dictionaries(
        st.sampled_from(sorted(KAKAO.parameters)),
        st.floats(allow_nan=False, allow_infinity=False),
        max_size=3,
    ),
)


def stands(system: System, scenario: Scenario) -> bool:
    try:
        in_place(system, scenario)
    except ScenarioError:
        return False
    return True


@settings(max_examples=500)
@given(
    SCENARIOS, st.sampled_from([None, "ko", "en"]), st.sampled_from([None, "tistory", "pangyo", "daum-id"])
)
def test_a_written_link_reads_back_as_the_same_scenario(
    scenario: Scenario, language: Language | None, selected: str | None
) -> None:
    link = read_link(write_link(KAKAO, scenario, language=language, selected=selected), KAKAO)
    assert (link.language, link.selected, link.scenario.losses) == (language, selected, scenario.losses)
    if stands(KAKAO, scenario):
        assert (link.scenario, link.problems) == (scenario, ())
    else:
        assert link.problems
        assert read_link(write_link(KAKAO, link.scenario), KAKAO).scenario == link.scenario


@settings(max_examples=50)
@given(st.data())
def test_links_of_any_system_read_back(data: st.DataObject) -> None:
    system = data.draw(changing_systems(HELPING))
    scenario = data.draw(scenarios(system))
    link = read_link(write_link(system, scenario), system)
    assert link.scenario == scenario or link.problems
    assert stands(system, link.scenario)


KEYS = st.sampled_from(["case", "lose", "with", "read", "set", "cost", "at", "view", "lang", "v", "x", ""])
IDS = [
    "pangyo",
    "news",
    "own-ids",
    "ids-elsewhere",
    "control-twice",
    "control-moved",
    "to-run",
    "crews:3",
    "ansan",
]
VALUES = st.one_of(st.text(), st.lists(st.sampled_from(IDS)).map(",".join))
ANY_TEXT = st.text(st.characters(exclude_categories=()))


@settings(max_examples=1000)
@given(st.one_of(ANY_TEXT, st.lists(st.tuples(KEYS, VALUES)).map(urlencode), st.text().map(quote)))
def test_whatever_a_link_holds_there_is_a_picture(query: str) -> None:
    link = read_link(query, town())
    propagate(town(), link.scenario)
    again = read_link(write_link(town(), link.scenario, passed=link.passed, selected=link.selected), town())
    assert (again.scenario, again.selected, again.problems) == (link.scenario, link.selected, ())
