"""The search, both ways and in chunks of any size, against `propagate`; what each way costs decides."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.layered import layered_system
from kakao_whatif import LimitError, Scenario, Status, propagate
from kakao_whatif.analysis.many.losses import is_nested
from kakao_whatif.analysis.many.worst import Search
from kakao_whatif.model.build import build_system
from kakao_whatif.model.parts import Service
from tests.strategies import systems


def one_by_one(system, members, k, lost, counted):
    rows, skipped = [], 0
    for combination in combinations(range(len(members)), k):
        losses = {members[at] for at in combination}
        if is_nested(system, losses):
            skipped += 1
            continue
        status = propagate(system, Scenario(losses | lost)).status
        at_least = [
            -sum(status[id] >= worse for id in counted)
            for worse in (Status.DARK, Status.LOCKED, Status.DEGRADED)
        ]
        rows.append((*at_least, combination))
    return sorted(rows), skipped


@settings(max_examples=400)
@given(systems(), st.data())
def test_both_ways_find_the_same_as_asking_one_after_the_other(system, data):
    ids = sorted([*system.domains, *system.services])
    members = sorted(data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=6)))
    k = data.draw(st.integers(1, 4))
    lost = data.draw(st.frozensets(st.sampled_from(ids), max_size=1))
    counted = data.draw(st.frozensets(st.sampled_from(sorted(system.services))))
    top, most_bits = data.draw(st.integers(1, 5)), data.draw(st.sampled_from([1, 3, 64]))
    rows, skipped = one_by_one(system, members, k, lost, counted)
    for by_one_more in (True, False, None):
        heard = []
        search = Search(system, members, k, lost, counted, by_one_more, most_bits)
        found = search.worst(top, lambda *told, heard=heard: heard.append(told) or True)
        assert (found[0].rows, found[1]) == (rows[:top], skipped)
        of = len(rows) + skipped
        assert not heard or heard[-1] == (of, of)


@pytest.mark.parametrize("by_one_more", [True, False])
def test_what_explodes_ends_at_a_count_and_says_how_far_it_got(by_one_more):
    system = layered_system(60)
    members, heard = sorted(system.services), []
    search = Search(
        system, members, 3, frozenset(), frozenset(members), by_one_more, most_bits=300, limit=10**6
    )
    with pytest.raises(
        LimitError, match=r"^contingencies: [\d,]+ of 34,220 combinations took more than"
    ) as caught:
        search.worst(3, lambda *told: heard.append(told) or True)
    assert caught.value.knobs == ("over", "k", "limit")
    assert 0 < heard[-1][0] < 34_220


@pytest.mark.parametrize(("k", "top"), [(2, 1), (2, 50), (3, 20)])
def test_passing_over_those_that_touch_little_leaves_out_no_row(k, top):
    system = layered_system(60)
    members = sorted(system.services)
    every = frozenset(members)
    ways = [Search(system, members, k, frozenset(), every, way).worst(top)[0].rows for way in (True, False)]
    assert ways[0] == ways[1]


def test_it_can_be_ended_on_the_way_and_says_how_far_it_got():
    system = build_system([Service(f"s{at}") for at in range(6)])
    search = Search(system, sorted(system.services), 2, frozenset(), frozenset(system.services), most_bits=4)
    with pytest.raises(LimitError) as caught:
        search.worst(3, lambda done, of: done < 8)
    assert str(caught.value) == (
        "contingencies: ended after 8 of 15 combinations. Ask for fewer members, or for fewer lost at once, "
        "or let it run."
    )
