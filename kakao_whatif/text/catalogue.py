"""Sentences of the product in its two languages, one catalogue a language.

A sentence is kept as parts, so that a page can make links of the names in it and a terminal can
join them; Korean particles agree with whatever name comes to stand before them.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import TypeAlias

from kakao_whatif.model.text import LANGUAGES, Language, Text
from kakao_whatif.text.korean import PARTICLES, particle


@dataclass(frozen=True, slots=True)
class Ref:
    """A name in a sentence that stands for a domain or service."""

    id: str
    text: str


Part: TypeAlias = str | Ref
Parts: TypeAlias = tuple[Part, ...]
Value: TypeAlias = str | int | Ref | Sequence[Part]


@lru_cache
def catalogue(language: Language) -> Mapping[str, str]:
    """Return all entries of a language, by dotted key."""
    if language not in LANGUAGES:
        raise ValueError(f"language: {language!r} is not one of {', '.join(LANGUAGES)}. Give one of them.")
    source = Path(__file__).with_name(f"{language}.toml").read_text(encoding="utf-8")
    return dict(_flat(tomllib.loads(source)))


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterable[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)


def plural(key: str, count: int) -> str:
    """Return the key of the form for a number: a Korean noun has no plural, but "all of them" needs more than one."""
    return f"{key}.one" if count == 1 else f"{key}.other"


def parts(key: str, language: Language, **values: Value) -> Parts:
    """Return an entry with its gaps filled, as parts.

    A gap ``{name}`` takes a string, a number, a `Ref` or parts; ``{name:은}`` adds the particle.

    Examples
    --------
    >>> parts("status.dark", "en")
    ('dark',)
    """
    return filled(catalogue(language)[key], values)


def filled(template: str, values: Mapping[str, Value]) -> Parts:
    """Return a sentence with its gaps filled, as parts; `values` may work each one out when it is asked for.

    Examples
    --------
    >>> filled("{site:을} 잃었습니다.", {"site": "판교"})
    ('판교를 잃었습니다.',)
    """
    found: list[Part] = []
    for words, gap, spec in _read(template):
        if words:
            found.append(words)
        if gap is not None:
            value = _as_parts(values[gap])
            found += value
            if spec in PARTICLES:
                found.append(particle(plain(value), spec))
    return _joined(found)


def gaps_of(template: str) -> tuple[str, ...]:
    """Return the names of a sentence's gaps.

    Examples
    --------
    >>> gaps_of("{site:을} 잃고 {dark}개가 중단됩니다.")
    ('site', 'dark')
    """
    return tuple(gap for _, gap, _ in _read(template) if gap is not None)


@lru_cache(maxsize=4096)
def _read(template: str) -> tuple[tuple[str, str | None, str | None], ...]:
    """Return the words of a sentence, each with the gap that follows it and its particle."""
    return tuple((words, gap, spec) for words, gap, spec, _ in Formatter().parse(template))


def say(key: str, language: Language, **values: Value) -> str:
    """Return an entry with its gaps filled, as one string.

    Examples
    --------
    >>> say("status.dark", "ko")
    '중단'
    """
    return plain(parts(key, language, **values))


def count_of(key: str, count: int, language: Language, **values: Value) -> str:
    """Return an entry that counts something, in its right plural form, with ``{n}`` filled."""
    return say(plural(key, count), language, n=count, **values)


def in_both(key: str, **values: Text) -> Text:
    """Return an entry in both languages, its gaps filled with texts in the same language."""
    english = {name: text.in_language("en") for name, text in values.items()}
    korean = {name: text.in_language("ko") for name, text in values.items()}
    return Text(say(key, "en", **english), say(key, "ko", **korean))


def plain(sentence: Sequence[Part]) -> str:
    """Return parts joined to a string."""
    return "".join(part.text if isinstance(part, Ref) else part for part in sentence)


def listing(items: Sequence[Value], language: Language, last: str = "and") -> Parts:
    """Return names as a list in words: "a, b and c"."""
    found: list[Part] = []
    for at, item in enumerate(items):
        if at:
            is_last = at == len(items) - 1
            found.append(say(f"list.{last}", language) if is_last else say("list.between", language))
        found += _as_parts(item)
    return _joined(found)


def _as_parts(value: Value) -> Parts:
    if isinstance(value, Ref):
        return (value,)
    if isinstance(value, str | int):
        return (str(value),)
    return tuple(value)


def _joined(found: Iterable[Part]) -> Parts:
    """Return parts with neighbouring strings made one."""
    joined: list[Part] = []
    for part in found:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    return tuple(joined)
