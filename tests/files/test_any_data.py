"""Whatever stands in a mapping, reading it gives a system or a refusal, never another error."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakao_whatif.errors import ModelError, Problem
from kakao_whatif.files.read import read_system
from kakao_whatif.model.system import System
from tests.files.samples import two_sites

WORDS = [
    "chat",
    "tistory",
    "pangyo",
    "hard",
    "standby",
    "both",
    "on",
    "id",
    "of",
    "all_of",
    "crews",
    "",
    "두 센터",
    "x y",
]
NUMBERS = [0, 1, -1, 2, 0.5, -0.5, 1e308, 5e-324, 10**400, float("nan"), float("inf"), True, False, None]
leaves = st.sampled_from([*WORDS, *NUMBERS, {1, 2}, b"bytes", object(), "\ud800", 2 + 1j])
anything = st.recursive(
    leaves,
    lambda parts: (
        st.lists(parts, max_size=3) | st.dictionaries(st.sampled_from([*WORDS, 1, None]), parts, max_size=3)
    ),
    max_leaves=6,
)


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every value below the top."""
    steps = list(data) if isinstance(data, dict) else list(range(len(data))) if isinstance(data, list) else []
    return [below for step in steps for below in [(*path, step), *places(data[step], (*path, step))]]


@st.composite
def spoiled(draw: st.DrawFn) -> dict[str, Any]:
    """A valid case after up to four pieces were deleted, replaced, doubled, moved or put in."""
    data = two_sites()
    for _ in range(draw(st.integers(1, 4))):
        path = draw(st.sampled_from(places(data)))
        at: Any = data
        for step in path[:-1]:
            at = at[step]
        match draw(st.sampled_from(["delete", "replace", "copy", "insert", "rename"])):
            case "delete":
                del at[path[-1]]
            case "replace":
                at[path[-1]] = draw(anything)
            case "copy":
                other: Any = data
                for step in draw(st.sampled_from(places(data))):
                    other = other[step]
                at[path[-1]] = copy.deepcopy(other)
            case "insert" if isinstance(at, list):
                at.insert(path[-1], draw(anything))
            case _ if isinstance(at, dict):
                at[draw(st.sampled_from([*WORDS, "needs", "services", "nedds", 3]))] = at.pop(path[-1])
        if not places(data):
            break
    return data


def outcome(data: Any) -> System | tuple[Problem, ...]:
    try:
        return read_system(data)
    except ModelError as error:
        return error.problems


@given(spoiled())
@settings(max_examples=1000, deadline=None)
def test_a_spoiled_case_is_read_or_refused_and_nothing_else(data: dict[str, Any]) -> None:
    came = outcome(data)
    if not isinstance(came, System):
        assert came
        assert all(problem.where and problem.what and problem.way_out for problem in came)
        assert not any("\0" in str(problem) or "BROKEN" in str(problem) for problem in came)


@given(anything)
@settings(max_examples=300, deadline=None)
def test_anything_at_all_in_place_of_the_services_is_refused_or_read(services: Any) -> None:
    assert outcome({"services": services})


def test_the_sample_itself_is_valid() -> None:
    assert list(read_system(two_sites()).services) == ["control", "account", "chat", "tistory"]


@pytest.mark.parametrize("source", [3, None, ["services"]])
def test_what_is_neither_a_path_nor_a_mapping_is_refused(source: Any) -> None:
    with pytest.raises(ModelError, match="is neither a path nor a mapping"):
        read_system(source)
