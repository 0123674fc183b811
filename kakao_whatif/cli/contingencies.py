"""`kakao-whatif contingencies`: what goes dark when any k of a set are lost together, the worst first."""

from math import comb
from typing import Any

import click

from kakao_whatif.analysis.contingencies import Contingencies, Contingency
from kakao_whatif.cli.answers import asked, in_both_languages
from kakao_whatif.cli.headline import print_heading
from kakao_whatif.cli.options import (
    answering,
    ids,
    in_case,
    scenario_of,
    system_of,
    with_changes,
    with_losses,
)
from kakao_whatif.cli.progress import progress
from kakao_whatif.cli.records import print_records
from kakao_whatif.cli.terminal import Cell, print_json, print_lines
from kakao_whatif.errors import WhatIfError
from kakao_whatif.model.ids import Ids
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import say

CONTINGENCIES = "kakao-whatif.contingencies/1"
_WATCHED = 100_000  # combinations from which on it takes long enough to look at a bar
_NAMED = 3

# The sign before them keeps click from joining the lines.
EXAMPLES = """\b
Examples:
  kakao-whatif contingencies
  kakao-whatif contingencies -k 2 --over operations --over sites --lang en
  kakao-whatif contingencies pangyo --with everything-two-sites
"""


@click.command(epilog=EXAMPLES)
@with_losses(text="What is lost anyway; may be repeated.")
@click.option(
    "-k", type=click.IntRange(min=1), default=1, show_default=True, help="How many are lost together."
)
@click.option(
    "--over",
    multiple=True,
    callback=ids,
    default=("sites",),
    show_default=True,
    metavar="ID|WORD",
    help="What may be lost: ids, sites, zones, domains, services, a layer, all.",
)
@click.option(
    "--top", type=click.IntRange(min=1), default=20, show_default=True, help="How many losses are listed."
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many statuses may be worked out. Fifty billion, if not given: some seconds.",
)
@with_changes
@in_case
@answering
def contingencies(
    losses: tuple[str, ...],
    k: int,
    over: tuple[str, ...],
    top: int,
    limit: int | None,
    mitigations: tuple[str, ...],
    readings: tuple[str, ...],
    case: str,
    language: Language,
    as_json: bool,
) -> None:
    """Lose any k of a set together, and see which losses darken most.

    Each ID is lost anyway; what the others add to it is counted apart.
    """
    from kakao_whatif.analysis.contingencies import contingencies
    from kakao_whatif.analysis.many.worst import LIMIT
    from kakao_whatif.analysis.over import members

    system = system_of(case)
    of = comb(_enough(len(members(system, over)), k), k)
    with progress(say("cli.contingencies.combinations", language), of if of >= _WATCHED else 1) as told:
        scenario = scenario_of(losses, mitigations, readings)
        found = contingencies(system, k, over, scenario, top=top, limit=limit or LIMIT, progress=told)
    if as_json:
        print_json(contingencies_answer(found))
    else:
        _print(found, language)


def _enough(members: int, k: int) -> int:
    """Return how many may be lost; fewer than k are refused."""
    if members < k:
        most = (
            f"Give -k {members} at most, or name more with --over." if members else "Name some with --over."
        )
        raise WhatIfError(f"-k: {k} cannot be lost together, as there are {members} to lose. {most}")
    return members


def contingencies_answer(found: Contingencies) -> dict[str, Any]:
    """Return the worst losses, the worst first, and what was left out."""
    return {
        "schema": CONTINGENCIES,
        **asked(found.base),
        "k": found.k,
        "members": [*found.members],
        "combinations": found.combinations,
        "skipped": found.skipped,
        "left_out": found.left_out,
        "base": {
            "dark": len(found.counted & set(found.base.dark)),
            "locked": len(found.counted & set(found.base.locked)),
            "degraded": len(found.counted & set(found.base.degraded)),
        },
        "rows": [
            {
                "losses": [*row.losses],
                "dark": row.dark,
                "locked": row.locked,
                "degraded": row.degraded,
                "newly_dark": [*row.newly_dark],
                "newly_locked": [*row.newly_locked],
                "only_together": [*row.only_together],
            }
            for row in found.rows
        ],
        "notes": in_both_languages(found.notes),
    }


def _print(found: Contingencies, language: Language) -> None:
    print_heading(found.base, language, "nothing_lost_before")
    columns = ["lost", "dark", "locked", "degraded"]
    columns += ["newly_dark"] if found.base.dark else []
    columns += ["only_together"] if found.k > 1 else []
    headings = [say(f"cli.contingencies.column.{column}", language) for column in columns]
    rows = [_row(found, row, language) for row in found.rows]
    if rows:
        print_records(headings, [[row[column] for column in columns] for row in rows])
        print_lines("")
    print_lines(*(note.in_language(language) for note in found.notes))


def _row(found: Contingencies, row: Contingency, language: Language) -> dict[str, Cell]:
    return {
        "lost": _names(found, row.losses, len(row.losses), language),
        "dark": str(row.dark),
        "locked": str(row.locked),
        "degraded": str(row.degraded),
        "newly_dark": str(len(row.newly_dark)),
        "only_together": _names(found, row.only_together, _NAMED, language),
    }


def _names(found: Contingencies, some: Ids | tuple[str, ...], most: int, language: Language) -> str:
    """Return the first names of some things, and how many more there are."""
    named = ", ".join(found.base.system.name(id).in_language(language) for id in [*some][:most])
    more = len(some) - most
    return say("cli.contingencies.more", language, names=named, n=more) if more > 0 else named
