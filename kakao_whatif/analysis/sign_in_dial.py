"""ID unification as a dial: how many services accept only one sign-in, and how many are locked when it is lost.

It stands apart from the switch, which knows two settings, and from the sites, where one service's place matters to
others: whom a service signs in through matters to that service alone, and so every setting can be told exactly.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from kakao_whatif.analysis.dial import Point, independent
from kakao_whatif.analysis.many.losses import under
from kakao_whatif.errors import ScenarioError, UnknownIdError
from kakao_whatif.model.apply import expanded, in_place
from kakao_whatif.model.changes import AddAlternative, AddDomain, AddService, Mitigation
from kakao_whatif.model.expression import Expression, eased, leaves
from kakao_whatif.model.ids import Ids
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.propagation.impact import Impact, propagate

Own = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class SignInDial:
    """What a loss does, for every number of services that accept only the one sign-in.

    Parameters
    ----------
    sign_in, losses
        The one sign-in, and what is lost: it, or the site it stands at.
    own
        The services that accept only it, as things are, each with the mitigations of the case that would give it a
        sign-in of its own; none, where one is assumed beside the one sign-in, that stands where the service stands and
        goes dark with it.
    with_only, with_own
        What the loss does as things are; and with every sign-in of their own, that the case knows or that is assumed.
    """

    sign_in: str
    losses: tuple[str, ...]
    own: Own
    with_only: Impact
    with_own: Impact

    @property
    def services(self) -> Ids:
        """The services that accept only the one sign-in, as things are."""
        return Ids(self.own)

    @property
    def dark(self) -> Ids:
        """The services that are DARK, wherever the dial stands: a sign-in darkens nothing."""
        return self.with_only.dark

    def locked(self, only: Collection[str]) -> Ids:
        """Return the services that are LOCKED if just these, of those that could, accept only the one sign-in."""
        return self._affected(self.with_only.locked, self.with_own.locked, only)

    def sign_in_lost(self, only: Collection[str]) -> Ids:
        """Return the services that nobody can sign in to, dark ones too."""
        return self._affected(self.with_only.sign_in_lost, self.with_own.sign_in_lost, only)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """How many are LOCKED, at every setting from none to all."""
        return self._points(self.locked)

    @cached_property
    def sign_in_points(self) -> tuple[Point, ...]:
        """How many nobody can sign in to, dark ones too, at every setting from none to all."""
        return self._points(self.sign_in_lost)

    @property
    def unified(self) -> Ids:
        """LOCKED with the dial at all: as things are."""
        return self.locked(self.own)

    @property
    def kept(self) -> Ids:
        """LOCKED with each own sign-in that the case knows; those that it gives none accept only the one."""
        return self.locked([id for id, mitigations in self.own.items() if not mitigations])

    def _affected(self, now: Collection[str], then: Collection[str], only: Collection[str]) -> Ids:
        """Return who is affected: `now` and `then` are those with only the one sign-in and with own ones."""
        return Ids(id for id in now if id not in self.own or id in only or id in then)

    def _points(self, affected: Callable[[Collection[str]], Ids]) -> tuple[Point, ...]:
        none = affected(())
        gains = len(affected(self.own)) - len(none)
        return independent(gains, len(self.own), len(none))


def sign_in_of(system: System, on: str | None = None) -> str | None:
    """Return the service that most services accept as their only sign-in; None if there is none.

    *A service accepts only one sign-in if its login need fails as soon as this one alone is lost*, directly or through
    what needs it.

    Parameters
    ----------
    system
        The dependency model with everything in place.
    on
        The one that is meant, if it is known.

    Raises
    ------
    UnknownIdError
        If `on` is not a service of the system.
    """
    if on is not None and on not in system.services:
        raise UnknownIdError("service", on, "on", system.services)
    login = {
        id: [need.on for need in each.needs if need.kind == "login"] for id, each in system.services.items()
    }
    named = sorted(
        {leaf for needs in login.values() for need in needs for leaf in leaves(need)} & login.keys()
    )
    if on is not None or not named:
        return on
    found = under(system, [(), *([id] for id in named)])
    counts = [0] * len(named)
    for id in (id for id, needs in login.items() if needs):
        fails = found.fails(id, "login")
        for at in range(len(named)):
            counts[at] += fails >> at + 1 & 1 and not fails & 1
    most = max(counts)
    return named[counts.index(most)] if most else None


def sign_in_dial(
    system: System,
    scenario: Scenario,
    sign_in: str,
    losses: Collection[str],
    own: Collection[str] | None = None,
) -> SignInDial:
    """Return what a loss does for every number of services that accept only the one sign-in.

    Parameters
    ----------
    system
        The dependency model.
    scenario
        What is lost in any case, and what is in place.
    sign_in, losses
        The one sign-in, and what is lost.
    own
        The mitigations that give services a sign-in of their own. If not given, all that do just that and can be in
        place together: of two that exclude each other the first, and none whose requirement is not in place.

    Raises
    ------
    ScenarioError
        If a mitigation of `own` does more than to give services another sign-in, or cannot be in place with the rest.
    """
    givers = [*_giving_together(system, scenario)] if own is None else [*expanded(system, own)]
    for each in givers:
        if not each.includes and not is_giving_sign_ins(each):
            raise ScenarioError(
                f"own: {each.id!r} changes more than sign-ins. Put it in place by the scenario."
            )
    before = propagate(system, scenario)
    alone = propagate(system, scenario.with_losses(sign_in))
    services = sorted(set(alone.sign_in_lost) - set(before.sign_in_lost))
    given = {id: tuple(each.id for each in givers if id in _receivers(each)) for id in services}
    useful = [id for ids in given.values() for id in ids]
    fallen = alone.dark - before.dark
    there = in_place(system, scenario.with_mitigations(*useful))
    with_own = _with_assumed(there, [id for id, known in given.items() if not known], fallen)
    lost = scenario.with_losses(*losses)
    return SignInDial(
        sign_in,
        tuple(losses),
        given,
        propagate(system, lost),
        propagate(with_own, Scenario(lost.losses)),
    )


def _with_assumed(system: System, ids: Collection[str], fallen: Collection[str]) -> System:
    """Return a system in which these services have a sign-in of their own beside what falls with the one sign-in."""
    services = dict(system.services)
    for id in ids:
        own: dict[Expression, tuple[str, ...]] = dict.fromkeys(fallen, (id,))
        needs = (
            replace(need, on=eased(need.on, own)) if need.kind == "login" else need
            for need in services[id].needs
        )
        services[id] = replace(services[id], needs=tuple(needs))
    return replace(system, services=services)


def is_giving_sign_ins(mitigation: Mitigation) -> bool:
    """Return whether all that a mitigation does is to give services another sign-in."""
    parts = (AddService, AddDomain)
    others = [change for change in mitigation.changes if not isinstance(change, parts)]
    return bool(others) and all(isinstance(each, AddAlternative) and each.kind == "login" for each in others)


def _giving_together(system: System, scenario: Scenario) -> list[Mitigation]:
    """Return the mitigations that just give services another sign-in, as many as can be in place together."""
    givers = [each for each in system.mitigations.values() if not each.includes and is_giving_sign_ins(each)]
    if _stands(system, scenario, givers):
        return givers
    kept: list[Mitigation] = []
    # From the start again after each: what one requires may stand below it.
    while more := next((g for g in givers if g not in kept and _stands(system, scenario, [*kept, g])), None):
        kept.append(more)
    return [each for each in givers if each in kept]


def _stands(system: System, scenario: Scenario, givers: Collection[Mitigation]) -> bool:
    try:
        in_place(system, scenario.with_mitigations(*(each.id for each in givers)))
    except ScenarioError:
        return False
    return True


def _receivers(mitigation: Mitigation) -> set[str]:
    return {change.service for change in mitigation.changes if isinstance(change, AddAlternative)}
