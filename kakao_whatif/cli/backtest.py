"""`kakao-whatif backtest`: how well the model of a case tells what happened, beside two naive guesses.

The rows are those of the dashboard (`views/scorecard.py`); here they become tables of a terminal.
"""

from typing import TYPE_CHECKING, Any

import click
from rich.text import Text

from kakao_whatif.cli.headline import print_title
from kakao_whatif.cli.options import DEFAULT_CASE, answering, system_of
from kakao_whatif.cli.progress import progress
from kakao_whatif.cli.records import print_records
from kakao_whatif.cli.terminal import print_json, print_lines
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import say

if TYPE_CHECKING:
    from kakao_whatif.analysis.backtest import Score
    from kakao_whatif.cases import Case

# The sign before them keeps click from joining the lines.
EXAMPLES = """\b
Examples:
  kakao-whatif backtest
  kakao-whatif backtest kakao-2022 --lang en --trials 100
"""
#: Columns of each table, the widest last. What they leave out is in the JSON answer.
COLUMNS = {
    "figures": ("label", "model", "mean", "power", "aim", "verdict"),
    "fitted": ("label", "range"),
    "counts": ("when", "recorded", "predicted", "verdict"),
    "predictions": ("label", "state", "observed", "predicted", "verdict"),
}


@click.command(epilog=EXAMPLES)
@click.argument("case", default=DEFAULT_CASE, metavar="[CASE]")
@click.option(
    "--trials",
    type=click.IntRange(min=1),
    default=400,
    show_default=True,
    metavar="N",
    help="So many sets of the fitted numbers are tried.",
)
@click.option(
    "--seed", type=int, default=0, show_default=True, help="Of the draws; the same seed, the same answer."
)
@answering
def backtest(case: str, trials: int, seed: int, language: Language, as_json: bool) -> None:
    """Compare the model of a case with its record, beside two naive guesses.

    Each service is predicted without what was observed of it. CASE is a shipped case, or a case's folder with a
    timeline.csv or a counts.csv.
    """
    from kakao_whatif.analysis.backtest import backtest as scored
    from kakao_whatif.cli.backtest_answer import backtest_answer

    system = system_of(case)
    with progress(say("cli.backtest.trials", language), trials) as told:
        score = scored(system, trials=trials, seed=seed, progress=told)
    if as_json:
        print_json(backtest_answer(system, score))
    else:
        _print(system, score, language)


def _print(case: "Case", score: "Score", language: Language) -> None:
    from kakao_whatif.views.scorecard import scorecard

    card = scorecard(case, score, language)
    print_title(case, language)
    print_lines("")
    print_lines(card["intro"], *(f"- {each['label']}: {each['explain']}" for each in card["baselines"]), "")
    print_lines(*card["summary"], "")
    _print_rows(card, "figures")
    print_lines(Text(card["fitted"]["title"], style="bold"), card["fitted"]["summary"], card["trials"])
    _print_rows(card, "fitted", is_titled=False)
    print_lines(Text(say("cli.backtest.assumed", language), style="bold"), *card["assumed"], "")
    _print_rows(card, "counts")
    if any(row["conflicts"] for row in card["counts"]["rows"]):
        print_lines(say("views.scorecard.conflict", language), "")
    _print_rows(card, "predictions")
    print_lines(*card["notes"])


def _print_rows(card: dict[str, Any], name: str, *, is_titled: bool = True) -> None:
    """Print one table of a scorecard, if it has rows."""
    table, columns = card[name], COLUMNS[name]
    if not table["rows"]:
        return
    if is_titled:
        print_lines(Text(table["title"], style="bold"))
    print_records(
        [table["columns"][id] for id in columns], [[row[id] for id in columns] for row in table["rows"]]
    )
    print_lines("")
