"""Times in words: how long, when by the calendar, and how much sooner or later.

Stands apart because every number with a unit on this page must read alike, in both languages.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache

from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import say

_MINUTE = 1 / 60


def duration(length: float, language: Language) -> str:
    """Return a length in hours as hours and minutes.

    Examples
    --------
    >>> duration(127.5, "en"), duration(0.75, "en"), duration(24, "ko"), duration(0.003, "en")
    ('127 h 30 min', '45 min', '24시간', '0 min')
    """
    whole, minutes = divmod(round(abs(length) * 60), 60)
    if whole and minutes:
        return say("views.recovery.time.both", language, h=f"{whole:,}", m=minutes)
    if whole:
        return say("views.recovery.time.hours", language, h=f"{whole:,}")
    return say("views.recovery.time.minutes", language, m=minutes)


def about(length: float, language: Language) -> str:
    """Return a length in whole hours, or in minutes where it is short.

    Examples
    --------
    >>> about(3412.4, "en"), about(0.5, "en")
    ('3,412 h', '30 min')
    """
    if abs(length) < 1:
        return duration(length, language)
    return say("views.recovery.time.hours", language, h=f"{round(abs(length)):,}")


def moment(system: System, at: float, language: Language) -> str:
    """Return a moment by the calendar, or in hours if the case has no origin.

    Examples
    --------
    >>> from kakao_whatif.cases import load_case
    >>> moment(load_case("kakao-2022"), 10.02, "en"), moment(load_case("kakao-2022"), 10.02, "ko")
    ('Sun 16 Oct, 01:31', '10월 16일(일) 01:31')
    """
    origin = _origin(system.origin)
    if origin is None:
        return say("views.recovery.time.hour", language, h=f"{at:.1f}")
    day = _day_words((origin + timedelta(minutes=round(at * 60))).date(), language)
    return say("views.recovery.time.moment", language, day=day, time=_time(origin, at))


def day(system: System, at: float, language: Language) -> str:
    """Return the day of a moment, or the day's number if the case has no origin."""
    origin = _origin(system.origin)
    if origin is None:
        return say("views.recovery.time.day_number", language, n=int(at // 24) + 1)
    return _day_words((origin + timedelta(minutes=round(at * 60))).date(), language)


def short_day(system: System, at: float, language: Language) -> str:
    """Return the day of a moment without its month."""
    origin = _origin(system.origin)
    if origin is None:
        return day(system, at, language)
    then = origin + timedelta(minutes=round(at * 60))
    weekday = say(f"views.recovery.weekday.{then.isoweekday()}", language)
    return say("views.recovery.time.short_day", language, weekday=weekday, day=then.day)


def midnight_after(system: System, at: float) -> float:
    """Return the hour of the first midnight after a moment (of the first full day if there is no origin)."""
    origin = _origin(system.origin)
    if origin is None:
        return (at // 24 + 1) * 24
    then = origin + timedelta(hours=at)
    following = datetime.combine(then.date() + timedelta(days=1), datetime.min.time(), then.tzinfo)
    return (following - origin) / timedelta(hours=1)


@lru_cache(maxsize=4096)  # services that fail together share their stretches
def stretch(system: System, start: float, end: float, language: Language) -> str:
    """Return a stretch of time by the calendar; the day is said once if it is the same.

    Examples
    --------
    >>> from kakao_whatif.cases import load_case
    >>> stretch(load_case("kakao-2022"), 0, 1.5, "en")
    'Sat 15 Oct, 15:30–17:00 (1 h 30 min)'
    """
    origin = _origin(system.origin)
    first = moment(system, start, language)
    same = origin is not None and day(system, start, language) == day(system, end, language)
    last = _time(origin, end) if origin is not None and same else moment(system, end, language)
    return say(
        "views.recovery.time.stretch", language, a=first, b=last, length=duration(end - start, language)
    )


def change(delta: float, language: Language) -> str:
    """Return by how much something is sooner or later, with its sign.

    Examples
    --------
    >>> change(-12.5, "en"), change(2, "en"), change(0, "en")
    ('−12 h 30 min', '+2 h', '±0')
    """
    if abs(delta) < _MINUTE / 2:
        return "±0"
    return f"{'+' if delta > 0 else '−'}{duration(delta, language)}"


@lru_cache(maxsize=8)
def _origin(written: str | None) -> datetime | None:
    if written is None:
        return None
    try:
        return datetime.fromisoformat(str(written))
    except ValueError:
        return None


def _time(origin: datetime, at: float) -> str:
    return (origin + timedelta(minutes=round(at * 60))).strftime("%H:%M")


@lru_cache(maxsize=256)
def _day_words(then: date, language: Language) -> str:
    weekday = say(f"views.recovery.weekday.{then.isoweekday()}", language)
    month = say(f"views.recovery.month.{then.month}", language)
    return say("views.recovery.time.day", language, weekday=weekday, month=month, day=then.day)
