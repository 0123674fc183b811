"""YAML becomes plain data, or is refused with the place and the way out."""

import re
from pathlib import Path

import pytest
import yaml

from kakao_whatif.errors import ModelError
from kakao_whatif.files.yaml import parse_yaml, read_yaml


def refusal(text: str) -> str:
    with pytest.raises(ModelError) as caught:
        parse_yaml(text)
    (problem,) = caught.value.problems
    return str(problem)


def told(text: str) -> list[str]:
    return [str(problem) for problem in parse_yaml(text).problems]


def test_words_follow_the_core_rules_of_yaml_1_2() -> None:
    text = """
    on: yes
    date: 2022-10-15
    moment: 2022-10-15T15:30+09:00
    sexagesimal: 1:30
    octal: 010
    new_octal: 0o17
    hexadecimal: 0x1F
    underscore: 1_000
    empty:
    tilde: ~
    truth: True
    share: .5
    exponent: -1e3
    quoted: "5"
    version: 2026-11
    """
    assert parse_yaml(text).data == {
        "on": "yes",
        "date": "2022-10-15",
        "moment": "2022-10-15T15:30+09:00",
        "sexagesimal": "1:30",
        "octal": 10,
        "new_octal": 15,
        "hexadecimal": 31,
        "underscore": "1_000",
        "empty": None,
        "tilde": None,
        "truth": True,
        "share": 0.5,
        "exponent": -1000.0,
        "quoted": "5",
        "version": "2026-11",
    }


def test_aliases_are_copies() -> None:
    assert parse_yaml("a: &x [1, {b: 2}]\nc: *x\n").data == {"a": [1, {"b": 2}], "c": [1, {"b": 2}]}


def test_the_reader_without_libyaml_reads_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: &x [1, {on: 010}]\nb: *x\nc: '5'\nd: |\n  두 센터\n"
    read = parse_yaml(text)
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert parse_yaml(text) == read


def test_a_key_that_stands_twice_is_told_with_its_path_and_line() -> None:
    text = "a: 1\na: 2\nservices:\n  - id: chat\n    needs: [{on: x, on: y}]\n"
    assert told(text) == [
        "line 2, column 1, top level: the key 'a' stands twice. Keep one of them.",
        "line 5, column 21, services[0] 'chat'.needs[0]: the key 'on' stands twice. Keep one of them.",
    ]


def test_tags_are_told_and_not_followed() -> None:
    assert told("a: !!python/object/apply:os.system [true]\nb: !mine 5\n") == [
        "line 1, column 4, a: the tag 'tag:yaml.org,2002:python/object/apply:os.system' is not read. "
        "Leave it out: a file holds plain data.",
        "line 2, column 4, b: the tag '!mine' is not read. Leave it out: a file holds plain data.",
    ]


CHECK = "Check indentation, brackets and quotes there."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a: "b', f"line 1, column 6: this is not YAML: found unexpected end of stream. {CHECK}"),
        (
            "a: @b",
            f"line 1, column 4: this is not YAML: found character that cannot start any token. {CHECK}",
        ),
        (
            "a:\n\t- b",
            "line 2, column 1: this is not YAML: found character that cannot start any token. Indent with spaces.",
        ),
        (
            "a: b\nc: \x01d",
            "line 2, column 4: U+0001 may not stand in YAML. Remove it.",
        ),
        ("", "file: it is empty. Give a mapping with the key services."),
        ("# nothing yet\n", "file: it is empty. Give a mapping with the key services."),
        ("a: 1\n---\nb: 2\n", "line 2, column 1: a second document begins. Give one document a file."),
        ("[a]: b", "line 1, column 1: a list or mapping cannot be a key. Give a word as the key."),
        ("a: &x [1]\n*x : b", "line 2, column 1: a list or mapping cannot be a key. Give a word as the key."),
        ("a: *b", "line 1, column 4: *b names no anchor before it. Mark one with &b."),
        ("a: &a [*a]", "line 1, column 8: *a stands inside itself. Aliases are copies: write it out."),
    ],
)
def test_what_is_not_one_plain_document_is_refused(text: str, expected: str) -> None:
    assert refusal(text) == expected


def test_an_alias_bomb_is_refused_before_it_is_copied() -> None:
    levels = [
        f"{name}: &{name} [{', '.join([f'*{below}'] * 9)}]"
        for below, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    assert refusal("\n".join(["a: &a [x, x, x, x, x, x, x, x, x]", *levels])) == (
        "line 6, column 12: the aliases up to *e would copy 207,578 values; 200,000 are the bound. "
        "Aliases are copies: use fewer of them."
    )


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("[" * 100_000, "line 1, column (61|1001)"),
        ("{a: " * 100_000, "line 1, column 241"),
        ("- " * 100_000, "line 1, column 121"),
        ("\n".join(" " * step + "a:" for step in range(2000)), "line 61, column 61"),
        (f"a: &a {'[' * 40}{']' * 40}\nb: {'[' * 30}*a{']' * 30}", "line 2, column 34"),
    ],
)
def test_deep_nesting_is_refused_in_every_style(text: str, at: str) -> None:
    said = rf"{at}: lists and mappings stand in each other over 60 deep\. Write it flatter\."
    assert re.fullmatch(said, refusal(text))


def test_a_million_values_are_the_bound() -> None:
    assert refusal(f"[{'a,' * 1_000_001}]").endswith("there are more than 1,000,000 values. Split the model.")


def test_a_refused_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("a: b: c", encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        read_yaml(path)
    assert str(caught.value).startswith(f"1 problem in {path}:\n  - line 1, column 5: this is not YAML: ")
