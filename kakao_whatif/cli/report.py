"""`kakao-whatif report`: the whole answer as a page, a text or tables."""

import os
from pathlib import Path

import click

from kakao_whatif.cli.options import (
    answering,
    ids,
    in_case,
    scenario_of,
    system_of,
    with_changes,
    with_losses,
    with_samples,
    writable,
)
from kakao_whatif.cli.progress import progress
from kakao_whatif.cli.report_answer import report_answer
from kakao_whatif.cli.terminal import print_json, print_text
from kakao_whatif.errors import WhatIfError
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import say

# The sign before them keeps click from joining the lines.
EXAMPLES = """\b
Examples:
  kakao-whatif report --lose pangyo -o report.html
  kakao-whatif report --lose pangyo --save daum-mail --samples 1000 -o report.html
  kakao-whatif report --lose pangyo --with failover-control-two-sites --lang ko -o report.md
  kakao-whatif report --lose pangyo -o tables.zip
  kakao-whatif report --lose pangyo -o tables/
"""


def _check_form(output: str) -> None:
    """Refuse an unknown ending, a full folder, and a name without an ending that is not said to be a folder."""
    from kakao_whatif.report.writing import form_of, refuse_full_folder

    if form_of(output) != "folder":
        return
    refuse_full_folder(output)
    if not output.endswith(("/", os.sep)) and not os.path.isdir(output):
        files = ", ".join(repr(output + ending) for ending in (".html", ".md", ".zip"))
        raise WhatIfError(
            f"report: {output!r} has no ending. Give {files}, or {output + '/'!r} for a folder of tables."
        )


@click.command(epilog=EXAMPLES)
@with_losses()
@click.option(
    "--save",
    "kept",
    multiple=True,
    callback=ids,
    metavar="SERVICE",
    help="What should have stayed up: its cheapest sets of changes are told.",
)
@with_changes
@in_case
@with_samples
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    callback=writable(_check_form, may_be_folder=True),
    help="A file that ends in .html, .md or .zip (tables as CSV); or a folder for the tables, new or empty, "
    "with a / at its end. Markdown on the terminal, if not given.",
)
@answering
def report(
    losses: tuple[str, ...],
    kept: tuple[str, ...],
    mitigations: tuple[str, ...],
    readings: tuple[str, ...],
    case: str,
    samples: int,
    seed: int,
    output: Path | None,
    language: Language,
    as_json: bool,
) -> None:
    """Write a report: what fails and why, when it is back, what would have saved it, on which facts.

    It blames nobody. The page stands alone in one file and prints well; facts and assumptions stand apart.
    """
    from kakao_whatif.report.answers import answers
    from kakao_whatif.report.contents import report_of
    from kakao_whatif.report.writing import form_of, has_figures, write_report

    system = system_of(case)
    scenario = scenario_of(losses, mitigations, readings)
    with progress(say("cli.report.asking", language)) as told:
        found = answers(system, scenario, language, keep=kept, samples=samples, seed=seed, progress=told)
    with progress(say("cli.report.explaining", language)) as told:
        made = report_of(found, figures=output is not None and has_figures(form_of(output)), progress=told)
    if output is not None:
        for file in write_report(made, output):
            print_text(say("cli.recover.written", language, file=str(file)), err=True)
    if as_json:
        print_json(report_answer(made))
    elif output is None:
        from kakao_whatif.report.markdown import markdown_text

        print_text(markdown_text(made).rstrip("\n"))
