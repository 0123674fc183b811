"""Korean particles that agree with the word before them.

A name from a model may end in Hangul, a Latin letter or a digit; the particle depends on how its
end is *spoken*. It stands apart because every Korean sentence of the product needs it.
"""

import re

# With a final consonant, without one. After a final ㄹ, 로 is used like after a vowel.
PARTICLES: dict[str, tuple[str, str]] = {
    "은": ("은", "는"),
    "이": ("이", "가"),
    "을": ("을", "를"),
    "과": ("과", "와"),
    "으로": ("으로", "로"),
    "이라": ("이라", "라"),
    "이나": ("이나", "나"),
    "이며": ("이며", "며"),
    "이었": ("이었", "였"),
}

_CLOSING = re.compile(r"(?:\s*\([^()]*\)|[\s\"'”’»」』\]\).,!?…·]+)+$")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z&.'-]*$")
# Digits as they are spoken: 영 일 이 삼 사 오 육 칠 팔 구; ten, hundred, thousand all end in a consonant.
_DIGIT_FINAL = {"0": "ㅇ", "1": "ㄹ", "3": "ㅁ", "6": "ㄱ", "7": "ㄹ", "8": "ㄹ"}
# Letters as they are named: 엘 엠 엔 알; all others end in a vowel.
_LETTER_FINAL = {"l": "ㄹ", "m": "ㅁ", "n": "ㄴ", "r": "ㄹ"}
# Endings of words as Koreans write them in Hangul: 허브, 루프; 애플, 존, 게임, 톡, 북, 맵, 챗, 뮤직, 킹.
_WORD_FINALS: tuple[tuple[str, str], ...] = (
    (r"(hub|bit|loop|break|week)$", ""),
    (r"le$|l$", "ㄹ"),
    (r"ng$", "ㅇ"),
    (r"n$|ne$", "ㄴ"),
    (r"m$|me$", "ㅁ"),
    (r"lk$|[aeiou]c?k$|[aeiou]c$", "ㄱ"),
    (r"[aeiou]pp?$", "ㅂ"),
    (r"[aeiou]b$", "ㅂ"),
    (r"[^aeiou][aeiou]tt?$|^[aeiou]tt?$", "ㅅ"),
)


def final_consonant(word: str) -> str:
    """Return the final consonant of a word as it is spoken in Korean, or "" if it ends in a vowel.

    A bracketed addition, quotes and punctuation at the end are not spoken.

    Examples
    --------
    >>> final_consonant("판교"), final_consonant("티스토리"), final_consonant("카카오톡")
    ('', '', 'ㄱ')
    >>> (
    ...     final_consonant("ID"),
    ...     final_consonant("Apple"),
    ...     final_consonant("F111"),
    ...     final_consonant("판교(상실)"),
    ... )
    ('', 'ㄹ', 'ㄹ', '')
    """
    spoken = _CLOSING.sub("", word) or word
    last = spoken[-1:]
    if "가" <= last <= "힣":
        jongseong = (ord(last) - ord("가")) % 28
        return "" if jongseong == 0 else ("ㄹ" if jongseong == 8 else "ㄱ")
    if last.isdigit():
        return _DIGIT_FINAL.get(last, "")
    latin = _LATIN_WORD.search(spoken)
    return _latin_final(latin.group()) if latin else ""


def _latin_final(word: str) -> str:
    letters = re.split(r"[&.'-]", word)[-1]
    if letters.isupper() or len(letters) == 1:
        return _LETTER_FINAL.get(letters[-1:].lower(), "")
    lower = letters.lower()
    return next((final for ending, final in _WORD_FINALS if re.search(ending, lower)), "")


def particle(word: str, kind: str) -> str:
    """Return the form of a particle that follows a word.

    Parameters
    ----------
    word
        What stands before it.
    kind
        The form after a final consonant: one of `PARTICLES`.

    Examples
    --------
    >>> "티스토리" + particle("티스토리", "이"), "카카오톡" + particle("카카오톡", "을")
    ('티스토리가', '카카오톡을')
    >>> "서울" + particle("서울", "으로"), "안양" + particle("안양", "으로")
    ('서울로', '안양으로')
    """
    after_consonant, after_vowel = PARTICLES[kind]
    final = final_consonant(word)
    if kind == "으로" and final == "ㄹ":
        return after_vowel
    return after_consonant if final else after_vowel
