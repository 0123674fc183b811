"""How many were normal again, when: the counts of a case's record (`counts.csv`).

Stands apart from the ledger because a count is of many services together, which it lists.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from kakao_whatif.files.ledger import Complaint, Row, name_complaints, number_complaint, read_table
from kakao_whatif.model.text import Text

COUNTS_COLUMNS = ("hours", "normal", "of", "services", "facts", "note_en", "note_ko")


@dataclass(frozen=True, slots=True)
class Count:
    """How many of some services were normal at one time.

    Parameters
    ----------
    hours
        When, from the origin.
    normal, of
        How many were normal, of how many.
    services
        What was counted: each entry is one of the counted, normal when all services in it are. Empty where a group of
        the model stands for as many as it has servers.
    facts, note
        What it rests on, and what was said.
    """

    hours: float
    normal: float
    of: float
    services: tuple[tuple[str, ...], ...] = ()
    facts: tuple[str, ...] = ()
    note: Text = Text()


def read_counts(
    path: Path, services: Collection[str] | None = None, facts: Collection[str] | None = None
) -> tuple[Count, ...]:
    """Return the counts of a file; services and facts are looked up where they are given.

    The column `services` lists the counted, apart by spaces; one that several services of the model stand for names
    them with plus signs between: `kakao-pay games-mobile+games-pc`.

    Raises
    ------
    ModelError
        With every problem at once, each with its line.
    """

    def entry(_: int, row: Row) -> tuple[Count, list[Complaint]]:
        counted = tuple(tuple(each.split("+")) for each in row["services"].split())
        complaints = [
            *name_complaints("services", [id for each in counted for id in each], services),
            *name_complaints("facts", row["facts"].split(), facts),
        ]
        numbers = []
        for column in ("hours", "normal", "of"):
            number, complaint = number_complaint(row, column)
            numbers.append(0.0 if number is None else number)
            complaints += [complaint] if complaint is not None else []
        if not complaints and numbers[2] <= 0:
            complaints.append(("of", f"of {row['of']} none can be normal.", "Give how many were counted."))
        elif not complaints and not 0 <= numbers[1] <= numbers[2]:
            complaints.append(
                ("normal", f"{row['normal']} is not between 0 and {row['of']}.", "Correct one of them.")
            )
        note = Text(row["note_en"], row["note_ko"])
        hours, normal, of = numbers
        return Count(hours, normal, of, counted, tuple(row["facts"].split()), note), complaints

    return tuple(read_table(path, COUNTS_COLUMNS, entry))
