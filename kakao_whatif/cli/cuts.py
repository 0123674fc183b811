"""`kakao-whatif cuts`: every smallest set of losses that takes a service down."""

from itertools import islice
from pathlib import Path

import click
from rich.text import Text

from kakao_whatif.analysis.cut_set_family import CutSets
from kakao_whatif.analysis.cut_sets import minimal_cut_sets
from kakao_whatif.analysis.fault_tree import write_fault_tree
from kakao_whatif.cli.cuts_answer import cuts_answer
from kakao_whatif.cli.headline import print_heading
from kakao_whatif.cli.options import (
    answering,
    ids,
    in_case,
    scenario_of,
    system_of,
    with_changes,
    with_losses,
    with_steps,
    writable,
)
from kakao_whatif.cli.progress import progress
from kakao_whatif.cli.terminal import Cell, is_narrow, print_json, print_lines, print_table
from kakao_whatif.model.status import Status
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import count_of, say

STATUSES = [status.word for status in (Status.DARK, Status.LOCKED, Status.DEGRADED)]

# The sign before them keeps click from joining the lines.
EXAMPLES = """\b
Examples:
  kakao-whatif cuts tistory --over sites,zones --lang en
  kakao-whatif cuts tistory --status locked --order 2 --with own-tistory-id
  kakao-whatif cuts tistory --write tistory.xml
"""


@click.command(epilog=EXAMPLES)
@click.argument("service")
@click.option(
    "--order", "max_order", type=click.IntRange(min=0), metavar="K", help="Only sets of at most K losses."
)
@click.option(
    "--over",
    multiple=True,
    callback=ids,
    default=("all",),
    show_default=True,
    metavar="ID|WORD",
    help="What may be lost: ids, or sites, zones, domains, services, a layer, all.",
)
@click.option(
    "--status",
    "word",
    type=click.Choice(STATUSES),
    default=STATUSES[0],
    show_default=True,
    help="How bad it is to be, at least.",
)
@with_losses(text="What is lost already; may be repeated.")
@click.option(
    "--limit", type=click.IntRange(min=0), default=50, show_default=True, help="How many sets are listed."
)
@click.option(
    "--write",
    callback=writable(),
    metavar="FILE",
    help="Write the service's fault tree too, in the Open-PSA format.",
)
@with_steps
@with_changes
@in_case
@answering
def cuts(
    service: str,
    max_order: int | None,
    over: tuple[str, ...],
    word: str,
    losses: tuple[str, ...],
    limit: int,
    write: Path | None,
    max_steps: int,
    mitigations: tuple[str, ...],
    readings: tuple[str, ...],
    case: str,
    language: Language,
    as_json: bool,
) -> None:
    """List every smallest set of losses that takes SERVICE down.

    A set of order 1 is a single point of failure. All sets are counted, however many there are;
    --limit of them are listed, small ones first.
    """
    system, scenario = system_of(case), scenario_of(losses, mitigations, readings)
    status = Status[word.upper()]
    with progress(say("saving.steps", language), max_steps) as told:
        found = minimal_cut_sets(
            system, service, over, max_order, status, scenario, max_steps=max_steps, progress=told
        )
    if write is not None:
        write_fault_tree(system, service, write, over, status, scenario, max_steps=max_steps)
    if as_json:
        print_json(cuts_answer(found, limit))
        return
    _print(found, limit, language)
    if write is not None:
        print_lines(say("cli.recover.written", language, file=str(write)))


def _print(found: CutSets, limit: int, language: Language) -> None:
    system = found.question.system
    print_heading(found.question, language, "nothing_lost_before")
    name = system.name(found.service).in_language(language)
    print_lines(Text.assemble((name, "bold"), f" ({found.service}): {_summary(found, language)}"), "")
    columns = ("order", "losses") if is_narrow() else ("order", "losses", "ids")
    rows: list[list[Cell] | None] = []
    for cut in islice(found, limit):
        names = " + ".join(system.name(id).in_language(language) for id in cut)
        cells: dict[str, Cell] = {"order": str(len(cut)), "losses": names, "ids": " ".join(cut)}
        rows.append([cells[column] for column in columns])
    if rows:
        print_table([say(f"cli.cuts.column.{column}", language) for column in columns], rows)
        print_lines("")
    if (rest := found.count() - len(rows)) > 0:
        print_lines(count_of("cli.cuts.more", rest, language))
    print_lines(*(note.in_language(language) for note in found.notes))


def _summary(found: CutSets, language: Language) -> str:
    status = say(f"status.{found.status.word}", language)
    if found.status is not Status.DARK:
        status = say("cli.cuts.or_worse", language, status=status)
    if not found.count():
        return say("cli.cuts.none", language, status=status)
    orders = ", ".join(
        say("cli.cuts.of_order", language, order=order, n=f"{n:,}") for order, n in found.counts.items()
    )
    return count_of("cli.cuts.count", found.count(), language, status=status, orders=orders)
