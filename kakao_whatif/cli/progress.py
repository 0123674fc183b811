"""A bar on standard error while something is played many times.

It stands apart because every command that takes seconds shows the same one, and only to somebody who watches.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Told: TypeAlias = Callable[[int, int], bool]


@contextmanager
def progress(what: str, of: int | None = None) -> Iterator[Told | None]:
    """Yield what a computation tells how far it is; None where there is one round, or nobody watches.

    Without `of`, the bar only moves until it is told how much there is to do.
    """
    if (of is not None and of <= 1) or not sys.stderr.isatty():
        yield None
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(what, total=of)

    def advance(done: int, of: int) -> bool:
        bar.start()  # now that it takes long enough to be told
        bar.update(task, completed=done, total=of)
        return True

    try:
        yield advance
    finally:
        if bar.live.is_started:
            bar.stop()
