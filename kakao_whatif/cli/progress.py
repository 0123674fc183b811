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
    """Yield the function that moves a bar, to be called with (done, in all); None for one round, or if nobody watches.

    Without `of`, the length of the bar is open until the first call.
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
