from kakao_whatif.figures.lettering import Lettering

WORDS = Lettering(9)


def test_korean_words_have_a_width_like_their_letters() -> None:
    assert WORDS.width("카카오") > WORDS.width("카카") > WORDS.width("카") > 0
    assert Lettering(18).width("카카오") > 1.8 * WORDS.width("카카오")


def test_lines_are_as_wide_as_allowed_and_lose_no_word() -> None:
    words = "2022년 10월 15일 카카오 장애: 서비스마다 무엇을 얼마나 오래 기다렸는지"
    lines = WORDS.wrapped(words, 1.5)
    assert " ".join(lines) == words
    assert len(lines) > 1
    assert all(WORDS.width(line) <= 1.5 for line in lines)


def test_a_word_that_is_too_wide_stands_alone() -> None:
    assert WORDS.wrapped("a 초장문단어초장문단어초장문단어 b", 0.5) == [
        "a",
        "초장문단어초장문단어초장문단어",
        "b",
    ]
    assert WORDS.wrapped("", 1) == [""]


def test_a_formula_is_read_as_letters() -> None:
    assert WORDS.width("$x$") > WORDS.width("x")
