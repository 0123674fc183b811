"""The cases that ship with the package, and how a case is loaded.

A case is a folder: `case.yaml` (the model), `ledger.csv` (its facts), `timeline.csv` (what was
observed, when), and perhaps `counts.csv` (how many were normal, when). It stands above `files`, which knows each of
them alone.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path

from kakao_whatif.errors import UnknownIdError
from kakao_whatif.files.counts import Count, read_counts
from kakao_whatif.files.ledger import Fact, Observation, read_ledger, read_timeline
from kakao_whatif.files.read import CASE_FILE, read_with_facts
from kakao_whatif.model.parts import NOTHING
from kakao_whatif.model.system import System

#: The case that is shown where none is named.
DEFAULT_CASE = "kakao-2022"

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, kw_only=True, eq=False)
class Case(System):
    """A system with its record.

    Parameters
    ----------
    facts
        What the ledger says, by id.
    observations
        When services were seen to be back.
    counts
        How many were seen to be normal, at dated moments.
    """

    facts: Mapping[str, Fact] = field(default_factory=lambda: NOTHING)
    observations: tuple[Observation, ...] = ()
    counts: tuple[Count, ...] = ()


def case_ids() -> tuple[str, ...]:
    """Return the ids of the cases that ship with the package.

    Examples
    --------
    >>> case_ids()
    ('facebook-2021', 'kakao-2022', 'nirs-2025')
    """
    return tuple(sorted(path.parent.name.replace("_", "-") for path in _FOLDER.glob(f"*/{CASE_FILE}")))


def load_case(case: str | os.PathLike[str]) -> Case:
    """Return a case with its facts and observations.

    Parameters
    ----------
    case
        The id of a shipped case, or the path of a case's folder or of its ``case.yaml``.

    Raises
    ------
    UnknownIdError
        If it is neither a shipped case nor a path that exists.
    ModelError
        If one of its files does not fit, with every problem of that file at once.

    Examples
    --------
    >>> load_case("kakao-2022").facts["F145"].source_type
    'government'
    """
    if isinstance(case, str) and case in case_ids():
        return _shipped(case)
    path = Path(case)
    if isinstance(case, str) and not path.exists() and not path.suffix and len(path.parts) < 2:
        raise UnknownIdError("case, or a folder with a case.yaml", case, "case", case_ids())
    return _load(path if path.is_dir() else path.parent, path)


@lru_cache
def _shipped(id: str) -> Case:
    folder = _FOLDER / id.replace("-", "_")
    return _load(folder, folder)


def _load(folder: Path, source: Path) -> Case:
    """Return the case of a folder; without a ledger, its facts are not looked up."""
    ledger, timeline, counts = (folder / f"{name}.csv" for name in ("ledger", "timeline", "counts"))
    facts = read_ledger(ledger) if ledger.exists() else {}
    system = read_with_facts(source, facts if ledger.exists() else None)
    parts = {each.name: getattr(system, each.name) for each in fields(System)}
    observations = read_timeline(timeline, system.possible_services, facts) if timeline.exists() else ()
    counted = read_counts(counts, system.possible_services, facts) if counts.exists() else ()
    return Case(**parts, facts=facts, observations=observations, counts=counted)
