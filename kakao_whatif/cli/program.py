"""The command `kakao-whatif`: its group of commands, and what becomes of an error.

It stands apart from the commands so that each of them may simply raise: bad input ends here, as a
message and exit code 2, never as a traceback.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Final

import click

from kakao_whatif.errors import WhatIfError
from kakao_whatif.version import __version__

#: Every command: where it stands, and what it does. The help is written from this, so it imports no command.
COMMANDS: Final[Mapping[str, tuple[str, str]]] = {
    "backtest": ("backtest.backtest", "Compare the model of a case with its record."),
    "cases": ("cases.cases", "List the shipped cases, or the ids that one case knows."),
    "check": ("cases.check", "Check a case file: every problem is named."),
    "contingencies": ("contingencies.contingencies", "Lose any k of a set together: which losses are worst."),
    "cuts": ("cuts.cuts", "List every smallest set of losses that takes a service down."),
    "explore": ("explore.explore", "Serve the dashboards on this machine."),
    "frontier": ("frontier.frontier", "Show what changes can keep at best, for each cost."),
    "handout": ("handout.handout", "Write a case as one HTML file that needs no server."),
    "lose": ("lose.lose", "Lose sites or services: which go dark, and why."),
    "open": ("open.open_link", "Answer what a link of a dashboard asks."),
    "recover": ("recover.recover", "Lose sites or services: when everything is back."),
    "report": ("report.report", "Write a report: what fails, why, and what would have helped."),
    "save": ("save.save", "Find the cheapest sets of changes that keep services up."),
    "schema": ("cases.schema", "Print the JSON Schema of case files."),
    "why": ("why.why", "Say why a service is as it is, down to the losses."),
}

INTERRUPTED = 130  # what shells give a program that Ctrl+C ended
PIPE_CLOSED = 141  # and one whose reader, such as `head`, has left


class BadInput(click.ClickException):
    """Something the user gave cannot be used; click prints it and ends with this exit code."""

    exit_code = 2


@contextmanager
def shown_harmless() -> Iterator[None]:
    """Refuse arguments as click does, without the signs in them that steer a terminal."""
    try:
        yield
    except click.UsageError as error:
        from kakao_whatif.text.signs import harmless

        message = harmless(error.format_message())
        raise click.UsageError(message, error.ctx) if message != error.format_message() else error from None


class Program(click.Group):
    """A group whose commands are imported when asked for, and refuse bad input in words."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported now; None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(".")
        command: click.Command = getattr(import_module(f"kakao_whatif.cli.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with what each does, importing none."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, does) for name, (_, does) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the chosen command, and turn what it refuses into a message on standard error."""
        try:
            with shown_harmless():
                return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(PIPE_CLOSED)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except (WhatIfError, OSError) as error:
            from kakao_whatif.text.signs import harmless

            message = _message(error) + self._knobs(ctx, error)
            raise BadInput(harmless(message)) from error

    def _knobs(self, ctx: click.Context, error: Exception) -> str:
        """Return the options of the command that turn what a bound names."""
        command = self.get_command(ctx, ctx.invoked_subcommand or "")
        turned = getattr(error, "knobs", ())
        params = [] if command is None else command.params
        names = [param.opts[0] for knob in turned for param in params if param.name == knob]
        return f" On the command line: {', '.join(names)}." if names else ""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what stands before the command's name."""
        with shown_harmless():
            return super().parse_args(ctx, args)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="kakao-whatif")
def program() -> None:
    """Ask what if: which services go dark, why, and what would have saved them.

    Everything here is a simulation on a model. Exit codes: 0 an answer, whatever it says; 1 a gate
    that was asked for (--fail-if-...) fails; 2 a question that cannot be answered.
    """


def _message(error: WhatIfError | OSError) -> str:
    if isinstance(error, OSError) and error.strerror:
        named = f"{error.filename}: " if error.filename else ""
        return f"{named}{error.strerror}."
    return str(error)
