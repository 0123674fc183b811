"""`kakao-whatif why`: why one service is as it is, and whom it hurts."""

import click
from rich.text import Text

from kakao_whatif.cli.answers import why_answer
from kakao_whatif.cli.cells import status_cell
from kakao_whatif.cli.headline import print_heading
from kakao_whatif.cli.options import answering, in_case, scenario_of, system_of, with_changes, with_losses
from kakao_whatif.cli.terminal import print_json, print_lines
from kakao_whatif.errors import UnknownIdError
from kakao_whatif.model.text import Language
from kakao_whatif.propagation.impact import Impact, propagate
from kakao_whatif.text.catalogue import plain, say
from kakao_whatif.views.sources import assumptions_of

# The sign before them keeps click from joining the lines.
EXAMPLES = """\b
Examples:
  kakao-whatif why tistory --lose pangyo
  kakao-whatif why tistory --lose pangyo --with own-tistory-id --lang en
"""


@click.command(epilog=EXAMPLES)
@click.argument("service")
@with_losses()
@with_changes
@in_case
@answering
def why(
    service: str,
    losses: tuple[str, ...],
    mitigations: tuple[str, ...],
    readings: tuple[str, ...],
    case: str,
    language: Language,
    as_json: bool,
) -> None:
    """Say why SERVICE is as it is, down to the losses."""
    impact = propagate(system_of(case), scenario_of(losses, mitigations, readings))
    if service not in impact.system.services:
        raise UnknownIdError("service", service, "SERVICE", impact.system.services)
    if as_json:
        print_json(why_answer(impact, service))
    else:
        print_heading(impact, language)
        print_why(impact, service, language)


def print_why(impact: Impact, service: str, language: Language) -> None:
    """Print why a service is as it is, and whom it hurts."""
    name = impact.system.name(service).in_language(language)
    print_lines(Text.assemble((name, "bold"), f" ({service}): ", status_cell(impact, service, language)), "")
    explanation = impact.explain(service)
    for number, sentence in enumerate(explanation.why(language), start=1):
        print_lines(f"{number}. {plain(sentence)}")
    print_lines(*(plain(sentence) for sentence in explanation.also_parts(language)))
    print_lines(*(plain(sentence) for sentence in explanation.sign_in_parts(language)), "")
    _print_hurts(impact, service, language)
    _print_assumed(impact, service, language)
    print_lines(*(note.in_language(language) for note in impact.notes))


def _print_assumed(impact: Impact, service: str, language: Language) -> None:
    assumed = assumptions_of(impact.system, impact.system.services[service], language)
    if assumed:
        print_lines(Text(say("views.details.assumed", language), style="bold"))
        print_lines(*(f"  {text}" for text in assumed), "")


def _print_hurts(impact: Impact, service: str, language: Language) -> None:
    hurts = impact.dependents(service)
    if hurts:
        print_lines(Text(say("cli.hurts", language), style="bold"))
        for kind, others in hurts.items():
            names = ", ".join(impact.system.name(id).in_language(language) for id in others)
            print_lines(f"  {say(f'kind.{kind}', language)}: {names}")
        print_lines("")
