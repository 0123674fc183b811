"""A report as values: sections of sentences, tables and figures, in one language and without any form.

Stands apart from the forms (`html`, `markdown`, `tables`), so that each of them says the same, and from the questions
that are answered (`answers`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from kakao_whatif.model.text import Language

ParagraphKind = Literal["plain", "lead", "note", "code"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences; a `lead` is what a hurried reader should read, a `note` what limits the rest."""

    text: str
    kind: ParagraphKind = "plain"


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part of a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """Sentences that belong together, one below the other."""

    items: tuple[str, ...]
    is_ordered: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A figure with its word, and perhaps a remark."""

    value: str
    word: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The figures that stand large."""

    items: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A service on the map.

    Parameters
    ----------
    label, look, word
        Its name, its status (`Status.word`), and that status in the reader's words.
    signs
        What is true of it besides: ``no-sign-in``, ``lost``, ``added``.
    """

    label: str
    look: str
    word: str
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Floor:
    """A layer of the map, with its tiles by product."""

    label: str
    rooms: tuple[tuple[str, tuple[Tile, ...]], ...]


@dataclass(frozen=True, slots=True)
class Map:
    """Every service with its status at a glance; the tables say the same in words."""

    label: str
    floors: tuple[Floor, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing, as a file beside the words; a page draws ribbons itself.

    Parameters
    ----------
    id
        Its name as a file.
    label, caption
        What it shows, for those who do not see it, and what to look for.
    svg
        The drawing.
    """

    id: str
    label: str
    caption: str
    svg: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a ribbon, in hours: what is waited for in it, as an id and in words."""

    start: float
    end: float
    want: str
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What was observed over a ribbon: the state, and between which hours; None where the record is open."""

    state: str
    low: float | None
    high: float | None
    title: str


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A service from its going down to its return."""

    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Axis:
    """The hours that the ribbons of a table share.

    Parameters
    ----------
    start, end
        From when to when.
    ticks
        Hours with their words.
    legend
        What is waited for somewhere on it: ids with their words; then what was observed, likewise.
    """

    start: float
    end: float
    ticks: tuple[tuple[float, str], ...]
    legend: tuple[tuple[str, str], ...] = ()
    marks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; one that `is_data` stands only where programs read."""

    id: str
    label: str = ""
    is_data: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of a table.

    Parameters
    ----------
    lines
        In words, one below the other.
    value
        The same for programs: an id, a number, None for nothing. If not given, the words.
    facts
        Ids of facts in the list of sources.
    url
        Where the words lead.
    look
        A status, so that it is seen as well as read.
    ribbon
        A ribbon on the table's axis; the words of the row say the same.
    """

    lines: tuple[str, ...] = ()
    value: str | float | None = None
    facts: tuple[str, ...] = ()
    url: str | None = None
    look: str | None = None
    ribbon: Ribbon | None = None

    @property
    def link(self) -> str | None:
        """Where the words lead, if that is an address of the web: no other kind becomes a link."""
        return self.url if self.url and self.url.startswith(("https://", "http://")) else None

    @property
    def data(self) -> str | float | None:
        """What programs read."""
        if self.value is not None:
            return self.value
        return " ".join([*self.lines, *self.facts]) or None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings.

    Parameters
    ----------
    id
        Its name as a file and in the page.
    title
        What it shows.
    columns, rows
        A cell for each column in each row.
    anchor
        The column whose words other tables point at.
    axis
        Of the ribbons in it.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    anchor: str | None = None
    axis: Axis | None = None

    def shown(self) -> Iterator[tuple[int, Column]]:
        """Yield the columns that people read, with their places."""
        yield from ((at, column) for at, column in enumerate(self.columns) if not column.is_data)


Block: TypeAlias = Paragraph | Heading | Items | Numbers | Map | Figure | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A question and what answers it."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    Parameters
    ----------
    language
        Of every word in it.
    title, subtitle
        The case, and what was supposed, in a line.
    notice
        That it is a simulation.
    contents
        The word above the list of sections.
    sections
        In reading order.
    link
        The query of the address at which a dashboard shows the same.
    maker
        The package and its version.
    """

    language: Language
    title: str
    subtitle: str
    notice: str
    contents: str
    sections: tuple[Section, ...]
    link: str
    maker: str

    def section(self, id: str) -> Section:
        """Return a section by its id."""
        return next(section for section in self.sections if section.id == id)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, in reading order."""
        return tuple(block for block in self._blocks if isinstance(block, Table))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every drawing, in reading order."""
        return tuple(block for block in self._blocks if isinstance(block, Figure))

    def table(self, id: str) -> Table:
        """Return a table by its id."""
        return next(table for table in self.tables if table.id == id)

    @property
    def _blocks(self) -> Iterator[Block]:
        return (block for section in self.sections for block in section.blocks)


def cell(words: str = "", value: str | float | None = None, **other: Any) -> Cell:
    """Return a cell of one line, or an empty one.

    Examples
    --------
    >>> cell("10 h", 10.0).data, cell("10 h").data, cell().data
    (10.0, '10 h', None)
    """
    return Cell((words,) if words else (), value, **other)


def lines(words: Iterable[str], **other: Any) -> Cell:
    """Return a cell of several lines."""
    return Cell(tuple(each for each in words if each), **other)
