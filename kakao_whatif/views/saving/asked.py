"""What a reader wants to stay up, as a link says it: the services, how well, what things cost, and the budget.

Stands apart from `views.link`, which reads the scenario: these keys belong to one page, and others hand them on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal
from urllib.parse import quote, unquote

from kakao_whatif.analysis.targets import BackWithin, NotWorse, SurvivesAnySite, Target, sites
from kakao_whatif.errors import nearest
from kakao_whatif.model.parts import NOTHING
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Text
from kakao_whatif.text.catalogue import in_both
from kakao_whatif.views.dashboards import dashboard
from kakao_whatif.views.written import number_of

Need = Literal["dark", "login", "site", "time"]
NEEDS: Final[tuple[Need, ...]] = ("dark", "login", "site", "time")
KEYS: Final = dashboard("had-kakao").keys
DEFAULT_HOURS: Final = 12.0
FIRST_KEPT: Final = "kakaotalk-text"


@dataclass(frozen=True, slots=True)
class Asked:
    """What must stay up.

    Parameters
    ----------
    kept
        Ids of services.
    need
        ``dark``: not DARK. ``login``: not LOCKED either. ``site``: not DARK whichever single site is lost.
        ``time``: back within `hours`.
    hours
        Read only for ``time``.
    costs
        Points by id of a mitigation, instead of the case's own.
    budget
        The most points that may be spent; None for no limit.
    tradeoffs
        Whether changes take part that hurt elsewhere.
    """

    kept: tuple[str, ...]
    need: Need = "dark"
    hours: float = DEFAULT_HOURS
    costs: Mapping[str, float] = field(default_factory=lambda: NOTHING)
    budget: float | None = None
    tradeoffs: bool = False

    @property
    def target(self) -> Target:
        """The same as a target of the search."""
        if self.need == "time":
            return BackWithin(self.kept, self.hours)
        if self.need == "site":
            return SurvivesAnySite(self.kept)
        return NotWorse(self.kept, Status.DEGRADED if self.need == "login" else Status.LOCKED)

    def before(self, scenario: Scenario) -> Scenario:
        """Return what changes are sought for: nothing is in place, and nothing lost where any site may be."""
        plain = scenario.without_mitigations()
        return plain.without_losses() if self.need == "site" else plain

    @property
    def key(self) -> tuple[object, ...]:
        """What an answer depends on, but for the budget."""
        hours = self.hours if self.need == "time" else 0.0
        return self.kept, self.need, hours, tuple(sorted(self.costs.items())), self.tradeoffs


def first_asked(system: System) -> Asked:
    """Return what the page asks when the link asks nothing: that people can write to each other."""
    kept = FIRST_KEPT if FIRST_KEPT in system.services else next(iter(_uppermost(system)), "")
    return Asked((kept,) if kept else ())


def needs_of(system: System) -> tuple[Need, ...]:
    """Return the needs that can be asked for: of sites only where there are some."""
    return tuple(need for need in NEEDS if need != "site" or sites(system))


def read_asked(passed: Iterable[tuple[str, str]], system: System) -> tuple[Asked, tuple[Text, ...]]:
    """Return what the parts of a link ask, and what in them could not be had.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> asked, told = read_asked([("keep", "chat,chit"), ("need", "6h")], two_sites())
    >>> asked.kept, asked.need, asked.hours
    (('chat',), 'time', 6.0)
    >>> told[0].en
    "The link names 'chit', which is not in this case. Did you mean 'chat'?"
    """
    found, told = dict(passed), []
    first = first_asked(system)
    kept: list[str] = []
    for id in filter(None, map(_unquoted, found.get("keep", "").split(","))):
        if id in system.services:
            kept.append(id)
        else:
            told.append(_unknown(id, system.services))
    need, hours = _need(found.get("need", ""), system, first, told)
    costs = _costs(found.get("cost", ""), system, told)
    budget = number(found.get("budget", "")) if "budget" in found else None
    if "budget" in found and budget is None:
        told.append(_no_number("budget", found["budget"]))
    tradeoffs = found.get("tradeoffs", "") not in ("", "0", "no")
    return Asked(tuple(dict.fromkeys(kept)) or first.kept, need, hours, costs, budget, tradeoffs), tuple(told)


def write_asked(asked: Asked, passed: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the parts of a link for other pages with what is asked.

    Examples
    --------
    >>> write_asked(Asked(("chat",), "time", 6.0, {"tools": 3.5}, 10), [("at", "36h")])
    (('at', '36h'), ('keep', 'chat'), ('need', '6h'), ('cost', 'tools:3.5'), ('budget', '10'))
    """
    written = {
        "keep": ",".join(quote(id, safe="", errors="replace") for id in asked.kept),
        "need": f"{asked.hours:g}h" if asked.need == "time" else asked.need,
        "cost": ",".join(
            f"{quote(id, safe='', errors='replace')}:{points:g}" for id, points in sorted(asked.costs.items())
        ),
        "budget": "" if asked.budget is None else f"{asked.budget:g}",
        "tradeoffs": "1" if asked.tradeoffs else "",
    }
    others = tuple((key, value) for key, value in passed if key not in KEYS)
    return (*others, *((key, value) for key, value in written.items() if value))


def number(written: object) -> float | None:
    """Return a number of 0 or more as somebody wrote it; None if it is none."""
    found = number_of(str(written))
    return found if found is not None and found >= 0 else None


def _need(written: str, system: System, first: Asked, told: list[Text]) -> tuple[Need, float]:
    for need in needs_of(system):
        if written == need:
            return need, first.hours
    if written.endswith("h") and (hours := number(written.removesuffix("h"))) is not None:
        return "time", hours
    if written:
        told.append(in_both("views.saving.link.no_need", value=Text.plain(written[:40])))
    return first.need, first.hours


def _costs(written: str, system: System, told: list[Text]) -> dict[str, float]:
    costs: dict[str, float] = {}
    for entry in filter(None, written.split(",")):
        id, _, points = entry.rpartition(":")
        id, cost = _unquoted(id), number(points)
        if id not in system.mitigations:
            told.append(_unknown(id, system.mitigations))
        elif cost is None:
            told.append(_no_number(id, points))
        else:
            costs[id] = cost
    return costs


def _unknown(id: str, known: Iterable[str]) -> Text:
    near, shown = nearest(id[:40], sorted(known)), Text.plain(id[:40])
    if near is None:
        return in_both("views.link.unknown", id=shown)
    return in_both("views.link.unknown_near", id=shown, near=Text.plain(near))


def _no_number(id: str, value: str) -> Text:
    return in_both("views.link.no_number", id=Text.plain(id[:40]), value=Text.plain(value[:40]))


def _unquoted(id: str) -> str:
    return unquote(id.strip())


def _uppermost(system: System) -> list[str]:
    """Return the services with those that people use first."""
    return sorted(system.services, key=lambda id: system.services[id].layer != "application")
