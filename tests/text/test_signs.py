"""Signs that no text may hold, by their numbers as the Unicode standard lists them."""

import json
import unicodedata

import pytest

from kakao_whatif.text.signs import HARMFUL, code_point, harmless, harmless_json, one_line

OVERRIDES = {0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069}


def is_harmful(code: int) -> bool:
    """Say it again from the standard: categories, the directions, and the 66 noncharacters."""
    category = unicodedata.category(chr(code))
    if category == "Cc":
        return chr(code) not in "\t\n"
    is_noncharacter = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
    return category in ("Zl", "Zp", "Cs") or code in OVERRIDES or is_noncharacter


def test_every_code_point_is_harmful_or_not_as_the_standard_has_it() -> None:
    wrong = [hex(code) for code in range(0x110000) if bool(HARMFUL.match(chr(code))) != is_harmful(code)]
    assert wrong == []


@pytest.mark.parametrize(
    "words", ["می\u200cخواهم", "👩\u200d💻", "❤\ufe0f", "שלום\u200f!", "판교", "a\tb\nc"]
)
def test_what_scripts_and_emoji_need_is_left_as_it_is(words: str) -> None:
    assert harmless(words) == words


def test_a_harmful_sign_is_shown_by_its_number() -> None:
    assert harmless("a\x1b]0;b\x07\u202e\ud800") == "a[U+001B]]0;b[U+0007][U+202E][U+D800]"
    assert code_point("\U0001ffff") == "U+1FFFF"


def test_a_line_holds_no_break() -> None:
    assert one_line("a\r\nb\tc\u2028d  e") == "a[U+000D] b c[U+2028]d  e"


@pytest.mark.parametrize("sign", ["\x7f", "\x9b", "\u202e", "\ufffe", "\U0010ffff", "\udfff"])
def test_json_holds_the_same_data_and_no_harmful_sign(sign: str) -> None:
    written = harmless_json(json.dumps({"name": f"a{sign}b"}, ensure_ascii=False))
    assert HARMFUL.search(written) is None
    assert json.loads(written) == {"name": f"a{sign}b"}
