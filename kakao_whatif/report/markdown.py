"""A report as Markdown, for a wiki, a repository or an issue: tables of pipes, figures as files beside it."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from kakao_whatif.report.document import (
    Block,
    Cell,
    Figure,
    Heading,
    Items,
    Map,
    Numbers,
    Paragraph,
    Report,
    Table,
)
from kakao_whatif.text.signs import one_line

#: Signs that Markdown reads as its own anywhere in a line: those of CommonMark, and the pipe, `~` and `$` of GitHub.
_OWN_SIGNS = re.compile(r"([\\`*_\[\]<>|#~$]|&(?=#?\w+;))")
#: What makes a list or a line of a text that begins with it.
_OWN_BEGINNING = re.compile(r"^([0-9]{1,9}(?=[.)])|(?=[-+]))(.)")
#: A command of our own sentences; a longer run of backticks, or one around a pipe or backslash, is no command.
_COMMAND = re.compile(r"(?<!`)`([^`|\\]+)`(?!`)")


def markdown_text(report: Report, folder: str = "") -> str:
    """Return a report as Markdown.

    Parameters
    ----------
    report
        The report.
    folder
        Where its figures stand, as a link from the text says it; without figures it does not matter.

    Examples
    --------
    >>> from kakao_whatif import Scenario
    >>> from kakao_whatif.examples import two_sites
    >>> from kakao_whatif.report.contents import build_report
    >>> print(markdown_text(build_report(two_sites(), Scenario({"pangyo"})))[:33])
    # What if: a system
    <BLANKLINE>
    Lost: Pangyo
    """
    told = [f"# {_words(report.title)}", _words(report.subtitle), f"*{_words(report.notice)}*"]
    for section in report.sections:
        told.append(f"## {_words(section.title)}")
        for block in section.blocks:
            told += _block(block, folder)
    return "\n\n".join(told) + "\n"


def _block(block: Block, folder: str) -> Iterator[str]:
    if isinstance(block, Paragraph):
        words = _words(block.text)
        yield f"**{words}**" if block.kind == "lead" else f"*{words}*" if block.kind == "note" else words
    elif isinstance(block, Heading):
        yield f"### {_words(block.text)}"
    elif isinstance(block, Items):
        yield "\n".join(
            f"{f'{at}.' if block.is_ordered else '-'} {_words(item)}"
            for at, item in enumerate(block.items, start=1)
        )
    elif isinstance(block, Numbers):
        yield "\n".join(
            f"- **{_words(each.value)}** {_words(each.word)}"
            + (f" ({_words(each.note)})" if each.note else "")
            for each in block.items
        )
    elif isinstance(block, Figure):
        yield f"![{_words(block.label)}]({folder}{block.id}.svg)"
        yield f"*{_words(block.caption)}*"
    elif isinstance(block, Table):
        yield f"**{_words(block.title)}**"
        yield _table(block)
    else:
        assert isinstance(block, Map)  # the tables under it say the same
        yield "\n".join(_floors(block))


def _floors(block: Map) -> Iterator[str]:
    """Yield a line for each layer: every service with its status."""
    for floor in block.floors:
        tiles = (f"{_words(tile.label)} ({_words(tile.word)})" for _, room in floor.rooms for tile in room)
        yield f"- **{_words(floor.label)}**: {' · '.join(tiles)}"


def _table(table: Table) -> str:
    shown = [(at, column) for at, column in table.shown() if column.id != "ribbon"]
    heads = "| " + " | ".join(_words(column.label) for _, column in shown) + " |"
    rule = "|" + " --- |" * len(shown)
    rows = ("| " + " | ".join(_cell(row[at]) for at, _ in shown) + " |" for row in table.rows)
    return "\n".join([heads, rule, *rows])


def _cell(cell: Cell) -> str:
    words = "<br>".join(_words(line) for line in cell.lines)
    if cell.link:
        words = f"[{words}](<{_address(cell.link)}>)"
    return " ".join(filter(None, [words, ", ".join(map(_words, cell.facts))]))


def _address(url: str) -> str:
    """Return an address that no sign in it can end: what Markdown would read is written as its bytes."""
    return quote(one_line(url), safe="%:/?#@!&()+,;=.-_~").replace("&", "&amp;")


def _words(text: str) -> str:
    """Return words that Markdown shows as they are, wherever in a line they stand; a command becomes code."""
    text = " ".join(one_line(text).split())
    end, told = 0, []
    for command in _COMMAND.finditer(text):
        told += [_OWN_SIGNS.sub(r"\\\1", text[end : command.start()]), command[0]]
        end = command.end()
    told.append(_OWN_SIGNS.sub(r"\\\1", text[end:]))
    return _OWN_BEGINNING.sub(r"\1\\\2", "".join(told))
