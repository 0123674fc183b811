"""What a timeline says, in words: hours, what a service waited for, and what made it as late as it was.

Apart from `outages`, which counts; the terminal, the dashboard and the figures say the same words.
"""

from kakao_whatif.model.text import Language
from kakao_whatif.recovery.timeline import Leg, Timeline, Wait, hours
from kakao_whatif.text.catalogue import Parts, Ref, Value, parts, say
from kakao_whatif.views.outages import Outage, is_open, shares
from kakao_whatif.views.recovery.clock import duration
from kakao_whatif.views.waits import LOOKS

#: So many shares are said, if they are at least this large.
MOST_SHARES = 3
LEAST_SHARE = 0.05
#: Half a minute: the words show nothing shorter.
A_MOMENT = 1 / 120


def clock_hour(at: float, language: Language) -> str:
    """Return a moment in hours from the origin, to the minute.

    Examples
    --------
    >>> clock_hour(127.5, "en"), clock_hour(127.5, "ko"), clock_hour(-0.13, "en")
    ('127 h 30 min', '127시간 30분', '−8 min')
    """
    return f"{'−' if round(at * 60) < 0 else ''}{duration(at, language)}"


def never(timeline: Timeline, language: Language) -> str:
    """Return that something is not back, and how far the clock was followed."""
    return say("recovery.time.never", language, horizon=duration(timeline.horizon_hours, language))


def clock_end(timeline: Timeline, end: float | None, language: Language) -> str:
    """Return when something is back, in hours from the origin, or that it is not."""
    return never(timeline, language) if end is None or end == float("inf") else clock_hour(end, language)


def until(timeline: Timeline, outage: Outage, language: Language) -> str:
    """Return when a service is back; with it, where they differ, until when it was dark and not only locked."""
    said = clock_end(timeline, outage.end, language)
    if not outage.was_dark:
        return say("recovery.time.until_locked", language, time=said)
    if outage.served is None or (outage.end is not None and outage.served > outage.end - A_MOMENT):
        return said
    return say("recovery.time.until_dark", language, time=said, served=clock_hour(outage.served, language))


def spread(timeline: Timeline, id: str, language: Language) -> str:
    """Return from P10 to P90 of the time to restore; nothing if it was not sampled."""
    if id not in timeline.quantiles:
        return ""
    low, _, high = (clock_end(timeline, hours(time), language) for time in timeline.quantiles[id])
    return low if low == high else say("recovery.time.range", language, low=low, high=high)


def waited_for(timeline: Timeline, id: str, language: Language) -> str:
    """Return what a service waited for, the largest shares of its time first: "power 81 %, servers 14 %"."""
    found = shares(timeline.waiting_for(id))
    large = [share for share in found[:MOST_SHARES] if share.of_all >= LEAST_SHARE] or list(found[:1])
    words = [
        say(LOOKS[share.want].word, language)
        if share.on is None
        else timeline.system.name(share.on).in_language(language)
        for share in large
    ]
    if len(large) == 1 and round(large[0].of_all * 100) == 100:
        return words[0]
    return ", ".join(
        say("recovery.time.share", language, what=what, percent=round(share.of_all * 100))
        for what, share in zip(words, large, strict=True)
    )


def wait_sentence(
    timeline: Timeline, id: str, stretch: Wait | Leg, language: Language, *, is_named: bool = True
) -> Parts:
    """Return one wait of a service, or one leg of a critical path, as a sentence.

    Parameters
    ----------
    timeline, id, stretch
        The result, the service that waited, and its wait.
    language
        Of the sentence.
    is_named
        Whether the service is named in it, or is "it" because the sentence before named it.
    """
    values: dict[str, Value] = {
        "start": clock_hour(stretch.start, language),
        "waited": _waited(timeline, stretch, language),
    }
    if is_named:
        values["service"] = _ref(timeline, id, language)
    end = "_it" if not is_named else ""
    if is_open(timeline, id, stretch):
        horizon = duration(timeline.horizon_hours, language)
        return parts(f"recovery.told.stretch_open{end}", language, horizon=horizon, **values)
    start, stop = (round(time * 60) for time in (stretch.start, stretch.end))
    values["end"] = clock_hour(stretch.end, language)
    lasting = duration((stop - start) / 60, language)
    told = parts(f"recovery.told.stretch{end}", language, lasting=lasting, **values)
    return (*told, " ", *_ended(timeline, id, stretch, language)) if stretch.ended_by else told


def wait_sentences(timeline: Timeline, id: str, language: Language) -> tuple[Parts, ...]:
    """Return what a service waited for while it was DARK or LOCKED, one sentence a wait, in time.

    Only the first sentence names it. If it never waited, one sentence says so.
    """
    waits = timeline.waiting_for(id)
    if not waits:
        return (parts("recovery.told.never_down", language, service=_ref(timeline, id, language)),)
    return tuple(
        wait_sentence(timeline, id, wait, language, is_named=at == 0) for at, wait in enumerate(waits)
    )


def path_sentences(timeline: Timeline, id: str, language: Language) -> tuple[Parts, ...]:
    """Return the chain of waits that made a service as late as it was, one sentence a leg, in time."""
    return tuple(wait_sentence(timeline, leg.service, leg, language) for leg in timeline.critical_path(id))


def _waited(timeline: Timeline, stretch: Wait | Leg, language: Language) -> Parts:
    key = f"recovery.wait.{stretch.want}"
    if stretch.on is not None:
        key += "_after" if stretch.want == "crew" else ""
        return parts(key, language, on=_ref(timeline, stretch.on, language))
    return parts(f"{key}_unnamed" if stretch.want in ("service", "tools") else key, language)


def _ended(timeline: Timeline, id: str, stretch: Wait | Leg, language: Language) -> Parts:
    """Return why a wait ended although what it was for was not back."""
    on = (
        say("recovery.ended.unnamed", language)
        if stretch.on is None
        else _ref(timeline, stretch.on, language)
    )
    service = _ref(timeline, id, language)
    return parts(f"recovery.ended.{stretch.ended_by}", language, on=on, service=service)


def _ref(timeline: Timeline, id: str, language: Language) -> Ref:
    return Ref(id, timeline.system.name(id).in_language(language))
