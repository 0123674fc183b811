"""Explanations as sentences, in Korean and in English.

Apart from `explanation`, because a language is a question of its own: a cause is said once, at the
place where a reader needs it, and short causes are said inside the sentence they explain.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kakao_whatif.model.expression import AtLeast, leaves
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.propagation.reason import Cause, Copy, Reason
from kakao_whatif.text.catalogue import Part, Parts, Ref, listing, parts, say


def why(system: System, id: str, reason: Reason | None, language: Language) -> tuple[Parts, ...]:
    """Return the main reason: a sentence for the service, and one for each cause not yet told."""
    teller = _Teller(system, language)
    if reason is None:
        return (capitalised(parts("why.up", language, service=teller.name(id))),)
    return tuple(teller.story(reason))


def also(system: System, reasons: Sequence[Reason], language: Language) -> tuple[Parts, ...]:
    """Return the other reasons, a sentence each."""
    teller = _Teller(system, language)
    return tuple(parts("why.also", language, reason=teller.phrase(r, r.cause)) for r in reasons)


def sign_in(system: System, id: str, reasons: Sequence[Reason], language: Language) -> tuple[Parts, ...]:
    """Return why nobody could sign in to a dark service either."""
    teller = _Teller(system, language)
    service = teller.name(id)
    return tuple(
        capitalised(parts("why.cannot_sign_in", language, service=service, reason=teller.phrase(r, r.cause)))
        for r in reasons
    )


def capitalised(sentence: Parts) -> Parts:
    """Return a sentence that begins with a capital letter."""
    first: Part = sentence[0]
    if isinstance(first, Ref):
        return (Ref(first.id, first.text[:1].upper() + first.text[1:]), *sentence[1:])
    return (first[:1].upper() + first[1:], *sentence[1:])


@dataclass(slots=True)
class _Teller:
    """Tells reasons, and remembers what has been told."""

    system: System
    language: Language
    told: set[str] = field(default_factory=set)

    def name(self, id: str) -> Ref:
        return Ref(id, self.system.name(id).in_language(self.language))

    def names(self, ids: Sequence[str], last: str = "and") -> Parts:
        return listing([self.name(id) for id in ids], self.language, last)

    def story(self, reason: Reason) -> Iterator[Parts]:
        for id, cause in reason.causes.items():
            if id not in self.told:
                self.told.add(id)
                key = f"why.{cause.status.word}"
                phrase = self.phrase(reason, cause)
                yield capitalised(parts(key, self.language, service=self.name(id), reason=phrase))

    def phrase(self, reason: Reason, cause: Cause) -> Parts:
        """Return what is wrong with one service, without its name."""
        if cause.kind == "lost":
            return parts("why.lost", self.language)
        if cause.kind == "hosting":
            return self._hosting(reason, cause)
        return self._need(cause)

    def _need(self, cause: Cause) -> Parts:
        if not cause.because:
            return parts("why.needs_nothing", self.language)
        one = len(cause.because) == 1
        if cause.kind == "soft":
            return parts(
                "why.soft" if one else "why.soft_many", self.language, services=self.names(cause.because)
            )
        if cause.kind == "login":
            key = "why.signs_in" if one else "why.signs_in_any"
            return parts(key, self.language, services=self.names(cause.because))
        if isinstance(cause.need, AtLeast):
            total = len(list(leaves(cause.need)))
            services = self.names(cause.because)
            return parts("why.needs_some", self.language, k=cause.need.k, n=total, services=services)
        key = "why.needs" if one else "why.needs_any"
        return parts(key, self.language, services=self.names(cause.because, "and" if one else "or"))

    def _hosting(self, reason: Reason, cause: Cause) -> Parts:
        lost = [copy for copy in cause.copies if copy.lost_with is not None]
        asleep = [copy for copy in cause.copies if copy.lost_with is None]
        phrases = [self._lost_copies(cause, lost)] if lost else []
        if asleep:
            phrases.append(self._asleep(reason, cause, asleep))
        if not phrases:
            return parts("why.no_copy", self.language)
        joined: list[Part] = []
        for at, phrase in enumerate(phrases):
            joined += ([say("why.join", self.language)] if at else []) + list(phrase)
        return tuple(joined)

    def _lost_copies(self, cause: Cause, lost: Sequence[Copy]) -> Parts:
        service = self.system.services[cause.id]
        domains = self.names(list(dict.fromkeys(str(copy.lost_with) for copy in lost)))
        if len(cause.copies) < len(service.replicas):
            return self._shortage(cause, domains)
        actives = [copy for copy in lost if copy.role == "active"]
        if len(actives) == len(lost) == 1:
            return parts("why.only_active", self.language, domain=domains)
        key = "why.actives" if len(actives) == len(lost) else "why.all_copies"
        return parts(key, self.language, domains=domains)

    def _shortage(self, cause: Cause, domains: Parts) -> Parts:
        service = self.system.services[cause.id]
        out = [(copy.domain, copy.role) for copy in cause.copies]
        left = sum(float(r.capacity) for r in service.replicas if (r.domain, r.role) not in out)
        have = f"{min(left, 1):.0%}"
        if cause.status is Status.DEGRADED:
            return parts("why.fewer_copies", self.language, domains=domains, have=have)
        need = f"{float(service.min_capacity):.0%}"
        return parts("why.some_copies", self.language, domains=domains, have=have, need=need)

    def _asleep(self, reason: Reason, cause: Cause, asleep: Sequence[Copy]) -> Parts:
        domains = list(dict.fromkeys(copy.domain for copy in asleep))
        key = "why.asleep" if len(domains) == 1 else "why.asleep_many"
        gaps = {"domain" if len(domains) == 1 else "domains": self.names(domains)}
        fact = parts(key, self.language, **gaps)
        if not cause.because:
            return fact
        return parts("why.because", self.language, fact=fact, reason=self._waking(reason, cause))

    def _waking(self, reason: Reason, cause: Cause) -> Parts:
        """Return why the standbys could not be woken: a ring, a short cause, or what is dark."""
        if cause.id in cause.because:
            return parts("why.ring_self", self.language, service=self.name(cause.id))
        in_ring = [id for id in cause.because if _leads_to(reason, id, cause.id)]
        if in_ring:
            return parts("why.ring", self.language, services=self.names(in_ring))
        if len(cause.because) > 1:
            return parts("why.are_dark", self.language, services=self.names(cause.because))
        waker = reason.causes[cause.because[0]]
        service = self.name(waker.id)
        if waker.kind == "lost":
            self.told.add(waker.id)
            return parts("why.is_lost", self.language, service=service)
        replicas = self.system.services[waker.id].replicas
        if waker.kind == "hosting" and not waker.because and len(waker.copies) == len(replicas):
            homes = list(dict.fromkeys(str(copy.lost_with) for copy in waker.copies))
            if len(homes) == 1:
                self.told.add(waker.id)
                return parts("why.stood_only", self.language, service=service, domain=self.name(homes[0]))
        return parts("why.is_dark", self.language, service=service)


def _leads_to(reason: Reason, start: str, goal: str) -> bool:
    seen, waiting = set[str](), [start]
    while waiting:
        id = waiting.pop()
        if id == goal:
            return True
        if id not in seen:
            seen.add(id)
            waiting += reason.causes[id].because
    return False
