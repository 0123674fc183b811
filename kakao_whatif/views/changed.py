"""What the switches changed, and what they did not: the honest half of every what-if.

The comparison is with the same losses under the same reading without mitigations, over the
services that stand in both pictures.
"""

from collections.abc import Iterable, Iterator

from kakao_whatif.model.parts import LAYERS
from kakao_whatif.model.text import Language
from kakao_whatif.propagation.impact import Impact
from kakao_whatif.text.catalogue import count_of, listing, plain, say
from kakao_whatif.views.snapshot import Snapshot

#: So many names are said; the rest are counted.
MOST_NAMES = 5


def what_changed(snapshot: Snapshot) -> str | None:
    """Return what the mitigations in place change about the picture; None if there are none."""
    if not snapshot.scenario.mitigations:
        return None
    said = differences(snapshot, snapshot.bare) or [_nothing(snapshot)]
    return " ".join([*said, *_added(snapshot)])


def differences(snapshot: Snapshot, was: Impact) -> list[str]:
    """Return how the picture differs from another one, and what of it stays; nothing if they are alike.

    Services that stand in one picture only are not counted.
    """
    found = [*_better(snapshot, was), *_worse(snapshot, was)]
    if not found:
        return []
    first = say("views.changed.in_model", snapshot.language, said=found[0])
    return [first, *found[1:], *_unchanged(snapshot, was)]


def names(snapshot: Snapshot, ids: Iterable[str], most: int = MOST_NAMES) -> str:
    """Return the first names of a set of services, what people use first, and how many more there are."""
    language = snapshot.language
    services = snapshot.impact.system.services
    wanted = set(ids)
    ordered = sorted((id for id in services if id in wanted), key=lambda id: LAYERS.index(services[id].layer))
    shown = [snapshot.name(id) for id in ordered[:most]]
    if len(ordered) > most:
        return say("views.changed.more", language, names=", ".join(shown), n=len(ordered) - most)
    return plain(listing(shown, language))


def _better(snapshot: Snapshot, was: Impact) -> Iterator[str]:
    now, language = snapshot.impact, snapshot.language
    back = (was.settled.dark - now.settled.dark) & now.status.keys()
    if back:
        yield count_of("views.changed.back", len(back), language, names=names(snapshot, back))
    opened = (set(was.sign_in_lost) - set(now.sign_in_lost)) & now.status.keys()
    if regained := opened - now.settled.dark - back:
        yield count_of("views.changed.regained", len(regained), language, names=names(snapshot, regained))
    if in_vain := opened & now.settled.dark:
        yield count_of("views.changed.in_vain", len(in_vain), language, names=names(snapshot, in_vain))
    improved = {id for id in _in_both(now, was) if now.status[id] < was.status[id]} - back - regained
    if improved:
        yield count_of("views.changed.improved", len(improved), language, names=names(snapshot, improved))


def _worse(snapshot: Snapshot, was: Impact) -> Iterator[str]:
    now, language = snapshot.impact, snapshot.language
    worse = {id for id in _in_both(now, was) if now.status[id] > was.status[id]}
    if worse:
        yield count_of("views.changed.worse", len(worse), language, names=names(snapshot, worse))


def _unchanged(snapshot: Snapshot, was: Impact) -> Iterator[str]:
    now, language = snapshot.impact, snapshot.language
    still = was.settled.dark & now.settled.dark
    if still and still == was.settled.dark:
        yield count_of("views.changed.none_back", len(still), language)
    elif still:
        yield count_of("views.changed.still_dark", len(still), language)
    shut = set(was.sign_in_lost) & set(now.locked)
    if shut:
        yield count_of("views.changed.still_locked", len(shut), language)


def _in_both(now: Impact, was: Impact) -> Iterator[str]:
    return (id for id in was.status if id in now.status)


def _nothing(snapshot: Snapshot) -> str:
    dark, lost = len(snapshot.bare.settled.dark), len(snapshot.bare.sign_in_lost)
    if not dark and not lost:
        return say("views.changed.nothing_down", snapshot.language)
    return say("views.changed.nothing", snapshot.language, dark=dark, lost=lost)


def _added(snapshot: Snapshot) -> Iterator[str]:
    language: Language = snapshot.language
    added = snapshot.impact.system.services.keys() - snapshot.bare.system.services.keys()
    dark = added & snapshot.impact.settled.dark
    if dark and len(dark) == len(added):
        yield count_of("views.changed.added_all_dark", len(added), language)
    elif dark:
        yield count_of("views.changed.added_dark", len(added), language, dark=len(dark))
