"""Options that several commands share: the case, the language, what is in place, how to answer.

They stand apart so that a word means the same in every command.
"""

import os
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from kakao_whatif.cases import DEFAULT_CASE as DEFAULT_CASE
from kakao_whatif.diagrams.bounds import MAX_RUNS, MAX_STEPS
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.text import Language

if TYPE_CHECKING:
    from kakao_whatif.cases import Case

#: The exit code of a gate (an option --fail-if-...) that fails.
FAILED = 1

Command = TypeVar("Command", bound=Callable[..., Any])


def preferred_language(environment: Mapping[str, str]) -> Language:
    """Return the language of a terminal: Korean where its locale is, else English.

    Examples
    --------
    >>> preferred_language({"LANG": "ko_KR.UTF-8"}), preferred_language({"LANG": "ko_KR", "LC_ALL": "C"})
    ('ko', 'en')
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environment[name] for name in names if environment.get(name)), "")
    return "ko" if locale.lower().startswith("ko") else "en"


def ids(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Return ids, each once and in the order given; those of a link may be joined by commas.

    A value without any id is refused: an empty variable of a script is not "nothing is lost".
    """
    for value in values:
        if not value.strip(" ,"):
            raise click.BadParameter(f"{value!r} holds no id. Name one, or leave it out.")
    return tuple(dict.fromkeys(id.strip() for value in values for id in value.split(",") if id.strip()))


def system_of(case: str) -> "Case":
    """Return a shipped case, or the case of a folder or file.

    A command that prints its help need not wait for the readers: they are imported here.
    """
    from kakao_whatif.cases import load_case

    return load_case(case)


def scenario_of(losses: tuple[str, ...], mitigations: tuple[str, ...], readings: tuple[str, ...]) -> Scenario:
    """Return the scenario that the options state."""
    return Scenario(losses, mitigations, readings)


def in_case(command: Command) -> Command:
    """Add --case."""
    return click.option(
        "--case",
        default=DEFAULT_CASE,
        show_default=True,
        metavar="ID|PATH",
        help="A shipped case, a case's folder, or a file.",
    )(command)


def with_losses(
    *names: str, argument: bool = True, text: str = "What is lost; may be repeated."
) -> Callable[[Command], Command]:
    """Add what is lost: ids one after the other, joined by commas, or in options; the command takes `losses`.

    Parameters
    ----------
    names
        Names of the option, besides --lose.
    argument
        Whether ids may also stand as arguments. Where arguments name services to keep, they may not.
    text
        What the help says of it.
    """

    def add(command: Command) -> Command:
        @wraps(command)
        def joined(
            *args: Any, losses: tuple[str, ...] = (), more_losses: tuple[str, ...] = (), **rest: Any
        ) -> Any:
            return command(*args, losses=tuple(dict.fromkeys(losses + more_losses)), **rest)

        found = click.option(
            *names, "--lose", "more_losses", multiple=True, callback=ids, metavar="ID", help=text
        )(joined)
        if argument:
            found = click.argument("losses", nargs=-1, metavar="[ID]...", callback=ids)(found)
        return cast("Command", found)

    return add


def with_changes(command: Command) -> Command:
    """Add --with and --read."""
    for option in (
        click.option(
            "--read",
            "readings",
            multiple=True,
            callback=ids,
            metavar="READING",
            help="A reading of the record.",
        ),
        click.option(
            "--with",
            "mitigations",
            multiple=True,
            callback=ids,
            metavar="MITIGATION",
            help="A mitigation in place.",
        ),
    ):
        command = option(command)
    return command


def with_costs(command: Command) -> Command:
    """Add --max-cost, --cost and --tradeoffs."""
    for option in (
        click.option(
            "--tradeoffs",
            is_flag=True,
            help="Also changes that help here and hurt there; it is said what they make worse.",
        ),
        click.option(
            "--cost",
            "costs",
            multiple=True,
            callback=_costs,
            metavar="MITIGATION=POINTS",
            help="Another cost than the case's.",
        ),
        click.option("--max-cost", type=float, metavar="POINTS", help="No more than so many points."),
    ):
        command = option(command)
    return command


def _costs(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, float]:
    """Return points by id."""
    found = {}
    for value in values:
        id, sign, points = value.partition("=")
        try:
            found[id.strip()] = float(points) if sign else float("nan")
        except ValueError:
            raise click.BadParameter(f"{value!r} is not an id and points. Give drills=5.") from None
        if not sign:
            raise click.BadParameter(f"{value!r} is not an id and points. Give {value}=5.")
    return found


def with_steps(command: Command) -> Command:
    """Add --steps."""
    return click.option(
        "--steps",
        "max_steps",
        type=click.IntRange(min=1),
        default=MAX_STEPS,
        show_default=True,
        help="At most so many steps of work.",
    )(command)


def with_runs(command: Command) -> Command:
    """Add --runs."""
    return click.option(
        "--runs",
        "max_runs",
        type=click.IntRange(min=1),
        default=MAX_RUNS,
        show_default=True,
        help="In time: so many simulations, at most.",
    )(command)


def with_samples(command: Command) -> Command:
    """Add --samples and --seed."""
    for option in (
        click.option(
            "--seed",
            type=int,
            default=0,
            show_default=True,
            help="Of the draws; the same seed, the same answer.",
        ),
        click.option(
            "--samples",
            type=click.IntRange(min=1),
            default=1,
            metavar="N",
            help="Draw every number that has a range N times: P10 to P90.",
        ),
    ):
        command = option(command)
    return command


def writable(
    check: Callable[[str], object] | None = None, *, may_be_folder: bool = False
) -> Callable[[click.Context, click.Parameter, str | None], Path | None]:
    """Return the callback of an option that names a file: what could not be written is refused before any work.

    `check` raises if the ending names no form. It may have to load what draws, so the place is looked at first.
    """

    def place(context: click.Context, parameter: click.Parameter, value: str | None) -> Path | None:
        if value is None:
            return None
        from kakao_whatif.files.whole import check_place

        check_place(value, may_be_folder=may_be_folder)
        if check is not None:
            check(value)
        return Path(value)

    return place


def answering(command: Command) -> Command:
    """Add --lang and --json."""
    as_json = click.option(
        "--json", "as_json", is_flag=True, help="Answer in JSON, for programs: ids, sorted keys."
    )
    return in_language(as_json(command))


def in_language(command: Command) -> Command:
    """Add --lang."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(["ko", "en"]),
        default=lambda: preferred_language(os.environ),
        show_default="by locale",
        help="Language of the answer.",
    )(command)
