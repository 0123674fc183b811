"""Every smallest set of losses that takes a service down, and nothing else."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakao_whatif.analysis import cut_sets
from kakao_whatif.analysis.cut_set_family import PartialCutSets
from kakao_whatif.analysis.cut_sets import minimal_cut_sets
from kakao_whatif.analysis.importance import importance
from kakao_whatif.diagrams.bounds import Budget
from kakao_whatif.errors import LimitError, UnknownIdError
from kakao_whatif.examples import two_sites
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import HELPING
from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast
from kakao_whatif.model.ids import Ids
from kakao_whatif.model.parts import Domain, Service
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from tests.analysis import brute_force
from tests.small import of, runs
from tests.strategies import changing_systems, systems

STATUSES = st.sampled_from([Status.DARK, Status.DARK, Status.LOCKED, Status.DEGRADED])
MOST = 6


@st.composite
def questions(draw, found=None):
    """A system with rings, a service, what may be lost, and how bad it is to be."""
    system = draw(found if found is not None else systems(6))
    ids = sorted([*system.domains, *system.services])
    over = draw(st.lists(st.sampled_from(ids), max_size=MOST, unique=True))
    return system, draw(st.sampled_from(sorted(system.services))), tuple(over), draw(STATUSES)


@settings(max_examples=1_000)
@given(questions())
def test_they_are_what_trying_every_set_of_losses_finds(question):
    system, service, over, status = question
    cuts = minimal_cut_sets(system, service, over, status=status)
    is_bad = brute_force.by_engine(system, service, status, Scenario())
    expected = sorted(brute_force.cut_sets(over, is_bad), key=lambda cut: (len(cut), sorted(cut)))
    assert list(cuts) == expected
    assert cuts.count() == len(expected)


@settings(max_examples=150)
@given(questions(systems(4)))
def test_they_are_what_the_definitions_say_word_for_word(question):
    system, service, over, status = question
    is_bad = brute_force.by_oracle(system, service, status, Scenario())
    cuts = minimal_cut_sets(system, service, over[:4], status=status)
    assert set(cuts) == brute_force.cut_sets(over[:4], is_bad)


@settings(max_examples=200)
@given(questions(changing_systems(HELPING, 4)), st.data())
def test_mitigations_in_place_and_losses_that_hold_already_count(question, data):
    system, service, over, status = question
    mitigation = data.draw(st.sampled_from(sorted(system.mitigations)))
    lost = data.draw(st.sampled_from(sorted(system.possible_ids)))
    base = Scenario({lost}, {mitigation})
    cuts = minimal_cut_sets(system, service, over, status=status, scenario=base)
    is_bad = brute_force.by_engine(system, service, status, base)
    assert set(cuts) == brute_force.cut_sets(over, is_bad)


@settings(max_examples=300)
@given(questions(), st.integers(0, 3))
def test_up_to_an_order_they_are_the_small_ones_and_say_how_many_are_left_out(question, most):
    system, service, over, status = question
    every = list(minimal_cut_sets(system, service, over, status=status))
    small = minimal_cut_sets(system, service, over, most, status)
    assert list(small) == [cut for cut in every if len(cut) <= most]
    if isinstance(small, PartialCutSets):
        assert small.left_out == len(every) - small.count() > 0
    else:
        assert small.count() == len(every)


@settings(max_examples=300)
@given(questions(), st.integers(0, 3))
def test_without_room_for_the_whole_the_small_ones_are_the_same(question, most):
    system, service, over, status = question
    whole = minimal_cut_sets(system, service, over, most, status)
    assert list(whole.question.small_sets(most, Budget())) == list(whole.solutions.up_to(most))


def test_a_ring_stands_until_something_outside_takes_one_of_it_away():
    ring = of(runs("chat", ["pangyo"], hard="relay"), runs("relay", hard="chat"))
    assert set(minimal_cut_sets(ring, "relay", "domains")) == {frozenset({"pangyo"})}


def test_of_a_large_hard_ring_each_member_and_each_place_is_a_single_point():
    n = 1_500
    ring = of(*(runs(f"s{at}", [f"d{at}"], hard=f"s{(at + 1) % n}") for at in range(n)))
    cuts = minimal_cut_sets(ring, "s0")
    assert cuts.counts == {1: 2 * n}
    assert {f"d{n - 1}"} in cuts


def test_what_wakes_only_through_itself_never_wakes():
    control = runs("control", ["pangyo"], standby_at=["anyang"], woken_by="control")
    assert list(minimal_cut_sets(of(control), "control", "domains")) == [{"pangyo"}]


def test_a_service_that_is_dark_anyway_has_the_one_empty_set():
    cuts = minimal_cut_sets(two_sites(), "chat", "sites", scenario=Scenario({"pangyo"}))
    assert list(cuts) == [Ids()]
    assert (cuts.count(), cuts.probability({"anyang": 0.5}), cuts.notes[0].en) == (
        1,
        1,
        "With nothing more lost it is this bad already: the one cut set is the empty one.",
    )


def test_a_service_that_nothing_can_take_down_has_none():
    cuts = minimal_cut_sets(two_sites(), "tools", ["pangyo"])
    assert (list(cuts), cuts.count(), cuts.probability({"pangyo": 1})) == ([], 0, 0)


def test_a_domain_and_what_it_stands_in_are_two_losses():
    system = of(runs("chat", ["feed"]), inside={"feed": "pangyo"})
    cuts = minimal_cut_sets(system, "chat", "domains")
    assert list(cuts) == [{"feed"}, {"pangyo"}]
    assert cuts.probability({"feed": Fraction(1, 2), "pangyo": Fraction(1, 2)}) == Fraction(3, 4)


def test_what_another_need_absorbs_has_no_part_in_the_answer_and_breaks_no_question():
    """`d` and `e` matter only where `f` or `g` is lost too, and that is enough without them."""
    on = AnyOf((AtLeast(2, ("f", "g")), AllOf(("g", "e", "f", "d"))))
    system, over = of(runs("top", hard=on), *map(runs, "defg")), ["d", "e", "f", "g"]
    cuts, tenth = minimal_cut_sets(system, "top", over), Fraction(1, 10)
    assert (list(cuts), cuts.count(), len(cuts.of_order(1)), len(cuts.of_order(2))) == (
        [{"f"}, {"g"}],
        2,
        2,
        0,
    )
    assert {"d"} not in cuts
    assert cuts.probability(dict.fromkeys(over, tenth)) == Fraction(19, 100)
    assert cuts.probability({"f": tenth, "g": tenth}) == Fraction(19, 100)
    weights = importance(system, "top", dict.fromkeys(over, tenth))
    assert (weights.risk, weights["d"].birnbaum, weights["f"].birnbaum) == (0.19, 0, 0.9)


def test_what_is_too_large_for_a_diagram_still_gives_its_small_sets(monkeypatch):
    monkeypatch.setattr(cut_sets, "AT_FIRST", 1)
    cuts = minimal_cut_sets(two_sites(), "chat", "all", max_order=1)
    assert isinstance(cuts, PartialCutSets)
    assert list(cuts) == [{"chat"}, {"pangyo"}]
    assert (cuts.left_out, cuts.notes[0].en) == (
        None,
        "Only sets of order 1 or less were looked for; how many larger ones there are is not known.",
    )
    with pytest.raises(LimitError) as caught:
        cuts.probability({})
    assert str(caught.value) == (
        "cut sets: only orders up to 1 are known, which give no probability. "
        "Ask for fewer members in `over`, without `max_order`."
    )


def entangled(n=60):
    """A service that needs one of any three of many, at random: too entangled for every order."""
    random, ids = Random(1), [f"s{at}" for at in range(n)]
    on = AnyOf(tuple(AllOf(tuple(random.sample(ids, 3))) for _ in range(2 * n)))
    return of(runs("top", hard=on), *map(runs, ids))


def test_what_explodes_ends_at_a_count_says_how_far_it_got_and_tells_progress_meanwhile():
    told = []
    with pytest.raises(LimitError) as caught:
        minimal_cut_sets(
            entangled(),
            "top",
            max_steps=200_000,
            progress=lambda done, of: told.append((done, of)) or True,
        )
    assert str(caught.value) == (
        "cut sets: not done after 200,000 steps, the bound. Name fewer members in `over`, "
        "look only for small sets with `max_order`, or raise `max_steps`."
    )
    assert caught.value.knobs == ("over", "max_order", "max_steps")
    assert len(told) == 3
    assert all(0 < done <= of == 200_000 for done, of in told)


def test_the_way_out_that_is_told_is_one():
    assert minimal_cut_sets(entangled(), "top", max_order=2, max_steps=200_000).count() == 1
    few = [f"s{at}" for at in range(12)]
    assert minimal_cut_sets(entangled(), "top", few, max_steps=200_000).count() >= 0


def test_progress_may_end_it():
    with pytest.raises(
        LimitError, match=r"cut sets: ended after 50,\d+ of at most 3,000,000 steps\. Name fewer"
    ):
        minimal_cut_sets(entangled(), "top", progress=lambda *_: False)
    with pytest.raises(LimitError, match=r"importance: not done after 60,000 steps.* raise `max_steps`"):
        importance(entangled(), "top", {f"s{at}": 0.1 for at in range(60)}, max_steps=60_000)


def test_losing_more_never_helps_so_statuses_nest():
    for status in Status:
        for cut in minimal_cut_sets(two_sites(), "news", status=status):
            assert brute_force.by_engine(two_sites(), "news", status, Scenario())(frozenset(cut))


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"service": "chats"}, UnknownIdError, "service: unknown id 'chats'. Did you mean 'chat'?"),
        (
            {"service": "chat", "over": ["pangio"]},
            UnknownIdError,
            "over: unknown id 'pangio'. Did you mean 'pangyo'?",
        ),
        (
            {"service": "chat", "max_order": -1},
            ValueError,
            "max_order: -1 is no order. Give 0 or more, or None for all.",
        ),
    ],
)
def test_what_does_not_fit_is_refused(arguments, error, message):
    with pytest.raises(error) as caught:
        minimal_cut_sets(two_sites(), **arguments)
    assert str(caught.value) == message


def test_domains_alone_may_be_all_there_is():
    system = build_system([Service("chat")], [Domain("pangyo")])
    assert minimal_cut_sets(system, "chat", "domains").count() == 0
