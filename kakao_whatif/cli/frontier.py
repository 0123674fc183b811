"""`kakao-whatif frontier`: what each budget keeps at best."""

from typing import TYPE_CHECKING

import click
from rich.text import Text

from kakao_whatif.cli.headline import print_title
from kakao_whatif.cli.options import (
    answering,
    in_case,
    scenario_of,
    system_of,
    with_changes,
    with_costs,
    with_losses,
    with_runs,
    with_steps,
)
from kakao_whatif.cli.progress import progress
from kakao_whatif.cli.terminal import print_json, print_lines
from kakao_whatif.model.status import Status
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import say

if TYPE_CHECKING:
    from kakao_whatif.analysis.frontier_points import Frontier

# The sign before them keeps click from joining the lines.
EXAMPLES = """\b
Examples:
  kakao-whatif frontier --from pangyo
  kakao-whatif frontier --keep worst --not-worse degraded
  kakao-whatif frontier --from pangyo --keep hours --runs 500
"""


@click.command(epilog=EXAMPLES)
@with_losses("--from", text="What is lost; may be repeated. If not given: each site alone.")
@click.option(
    "--keep",
    type=click.Choice(["services", "worst", "hours"]),
    default="services",
    show_default=True,
    help="Services on the mean, services in the worst loss, or service-hours.",
)
@click.option(
    "--not-worse",
    "than",
    type=click.Choice([status.word for status in Status if status is not Status.DARK]),
    default="locked",
    show_default=True,
    help="The worst status that counts as kept.",
)
@click.option(
    "--size",
    type=click.IntRange(min=0),
    default=2,
    show_default=True,
    help="With hours: at most so many changes.",
)
@with_costs
@with_runs
@with_steps
@with_changes
@in_case
@answering
def frontier(
    losses: tuple[str, ...],
    keep: str,
    than: str,
    size: int,
    max_cost: float | None,
    costs: dict[str, float],
    tradeoffs: bool,
    max_runs: int,
    max_steps: int,
    mitigations: tuple[str, ...],
    readings: tuple[str, ...],
    case: str,
    language: Language,
    as_json: bool,
) -> None:
    """Show what changes can keep at best, for each cost at which more can be kept."""
    from kakao_whatif.analysis import frontier as analysis
    from kakao_whatif.cli.saving_answers import frontier_answer

    system = system_of(case)
    before = scenario_of(losses, mitigations, readings)
    counted = "saving.searching" if keep == "hours" else "saving.steps"
    with progress(say(counted, language), max_steps) as told:
        answer = analysis.frontier(
            system,
            before if losses else None,
            before=before,
            keep=keep,  # type: ignore[arg-type]  # click has checked it
            than=Status[than.upper()],
            costs=costs,
            max_cost=max_cost,
            tradeoffs=tradeoffs,
            max_size=size,
            max_runs=max_runs,
            max_steps=max_steps,
            progress=told,
        )
    if as_json:
        print_json(frontier_answer(answer))
    else:
        _print(answer, language)


def _print(answer: "Frontier", language: Language) -> None:
    from kakao_whatif.cli.records import print_records
    from kakao_whatif.views.saving.table import COLUMNS, frontier_rows

    told = frontier_rows(answer, language)
    print_title(answer.system, language)
    print_lines(told["over"], "")
    print_lines(Text(told["title"], style="bold"))
    print_records(
        [told["columns"][name] for name in COLUMNS], [[row[name] for name in COLUMNS] for row in told["rows"]]
    )
    print_lines("", *told["notes"])
