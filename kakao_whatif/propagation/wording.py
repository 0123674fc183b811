"""Explanations as sentences, in Korean and in English.

Apart from `explanation`, because a language is a question of its own: a cause is said once, at the
place where a reader needs it, and short causes are said inside the sentence they explain.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.propagation.copies import hosting
from kakao_whatif.propagation.reason import Cause, Reason
from kakao_whatif.propagation.speaker import Speaker, joined
from kakao_whatif.text.catalogue import Part, Parts, Ref


def why(system: System, id: str, reason: Reason | None, language: Language) -> tuple[Parts, ...]:
    """Return the main reason: a sentence for the service, and one for each cause not yet told."""
    teller = _Teller(Speaker(system, language))
    if reason is None:
        return (capitalised(teller.speaker.say("up", service=teller.speaker.name(id))),)
    return tuple(teller.story(reason))


def also(
    system: System, reasons: Sequence[Reason], shared: Sequence[Cause], language: Language
) -> tuple[Parts, ...]:
    """Return what is said beside the main reason, which is the first of `reasons`.

    The other ways of its losses; then the other reasons with theirs, one sentence for all plain
    needs of a kind; last what fails through losses of several reasons.
    """
    speaker = Speaker(system, language)
    said = [*_ways(speaker, reasons[:1])]
    seen = {(reason.cause.kind, reason.cause.need) for reason in reasons[:1]}
    first: dict[Cause, Reason] = {}
    again: list[Reason] = []
    for reason in reasons[1:]:
        condition = (reason.cause.kind, reason.cause.need)
        if condition in seen:
            again.append(reason)
        else:
            first[reason.cause] = reason
        seen.add(condition)
    said += [speaker.say("also", reason=phrase) for phrase in _phrases(speaker, first)]
    for reason in again:
        phrase = _Teller(speaker).phrase(reason, reason.cause)
        said.append(speaker.say("also_with", losses=speaker.names(reason.losses), reason=phrase))
    said += [each for reason in reasons[1:] for each in _Teller(speaker).lost_too(reason.cause)]
    said += _ways(speaker, reasons[1:])
    said += [speaker.say("shared", reason=phrase) for phrase in _phrases(speaker, dict.fromkeys(shared))]
    return tuple(said)


def _ways(speaker: Speaker, reasons: Iterable[Reason]) -> Iterator[Parts]:
    """Yield that the same losses break a service on several ways."""
    for reason in reasons:
        if reason.ways:
            others = joined([*_phrases(speaker, dict.fromkeys(reason.ways))], speaker.say("join"))
            service, count = speaker.name(reason.id), len(reason.ways) + 1
            if reason.losses:
                lost = speaker.names(reason.losses)
                yield capitalised(speaker.say("ways", losses=lost, service=service, n=count, reason=others))
            else:
                yield capitalised(speaker.say("ways_always", service=service, n=count, reason=others))


def sign_in(system: System, id: str, reasons: Sequence[Reason], language: Language) -> tuple[Parts, ...]:
    """Return why nobody could sign in to a dark service either."""
    speaker = Speaker(system, language)
    service = speaker.name(id)
    return tuple(
        capitalised(speaker.say("cannot_sign_in", service=service, reason=phrase))
        for phrase in _phrases(speaker, {reason.cause: reason for reason in reasons})
    )


def capitalised(sentence: Parts) -> Parts:
    """Return a sentence that begins with a capital letter, unless a name stands first: names stay as written."""
    first: Part = sentence[0]
    return sentence if isinstance(first, Ref) else (first[:1].upper() + first[1:], *sentence[1:])


def _phrases(speaker: Speaker, causes: Mapping[Cause, Reason | None]) -> Iterator[Parts]:
    """Yield what is wrong, cause by cause; needs of one service each are said together.

    Where the reason that a cause belongs to is not given, what it rests on is named and no more.
    """
    plain: dict[str, list[str]] = {}
    for cause in causes:
        if isinstance(cause.need, str):
            plain.setdefault(cause.kind, []).append(cause.need)
    for cause, reason in causes.items():
        if not isinstance(cause.need, str) or len(plain[cause.kind]) == 1:
            yield _Teller(speaker).phrase(reason, cause)
        elif cause.need == plain[cause.kind][0]:
            yield speaker.needs(cause.kind, plain[cause.kind])


@dataclass(slots=True)
class _Teller:
    """Tells reasons, and remembers what has been told."""

    speaker: Speaker
    told: set[str] = field(default_factory=set)
    rings: set[frozenset[str]] = field(default_factory=set)

    def story(self, reason: Reason) -> Iterator[Parts]:
        """Yield a sentence for each service the reason rests on, unless it was told on the way."""
        for id, cause in reason.causes.items():
            if id not in self.told:
                self.told.add(id)
                phrase = self.phrase(reason, cause)
                sentence = self.speaker.say(cause.status.word, service=self.speaker.name(id), reason=phrase)
                yield capitalised(sentence)
                yield from self._way_out(cause)
                yield from self.lost_too(cause)

    def _way_out(self, cause: Cause) -> Iterator[Parts]:
        """Yield that a hard need can be switched off by hand, if it can and is what failed."""
        if cause.kind != "hard":
            return
        for need in self.speaker.system.services[cause.id].needs:
            if need.kind == "hard" and need.detach_minutes is not None and need.on == cause.need:
                minutes = f"{need.detach_minutes:g}"
                yield self.speaker.say("detach", minutes=minutes, service=self.speaker.name(cause.id))
                return

    def lost_too(self, cause: Cause) -> Iterator[Parts]:
        """Yield where other copies are lost too, so that waking them would not help."""
        for role in ("standby", "active"):
            places = [str(copy.lost_with) for copy in cause.lost_too if copy.role == role]
            if places:
                key = f"{role}_lost_too.{'one' if len(places) == 1 else 'other'}"
                service, where = self.speaker.name(cause.id), self.speaker.places(places)
                yield capitalised(self.speaker.say(key, service=service, places=where))

    def phrase(self, reason: Reason | None, cause: Cause) -> Parts:
        """Return what is wrong with one service, without its name."""
        if cause.kind == "lost":
            return self.speaker.say("lost")
        if cause.kind == "hosting":
            return hosting(self.speaker, cause, self._waking(reason, cause))
        return self.speaker.need(cause)

    def _waking(self, reason: Reason | None, cause: Cause) -> Parts:
        """Return why the standbys could not be woken: a ring, and what else is dark."""
        if all(copy.lost_with is not None for copy in cause.copies):
            return ()
        if not cause.because:
            return self.speaker.say("never_woken")
        if reason is None:
            key = "is_dark" if len(cause.because) == 1 else "are_dark"
            names = self.speaker.names(cause.because)
            return self.speaker.say(key, service=names, services=names)
        ring = _ring(reason, cause.id)
        others = [id for id in cause.because if id not in ring[:2]]
        phrases = [self._ring(ring)] if ring else []
        if len(others) == 1:
            phrases.append(self._waker(reason.causes[others[0]], cause))
        elif others:
            phrases.append(self.speaker.say("are_dark", services=self.speaker.names(others)))
        return joined(phrases, self.speaker.say("and_because"))

    def _ring(self, ring: Sequence[str]) -> Parts:
        """Return that waking waits for itself; a ring is told once."""
        say, name = self.speaker.say, self.speaker.name
        if frozenset(ring) in self.rings:
            return say("same_ring")
        self.rings.add(frozenset(ring))
        if len(ring) == 1:
            return say("ring_of_one", service=name(ring[0]))
        links = [
            say(
                "waits_for" if at == 0 else "then_waits_for",
                one=name(one),
                other=name(ring[(at + 1) % len(ring)]),
            )
            for at, one in enumerate(ring)
        ]
        return say("ring", links=joined(links, (", ",)))

    def _waker(self, waker: Cause, cause: Cause) -> Parts:
        """Return why one waker of a service is dark, if that is short; else only that it is."""
        service = self.speaker.name(waker.id)
        if waker.kind == "lost":
            self.told.add(waker.id)
            return self.speaker.say("is_lost", service=service)
        replicas = self.speaker.system.services[waker.id].replicas
        if waker.kind == "hosting" and len(waker.copies) == len(replicas):
            homes = {copy.lost_with for copy in waker.copies}
            if len(homes) == 1 and None not in homes:
                self.told.add(waker.id)
                is_said = homes <= {copy.lost_with for copy in cause.copies}
                key = "stood_only" if is_said else "stood_only_lost"
                return self.speaker.say(key, service=service, places=self.speaker.places(map(str, homes)))
        return self.speaker.say("is_dark", service=service)


def _ring(reason: Reason, start: str) -> tuple[str, ...]:
    """Return the shortest way from a service over what it rests on back to itself, if there is one."""
    came_from = {start: start}
    for id in (waiting := [start]):
        for other in reason.causes[id].because:
            if other == start:
                return _way(came_from, start, id)
            if other not in came_from:
                came_from[other] = id
                waiting.append(other)
    return ()


def _way(came_from: Mapping[str, str], start: str, end: str) -> tuple[str, ...]:
    way = [end]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))
