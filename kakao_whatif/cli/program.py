"""The command `kakao-whatif`: its group of commands, and what becomes of an error.

It stands apart from the commands so that each of them may simply raise: bad input ends here, as a
message and exit code 2, never as a traceback.
"""

import os
import sys
from typing import Any

import click

from kakao_whatif.cli.backtest import backtest
from kakao_whatif.cli.cases import cases, check, schema
from kakao_whatif.cli.contingencies import contingencies
from kakao_whatif.cli.cuts import cuts
from kakao_whatif.cli.explore import explore
from kakao_whatif.cli.frontier import frontier
from kakao_whatif.cli.handout import handout
from kakao_whatif.cli.lose import lose
from kakao_whatif.cli.open import open_link
from kakao_whatif.cli.recover import recover
from kakao_whatif.cli.report import report
from kakao_whatif.cli.save import save
from kakao_whatif.cli.why import why
from kakao_whatif.errors import WhatIfError
from kakao_whatif.version import __version__

INTERRUPTED = 130  # what shells give a program that Ctrl+C ended
PIPE_CLOSED = 141  # and one whose reader, such as `head`, has left


class BadInput(click.ClickException):
    """Something the user gave cannot be used; click prints it and ends with this exit code."""

    exit_code = 2


class Program(click.Group):
    """A group whose commands refuse bad input in words."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the chosen command, and turn what it refuses into a message on standard error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(PIPE_CLOSED)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except (WhatIfError, OSError) as error:
            raise BadInput(_message(error)) from error


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="kakao-whatif")
def program() -> None:
    """Ask what if: which services go dark, why, and what would have saved them.

    Everything here is a simulation on a model. Exit codes: 0 answered, 1 a service named by
    --fail-if-dark is dark, 2 bad input.
    """


for command in (
    explore,
    lose,
    why,
    save,
    frontier,
    cuts,
    contingencies,
    recover,
    backtest,
    report,
    open_link,
    cases,
    check,
    schema,
    handout,
):
    program.add_command(command)


def _message(error: WhatIfError | OSError) -> str:
    if isinstance(error, OSError) and error.strerror:
        named = f"{error.filename}: " if error.filename else ""
        return f"{named}{error.strerror}."
    return str(error)
