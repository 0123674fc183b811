"""A set of ids behaves as a set and comes out sorted."""

from kakao_whatif.model.ids import Ids


def test_ids_come_out_sorted_and_once() -> None:
    assert list(Ids(["news", "chat", "news"])) == ["chat", "news"]


def test_ids_equal_any_set_of_the_same_ids() -> None:
    assert Ids(["a", "b"]) == {"b", "a"} == Ids(["b", "a"])
    assert Ids(["a"]) != {"a", "b"}
    assert hash(Ids(["a", "b"])) == hash(Ids(["b", "a"]))


def test_set_algebra_gives_ids_again() -> None:
    both = Ids(["a", "b"]) | {"c"}
    assert isinstance(both, Ids)
    assert list(both - {"a"}) == ["b", "c"]
    assert Ids(["a", "b"]) & {"b", "z"} == {"b"}
    assert Ids(["a"]) <= {"a", "b"}


def test_ids_show_themselves_in_order() -> None:
    assert repr(Ids(["b", "a"])) == "Ids({'a', 'b'})"
    assert repr(Ids()) == "Ids()"
