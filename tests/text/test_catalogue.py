import re
from string import Formatter

import pytest

from kakao_whatif.model.text import Text
from kakao_whatif.text.catalogue import Ref, catalogue, count_of, in_both, listing, parts, plain, say
from kakao_whatif.text.korean import PARTICLES

# Where English joins two clauses by "which", Korean names the first thing again.
NAMED_TWICE = {"why.then_waits_for"}
KEYS = sorted(catalogue("en").keys() | catalogue("ko").keys())


def gaps(words: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for _, gap, spec, _ in Formatter().parse(words):
        if gap is not None:
            found.setdefault(gap, set()).add(spec or "")
    return found


@pytest.mark.parametrize("key", KEYS)
def test_both_languages_say_the_same_things_with_the_same_gaps(key: str) -> None:
    english, korean = catalogue("en").get(key), catalogue("ko").get(key)
    assert english, f"{key} is missing or empty in en.toml"
    assert korean, f"{key} is missing or empty in ko.toml"
    assert english.strip()
    assert korean.strip()
    # A plural form may leave the number out where one language needs no figure for one thing.
    if not key.endswith((".one", ".other")) and key not in NAMED_TWICE:
        assert set(gaps(english)) == set(gaps(korean))


def test_gaps_carry_known_particles_in_korean_and_none_in_english() -> None:
    for key in KEYS:
        assert {spec for specs in gaps(catalogue("en")[key]).values() for spec in specs} <= {""}
        assert {spec for specs in gaps(catalogue("ko")[key]).values() for spec in specs} <= {"", *PARTICLES}


def test_a_gap_in_korean_is_not_followed_by_a_fixed_particle() -> None:
    """A name of any ending comes to stand there, so the particle must be in the gap."""
    loose = re.compile(r"\{\w+\}(은|는|이|가|을|를|과|와|로|으로|이나|나|이라|라)(?![가-힣])")
    assert [key for key in KEYS if loose.search(catalogue("ko")[key])] == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_tone_is_calm(language: str) -> None:
    loud = [key for key, words in catalogue(language).items() if "!" in words]  # type: ignore[arg-type]
    assert loud == []


def test_every_plural_form_is_there() -> None:
    for key in KEYS:
        if key.endswith(".one"):
            assert key.removesuffix("one") + "other" in KEYS
        if key.endswith(".other") and key.removesuffix("other") + "one" in KEYS:
            assert {"n", "names", "lost", "places"} & gaps(
                catalogue("en")[key]
            ).keys()  # it counts, or names what it counts


def test_names_in_sentences_stay_apart() -> None:
    chat = Ref("chat", "채팅")
    assert parts("why.up", "ko", service=chat) == (chat, "은 정상입니다.")
    assert parts("why.up", "en", service=chat) == (chat, " is up.")


def test_particles_follow_the_last_word_of_a_list() -> None:
    names = listing([Ref("a", "티스토리"), Ref("b", "카카오톡")], "ko")
    said = parts("why.does_without_both", "ko", services=names)
    assert plain(said).startswith("티스토리, 카카오톡이 ")


def test_english_counts_one_and_many() -> None:
    assert count_of("views.building.services", 1, "en") == "1 service"
    assert count_of("views.building.services", 2, "en") == "2 services"
    assert count_of("views.building.services", 1, "ko") == "서비스 1개"


def test_lists_are_words() -> None:
    assert plain(listing(["a", "b", "c"], "en")) == "a, b and c"
    assert plain(listing(["a", "b", "c"], "ko")) == "a, b, c"
    assert listing([], "en") == ()


def test_a_text_in_both_languages_is_filled_in_both() -> None:
    told = in_both("views.action.lose", name=Text("Pangyo", "판교"))
    assert told == Text("Pangyo is supposed lost.", "판교를 잃었다고 가정합니다.")


def test_numbers_fill_gaps_too() -> None:
    assert say("views.facts.label", "en", fact=1, total=3).startswith("1 of 3 ")


def test_a_language_that_is_not_spoken_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^language: 'fr' is not one of ko, en\. Give one of them\.$"):
        catalogue("fr")  # type: ignore[arg-type]
