"""The talk beside a case: it carries no number of its own, what it names is there, and what is wrong is told."""

import re
from pathlib import Path

import pytest

from kakao_whatif.cases import load_case
from kakao_whatif.cases.talk import Talk, read_talk, talk_of
from kakao_whatif.errors import ModelError
from kakao_whatif.examples import two_sites
from kakao_whatif.model.scenario import Scenario

CASE = load_case("kakao-2022")
HEAD = '[[beats]]\nid = "cut"\ntitle = {en = "The cut", ko = "차단"}\n'


@pytest.fixture
def kakao() -> Talk:
    talk = talk_of(CASE)
    assert talk is not None
    return talk


def written(folder: Path, text: str) -> Path:
    path = folder / "talk.toml"
    path.write_text(text, "utf-8")
    return path


def refused(folder: Path, text: str) -> list[str]:
    with pytest.raises(ModelError) as error:
        read_talk(written(folder, text), CASE)
    return [str(problem) for problem in error.value.problems]


def test_the_talk_of_2022_has_ten_to_fourteen_beats_that_fit_into_half_an_hour(kakao: Talk) -> None:
    assert 10 <= len(kakao.beats) <= 14
    assert 15 <= sum(beat.minutes for beat in kakao.beats) <= 30


def test_every_beat_rests_on_facts_and_marks_what_is_assumed_and_offers_a_change(kakao: Talk) -> None:
    for beat in kakao.beats:
        assert beat.facts, beat.id
        assert beat.assumed, beat.id
        assert beat.tries, beat.id
        assert beat.notes, beat.id


def test_no_number_is_typed_into_what_stands_on_the_screen(kakao: Talk) -> None:
    for beat in kakao.beats:
        for text in (beat.title, *beat.lines, *beat.questions):
            for words in (text.en, text.ko):
                assert not re.search(r"\d", re.sub(r"\{[^}]*\}", "", words)), words


def test_the_tone_is_calm_and_nobody_is_named(kakao: Talk) -> None:
    for beat in kakao.beats:
        for text in (beat.title, *beat.lines, *beat.notes, *beat.assumed, *beat.questions):
            assert "!" not in text.en + text.ko
            assert re.search("[가-힣]", text.ko)
            assert not re.search("[가-힣]", text.en)


def test_a_case_without_a_talk_has_none() -> None:
    assert talk_of(load_case("nirs-2025")) is None
    assert talk_of(two_sites()) is None


def test_a_talk_beside_a_case_of_ones_own_is_read(tmp_path: Path) -> None:
    text = HEAD + 'lose = ["pangyo"]\ntries = ["lose:anyang"]\nkeep = ["chat"]\nat = 3\n'
    written(tmp_path, text)
    talk = talk_of(two_sites(), tmp_path)
    assert talk is not None
    beat = talk.beats[0]
    assert beat.scenario == Scenario({"pangyo"})
    assert (beat.tries, beat.passed, beat.at) == ((("lose", "anyang"),), (("keep", "chat"),), 3)


def test_every_problem_is_told_at_once_with_its_place_and_a_way_out(tmp_path: Path) -> None:
    text = (
        HEAD + 'lose = ["pangio"]\nfacts = ["F1"]\ntries = ["loose:anyang", "lose:anyan"]\npicture = "maps"\n'
    )
    text += 'colour = "red"\nminutes = "two"\n[[beats]]\nid = "cut"\n'
    told = refused(tmp_path, text)
    assert "line 4, column 1, beats[0].lose: unknown 'pangio'. Did you mean 'pangyo'?" in told
    assert any(line.startswith("line 5, column 1, beats[0].facts: unknown 'F1'.") for line in told)
    assert "line 6, column 1, beats[0].tries: unknown 'loose'. Did you mean 'lose'?" in told
    assert "line 6, column 1, beats[0].tries: unknown 'anyan'. Did you mean 'anyang'?" in told
    assert "line 7, column 1, beats[0].picture: unknown 'maps'. Did you mean 'map'?" in told
    assert any(line.startswith("line 8, column 1, beats[0].colour: unknown key.") for line in told)
    assert "line 9, column 1, beats[0].minutes: 'two' is not a number. Give one." in told
    assert "line 10, column 1, beats[1].title: missing. Give it one." in told
    assert "line 11, column 1, beats[1].id: 'cut' is there twice. Rename one." in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "beats: there is none. Write [[beats]] for each."),
        ("beats = 3", "beats: there is none. Write [[beats]] for each."),
        ("[[beats]", "the file: "),
        (
            HEAD + 'lose = "pangyo"',
            "line 4, column 1, beats[0].lose: 'pangyo' is not a list. Write it in [square brackets].",
        ),
        (
            HEAD + 'notes = ["only this"]',
            "line 4, column 1, beats[0].notes: 'only this' is not in both languages.",
        ),
        (
            HEAD + "notes = [{en = 1, ko = 2}]",
            "line 4, column 1, beats[0].notes: {'en': 1, 'ko': 2} is not in both languages.",
        ),
        (HEAD + "tries = [1]", "line 4, column 1, beats[0].tries[0]: 1 is not a text. Put it in quotes."),
        (HEAD + "lose = [{}]", "line 4, column 1, beats[0].lose[0]: {} is not a text. Put it in quotes."),
        (HEAD + "scenario = []", "line 4, column 1, beats[0].scenario: [] is not a text. Put it in quotes."),
        (HEAD + "picture = {}", "line 4, column 1, beats[0].picture: {} is not a text. Put it in quotes."),
        (HEAD + "at = nan", "line 4, column 1, beats[0].at: nan is not a number. Give one."),
        (HEAD + "minutes = true", "line 4, column 1, beats[0].minutes: True is not a number. Give one."),
        (HEAD + "minutes = -1", "line 4, column 1, beats[0].minutes: -1 is less than 0. Give 0 or more."),
    ],
)
def test_what_is_no_talk_is_refused(tmp_path: Path, text: str, told: str) -> None:
    (line,) = refused(tmp_path, text)
    assert line.startswith(told)


def test_unknown_keys_are_told_in_the_order_of_the_file(tmp_path: Path) -> None:
    keys = ["colour", "mood", "weather", "sound", "length"]
    told = refused(tmp_path, HEAD + "".join(f"{key} = 1\n" for key in keys))
    assert [line.partition(":")[0] for line in told] == [
        f"line {line}, column 1, beats[0].{key}" for line, key in enumerate(keys, start=4)
    ]


def test_texts_that_steer_a_screen_are_refused_with_their_place(tmp_path: Path) -> None:
    text = (
        HEAD
        + r'''notes = [
  {en = "a\u202eb", ko = "나"},
  {en = """
[[beats]]
at = 3
""", ko = "x\u0000"},
]
"k\u001b" = 1
[[beats]]
  id = "second"
  title = {en = "'''
        + "w" * 5001
        + """", ko = "ok"}
"""
    )
    assert refused(tmp_path, text) == [
        "line 4, column 1, beats[0].notes[0].en: U+202E (an override of direction) may not stand in a text. Remove it.",
        "line 4, column 1, beats[0].notes[1].ko: U+0000 (a control character) may not stand in a text. Remove it.",
        "line 1, column 1, beats[0].k[U+001B]: U+001B (a control character) may not stand in a text. Remove it.",
        "line 14, column 3, beats[1].title.en: 5,001 letters are too many; it may have 5,000. Shorten it.",
    ]
