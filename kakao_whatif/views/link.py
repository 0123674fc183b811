"""The scenario in the address: reading a link and writing one.

It stands apart because the same link must come to the same picture in the browser, on the server
that draws the first picture, and in a test. Nothing is dropped silently and nothing raises: what
a link asks for and cannot have is told, with what was kept.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, quote, unquote

from kakao_whatif.errors import nearest
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import LANGUAGES, Language, Text
from kakao_whatif.text.catalogue import in_both
from kakao_whatif.views.dashboards import OF_SCENARIO
from kakao_whatif.views.fitting import fitted, names_of
from kakao_whatif.views.written import number_of, number_text

#: Browsers and proxies refuse links much longer than this.
LONGEST_LINK: Final = 8_000
#: Keys that hold the scenario; a link with none of them shows the case's own first scenario.
SCENARIO_KEYS: Final = ("lose", "with", "read", "set")
#: Keys that only one page reads; the others hand them on.
PASSED_KEYS: Final = tuple(key for each in OF_SCENARIO for key in each.keys)
OTHER_KEYS: Final = ("case", "view", "lang", "v")
#: Keys that servers around a notebook add for themselves: neither told nor handed on.
SERVER_KEYS: Final = frozenset({"token", "voila-template", "voila-theme"})

_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Link:
    """What a link asks for, as far as it can be had.

    Parameters
    ----------
    scenario
        What is supposed.
    language
        The language it names, if it names one.
    selected
        The service or domain to look at.
    problems
        What it asked for that could not be had, and what was kept.
    passed
        Keys and values for other pages.
    is_default
        Whether it names no scenario, so that the case's own first one is shown.
    at
        The moment to show, in hours from the origin.
    """

    scenario: Scenario
    language: Language | None = None
    selected: str | None = None
    problems: tuple[Text, ...] = ()
    passed: tuple[tuple[str, str], ...] = ()
    is_default: bool = False
    at: float | None = None


def default_scenario(system: System) -> Scenario:
    """Return what the first screen shows: the cut of a whole site, else the first scenario of the case."""
    named = system.scenarios.get("site-cut") or next(iter(system.scenarios.values()), None)
    return named.scenario if named is not None else Scenario()


def first_value(query: str, key: str) -> str:
    """Return what a link says under a key that may stand once: the first value; empty if there is none.

    The server and the kernel ask for the case and the language by it, so that they show the same page.

    Examples
    --------
    >>> first_value("?case=kakao-2022&case=nirs-2025", "case")
    'kakao-2022'
    """
    return next((value for name, value in _pairs(_clean(query)) if name == key), "")


def read_link(query: str, system: System) -> Link:
    """Return what a link asks for; whatever it holds, this never raises.

    Parameters
    ----------
    query
        The query string as the browser sent it, with or without the question mark.
    system
        The case it is about.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> link = read_link("?lose=pangyo,pangio&view=news", two_sites())
    >>> link.scenario.losses, link.selected
    (frozenset({'pangyo'}), 'news')
    >>> print(link.problems[0].en)
    The link names 'pangio', which is not in this case. Did you mean 'pangyo'?
    """
    reader = _Reader(system)
    found = reader.fields(query)
    scenario = reader.scenario(found)
    selected = next(iter(reader.known("view", found, reader.places)), None)
    language = reader.language(found)
    reader.check_case(found)
    at = reader.moment(found)
    problems = tuple(reader.problems)
    if problems:
        problems += (_kept(system, scenario),)
    passed = tuple((key, found[key]) for key in PASSED_KEYS if key in found)
    is_default = not any(key in found for key in SCENARIO_KEYS)
    return Link(scenario, language, selected, problems, passed, is_default, at)


def with_moment(passed: Iterable[tuple[str, str]], at: float) -> tuple[tuple[str, str], ...]:
    """Return the parts of a link for other pages with the moment that is looked at.

    Examples
    --------
    >>> with_moment([("cost", "x:3"), ("at", "36h")], 10.5)
    (('cost', 'x:3'), ('at', '10.5h'))
    """
    others = tuple((key, value) for key, value in passed if key != "at")
    return (*others, ("at", f"{number_text(round(at, 3))}h"))


def write_link(
    system: System,
    scenario: Scenario,
    *,
    language: Language | None = None,
    selected: str | None = None,
    passed: Iterable[tuple[str, str]] = (),
) -> str:
    """Return the link that shows a scenario, from the question mark on.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> write_link(two_sites(), Scenario({"pangyo"}), language="ko", selected="news")
    '?lose=pangyo&view=news&lang=ko'
    """
    found = {"case": quoted_id(system.id), "lose": _ids(scenario.losses)}
    found |= {"with": _ids(scenario.mitigations), "read": _ids(scenario.readings)}
    found["set"] = ",".join(
        f"{quoted_id(id)}:{quote(number_text(n))}" for id, n in sorted(scenario.parameters.items())
    )
    found |= {key: quote(value, safe=",:", errors="replace") for key, value in passed}
    found |= {
        "view": quoted_id(selected or ""),
        "lang": language or "",
        "v": quote(system.version, safe="", errors="replace"),
    }
    return "?" + "&".join(f"{key}={value}" for key, value in found.items() if value or key == "lose")


def shown_part(words: str) -> str:
    """Return a part of a link as a message repeats it: short, and without signs that cannot be printed."""
    printable = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in words)
    return printable if len(printable) <= _LONGEST_SHOWN else printable[:_LONGEST_SHOWN] + "…"


def quoted_id(id: str) -> str:
    """Return an id as a link holds it: quoted twice, so that it may hold the signs that part ids."""
    return quote(quote(id, safe="", errors="replace"), safe="")


@dataclass(slots=True)
class _Reader:
    """Reads one link and keeps what there is to tell about it."""

    system: System
    problems: list[Text] = field(default_factory=list)

    @property
    def places(self) -> Mapping[str, object]:
        """Everything that can be lost or looked at."""
        return {**self.system.possible_domains, **self.system.possible_services}

    def fields(self, query: str) -> dict[str, str]:
        """Return the values of the link by key; lists that stand twice are joined."""
        clean = _clean(query)
        if len(clean) > LONGEST_LINK:
            self._tell("views.link.too_long")
        found: dict[str, str] = {}
        for key, value in _pairs(clean):
            if key in SERVER_KEYS:
                continue
            if key not in (*SCENARIO_KEYS, *PASSED_KEYS, *OTHER_KEYS):
                self._tell("views.link.unknown_key", part=shown_part(key))
            elif key in found and key in OTHER_KEYS:
                self._tell("views.link.twice", part=shown_part(key), value=shown_part(value))
            else:
                found[key] = f"{found[key]},{value}" if key in found else value
        return found

    def scenario(self, found: Mapping[str, str]) -> Scenario:
        """Return the scenario of the link, made to fit, or the default if it names none."""
        if not any(key in found for key in SCENARIO_KEYS):
            return default_scenario(self.system)
        asked = Scenario(
            self.known("lose", found, self.places),
            self.known("with", found, self.system.mitigations),
            self.known("read", found, self.system.readings),
            self._parameters(found.get("set", "")),
        )
        scenario, told = fitted(self.system, asked)
        self.problems += told
        return scenario

    def known(self, key: str, found: Mapping[str, str], known: Collection[str]) -> tuple[str, ...]:
        """Return the ids under a key that the case knows, and tell the others."""
        asked = [_unquoted(id) for id in found.get(key, "").split(",") if id.strip()]
        for id in asked:
            if id not in known:
                self._tell_unknown(id, known)
        return tuple(id for id in asked if id in known)

    def language(self, found: Mapping[str, str]) -> Language | None:
        """Return the language that the link names."""
        asked = found.get("lang", "")
        for language in LANGUAGES:
            if asked == language:
                return language
        if asked:
            self._tell("views.link.language", value=shown_part(asked))
        return None

    def moment(self, found: dict[str, str]) -> float | None:
        """Return the moment that the link names, in hours; one that is none is told and left out."""
        asked = found.get("at", "").strip()
        if not asked:
            return None
        at = number_of(asked.removesuffix("h"))
        if at is None:
            self._tell("views.link.no_moment", value=shown_part(asked))
            del found["at"]
        return at

    def check_case(self, found: Mapping[str, str]) -> None:
        """Tell if the link was made for another case, or for another version of this one."""
        case, version = _unquoted(found.get("case", "")), found.get("v", "")
        if case and self.system.id and case != self.system.id:
            self._tell("views.link.other_case", asked=shown_part(case), case=self.system.id)
        elif version and self.system.version and version != self.system.version:
            self._tell("views.link.other_version", asked=shown_part(version), version=self.system.version)

    def _parameters(self, asked: str) -> dict[str, float]:
        values: dict[str, float] = {}
        for entry in filter(None, asked.split(",")):
            id, _, written = entry.partition(":")
            id, number = _unquoted(id), number_of(written)
            if id not in self.system.parameters:
                self._tell_unknown(id, self.system.parameters)
            elif number is None:
                self._tell("views.link.no_number", id=shown_part(id), value=shown_part(written))
            else:
                values[id] = number
        return values

    def _tell_unknown(self, id: str, known: Collection[str]) -> None:
        near = nearest(id[:_LONGEST_SHOWN], sorted(known))
        if near is None:
            self._tell("views.link.unknown", id=shown_part(id))
        else:
            self._tell("views.link.unknown_near", id=shown_part(id), near=near)

    def _tell(self, key: str, /, **values: str) -> None:
        told = in_both(key, **{name: Text.plain(value) for name, value in values.items()})
        if told not in self.problems:
            self.problems.append(told)


def _clean(query: str) -> str:
    return query.encode("utf-8", "replace").decode("utf-8").removeprefix("?")


def _pairs(clean: str) -> list[tuple[str, str]]:
    return parse_qsl(clean[:LONGEST_LINK], keep_blank_values=True)


def _kept(system: System, scenario: Scenario) -> Text:
    ids = [*sorted(scenario.losses), *sorted(scenario.mitigations), *sorted(scenario.readings)]
    ids += sorted(scenario.parameters)
    return (
        in_both("views.link.kept", names=names_of(system, ids)) if ids else in_both("views.link.kept_nothing")
    )


def _ids(ids: Collection[str]) -> str:
    return ",".join(quoted_id(id) for id in sorted(ids))


def _unquoted(id: str) -> str:
    return unquote(id.strip())
