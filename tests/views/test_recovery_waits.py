"""How waits look: each can be told without colour, and its word can be read on it."""

import pytest

from kakao_whatif.model.text import Language
from kakao_whatif.recovery.timeline import WANTS, Want
from kakao_whatif.text.catalogue import catalogue
from kakao_whatif.views.waits import LOOKS, Shade
from tests.widgets.test_colours import ENOUGH, LIGHT, contrast

SHADES = [(look.id, shade) for look in LOOKS.values() for shade in (look.light, look.dark)]


def test_every_wait_has_a_look_in_the_order_in_which_it_comes() -> None:
    assert tuple(LOOKS) == WANTS


def test_no_two_waits_share_a_pattern() -> None:
    assert len({look.pattern for look in LOOKS.values()}) == len(LOOKS)


@pytest.mark.parametrize(("id", "shade"), SHADES)
def test_a_word_can_be_read_on_its_wait(id: str, shade: Shade) -> None:
    assert contrast(shade.text, shade.fill) >= ENOUGH, id


@pytest.mark.parametrize(("id", "shade"), SHADES)
def test_a_pattern_can_be_seen_on_its_fill(id: Want, shade: Shade) -> None:
    assert shade.line == shade.fill if LOOKS[id].pattern == "plain" else contrast(shade.line, shade.fill) >= 3


def test_words_of_the_night_can_be_read_where_a_ribbon_says_that_it_is_later() -> None:
    for ink in ("cause", "added-line", "night-text", "night-muted"):
        for ground in ("night", "horizon"):
            assert contrast(LIGHT[ink], LIGHT[ground]) >= ENOUGH


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_wait_has_a_word_and_a_line(language: Language) -> None:
    known = catalogue(language)
    words = [known[look.word] for look in LOOKS.values()]
    assert len(set(words)) == len(words)
    assert all(known[look.line] for look in LOOKS.values())
