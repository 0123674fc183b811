"""`kakao-whatif open`: what a link asks, answered in the terminal; the dashboards at that link on request.

It answers and ends, like every other command, so that it can stand in a pipe. `--browser` serves until Ctrl+C.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource
from rich.text import Text as Styled

from kakao_whatif.cases import case_ids
from kakao_whatif.cli.explore import announce
from kakao_whatif.cli.lose import print_answer
from kakao_whatif.cli.open_answer import open_answer
from kakao_whatif.cli.options import DEFAULT_CASE, answering, system_of
from kakao_whatif.cli.terminal import print_json, print_lines
from kakao_whatif.cli.why import print_why
from kakao_whatif.errors import UnknownIdError
from kakao_whatif.model.status import Status
from kakao_whatif.model.text import Language, Text
from kakao_whatif.text.catalogue import in_both, say
from kakao_whatif.views.address import case_of, missing_case_of, page_of, query_of, told_of
from kakao_whatif.views.link import Link, read_link, write_link
from kakao_whatif.views.page import opened
from kakao_whatif.views.snapshot import Snapshot

if TYPE_CHECKING:
    from kakao_whatif.views.saving.asked import Asked

# The sign before them keeps click from joining the lines.
EXAMPLES = """\b
Examples:
  kakao-whatif open '?case=kakao-2022&lose=pangyo&with=own-ids'
  kakao-whatif open 'http://127.0.0.1:8866/voila/render/recovery.ipynb?lose=pangyo&at=36h' --browser
"""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opens: its parts, what it shows, and what it asks to save, if it asks that."""

    link: Link
    snapshot: Snapshot
    asked: "Asked | None"
    told: tuple[Text, ...]


@click.command("open", epilog=EXAMPLES)
@click.argument("link")
@click.option("--case", metavar="ID|PATH", help="Another case than the link's, or a case of your own.")
@click.option("--browser", is_flag=True, help="Serve the dashboards, and open them at this link.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8866, show_default=True, help="With --browser."
)
@click.option("--no-open", is_flag=True, help="With --browser: only print the address.")
@answering
@click.pass_context
def open_link(
    context: click.Context,
    link: str,
    case: str | None,
    browser: bool,
    port: int,
    no_open: bool,
    language: Language,
    as_json: bool,
) -> None:
    """Answer what LINK asks: an address of a dashboard, or its part from the question mark on.

    Put it in quotation marks: a shell reads & otherwise. What it asks and cannot have is told, with what was kept.
    A link to a case that is not here is refused; --case says which case is meant.
    """
    is_said = context.get_parameter_source("language") is ParameterSource.COMMANDLINE
    found = _opened(link, case, language, is_said=is_said)
    if browser:
        _tell(found)
        _serve(link, found, port, open_page=not no_open)
    elif as_json:
        print_json(open_answer(found.link, found.snapshot, found.asked, found.told))
    else:
        _print(found)


def _opened(address: str, case: str | None, language: Language, *, is_said: bool) -> Opened:
    from kakao_whatif.views.saving.asked import KEYS, read_asked

    query = query_of(address)
    missing = None if case else missing_case_of(query)
    if missing is not None:
        raise UnknownIdError("case", missing, "link: case", case_ids())
    system = system_of(case or case_of(query) or DEFAULT_CASE)
    link = read_link(query, system)
    asked, told = read_asked(link.passed, system)
    spoken = language if is_said or link.language is None else link.language
    snapshot = opened(system, link, spoken)
    if snapshot.language != spoken:
        snapshot = replace(snapshot, language=spoken)
    is_asked = any(key in KEYS for key, _ in link.passed)
    notes = told_of(address) or ((in_both("cli.open.names_nothing"),) if link.is_default else ())
    return Opened(link, snapshot, asked if is_asked else None, (*notes, *link.problems, *told))


def _serve(link: str, found: Opened, port: int, *, open_page: bool) -> None:
    from kakao_whatif.dashboards.serve import serve

    system, seen = found.snapshot.system, found.snapshot
    if system.id not in case_ids():
        raise UnknownIdError("shipped case", system.id, "--browser", case_ids())
    query = write_link(
        system, seen.scenario, language=seen.language, selected=seen.selected, passed=found.link.passed
    )
    page = page_of(link)
    if page == "story":  # an address of its own: the beat in it decides what is supposed
        query = f"?{query_of(link)}"
    serve(port=port, notebook=f"{page}.ipynb", query=query[1:], open_page=open_page, announce=announce)


def _print(found: Opened) -> None:
    snapshot, language = found.snapshot, found.snapshot.language
    _tell(found)
    print_answer(snapshot)
    numbers = ", ".join(f"{id} {value:g}" for id, value in sorted(snapshot.scenario.parameters.items()))
    if numbers:
        print_lines("", say("cli.open.numbers", language, names=numbers))
    if found.link.at is not None:
        print_lines("", _moment(snapshot, found.link.at))
    if found.asked is not None:
        _print_saved(snapshot, found.asked)
    if snapshot.selected is not None and snapshot.selected in snapshot.impact.system.services:
        print_lines("")
        print_why(snapshot.impact, snapshot.selected, language)


def _tell(found: Opened) -> None:
    """Print what the link asks in vain."""
    language = found.snapshot.language
    if found.told:
        told = [f"- {text.in_language(language)}" for text in found.told]
        print_lines(Styled(say("views.link.title", language), style="bold"), *told, "")


def _moment(snapshot: Snapshot, at: float) -> str:
    """Return how many services are dark, locked, degraded and up at a moment."""
    from kakao_whatif.recovery.simulate import simulate_recovery
    from kakao_whatif.views.recovery_words import clock_hour

    statuses = [*simulate_recovery(snapshot.system, snapshot.scenario).status_at(at).values()]
    counts = {status.word: statuses.count(status) for status in Status}
    time = clock_hour(at, snapshot.language)
    return say("cli.open.at", snapshot.language, time=time, **counts)


def _print_saved(snapshot: Snapshot, asked: "Asked") -> None:
    """Print the cheapest set that keeps what the link wants to save."""
    from kakao_whatif.report.answers import cheapest_sets
    from kakao_whatif.views.saving.sentences import cards, summary, wanted

    told: list[Text] = []
    language = snapshot.language
    found = cheapest_sets(snapshot.system, snapshot.scenario, asked, told)
    print_lines("", *(text.in_language(language) for text in told))
    if found is not None:
        print_lines(wanted(found, language), *summary(found, language))
        print_lines(*(f"- {card['name']} · {card['cost']}" for card in cards(found, language)))
