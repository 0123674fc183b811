"""`kakao-whatif recover`: when what these losses take away comes back, and what it waits for."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.text import Text

from kakao_whatif.cli.headline import print_heading
from kakao_whatif.cli.options import (
    answering,
    in_case,
    scenario_of,
    system_of,
    with_changes,
    with_losses,
    with_samples,
    writable,
)
from kakao_whatif.cli.progress import progress
from kakao_whatif.cli.recovery_answers import recover_answer
from kakao_whatif.cli.recovery_table import print_services
from kakao_whatif.cli.terminal import print_json, print_lines, print_text
from kakao_whatif.errors import UnknownIdError
from kakao_whatif.model.apply import in_place
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.recovery.timeline import Timeline
from kakao_whatif.text.catalogue import Parts, plain, say
from kakao_whatif.views.recovery.record import happened
from kakao_whatif.views.recovery_summary import changed, summary
from kakao_whatif.views.recovery_words import path_sentences, wait_sentences

if TYPE_CHECKING:
    from kakao_whatif.cases import Case

# The sign before them keeps click from joining the lines.
EXAMPLES = """\b
Examples:
  kakao-whatif recover pangyo
  kakao-whatif recover pangyo --with failover-control-two-sites --lang en
  kakao-whatif recover pangyo --samples 1000 --why daum-mail
  kakao-whatif recover pangyo --figure ribbons.pdf
"""


def _check_ending(figure: str) -> None:
    from kakao_whatif.figures.writing import format_of

    format_of(figure)


@click.command(epilog=EXAMPLES)
@with_losses()
@with_changes
@in_case
@with_samples
@click.option("--why", metavar="SERVICE", help="What this one waited for, and what made it that late.")
@click.option(
    "--figure",
    metavar="FILE",
    callback=writable(_check_ending),
    help="Draw it: a file that ends in .svg, .png or .pdf.",
)
@answering
def recover(
    losses: tuple[str, ...],
    mitigations: tuple[str, ...],
    readings: tuple[str, ...],
    case: str,
    samples: int,
    seed: int,
    why: str | None,
    figure: Path | None,
    language: Language,
    as_json: bool,
) -> None:
    """Lose domains or services, and see when everything is back, and what it waits for.

    Each ID is a site, a zone or a service of the case; `kakao-whatif cases kakao-2022` lists them.
    """
    from kakao_whatif.recovery.simulate import simulate_recovery

    system = system_of(case)
    scenario = scenario_of(losses, mitigations, readings)
    _check_service(system, scenario, why)
    with progress(say("cli.recover.sampling", language), samples) as told:
        timeline = simulate_recovery(system, scenario, samples=samples, seed=seed, progress=told)
    bare = None
    if mitigations:
        bare = simulate_recovery(system, Scenario(losses, readings=readings))
    if figure is not None:
        _draw(timeline, system, figure, language)
    if as_json:
        print_json(recover_answer(timeline, bare, why))
    else:
        _print(timeline, bare, why, language)
    if figure is not None:
        print_text(say("cli.recover.written", language, file=str(figure)), err=True)


def _check_service(system: System, scenario: Scenario, why: str | None) -> None:
    services = in_place(system, scenario).services
    if why is not None and why not in services:
        raise UnknownIdError("service", why, "--why", services)


def _draw(timeline: Timeline, case: "Case", figure: Path, language: Language) -> None:
    """Write the figure, with what was observed if these are the losses that it was observed after."""
    from kakao_whatif.figures.ribbons import ribbons_figure
    from kakao_whatif.figures.writing import write_figure

    seen = case.observations if happened(case, timeline.scenario) else ()
    write_figure(ribbons_figure(timeline, language, observations=seen), figure)


def _print(timeline: Timeline, bare: Timeline | None, why: str | None, language: Language) -> None:
    print_heading(timeline, language)
    print_lines(*_dates(timeline, language), "")
    own = None if bare is None else bare.system.services.keys()
    print_lines(
        *summary(timeline, language, own), *([] if bare is None else changed(timeline, bare, language))
    )
    if why is None:
        print_services(timeline, bare, language)
    else:
        _print_why(timeline, why, language)
    print_lines(*(["", *(note.in_language(language) for note in timeline.notes)] if timeline.notes else []))


def _dates(timeline: Timeline, language: Language) -> list[str]:
    """Return whose dates were used, and from when hours are counted."""
    notes = [note.in_language(language) for note in timeline.hazard_notes]
    if timeline.system.origin:
        origin = timeline.system.origin.replace("T", " ", 1).replace("+", " +", 1)
        notes.append(say("cli.recover.clock", language, origin=origin))
    if timeline.quantiles:
        notes.append(
            say("cli.recover.samples", language, samples=f"{timeline.samples:,}", seed=timeline.seed)
        )
    return notes


def _print_why(timeline: Timeline, id: str, language: Language) -> None:
    name = timeline.system.name(id).in_language(language)
    print_lines("", Text.assemble((name, "bold"), f" ({id})"), "")
    print_lines(Text(say("cli.recover.waits", language), style="bold"))
    _print_numbered(wait_sentences(timeline, id, language))
    path = path_sentences(timeline, id, language)
    if path:
        print_lines("", Text(say("cli.recover.path", language), style="bold"))
        _print_numbered(path)


def _print_numbered(sentences: Sequence[Parts]) -> None:
    print_lines(*(f"{number}. {plain(sentence)}" for number, sentence in enumerate(sentences, start=1)))
