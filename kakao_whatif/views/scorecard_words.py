"""The single values of a score in words: a share, a factor, hours, a band, and who comes nearer.

Apart from the table (`scorecard.py`), because each is one small rule that must read alike in every row.
"""

from collections.abc import Iterable, Sequence
from math import exp, inf, isfinite
from typing import Any, Final

from kakao_whatif.analysis.backtest import Figure, Prediction
from kakao_whatif.analysis.bands import Band
from kakao_whatif.analysis.observed import Seen
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import catalogue, say
from kakao_whatif.views.recovery.clock import duration

KEY: Final = "views.scorecard"
LATER: Final = frozenset({"counts_full"})
"""Figures that were added when the score was known."""
BASELINES: Final = ("mean", "power")
_SHARES: Final = {"precision", "recall", "met", "counts", "counts_full"}
_MOMENT: Final = 1 / 60


def figure_value(id: str, value: float | None, language: Language) -> str:
    """Return a figure as a reader says it: a share, a factor, hours; a plain number for what has no unit.

    Examples
    --------
    >>> (
    ...     figure_value("met", 0.704, "en"),
    ...     figure_value("log_error", 0.1855, "en"),
    ...     figure_value("log_error", 0, "ko"),
    ... )
    ('70 %', '1.20 times off', '꼭 맞음')
    """
    if value is None:
        return say(f"{KEY}.none", language)
    if id in _SHARES:
        return say(f"{KEY}.percent", language, n=round(value * 100))
    if id == "total":
        return span(value, language)
    if not isfinite(value):
        return say(f"{KEY}.endless", language)
    if id == "log_error":
        return say(f"{KEY}.off", language, n=f"{exp(value):.2f}") if value else say(f"{KEY}.exact", language)
    if id == "width":
        return (
            say(f"{KEY}.times", language, n=f"{value:.2f}") if value > 1 else say(f"{KEY}.a_moment", language)
        )
    return f"{round(value, 2):g}".replace("-", "−")


def span(length: float, language: Language) -> str:
    """Return hours in words, also if they have no end."""
    return say(f"{KEY}.never", language) if length == inf else duration(length, language)


def band(found: Band, language: Language) -> str:
    """Return P10, P50 and P90 in words: the middle first.

    Examples
    --------
    >>> band(Band(9, 16.5, 21), "en"), band(Band(2, 2, 2), "en"), band(Band(0, 0, 0), "en")
    ('16 h 30 min (9 h to 21 h)', '2 h', 'not out')
    """
    if found.high == 0:
        return say(f"{KEY}.not_out", language)
    return _band([span(each, language) for each in (found.low, found.middle, found.high)], language)


def number_band(found: Band, language: Language) -> str:
    """Return P10, P50 and P90 of a plain number in words."""
    return _band([number(each) for each in (found.low, found.middle, found.high)], language)


def number(value: float) -> str:
    """Return a plain number, with a decimal only where it is small and has one.

    Examples
    --------
    >>> number(107.58), number(4.89), number(13.0), number(1234.5)
    ('108', '4.9', '13', '1,234')
    """
    if not isfinite(value):
        return "∞"
    return f"{round(value):,}" if value >= 10 or value == round(value) else f"{value:.1f}"


def observed(seen: Seen, language: Language) -> str:
    """Return what was seen in words; where sources conflict, all that they say."""
    if seen.is_never_out:
        return say(f"{KEY}.never_out", language)
    said, *others = dict.fromkeys(_interval(low, high, language) for low, high in seen.intervals)
    for other in others:
        said = say(f"{KEY}.seen.or", language, one=said, other=other)
    return said


def verdict(figure: Figure, width: Figure | None, language: Language) -> str:
    """Return who comes nearer to the aim, in a sentence or two; `width` is named where many met for being wide."""
    if figure.model is None:
        return say(f"{KEY}.verdict.nothing", language)
    there = [id for id in BASELINES if getattr(figure, id) is not None]
    if not there:
        return say(f"{KEY}.verdict.alone", language)
    beating = [id for id in there if figure.is_beaten_by(getattr(figure, id))]
    if not beating:
        key = "best" if len(there) == len(BASELINES) else "best_of_one"
        return say(f"{KEY}.verdict.{key}", language, name=baseline(there[0], language))
    keys, values = zip(*(_against(figure, id, language) for id in beating), strict=True)
    if len(beating) == len(BASELINES) and len({*keys}) == len({*values}) == 1:
        ours = figure_value(figure.id, figure.model, language)
        said = [say(f"{KEY}.verdict.both_{keys[0]}", language, theirs=values[0], ours=ours)]
    else:
        said = [_beaten(figure, *each, language) for each in zip(beating, keys, values, strict=True)]
    if figure.id == "met" and width is not None and width.model is not None:
        said += _wide(width, beating, language)
    return " ".join(said)


