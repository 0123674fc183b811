"""How well a model tells what happened, as tables that need no statistics: each figure beside two naive guesses.

Stands apart because the dashboard and the terminal show the same rows, and both must say where the model loses.
"""

from collections import Counter
from typing import Any, Final

from kakao_whatif.analysis.backtest import Figure, Prediction, Score
from kakao_whatif.analysis.bands import Band
from kakao_whatif.files.counts import Count
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import count_of, listing, plain, say
from kakao_whatif.views.recovery.clock import duration, moment
from kakao_whatif.views.scorecard_words import (
    BASELINES,
    KEY,
    LATER,
    band,
    baseline,
    cited,
    figure_value,
    judged,
    number,
    number_band,
    observed,
    parameter_band,
    parameter_name,
    verdict,
)

Row = dict[str, Any]

#: What is said under the tables, in this order.
NOTES: Final = ("states", "width", "left_out", "choices")


def scorecard(case: System, score: Score, language: Language) -> Row:
    """Return a score as rows, every value and verdict in words.

    Parameters
    ----------
    case
        The case that was scored; its names and its calendar are used.
    score
        What `backtest` found.
    language
        Of all words.

    Returns
    -------
    dict
        ``title``, ``intro`` (what was done), ``summary`` (where the model is nearer than both naive guesses, and where
        it is not) and ``notes`` are sentences, the last two lists of them. ``figures``, ``fitted``, ``counts`` and
        ``predictions`` are tables: a ``title``, ``columns`` (a word by each key of a row that is shown) and ``rows``.
        ``baselines`` says what the two naive guesses are, ``assumed`` lists what the case assumes, in sentences.
    """
    return {
        "lang": language,
        "title": say(f"{KEY}.title", language),
        "intro": say(f"{KEY}.intro", language),
        "summary": _summary(score, language),
        "baselines": [
            {"id": id, "label": baseline(id, language), "explain": say(f"{KEY}.baseline_line.{id}", language)}
            for id in BASELINES
        ],
        "figures": _figures(score, language),
        "fitted": _fitted(score, language),
        "assumed": _assumed(score, language),
        "trials": say(f"{KEY}.trials", language, n=score.trials, kept=score.kept, seed=score.seed),
        "counts": _counts(case, score, language),
        "predictions": _predictions(case, score, language),
        "notes": [say(f"{KEY}.note.{id}", language) for id in NOTES],
    }


def _table(name: str, columns: tuple[str, ...], rows: list[Row], language: Language) -> Row:
    return {
        "title": say(f"{KEY}.{name}.title", language),
        "columns": {id: say(f"{KEY}.column.{id}", language) for id in columns},
        "rows": rows,
    }


def _summary(score: Score, language: Language) -> list[str]:
    """Say how often the model is nearer than both, and name each figure on which it is not.

    A reading that was added when the score was known (`LATER`) does not count.
    """
    judgeable = [
        each
        for each in score.figures
        if each.id not in LATER and (each.mean is not None or each.power is not None)
    ]
    if not judgeable:
        return [say(f"{KEY}.summary.none", language)]
    lost = [_quoted(each.id, language) for each in judgeable if not each.is_best]
    best = len(judgeable) - len(lost)
    said = [say(f"{KEY}.summary.best", language, n=best, of=len(judgeable))]
    if lost:
        names = plain(listing(lost, language))
        said.append(say(f"{KEY}.summary.lost", language, names=names))
    return said


def _figures(score: Score, language: Language) -> Row:
    columns = ("label", "model", *BASELINES, "aim", "verdict", "explain")
    width = next((each for each in score.figures if each.id == "width"), None)
    rows = [_figure(each, width, language) for each in score.figures]
    return _table("figures", columns, rows, language)


def _figure(figure: Figure, width: Figure | None, language: Language) -> Row:
    values = ("model", *BASELINES, "aim")
    return {
        "id": figure.id,
        "label": _label(figure.id, language),
        **{name: figure_value(figure.id, getattr(figure, name), language) for name in values},
        "is_best": figure.is_best,
        "verdict": verdict(figure, width, language),
        "explain": say(f"{KEY}.explain.{figure.id}", language),
    }


def _quoted(id: str, language: Language) -> str:
    return say(f"{KEY}.summary.named", language, name=_label(id, language))


def _label(id: str, language: Language) -> str:
    return say(f"{KEY}.figure.{id}", language)


def _fitted(score: Score, language: Language) -> Row:
    rows = [
        {
            "id": id,
            "label": parameter_name(id, language),
            "range": parameter_band(id, found, language),
        }
        for id, found in score.fitted.items()
    ]
    table = _table("fitted", ("label", "range"), rows, language)
    if not rows:
        return table | {"summary": say(f"{KEY}.fitted.nothing", language)}
    return table | {"summary": count_of(f"{KEY}.fitted.summary", len(rows), language)}


def _assumed(score: Score, language: Language) -> list[str]:
    """Return what the case assumes beside the fitted numbers: how many numbers, then choices by kind."""
    numbers = score.assumed.get("parameters", 0)
    choices = {id: n for id, n in score.assumed.items() if n and id != "parameters"}
    said = [count_of(f"{KEY}.assumed.numbers", numbers, language)]
    if choices:
        named = [say(f"{KEY}.choice.{id}", language, n=n) for id, n in choices.items()]
        total = sum(choices.values())
        said.append(
            count_of(f"{KEY}.assumed.choices", total, language, names=plain(listing(named, language)))
        )
    return said


def _counts(case: System, score: Score, language: Language) -> Row:
    columns = ("when", "recorded", "predicted", "verdict", "facts", "note")
    moments = Counter(count.hours for count, _ in score.counts)
    rows = []
    for count, found in score.counts:
        row = _count(case, count, found, language)
        conflicts = moments[count.hours] > 1
        if conflicts:
            row["note"] = f"{say(f'{KEY}.conflict', language)} {row['note']}".strip()
        rows.append(row | {"conflicts": conflicts})
    return _table("counts", columns, rows, language)


def _count(case: System, count: Count, found: Band, language: Language) -> Row:
    return {
        "when": say(
            f"{KEY}.when",
            language,
            moment=moment(case, count.hours, language),
            time=duration(count.hours, language),
        ),
        "recorded": say(f"{KEY}.of", language, n=number(count.normal), of=number(count.of)),
        "predicted": say(f"{KEY}.of", language, n=number_band(found, language), of=number(count.of)),
        "verdict": _counted(count, found, language),
        "facts": cited(count.facts),
        "note": count.note.in_language(language),
    }


def _counted(count: Count, found: Band, language: Language) -> str:
    if found.low <= count.normal <= found.high:
        return say(f"{KEY}.counted.within", language)
    key = "more" if found.middle > count.normal else "fewer"
    return say(f"{KEY}.counted.{key}", language, n=number(abs(found.middle - count.normal)))


def _predictions(case: System, score: Score, language: Language) -> Row:
    columns = ("label", "state", "observed", "predicted", "verdict", "facts")
    rows = [_prediction(case, each, language) for each in score.predictions]
    return _table("predictions", columns, rows, language)


def _prediction(case: System, prediction: Prediction, language: Language) -> Row:
    seen = prediction.seen
    return {
        "id": seen.service,
        "label": case.name(seen.service).in_language(language),
        "state": say(f"{KEY}.state.{seen.state}", language),
        "observed": observed(seen, language),
        "predicted": band(prediction.model, language),
        **judged(prediction, language),
        "facts": cited(seen.facts),
    }
