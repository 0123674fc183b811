"""The record of a case: what is known (`ledger.csv`) and when things came back (`timeline.csv`).

It stands apart from the model, which only names facts: here is what they say and where it stands.
"""

import csv
import io
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar, get_args

from kakao_whatif.errors import ModelError, Problem, nearest
from kakao_whatif.files.content import read_text
from kakao_whatif.files.places import shown
from kakao_whatif.model.text import Text
from kakao_whatif.text.signs import MAX_ID_LETTERS, MAX_LETTERS, complaint

FactKind = Literal["fact", "company_claim", "opinion", "counterfactual"]
Restored = Literal["usable", "sign_in", "full"]

LEDGER_COLUMNS = ("id", "when", "subject", "statement_en", "statement_ko", "kind", "source", "source_type")
TIMELINE_COLUMNS = ("service", "state", "earliest_hours", "latest_hours", "facts", "note_en", "note_ko")
EVERYTHING = "*"
"""What a timeline calls all services together."""

Row = Mapping[str, str]
_Entry = TypeVar("_Entry")
Complaint = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of the record, with where it was made.

    Parameters
    ----------
    id, when, subject
        Its id, when it holds (in words), and what it is about.
    statement
        What was said, in both languages.
    kind
        fact, company_claim, opinion, or counterfactual (somebody's own what-if).
    source, source_type
        An address or a name, and what it is: press, government, company, ...
    """

    id: str
    when: str
    subject: str
    statement: Text
    kind: FactKind
    source: str
    source_type: str

    @property
    def url(self) -> str | None:
        """Return the address of the source, if it has one.

        Examples
        --------
        >>> Fact("F1", "2022-10-15", "fire", Text.plain("It burned."), "fact", "article 001", "article").url
        """
        return self.source if self.source.startswith(("https://", "http://")) else None


@dataclass(frozen=True, slots=True)
class Observation:
    """When a service was seen to be back.

    Parameters
    ----------
    service
        Its id, or ``*`` for all services together.
    state
        usable (first usable again), sign_in (people could sign in again and use it), or full (fully normal).
    earliest_hours, latest_hours
        The bounds of the moment, in hours from the origin; None where there is none.
    facts
        The facts it rests on.
    note
        What was seen, in words.
    """

    service: str
    state: Restored
    earliest_hours: float | None = None
    latest_hours: float | None = None
    facts: tuple[str, ...] = ()
    note: Text = Text()


def read_ledger(path: Path) -> dict[str, Fact]:
    """Return the facts of a ledger by id, in the order of the file.

    Raises
    ------
    ModelError
        With every problem at once, each with its line.
    """
    seen: dict[str, int] = {}

    def entry(line: int, row: Row) -> tuple[Fact, list[Complaint]]:
        fact = Fact(
            row["id"],
            row["when"],
            row["subject"],
            Text(row["statement_en"], row["statement_ko"]),
            row["kind"],  # type: ignore[arg-type]  # _fact_complaints looks at it
            row["source"],
            row["source_type"],
        )
        first = seen.setdefault(fact.id, line)
        return fact, list(_fact_complaints(fact, None if first == line else first))

    return {fact.id: fact for fact in read_table(path, LEDGER_COLUMNS, entry)}


def _fact_complaints(fact: Fact, first: int | None) -> Iterator[Complaint]:
    if not fact.id:
        yield "id", "it is empty.", "Give each fact an id."
    elif first is not None:
        yield "id", f"{fact.id!r} stands in line {first} too.", "Choose another id."
    if fact.kind not in get_args(FactKind):
        yield "kind", f"{shown(fact.kind)} is not known.", f"Give one of: {', '.join(get_args(FactKind))}."
    if not fact.statement:
        yield "statement_en", "it is empty.", "Say what was said, in English or Korean."
    if not fact.source:
        yield "source", "it is empty.", "Say where it was said."


def read_timeline(
    path: Path, services: Collection[str] | None = None, facts: Collection[str] | None = None
) -> tuple[Observation, ...]:
    """Return the observations of a timeline; services and facts are looked up where they are given.

    Raises
    ------
    ModelError
        With every problem at once, each with its line.
    """

    def entry(_: int, row: Row) -> tuple[Observation, list[Complaint]]:
        complaints = [
            *name_complaints("service", [row["service"]], services, EVERYTHING),
            *name_complaints("facts", row["facts"].split(), facts),
        ]
        if row["state"] not in get_args(Restored):
            complaints.append(
                ("state", f"{shown(row['state'])} is not known.", "Give usable, sign_in or full.")
            )
        earliest, latest = (_hours(row, key, complaints) for key in ("earliest_hours", "latest_hours"))
        if earliest is not None and latest is not None and earliest > latest:
            what = f"{row['earliest_hours']} comes after latest_hours {row['latest_hours']}."
            complaints.append(("earliest_hours", what, "Swap them."))
        note = Text(row["note_en"], row["note_ko"])
        return Observation(
            row["service"],
            row["state"],  # type: ignore[arg-type]  # looked at above
            earliest,
            latest,
            tuple(row["facts"].split()),
            note,
        ), complaints

    return tuple(read_table(path, TIMELINE_COLUMNS, entry))


def _hours(row: Row, key: str, complaints: list[Complaint]) -> float | None:
    if not row[key]:
        return None
    hours = _number(row[key])
    if hours is None:
        complaints.append(
            (key, f"{shown(row[key])} is not a number of hours.", "Give hours from the origin, or nothing.")
        )
    return hours


def number_complaint(row: Row, column: str) -> tuple[float | None, Complaint | None]:
    """Return the number of a cell that must have one, and what is wrong if it has none."""
    if not row[column]:
        return None, (column, "it is empty.", "Give a number.")
    number = _number(row[column])
    if number is None:
        return None, (column, f"{shown(row[column])} is not a number.", "Give a number.")
    return number, None


def _number(cell: str) -> float | None:
    try:
        number = float(cell)
    except ValueError:
        return None
    return number if abs(number) < 1e6 else None


def name_complaints(
    column: str, names: Collection[str], known: Collection[str] | None, also: str = ""
) -> Iterator[Complaint]:
    """Yield the names in a cell that are not known."""
    kind = column.removesuffix("s")
    for name in names:
        if known is not None and name not in known and not (also and name == also):
            near = nearest(name, sorted(known))
            way_out = f"Did you mean {near!r}?" if near else f"It must name a known {kind}."
            yield column, f"unknown {kind} {shown(name)}.", way_out


def read_table(
    path: Path, columns: tuple[str, ...], build: Callable[[int, Row], tuple[_Entry, list[Complaint]]]
) -> list[_Entry]:
    """Return what each row of a CSV file becomes, or refuse the file with all complaints."""
    source = str(path)
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    entries: list[_Entry] = []
    problems: list[Problem] = []
    try:
        header = next(reader, [])
        problems += _header_problems(header, columns)
        if problems:
            raise ModelError(problems, source)
        start = reader.line_num + 1
        for cells in reader:
            line, start = start, reader.line_num + 1
            if len(cells) != len(header):
                what = f"{len(cells)} cells, but {len(header)} columns."
                problems.append(Problem("", what, "Put cells that hold a comma in quotes.", line))
                continue
            row = dict(
                zip(header, (cell.replace("\r\n", "\n").strip(" \t\n") for cell in cells), strict=True)
            )
            complaints = list(_text_complaints(row))
            if not complaints:  # else what follows would say the same in other words
                entry, complaints = build(line, row)
                entries.append(entry)
            problems += [Problem(column, what, way_out, line) for column, what, way_out in complaints]
    except csv.Error as error:
        problems.append(Problem("", f"this is not CSV: {error}.", "Check the quotes there.", reader.line_num))
    if problems:
        raise ModelError(problems, source)
    return entries


def _text_complaints(row: Row) -> Iterator[Complaint]:
    """Yield the cells with harmful signs or too many letters, and line breaks outside of sentences."""
    for column, cell in row.items():
        is_sentence = column.endswith(("_en", "_ko"))
        if (wrong := complaint(cell, MAX_ID_LETTERS if column == "id" else MAX_LETTERS)) is not None:
            yield column, *wrong
        elif not is_sentence and ("\n" in cell or "\t" in cell):
            yield column, f"{shown(cell)} has a tab or a line break.", "Write it on one line."


def _header_problems(header: list[str], columns: tuple[str, ...]) -> Iterator[Problem]:
    for name in columns:
        if header.count(name) != 1:
            what = f"the column {name!r} {'stands twice' if name in header else 'is missing'}."
            yield Problem("", what, f"The columns are: {', '.join(columns)}.", 1)
    for name in header:
        if name not in columns:
            near = nearest(name, columns)
            way_out = f"Did you mean {near!r}?" if near else f"The columns are: {', '.join(columns)}."
            yield Problem("", f"unknown column {shown(name)}.", way_out, 1)
