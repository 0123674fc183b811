"""The address of the talk: which beat, whether it is read, in which language.

Stands apart from a dashboard's link, which holds a scenario: here the beats decide what is supposed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, quote

from kakao_whatif.cases.talk import Talk
from kakao_whatif.errors import nearest
from kakao_whatif.model.system import System
from kakao_whatif.model.text import LANGUAGES, Language, Text
from kakao_whatif.text.catalogue import in_both
from kakao_whatif.views.link import LONGEST_LINK, SERVER_KEYS

_KEYS: Final = ("case", "beat", "read", "lang", "v")
_LONGEST_SHOWN = 40
_HOST = re.compile(r"https?://[^\s\"'<>\\]{1,300}/")


@dataclass(frozen=True, slots=True)
class Address:
    """What the address of the talk asks for, as far as it can be had.

    Parameters
    ----------
    at_beat, is_reading, language
        Which beat, whether all are read, and in which language, if it names one.
    problems
        What it asked for that could not be had.
    """

    at_beat: int = 0
    is_reading: bool = False
    language: Language | None = None
    problems: tuple[Text, ...] = ()


def read_address(query: str, system: System, talk: Talk) -> Address:
    """Return what an address asks for; whatever it holds, this never raises.

    Examples
    --------
    >>> from kakao_whatif.cases import load_case
    >>> from kakao_whatif.cases.talk import talk_of
    >>> kakao = load_case("kakao-2022")
    >>> read_address("?beat=cut&read&lang=en", kakao, talk_of(kakao))
    Address(at_beat=2, is_reading=True, language='en', problems=())
    """
    clean = query.encode("utf-8", "replace").decode("utf-8").removeprefix("?")[:LONGEST_LINK]
    # The first of several counts, as in any link.
    found = dict(reversed(parse_qsl(clean, keep_blank_values=True)))
    problems = [
        in_both("views.link.unknown_key", part=_shown(key))
        for key in found
        if key not in _KEYS and key not in SERVER_KEYS
    ]
    ids = [beat.id for beat in talk.beats]
    asked = found.get("beat", ids[0])
    if asked not in ids:
        near = nearest(asked[:_LONGEST_SHOWN], sorted(ids))
        key = "views.link.unknown_near" if near else "views.link.unknown"
        problems.append(in_both(key, id=_shown(asked), **({"near": Text.plain(near)} if near else {})))
    problems += _of_another(found, system)
    language = next((each for each in LANGUAGES if each == found.get("lang")), None)
    if found.get("lang") and language is None:
        problems.append(in_both("views.link.language", value=_shown(found["lang"])))
    at = ids.index(asked) if asked in ids else 0
    return Address(at, found.get("read", "no") in ("", "1"), language, tuple(problems))


def write_address(system: System, talk: Talk, at_beat: int, language: Language, *, is_reading: bool) -> str:
    """Return the address of a beat, from the question mark on."""
    parts = [f"case={quote(system.id, safe='')}"] if system.id else []
    parts += ["read=1"] if is_reading else [f"beat={quote(talk.beats[at_beat].id, safe='')}"]
    parts.append(f"lang={language}")
    parts += [f"v={quote(system.version, safe='')}"] if system.version else []
    return "?" + "&".join(parts)


def host_of(told: str) -> str | None:
    """Return the folder's address that a browser tells, or None if it is none.

    Examples
    --------
    >>> host_of("https://lab.example.org/user/x/voila/render/"), host_of("javascript:alert(1)/")
    ('https://lab.example.org/user/x/voila/render/', None)
    """
    return told if _HOST.fullmatch(told) else None


def _of_another(found: Mapping[str, str], system: System) -> list[Text]:
    case, version = found.get("case", ""), found.get("v", "")
    if case and system.id and case != system.id:
        return [in_both("views.link.other_case", asked=_shown(case), case=Text.plain(system.id))]
    if version and system.version and version != system.version:
        return [
            in_both("views.link.other_version", asked=_shown(version), version=Text.plain(system.version))
        ]
    return []


def _shown(words: str) -> Text:
    printable = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in words)
    return Text.plain(printable if len(printable) <= _LONGEST_SHOWN else printable[:_LONGEST_SHOWN] + "…")
