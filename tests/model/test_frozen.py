"""A frozen mapping is a dict in every way but one."""

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from kakao_whatif.model.frozen import Frozen, deeply_frozen, frozen


@pytest.mark.parametrize(
    "change",
    [
        lambda mapping: mapping.__setitem__("a", 2),
        lambda mapping: mapping.__delitem__("a"),
        lambda mapping: mapping.__ior__({"b": 1}),
        lambda mapping: mapping.clear(),
        lambda mapping: mapping.pop("a"),
        lambda mapping: mapping.popitem(),
        lambda mapping: mapping.setdefault("b", 1),
        lambda mapping: mapping.update(b=1),
    ],
)
def test_every_way_to_change_it_is_refused(change: Callable[[Any], Any]) -> None:
    mapping = Frozen({"a": 1})
    with pytest.raises(
        TypeError, match=r"^this mapping cannot be changed\. Change a copy: dict\(mapping\)\.$"
    ):
        change(mapping)
    assert mapping == {"a": 1}


def test_it_can_be_hashed_sent_copied_and_written() -> None:
    mapping = Frozen({"a": 1, "b": 2})
    assert hash(mapping) == hash(Frozen({"b": 2, "a": 1}))
    again = pickle.loads(pickle.dumps(mapping))
    assert (again, type(again)) == (mapping, Frozen)
    assert copy.copy(mapping) is mapping
    assert copy.deepcopy(mapping) == mapping
    assert json.dumps(mapping) == '{"a": 1, "b": 2}'


def test_what_is_frozen_already_is_not_copied() -> None:
    mapping = frozen({"a": 1})
    assert frozen(mapping) is mapping


def test_freezing_deeply_leaves_nothing_that_can_be_changed() -> None:
    data = deeply_frozen({"a": [{"b": [1]}]})
    assert data == {"a": ({"b": (1,)},)}
    assert isinstance(data["a"][0], Frozen)
