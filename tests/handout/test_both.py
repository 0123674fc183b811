from hypothesis import given
from hypothesis import strategies as st

from kakao_whatif.handout.both import both

WORDS = st.sampled_from(["a", "b", "가"])
ROWS = st.recursive(
    WORDS | st.integers(0, 2) | st.none(),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(WORDS, parts, max_size=3),
    max_leaves=8,
)


def in_one(rows, at):
    """Say what the page does, in Python."""
    if isinstance(rows, list):
        return [in_one(row, at) for row in rows]
    if not isinstance(rows, dict):
        return rows
    if "$" in rows:
        return rows["$"][at]
    return {name: in_one(row, at) for name, row in rows.items()}


@given(ROWS, ROWS)
def test_each_language_can_be_had_back(one, other):
    assert in_one(both(one, other), 0) == one
    assert in_one(both(one, other), 1) == other


def test_what_is_the_same_stands_once():
    assert both({"id": 1, "n": [1, 2]}, {"id": 1, "n": [1, 2]}) == {"id": 1, "n": [1, 2]}
    assert both([1, "가"], [1, "a"]) == [1, {"$": ["가", "a"]}]
    assert both([1], [1, 2]) == {"$": [[1], [1, 2]]}
