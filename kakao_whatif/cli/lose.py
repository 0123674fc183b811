"""`kakao-whatif lose`: what goes dark when these are lost."""

from collections.abc import Sequence

import click
from rich.text import Text

from kakao_whatif.cli.answers import lose_answer
from kakao_whatif.cli.cells import short_cause, status_cell
from kakao_whatif.cli.headline import headline, print_heading
from kakao_whatif.cli.options import (
    FAILED,
    answering,
    ids,
    in_case,
    scenario_of,
    system_of,
    with_changes,
    with_losses,
)
from kakao_whatif.cli.terminal import Cell, is_narrow, print_json, print_lines, print_table
from kakao_whatif.errors import UnknownIdError
from kakao_whatif.model.parts import LAYERS
from kakao_whatif.model.text import Language
from kakao_whatif.propagation.impact import Impact, propagate
from kakao_whatif.text.catalogue import say
from kakao_whatif.views.snapshot import Snapshot

# The sign before them keeps click from joining the lines.
EXAMPLES = """\b
Examples:
  kakao-whatif lose pangyo
  kakao-whatif lose pangyo --with own-ids --lang en
  kakao-whatif lose pangyo --json --fail-if-dark kakaotalk-text
"""


@click.command(epilog=EXAMPLES)
@with_losses()
@with_changes
@in_case
@answering
@click.option(
    "--fail-if-dark",
    "watched",
    multiple=True,
    callback=ids,
    metavar="SERVICE",
    help="Exit with 1 if it is dark.",
)
@click.pass_context
def lose(
    context: click.Context,
    losses: tuple[str, ...],
    mitigations: tuple[str, ...],
    readings: tuple[str, ...],
    case: str,
    language: Language,
    as_json: bool,
    watched: tuple[str, ...],
) -> None:
    """Lose domains or services, and see which services go dark, and why.

    Each ID is a site, a zone or a service of the case; `kakao-whatif cases kakao-2022` lists them.
    """
    system = system_of(case)
    scenario = scenario_of(losses, mitigations, readings)
    impact = propagate(system, scenario)
    snapshot = Snapshot(system=system, impact=impact, language=language)
    for service in watched:
        if service not in impact.system.services:
            raise UnknownIdError("service", service, "--fail-if-dark", impact.system.services)
    if as_json:
        print_json(lose_answer(snapshot))
    else:
        print_answer(snapshot)
    if any(service in impact.dark for service in watched):
        context.exit(FAILED)


def print_answer(snapshot: Snapshot) -> None:
    """Print the figures, then every service with its status and the cause in short."""
    impact, language = snapshot.impact, snapshot.language
    print_heading(impact, language)
    print_lines(*headline(snapshot), "")
    columns = ("service", "status", "cause") if is_narrow() else ("service", "id", "status", "cause")
    headings = [say(f"cli.column.{name}", language) for name in columns]
    print_table(headings, _rows(impact, language, columns))
    print_lines("", *(note.in_language(language) for note in impact.notes))
    if is_narrow():
        print_lines(say("cli.narrow", language))


def _rows(impact: Impact, language: Language, columns: Sequence[str]) -> list[list[Cell] | None]:
    rows: list[list[Cell] | None] = []
    for layer in LAYERS:
        members = [id for id, service in impact.system.services.items() if service.layer == layer]
        if members:
            rows += [None] if rows else []
            label = Text(say(f"views.layer.{layer}", language), style="bold")
            rows.append([label, *[""] * (len(columns) - 1)])
            rows += [_row(impact, id, language, columns) for id in members]
    return rows


def _row(impact: Impact, id: str, language: Language, columns: Sequence[str]) -> list[Cell]:
    cells: dict[str, Cell] = {
        "service": "  " + impact.system.name(id).in_language(language),
        "id": id,
        "status": status_cell(impact, id, language),
        "cause": short_cause(impact, id, language),
    }
    return [cells[column] for column in columns]
