"""What `over` stands for: words, ids, and what it refuses."""

import pytest

from kakao_whatif.analysis.over import WORDS, Over, members
from kakao_whatif.errors import ScenarioError, UnknownIdError
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import AddService, Mitigation
from kakao_whatif.model.parts import LAYERS, Domain, Service

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
        ("all", ("pangyo", "feed", "cable", "chat", "console", "store")),
        ("chat", ("chat",)),
        ((), ()),
        (["store", "operations", "sites", "store"], ("store", "console", "pangyo")),
        (["own-id"], ("own-id",)),
    ],
)
def test_words_and_ids_stand_for_what_they_say(over: Over, expected: tuple[str, ...]) -> None:
    assert members(SYSTEM, over) == expected


@pytest.mark.parametrize(
    ("word", "message"),
    [
        (
            "sites",
            "over: no domain is a site; the domains are of the kinds: other, link. "
            "Mark the data centres with kind: site, or ask over domains.",
        ),
        (
            "zones",
            "over: no domain is a zone; the domains are of the kinds: other, link. "
            "Mark the parts of a site with kind: zone, or ask over domains.",
        ),
        (
            "platform",
            "over: no service is in the layer platform; the layers are: application, data. "
            "Mark services with layer: platform, or ask over services.",
        ),
    ],
)
def test_a_word_that_stands_for_nothing_is_refused_with_what_there_is(word: str, message: str) -> None:
    system = build_system(
        [Service("shop"), Service("store", layer="data")], [Domain("east"), Domain("cable", "link")]
    )
    with pytest.raises(ScenarioError) as caught:
        members(system, ["shop", word])
    assert str(caught.value) == message


@pytest.mark.parametrize("word", [word for word in WORDS if word != "all"])
def test_in_a_system_without_anything_every_word_but_all_is_refused(word: str) -> None:
    assert members(build_system([]), "all") == ()
    with pytest.raises(ScenarioError):
        members(build_system([]), word)


def test_every_word_stands_for_all_that_it_says() -> None:
    layers = [Service(layer, layer=layer) for layer in LAYERS]
    system = build_system(layers, [Domain("s", "site"), Domain("z", "zone"), Domain("r", "region")])
    assert {word: set(members(system, word)) for word in WORDS} == {
        **{layer: {layer} for layer in LAYERS},
        "sites": {"s"},
        "zones": {"z"},
        "domains": {"s", "z", "r"},
        "services": {*LAYERS},
        "all": {"s", "z", "r", *LAYERS},
    }


def test_an_id_that_reads_like_a_word_is_the_id() -> None:
    system = build_system([Service("data"), Service("store", layer="data")])
    assert members(system, "data") == ("data",)


def test_an_unknown_word_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownIdError) as caught:
        members(SYSTEM, ["site"])
    assert str(caught.value) == "over: unknown id 'site'. Did you mean 'sites'?"
