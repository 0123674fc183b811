"""What `over` stands for: words, ids, and what it refuses."""

import pytest

from kakao_whatif.analysis.over import WORDS, Over, members
from kakao_whatif.errors import UnknownIdError
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import AddService, Mitigation
from kakao_whatif.model.parts import Domain, Service

SYSTEM = build_system(
    [Service("chat"), Service("console", layer="operations"), Service("store", layer="data")],
    [Domain("pangyo", "site"), Domain("feed", "zone", parent="pangyo"), Domain("cable", "link")],
    mitigations=[Mitigation("own", changes=(AddService(Service("own-id", layer="platform")),))],
)


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        ("sites", ("pangyo",)),
        ("zones", ("feed",)),
        ("domains", ("pangyo", "feed", "cable")),
        ("services", ("chat", "console", "store")),
        ("data", ("store",)),
        ("platform", ()),
        ("all", ("pangyo", "feed", "cable", "chat", "console", "store")),
        ("chat", ("chat",)),
        ((), ()),
        (["store", "operations", "sites", "store"], ("store", "console", "pangyo")),
        (["own-id"], ("own-id",)),
    ],
)
def test_words_and_ids_stand_for_what_they_say(over: Over, expected: tuple[str, ...]) -> None:
    assert members(SYSTEM, over) == expected


def test_every_word_is_understood() -> None:
    for word in WORDS:
        members(SYSTEM, word)


def test_an_id_that_reads_like_a_word_is_the_id() -> None:
    system = build_system([Service("data"), Service("store", layer="data")])
    assert members(system, "data") == ("data",)


def test_an_unknown_word_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownIdError) as caught:
        members(SYSTEM, ["site"])
    assert str(caught.value) == "over: unknown id 'site'. Did you mean 'sites'?"
