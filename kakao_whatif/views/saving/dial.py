"""ID unification, and a site, as a dial: how many depend on one thing alone, against how many fall with it."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final, Literal, get_args

from kakao_whatif.analysis.dial import Point
from kakao_whatif.analysis.sign_in_dial import SignInDial, sign_in_dial, sign_in_of
from kakao_whatif.analysis.site_dial import SiteDial, site_dial
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.text.catalogue import say
from kakao_whatif.views.chart import axis
from kakao_whatif.views.fitting import supported
from kakao_whatif.views.saving.snapshot import SavingSnapshot

Row = dict[str, Any]
Kind = Literal["sign-in", "sign-in-site", "site"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

#: Random orders in which services are spread over sites: enough for a curve that is looked at.
_ORDERS: Final = 40


def dial(snapshot: SavingSnapshot) -> Row:
    """Return the rows of the dial: every setting with its sentence, so that it turns at once."""
    language, kind = snapshot.language, snapshot.dial
    points, values = _dial(snapshot, kind)
    settings = list(_settings(snapshot, kind, points, values))
    words = ("title", "kinds_label", "slider")
    return {
        "lang": language,
        "seq": snapshot.seq,
        "live": snapshot.live,
        "kind": kind,
        **{word: say(f"views.saving.dial.{word}", language) for word in words},
        "line": say(
            f"views.saving.dial.line.{kind}" if points else "views.saving.dial.none", language, **values
        ),
        "kinds": [
            {"id": each, "label": say(f"views.saving.dial.kind.{each}", language), "on": each == kind}
            for each in KINDS
        ],
        "at": len(points) - 1 if snapshot.dial_at is None else min(snapshot.dial_at, len(points) - 1),
        "settings": settings,
        "chart": _chart(snapshot, kind, points),
    }


def _dial(snapshot: SavingSnapshot, kind: Kind) -> tuple[Sequence[Point], dict[str, str]]:
    """Return the points of a dial, and the names that are told of it."""
    system, mitigations = snapshot.system, frozenset(snapshot.scenario.mitigations)
    readings = frozenset(snapshot.scenario.readings)
    if kind == "site":
        site = _site(system, mitigations, readings)
        return (() if site is None else site.points), {"lost": snapshot.name(site.site) if site else ""}
    found = _sign_in(system, mitigations, readings, at_site=kind == "sign-in-site")
    if found is None:
        return (), {"lost": "", "sign_in": ""}
    names = {"lost": ", ".join(map(snapshot.name, found.losses)), "sign_in": snapshot.name(found.sign_in)}
    return found.points, names


def _settings(
    snapshot: SavingSnapshot, kind: Kind, points: Sequence[Point], values: dict[str, str]
) -> Iterator[Row]:
    language = snapshot.language
    for point in points:
        how = "exactly" if point.least == point.most else "between"
        numbers = {"m": point.concentrated, "n": len(points) - 1, "least": point.least, "most": point.most}
        yield {
            "x": point.concentrated,
            "said": say(
                f"views.saving.dial.said.{kind}.{how}",
                language,
                average=f"{point.average:.1f}",
                **values,
                **numbers,
            ),
        }


def _chart(snapshot: SavingSnapshot, kind: Kind, points: Sequence[Point]) -> Row:
    language = snapshot.language
    most = max((point.most for point in points), default=1)
    return {
        "x": axis(0, max(1, len(points) - 1), say(f"views.saving.dial.x.{kind}", language)),
        "y": axis(0, max(1, most), say(f"views.saving.dial.y.{kind}", language), ticks=4),
        "bands": [[{"x": p.concentrated, "low": p.least, "high": p.most} for p in points]] if points else [],
        "line": [{"x": point.concentrated, "y": point.average} for point in points],
        "marks": [],
        "points": [],
    }


@lru_cache(maxsize=32)
def _sign_in(
    system: System, mitigations: frozenset[str], readings: frozenset[str], *, at_site: bool
) -> SignInDial | None:
    """Return the dial of the sign-in with everything in place but the sign-ins that services have of their own."""
    scenario = Scenario(mitigations=_without_own(system, mitigations), readings=readings)
    there = propagate(system, scenario)
    sign_in = sign_in_of(there.system)
    if sign_in is None:
        return None
    if not at_site:
        return sign_in_dial(system, scenario, sign_in, [sign_in])
    sites = (id for id, domain in there.system.domains.items() if domain.kind == "site")
    taking = (site for site in sites if sign_in in propagate(system, scenario.with_losses(site)).dark)
    site = next(taking, None)
    return None if site is None else sign_in_dial(system, scenario, sign_in, [site])


@lru_cache(maxsize=32)
def _site(system: System, mitigations: frozenset[str], readings: frozenset[str]) -> SiteDial | None:
    """Return the dial of the site at which most services run alone."""
    scenario = Scenario(mitigations=mitigations, readings=readings)
    there = propagate(system, scenario).system
    active = {
        id: {place for r in service.replicas if r.role == "active" for place in there.ancestors(r.domain)}
        for id, service in there.services.items()
    }
    sites = [id for id, domain in there.domains.items() if domain.kind == "site"]
    site = max(sites, key=lambda each: sum(each in places for places in active.values()), default=None)
    return None if site is None else site_dial(system, scenario, site, _ORDERS)


def _without_own(system: System, mitigations: frozenset[str]) -> frozenset[str]:
    others = [id for id in mitigations if system.mitigations[id].group != "sign-in"]
    return supported(system, others)  # what requires one of them goes with it
