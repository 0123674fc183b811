"""Texts with signs that no screen should show are refused when they are read, each with its place."""

from pathlib import Path

import pytest

from kakao_whatif.errors import ModelError
from kakao_whatif.files.ledger import read_ledger
from kakao_whatif.files.openpsa import read_fault_tree
from kakao_whatif.files.read import read_system

HOSTILE = r"""
title: {en: "T\e]0;OWNED\a\e[31mred\e[0m", ko: "T"}
domains:
  - {id: east, kind: site, name: {en: "E\e[2J\e[1;1HYOU", ko: "동"}}
services:
  - id: shop
    name: {en: "shop\e]8;;http://evil.example\aclick\e]8;;\a\u202Egnp.exe\u200b \u009b31m", ko: "상점"}
    replicas: [{in: east}]
  - id: pay
    name: {en: "``<img src=x onerror=alert(1)>`", ko: "＝1+1"}
    needs: [{kind: hard, on: shop}]
"""


def refusal(text: str, folder: Path, name: str = "case.yaml") -> list[str]:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    read = {"case.yaml": read_system, "ledger.csv": read_ledger, "tree.xml": read_fault_tree}[name]
    with pytest.raises(ModelError) as caught:
        read(path)  # type: ignore[operator]
    return [str(problem) for problem in caught.value.problems]


def test_each_hostile_text_is_refused_at_its_line_with_the_code_point(tmp_path: Path) -> None:
    control = "U+001B (a control character) may not stand in a text. Remove it."
    assert refusal(HOSTILE, tmp_path) == [
        f"line 2, column 9, title.en: {control}",
        f"line 4, column 35, domains[0] 'east'.name.en: {control}",
        f"line 7, column 12, services[0] 'shop'.name.en: {control}",
    ]


@pytest.mark.parametrize(
    ("sign", "named"),
    [
        (r"\0", "U+0000 (a control character)"),
        (r"\r", "U+000D (a control character)"),
        (r"\x7f", "U+007F (a control character)"),
        (r"\N", "U+0085 (a control character)"),
        (r"\P", "U+2029 (a paragraph separator)"),
        (r"\u202E", "U+202E (an override of direction)"),
        (r"\u2066", "U+2066 (an isolate of direction)"),
        (r"\uFDD0", "U+FDD0 (a noncharacter)"),
        (r"\U0010FFFF", "U+10FFFF (a noncharacter)"),
    ],
)
def test_a_sign_is_refused_in_names_in_sentences_and_in_keys(tmp_path: Path, sign: str, named: str) -> None:
    text = f'services:\n  - id: chat\n    name: "a{sign}"\n    assumed: {{ko: "a{sign}"}}\n    "k{sign}": 1\n'
    told = refusal(text, tmp_path)
    wrong = f"{named} may not stand in a text. Remove it."
    assert told[:2] == [
        f"line 3, column 5, services[0] 'chat'.name: {wrong}",
        f"line 4, column 15, services[0] 'chat'.assumed.ko: {wrong}",
    ]
    assert len(told) == 3
    assert told[2].startswith("line 5, column 5, services[0] 'chat'['k")


def test_what_scripts_and_emoji_need_may_stand_in_names_and_sentences_may_have_lines(tmp_path: Path) -> None:
    text = 'services:\n  - {id: a, name: "می\\u200cخواهم 👩\\u200d💻 ❤\\ufe0f \\u200f", assumed: "one\\n\\ttwo"}\n'
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    service = read_system(path).services["a"]
    assert service.name.en == "می\u200cخواهم 👩\u200d💻 ❤\ufe0f \u200f"
    assert service.assumed.en == "one\n\ttwo"


def test_a_name_has_one_line_and_ids_and_texts_have_a_bound(tmp_path: Path) -> None:
    long = f"services:\n  - {{id: {'a' * 121}}}\n  - {{id: b, name: {'b' * 501}, assumed: {'c' * 5001}}}\n"
    assert refusal(long, tmp_path) == [
        f"line 2, column 6, services[0] '{'a' * 60}'....id: "
        "121 letters are too many; it may have 120. Shorten it.",
        "line 3, column 13, services[1] 'b'.name: 501 letters are too many; it may have 500. Shorten it.",
        "line 3, column 522, services[1] 'b'.assumed: "
        "5,001 letters are too many; it may have 5,000. Shorten it.",
    ]
    lines = "title: >\n  folded\nservices: [{id: a}]\n"
    assert refusal(lines, tmp_path) == [
        r"line 1, column 1, title: 'folded\n' has a tab or a line break. "
        "Write it on one line; in YAML, >- makes one line of several."
    ]
    assert read_system({"services": [{"id": "a" * 120}]}).services


def test_a_ledger_refuses_them_with_line_and_column(tmp_path: Path) -> None:
    head = "id,when,subject,statement_en,statement_ko,kind,source,source_type\n"
    text = (
        f'{head}F1,x,y,"two\nlines are fine",둘,fact,"a\nb",press\n'
        "F2,x,y,a\u202eb,둘,fact,https://x.org,press\n"
        f"{'F' * 121},x,y,ok,둘,fact,https://x.org,press\x9b\n"
    )
    assert refusal(text, tmp_path, "ledger.csv") == [
        r"line 2, source: 'a\nb' has a tab or a line break. Write it on one line.",
        "line 5, statement_en: U+202E (an override of direction) may not stand in a text. Remove it.",
        "line 6, id: 121 letters are too many; it may have 120. Shorten it.",
        "line 6, source_type: U+009B (a control character) may not stand in a text. Remove it.",
    ]


def test_a_ledger_with_the_line_ends_of_windows_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    head = "id,when,subject,statement_en,statement_ko,kind,source,source_type"
    path.write_text(f'{head}\r\nF1,x,y,"two\r\nlines",둘,fact,z,press\r\n', encoding="utf-8", newline="")
    assert read_ledger(path)["F1"].statement.en == "two\nlines"


def test_a_fault_tree_refuses_them_with_their_line(tmp_path: Path) -> None:
    text = (
        '<opsa-mef>\n<define-gate name="a&#x202E;"><or><basic-event name="e"/></or></define-gate>\n'
        f'<define-basic-event name="{"e" * 121}"/>\n</opsa-mef>'
    )
    assert refusal(text, tmp_path, "tree.xml")[0] == (
        "line 2, gate: U+202E (an override of direction) may not stand in a text. Remove it."
    )
