"""`kakao-whatif save`: the cheapest sets of changes that would have saved something."""

from typing import TYPE_CHECKING

import click
from rich.text import Text

from kakao_whatif.cli.options import (
    FAILED,
    answering,
    ids,
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
    from kakao_whatif.analysis.mitigation_sets import MinimalMitigations
    from kakao_whatif.analysis.targets import Target

# The sign before them keeps click from joining the lines.
EXAMPLES = """\b
Examples:
  kakao-whatif save tistory --from pangyo
  kakao-whatif save tistory daum-mail --from pangyo --not-worse degraded --max-cost 30
  kakao-whatif save daum-mail --from pangyo --within 12
  kakao-whatif save kakaotalk-text --from-any-site
"""


@click.command(epilog=EXAMPLES)
@click.argument("services", nargs=-1, required=True, metavar="SERVICE...", callback=ids)
@with_losses("--from", argument=False)
@click.option("--from-any-site", "any_site", is_flag=True, help="Whichever single site is lost besides.")
@click.option(
    "--not-worse",
    "than",
    type=click.Choice([status.word for status in Status if status is not Status.DARK]),
    default="locked",
    show_default=True,
    help="The worst status that will do.",
)
@click.option("--within", "hours", type=float, metavar="HOURS", help="Back within so many hours instead.")
@click.option(
    "--size",
    type=click.IntRange(min=0),
    default=3,
    show_default=True,
    help="With --within: at most so many changes.",
)
@click.option("--fail-if-none", is_flag=True, help="Exit with 1 if no set does it.")
@with_costs
@with_runs
@with_steps
@with_changes
@in_case
@answering
@click.pass_context
def save(
    context: click.Context,
    services: tuple[str, ...],
    losses: tuple[str, ...],
    any_site: bool,
    than: str,
    hours: float | None,
    size: int,
    fail_if_none: bool,
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
    """Find the cheapest sets of changes that keep SERVICES up, each shown to be a smallest one.

    Without options they must not go dark. What --with names is in place already. That no set does it is an answer too.
    """
    from kakao_whatif.analysis.minimal_mitigations import minimal_mitigations
    from kakao_whatif.cli.saving_answers import save_answer

    system = system_of(case)
    counted = "saving.steps" if hours is None else "saving.searching"
    with progress(say(counted, language), max_steps) as told:
        answer = minimal_mitigations(
            system,
            scenario_of(losses, mitigations, readings),
            _target(services, than, hours, any_site=any_site),
            max_cost,
            costs=costs,
            tradeoffs=tradeoffs,
            max_size=size,
            max_runs=max_runs,
            max_steps=max_steps,
            progress=told,
        )
    if as_json:
        print_json(save_answer(answer))
    else:
        _print(answer, language)
    if fail_if_none and not answer.sets:
        context.exit(FAILED)


def _target(services: tuple[str, ...], than: str, hours: float | None, *, any_site: bool) -> "Target":
    from kakao_whatif.analysis.targets import BackWithin, NotWorse, SurvivesAnySite

    if hours is not None:
        if any_site or than != "locked":
            raise click.UsageError("--within goes neither with --not-worse nor with --from-any-site.")
        return BackWithin(services, hours)
    return (SurvivesAnySite if any_site else NotWorse)(services, Status[than.upper()])


def _print(answer: "MinimalMitigations", language: Language) -> None:
    from kakao_whatif.analysis.targets import SurvivesAnySite
    from kakao_whatif.cli.headline import print_heading
    from kakao_whatif.views.saving.sentences import cards, summary, wanted

    is_any = isinstance(answer.target, SurvivesAnySite)
    print_heading(answer, language, "nothing_lost_before" if is_any else "nothing_lost")
    print_lines(wanted(answer, language), *summary(answer, language))
    for number, card in enumerate(cards(answer, language), start=1):
        title = Text.assemble(f"{number}. ", (card["name"], "bold"), f" · {card['cost']}")
        lines = [card["says"], *card["without"], *card["worse"]]
        print_lines("", title, *(f"   {line}" for line in lines))
    print_lines(*(["", *(note.in_language(language) for note in answer.notes)] if answer.notes else []))
