"""How much hangs on one thing: the one sign-in, and each site.

It stands apart from the dials, each of which answers for one thing: here is said which things are asked about.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kakao_whatif.analysis.over import Over, members
from kakao_whatif.analysis.sign_in_dial import SignInDial, sign_in_dial, sign_in_of
from kakao_whatif.analysis.site_dial import ORDERS, SiteDial, site_dial
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.propagation.impact import Impact, propagate

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS: Final = ("dial", "lost", "concentrated", "share", "least", "average", "most")


@dataclass(frozen=True)
class Concentration:
    """How much hangs on one thing, at every setting between nothing and everything.

    Parameters
    ----------
    base
        What the scenario comes to without any of these losses.
    sign_in
        The one sign-in lost: how many services are then LOCKED. None, if no service accepts only one.
    sign_in_site
        The same when the site is lost that takes the sign-in with it. None, if no single site does.
    sites
        Each site lost, the one first on which most services stand alone: how many services are then DARK.
    """

    base: Impact
    sign_in: SignInDial | None
    sign_in_site: SignInDial | None
    sites: tuple[SiteDial, ...]

    def to_frame(self) -> "pd.DataFrame":
        """Return a table with a row per setting of each dial.

        The dials are ``locked`` and ``cannot-sign-in`` (a sign-in or its site is lost) and ``dark`` (a site is lost).
        """
        import pandas as pd  # 0.4 s that only this method needs

        curves = [
            (name, " ".join(dial.losses), points)
            for dial in (self.sign_in, self.sign_in_site)
            if dial is not None
            for name, points in (("locked", dial.points), ("cannot-sign-in", dial.sign_in_points))
        ]
        curves += [("dark", dial.site, dial.points) for dial in self.sites]
        rows = [
            (name, lost, point.concentrated, point.share, point.least, point.average, point.most)
            for name, lost, points in curves
            for point in points
        ]
        return pd.DataFrame(rows, columns=list(_COLUMNS))


def concentration(
    system: System,
    on: str | None = None,
    own: Collection[str] | None = None,
    scenario: Scenario | None = None,
    *,
    over: Over = "sites",
    orders: int = ORDERS,
    seed: int = 0,
) -> Concentration:
    """Return how much hangs on the one sign-in, and on each site.

    *A service accepts only one sign-in if its login need fails as soon as this one alone is lost.* The dial goes from
    none of these services to all of them, which is how things are. A service that is taken off it has a sign-in of its
    own: that of the case's own mitigations, where there is one; else one is assumed that stands where the service
    stands, and so never locks it by itself. Since a sign-in darkens nothing and matters to its own service alone, every
    point is exact.

    *A service stands alone at a site if all its active copies do*; the dial goes from none of these services to all of
    them. A service that is taken off it has another active copy that is not lost; what it needs may be lost all the
    same.

    Parameters
    ----------
    system
        The dependency model.
    on
        The sign-in that is meant. If not given, the one that most services accept as their only one.
    own
        The mitigations that give services sign-ins of their own. If not given, all that do just that.
    scenario
        What is lost in any case, and what is in place.
    over
        The sites, if others are meant.
    orders, seed
        How many random orders of spreading services are tried at each site.

    Raises
    ------
    UnknownIdError
        If `on`, `own`, `over` or the scenario names something that the system does not know.
    ScenarioError
        If a mitigation of `own` does more than to give services another sign-in, or a word of `over` stands for
        nothing. ``over=()`` asks for the sign-in alone.
    LimitError
        If `orders` are more than can be worked out within seconds.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> found = concentration(two_sites())
    >>> found.sign_in.sign_in, [(p.concentrated, p.least, p.most) for p in found.sign_in.points]
    ('account', [(0, 0, 0), (1, 1, 1)])
    >>> for dial in found.sites:
    ...     print(dial.site, dial.services, [(p.concentrated, p.least, p.most) for p in dial.points])
    pangyo Ids({'account', 'chat', 'control'}) [(0, 0, 0), (1, 0, 1), (2, 1, 2), (3, 3, 3)]
    anyang Ids({'news', 'tools'}) [(0, 0, 0), (1, 1, 1), (2, 2, 2)]
    """
    scenario = scenario or Scenario()
    base = propagate(system, scenario)
    there = base.system
    places = members(there, over)
    sign_in = sign_in_of(there, on)
    at = None if sign_in is None else _taking(system, scenario, base, sign_in, places)
    sites = [site_dial(system, scenario, site, orders, seed) for site in places if site in there.domains]
    sites.sort(key=lambda dial: (-len(dial.services), -dial.dark, dial.site))
    return Concentration(
        base,
        None if sign_in is None else sign_in_dial(system, scenario, sign_in, [sign_in], own),
        None if sign_in is None or at is None else sign_in_dial(system, scenario, sign_in, [at], own),
        tuple(sites),
    )


def _taking(
    system: System, scenario: Scenario, base: Impact, sign_in: str, places: Collection[str]
) -> str | None:
    """Return the first place whose loss takes the sign-in with it."""
    if sign_in in base.dark:
        return None
    return next(
        (place for place in places if sign_in in propagate(system, scenario.with_losses(place)).dark), None
    )
