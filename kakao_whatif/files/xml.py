"""XML as elements that know their line, within bounds.

It stands apart from the format written in it. Entities are refused before any is expanded, so that
a file of a thousand bytes cannot become a thousand million; nothing outside the file is loaded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from kakao_whatif.errors import ModelError
from kakao_whatif.files.content import read_bytes, refused

MAX_NESTED = 200


@dataclass(slots=True)
class Element:
    """One element: its tag, attributes, children and text, and the line where it begins."""

    tag: str
    attributes: Mapping[str, str]
    line: int
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    def get(self, name: str) -> str:
        """Return an attribute without the space around it, or nothing."""
        return self.attributes.get(name, "").strip()


def read_xml(path: Path) -> Element:
    """Return the root element of an XML file.

    Raises
    ------
    ModelError
        If it cannot be read, is not XML, declares entities, or nests without end.
    """
    content, source = read_bytes(path), str(path)
    tree = _Tree(source)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, attributes: tree.start(tag, attributes, parser.CurrentLineNumber)
    parser.EndElementHandler = tree.end
    parser.CharacterDataHandler = tree.characters
    parser.EntityDeclHandler = lambda name, *_: tree.refuse_entity(name, parser.CurrentLineNumber)
    try:
        parser.Parse(content, True)  # noqa: FBT003
    except expat.ExpatError as error:
        what = f"this is not XML: {expat.ErrorString(error.code)}."
        raise refused(source, what, "Check the tags there.", (error.lineno, error.offset + 1)) from None
    except ModelError:
        raise
    except (LookupError, ValueError) as error:  # an encoding that Python does not know or cannot use here
        raise refused(source, f"this cannot be read as XML: {error}.", "Save the file as UTF-8.") from None
    return tree.root


class _Tree:
    """The elements while the file is read."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.open: list[Element] = []

    def start(self, tag: str, attributes: dict[str, Any], line: int) -> None:
        element = Element(tag, attributes, line)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)
        if len(self.open) > MAX_NESTED:
            what = f"elements are nested more than {MAX_NESTED} deep."
            raise refused(self.source, what, "Define inner gates apart.", (line, 1))

    def end(self, _: str) -> None:
        self.open.pop()

    def characters(self, text: str) -> None:
        self.open[-1].text += text

    def refuse_entity(self, name: str, line: int) -> None:
        what = f"the entity {name!r} is declared; entities are not read."
        raise refused(self.source, what, "Write out what it stands for.", (line, 1))
