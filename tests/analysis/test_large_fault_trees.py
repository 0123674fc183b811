"""Fault trees of 200 events, made at random, against conditioning on the few events that stand in many places.

Once those are fixed, every other event stands in one place, and the chance of a gate follows from its parts'.
"""

from fractions import Fraction
from itertools import product
from random import Random

import pytest

from kakao_whatif.analysis.cut_sets import minimal_cut_sets
from kakao_whatif.analysis.fault_tree import write_fault_tree
from kakao_whatif.analysis.importance import importance
from kakao_whatif.files.openpsa import read_fault_tree
from kakao_whatif.model.build import build_system
from kakao_whatif.model.expression import AtLeast
from kakao_whatif.model.parts import Dependency, Service

SHARED = tuple(f"shared-{at}" for at in range(5))


def tree_of(random, events):
    """A tree in which each event stands once, and shared ones at random: (how many of the parts must fail, parts).

    Now and then a part stands beside the very event that absorbs it.
    """
    if len(events) == 1:
        return events[0]
    cuts = sorted(random.sample(range(1, len(events)), min(len(events) - 1, random.randint(1, 3))))
    parts = [
        tree_of(random, events[start:end])
        for start, end in zip([0, *cuts], [*cuts, len(events)], strict=True)
    ]
    if random.random() < 0.15:
        shared = random.choice(SHARED)
        parts = [shared, (2, (shared, (1, tuple(parts))))]
    elif random.random() < 0.25:
        parts.append(random.choice(SHARED))
    return random.choice((1, 2, len(parts))), tuple(parts)


def system_of(tree):
    """The tree as services: a gate stands as long as so many of its parts stand that too few fail."""
    services = {}

    def added(node):
        if isinstance(node, str):
            services[node] = Service(node)
            return node
        k, parts = node
        on = AtLeast(len(parts) - k + 1, tuple(added(part) for part in parts))
        gate = f"gate-{len(services)}"
        services[gate] = Service(gate, needs=(Dependency("hard", on),))
        return gate

    top = added(tree)
    return build_system(services.values()), top


def fails(tree, lost):
    if isinstance(tree, str):
        return tree in lost
    return sum(fails(part, lost) for part in tree[1]) >= tree[0]


def chance(tree, p):
    """The chance of a tree whose parts share no event that is uncertain."""
    if isinstance(tree, str):
        return p[tree]
    exactly = [Fraction(1)]  # how likely so many parts fail
    for part in tree[1]:
        bad = chance(part, p)
        exactly = [
            a * (1 - bad) + b * bad for a, b in zip([*exactly, 0], [Fraction(0), *exactly], strict=True)
        ]
    return sum(exactly[tree[0] :])


def conditioned(tree, p):
    total = Fraction(0)
    for certain in product((0, 1), repeat=len(SHARED)):
        fixed = dict(zip(SHARED, map(Fraction, certain), strict=True))
        weight = Fraction(1)
        for name, is_lost in fixed.items():
            weight *= p[name] if is_lost else 1 - p[name]
        total += weight * chance(tree, {**p, **fixed})
    return total


@pytest.mark.parametrize("seed", range(5))
def test_every_question_on_a_tree_of_two_hundred_events_is_answered_right(seed, tmp_path):
    random = Random(seed)
    tree = tree_of(random, [f"event-{at}" for at in range(200 - len(SHARED))])
    system, top = system_of(tree)
    events = [id for id, service in system.services.items() if not service.needs]
    p = {id: Fraction(random.randint(1, 3), 8) for id in (*events, *SHARED)}
    expected = conditioned(tree, p)

    cuts = minimal_cut_sets(system, top, events)
    assert cuts.probability({id: p[id] for id in events}) == expected
    assert cuts.count() == sum(cuts.counts.values()) > 0
    for cut in cuts.solutions.first(20):
        assert fails(tree, set(cut))
        assert not any(fails(tree, set(cut) - {name}) for name in cut)

    weights = importance(system, top, {id: p[id] for id in events})
    assert weights.risk == pytest.approx(float(expected))
    for id in random.sample(events, 2):
        slope = conditioned(tree, {**p, id: Fraction(1)}) - conditioned(tree, {**p, id: Fraction(0)})
        assert weights[id].birnbaum == pytest.approx(float(slope), abs=1e-12)

    write_fault_tree(system, top, tmp_path / "tree.xml", events, probabilities={id: p[id] for id in events})
    again = read_fault_tree(tmp_path / "tree.xml")
    read_back = minimal_cut_sets(again.system, again.top, again.basic_events)
    assert read_back.counts == cuts.counts
    assert read_back.probability(again.probabilities) == pytest.approx(float(expected))
