"""A text reads in both languages, and where one is missing the other serves."""

from kakao_whatif.model.text import Text


def test_each_language_has_its_own_words() -> None:
    text = Text("Pangyo", "판교")
    assert (text.in_language("en"), text.in_language("ko")) == ("Pangyo", "판교")


def test_a_missing_language_is_served_by_the_other() -> None:
    assert Text("Pangyo").in_language("ko") == "Pangyo"
    assert Text(ko="판교").in_language("en") == "판교"
    assert Text.plain("Pangyo") == Text("Pangyo", "Pangyo")


def test_a_text_without_words_is_false() -> None:
    assert not Text()
    assert Text(ko="판교")
