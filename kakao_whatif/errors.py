"""Every error that the package raises on purpose.

They stand apart so that any layer can refuse at its door in the same words: where, what is wrong
(the value), and what to do.

::

    WhatIfError
    |- ModelError(ValueError)      every problem at once in .problems
    |- ScenarioError(ValueError)
    |  `- UnknownIdError           .kind .unknown .where .near
    |- LimitError                  a bound was hit: the bound, how far it got, the knob to turn
    `- RecoveryError
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SHOWN = 120  # letters of an unknown id that a message repeats
_MANY = 400
_AROUND = 20


class WhatIfError(Exception):
    """Anything this package refuses."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a model: where it stands, what it is, and the way out.

    Parameters
    ----------
    where
        The part of the model, such as ``services[4] 'tistory'.needs[1].on``, or the column of a table.
    what, way_out
        What is wrong, and what to do.
    line, column
        Where that stands in the file, counted from 1; None if it came from no file, or only the line is known.

    Examples
    --------
    >>> print(Problem("services[0]", "no id.", "Give it one.", line=3, column=5))
    line 3, column 5, services[0]: no id. Give it one.
    """

    where: str
    what: str
    way_out: str = ""
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Return the problem as one line."""
        at = [f"{word} {number}" for word, number in (("line", self.line), ("column", self.column)) if number]
        place = ", ".join(filter(None, [*at, self.where]))
        return f"{place}: {self.what}" + (f" {self.way_out}" if self.way_out else "")


class ModelError(WhatIfError, ValueError):
    """A model that cannot be used, with all its problems at once.

    Parameters
    ----------
    problems
        What is wrong, in the order of the file.
    source
        The name of the file or mapping they were found in.

    Examples
    --------
    >>> print(ModelError([Problem("services[0]", "no id.", "Give it one.")], source="case.yaml"))
    1 problem in case.yaml:
      - services[0]: no id. Give it one.
    """

    def __init__(self, problems: Iterable[Problem], source: str = "the model") -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        self.source = source
        count = len(self.problems)
        head = f"{count} problem{'' if count == 1 else 's'} in {source}:"
        super().__init__("\n".join([head, *(f"  - {problem}" for problem in self.problems)]))


class ScenarioError(WhatIfError, ValueError):
    """A scenario that this system cannot be put into."""


class UnknownIdError(ScenarioError):
    """An id that the system does not know; the nearest known one is named.

    Parameters
    ----------
    kind
        What the id should have been: "domain or service", "mitigation", ...
    unknown
        The id that was given.
    where
        Where it was given, such as ``scenario.losses``.
    known
        The ids that would have been right.

    Examples
    --------
    >>> print(UnknownIdError("domain or service", "pangio", "scenario.losses", ["anyang", "pangyo"]))
    scenario.losses: unknown id 'pangio'. Did you mean 'pangyo'?
    """

    def __init__(self, kind: str, unknown: str, where: str, known: Iterable[str]) -> None:
        self.kind = kind
        self.unknown = unknown
        self.where = where
        self.near = nearest(unknown, sorted(known))
        super().__init__(f"{where}: {' '.join(unknown_id(unknown, self.near, kind))}")


class LimitError(WhatIfError):
    """A stated bound was hit before the work was done.

    Parameters
    ----------
    message
        The bound, how far it got, and what to do.
    knobs
        The parameters of the function that was called that make the work less or the bound higher.
    """

    def __init__(self, message: str = "", *, knobs: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.knobs = tuple(knobs)


class RecoveryError(WhatIfError):
    """A recovery that cannot be simulated as asked."""


def nearest(unknown: object, known: Sequence[str]) -> str | None:
    """Return the known id that looks most like `unknown`, or None if none does.

    Among many ids only those are compared that begin or end most like it, so that a thousand
    unknown ids in a model of ten thousand are refused within seconds.

    Examples
    --------
    >>> nearest("pangio", ["anyang", "pangyo"])
    'pangyo'
    """
    if not isinstance(unknown, str) or len(unknown) > _SHOWN:
        return None
    from difflib import get_close_matches  # costs time at import and is needed for refusals only

    if len(known) > _MANY:
        known = [
            *_neighbours(unknown, known),
            *(id[::-1] for id in _neighbours(unknown[::-1], [id[::-1] for id in known])),
        ]
    return next(iter(get_close_matches(unknown, known, n=1, cutoff=0.6)), None)


def _neighbours(unknown: str, known: Sequence[str]) -> Sequence[str]:
    ordered = sorted(known)
    at = bisect_left(ordered, unknown)
    return ordered[max(0, at - _AROUND) : at + _AROUND]


def unknown_id(unknown: object, near: str | None, kind: str, noun: str = "id") -> tuple[str, str]:
    """Return the sentence that refuses an unknown id, and the one that says the way out."""
    shown = repr(unknown)
    if len(shown) > _SHOWN:
        shown = f"{shown[:_SHOWN]}..."
    if near is not None:
        return f"unknown {noun} {shown}.", f"Did you mean {near!r}?"
    return f"unknown {noun} {shown}.", f"It must name a known {kind}."
