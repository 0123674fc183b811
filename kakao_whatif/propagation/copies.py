"""Why too few copies of a service serve, in words.

Apart from `wording`, because where copies stood, which sleep and what the others carry is a
sentence of its own kind.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import floor

from kakao_whatif.model.parts import Replica, Service
from kakao_whatif.model.status import Status
from kakao_whatif.propagation.reason import Cause, Copy
from kakao_whatif.propagation.speaker import Speaker, joined
from kakao_whatif.text.catalogue import Parts


def hosting(speaker: Speaker, cause: Cause, waking: Parts) -> Parts:
    """Return where the copies stood that do not serve, and what is left.

    Parameters
    ----------
    speaker
        Who says it.
    cause
        The cause of kind ``hosting``.
    waking
        Why the standbys sleep; empty if nobody knows more than that they do.
    """
    service = speaker.system.services[cause.id]
    lost = [copy for copy in cause.copies if copy.lost_with is not None]
    asleep = [copy for copy in cause.copies if copy.lost_with is None]
    left = _left(service, cause.copies)
    phrases = []
    if lost:
        key = _lost_key(service, lost, bool(asleep), bool(left))
        if key == "only_copy" and speaker.system.domains[lost[0].domain].kind == "link":
            key = "only_link"
        phrases.append(speaker.say(key, places=speaker.places(str(copy.lost_with) for copy in lost)))
    if asleep:
        phrases.append(_asleep(speaker, asleep, waking))
    if left:
        phrases.append(_carries(speaker, cause, service, left))
    return joined(phrases, speaker.say("join"))


def _left(service: Service, out: Sequence[Copy]) -> list[Replica]:
    """Return the copies that are not said to be out."""
    missing = [(copy.domain, copy.role) for copy in out]
    left = []
    for replica in service.replicas:
        if (replica.domain, replica.role) in missing:
            missing.remove((replica.domain, replica.role))
        else:
            left.append(replica)
    return left


def _lost_key(service: Service, lost: Sequence[Copy], is_any_asleep: bool, is_any_left: bool) -> str:
    are_active = all(copy.role == "active" for copy in lost)
    if is_any_left:
        if len(lost) > 1:
            return "copies_lost"
        return "active_lost" if are_active else "standby_lost"
    if not is_any_asleep:
        return {1: "only_copy", 2: "both_copies"}.get(len(lost), "all_copies")
    if not are_active:
        return "copies_lost"
    return {1: "only_active", 2: "both_active"}.get(len(lost), "all_active")


def _asleep(speaker: Speaker, asleep: Sequence[Copy], waking: Parts) -> Parts:
    domains = dict.fromkeys(copy.domain for copy in asleep)
    key = "asleep" if len(domains) == 1 else "asleep_many"
    if not waking:
        return speaker.say(key, places=speaker.places(domains))
    return speaker.say(f"{key}_because", places=speaker.places(domains), reason=waking)


def _carries(speaker: Speaker, cause: Cause, service: Service, left: Sequence[Replica]) -> Parts:
    """Return what the other copies can carry, which is too little however many of them serve."""
    places = speaker.places(replica.domain for replica in left)
    if len(left) == len(service.replicas):
        who = speaker.say("its_copies")
    elif len(left) > 1:
        who = speaker.say("other_copies")
    else:
        who = speaker.say("standby" if left[0].role == "standby" else "copy", places=places)
    have = _percent(min(Fraction(1), sum((replica.capacity for replica in left), Fraction(0))))
    if cause.status is Status.DARK and service.min_capacity > 0:
        return speaker.say("carries_too_little", who=who, have=have, need=_percent(service.min_capacity))
    return speaker.say("carries", who=who, have=have)


def _percent(share: Fraction) -> str:
    """Return a share of peak load, rounded down so that less than all never reads as all."""
    return f"{floor(share * 10_000) / 100:g}%"