def baseline(id: str, language: Language) -> str:
    """Return the short name of a baseline."""
    return say(f"{KEY}.baseline.{id}", language)


def judged(prediction: Prediction, language: Language) -> dict[str, Any]:
    """Return whether a prediction was within what was seen, early or late, as a word and as a sentence."""
    seen, found = prediction.seen, prediction.model
    error = seen.error(found.middle)
    meets = seen.gap(found.low, found.high) == 0
    kind = "within" if error == 0 else "early" if error < 0 else "late"
    if seen.is_never_out:
        said = say(f"{KEY}.judged.{'spared' if kind == 'within' else 'hit'}", language)
    elif not isfinite(error):
        said = say(f"{KEY}.judged.never", language)
    else:
        off = max(exp(abs(error)), 1.01)
        said = say(f"{KEY}.judged.{kind}", language, n=f"{off:.1f}" if off >= 1.1 else f"{off:.2f}")
        if error and meets:
            said = say(f"{KEY}.judged.but_meets", language, judged=said)
    return {"kind": kind, "meets": meets, "verdict": said}


def cited(facts: Iterable[str]) -> str:
    """Return the facts that something rests on, in brackets; nothing if it rests on none."""
    said = ", ".join(facts)
    return f"[{said}]" if said else ""


def parameter_name(id: str, language: Language) -> str:
    """Return the name of a number; one that the package does not know is called by its id."""
    return catalogue(language).get(f"{KEY}.number.{id}", id.replace("-", " "))


def parameter_band(id: str, found: Band, language: Language) -> str:
    """Return P10, P50 and P90 of a fitted number, in its own unit."""
    for unit, hours in (("-hours", 1.0), ("-minutes", 1 / 60)):
        if id.endswith(unit):
            return band(Band(found.low * hours, found.middle * hours, found.high * hours), language)
    return number_band(found, language)


def _band(said: Sequence[str], language: Language) -> str:
    low, middle, high = said
    if low == middle == high:
        return middle
    return say(f"{KEY}.band", language, low=low, middle=middle, high=high)


def _interval(low: float | None, high: float | None, language: Language) -> str:
    if low is None and high is None:
        return say(f"{KEY}.seen.unknown", language)
    if low is None or high is None:
        bound, key = (high, "until") if low is None else (low, "from")
        assert bound is not None
        return say(f"{KEY}.seen.{key}", language, time=duration(bound, language))
    if high - low < _MOMENT:
        return say(f"{KEY}.seen.at", language, time=duration(high, language))
    return say(f"{KEY}.seen.between", language, low=duration(low, language), high=duration(high, language))


def _against(figure: Figure, id: str, language: Language) -> tuple[str, str]:
    """Return whether a baseline that is not beaten is nearer or as near, and its value in words."""
    theirs = getattr(figure, id)
    assert figure.model is not None
    is_even = abs(theirs - figure.aim) == abs(figure.model - figure.aim)
    return ("as_near" if is_even else "nearer"), figure_value(figure.id, theirs, language)


def _beaten(figure: Figure, id: str, key: str, theirs: str, language: Language) -> str:
    ours = figure_value(figure.id, figure.model, language)
    return say(f"{KEY}.verdict.{key}", language, name=baseline(id, language), theirs=theirs, ours=ours)


def _wide(width: Figure, beating: Iterable[str], language: Language) -> Iterable[str]:
    for id in beating:
        if getattr(width, id) > width.model:
            yield say(
                f"{KEY}.verdict.wide",
                language,
                name=baseline(id, language),
                theirs=figure_value("width", getattr(width, id), language),
                ours=figure_value("width", width.model, language),
            )
