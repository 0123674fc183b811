"""Random monotone functions as nested lists, and what trying every set of names says of them."""

from itertools import combinations

from hypothesis import strategies as st

NAMES = tuple("fbdaceg")  # not in the order of the alphabet, so that order by name is seen


@st.composite
def trees(draw, depth=3):
    """A name, or how many of several parts are needed.

    Names stand in many places, and whole parts in two now and then; now and then a gate is constant.
    """
    if depth == 0 or draw(st.integers(0, 9)) < 3 - depth:
        return draw(st.sampled_from(NAMES))
    parts = draw(st.lists(trees(depth - 1), min_size=2, max_size=3))
    if draw(st.integers(0, 3)) == 0:
        parts.append(draw(st.sampled_from(parts)))
    if draw(st.integers(0, 19)) == 0:
        return (draw(st.sampled_from([0, len(parts) + 1])), tuple(parts))
    return (draw(st.integers(1, len(parts))), tuple(parts))


def holds(tree, true):
    if isinstance(tree, str):
        return tree in true
    return sum(holds(part, true) for part in tree[1]) >= tree[0]


def drawn(store, tree):
    """The tree in a store of formulas or a diagram."""
    if isinstance(tree, str):
        return store.variable(tree)
    return store.at_least(tree[0], [drawn(store, part) for part in tree[1]])


def joined(store, tree):
    """The same with nothing but both and either."""
    if isinstance(tree, str):
        return store.variable(tree)
    counted = [store.always] + [store.never] * tree[0]
    for part in tree[1]:
        one = joined(store, part)
        for j in range(tree[0], 0, -1):
            counted[j] = store.either(counted[j], store.both(one, counted[j - 1]))
    return counted[tree[0]]


def subsets(names=NAMES):
    return [frozenset(some) for size in range(len(names) + 1) for some in combinations(sorted(names), size)]


def minimal(tree):
    """The minimal solutions, small ones first, then by name."""
    found = []
    for some in subsets():
        if not any(set(small) <= some for small in found) and holds(tree, some):
            found.append(tuple(sorted(some)))
    return found


def dual(tree):
    return tree if isinstance(tree, str) else (len(tree[1]) - tree[0] + 1, tuple(map(dual, tree[1])))
