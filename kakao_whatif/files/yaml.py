"""Reading YAML into plain data, within bounds.

It stands apart from the case format: here a file is only text, lists and mappings. The reader works
on parser events, so that depth, copies and doubled keys are seen before anything is built from them.
Words follow the core rules of YAML 1.2: `on` and `no` are words, a date is a word, `010` is ten.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kakao_whatif.errors import ModelError, Problem
from kakao_whatif.files.content import read_text, refused
from kakao_whatif.files.places import place
from kakao_whatif.text.signs import code_point

MAX_DEPTH = 60
_TOO_DEEP = f"lists and mappings stand in each other over {MAX_DEPTH} deep."
MAX_COPIED = 200_000
MAX_VALUES = 1_000_000

_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_BEYOND = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_LONGEST_INTEGER = 300  # Python refuses to read much longer ones


@dataclass(frozen=True, slots=True)
class Document:
    """What a YAML file holds, and what is wrong in it that did not stop the reading."""

    data: Any
    problems: tuple[Problem, ...] = ()
    text: str = ""


def read_yaml(path: Path) -> Document:
    """Return what a YAML file holds.

    Raises
    ------
    ModelError
        If the file cannot be opened, is over a bound, or is not one YAML document.
    """
    return parse_yaml(read_text(path), str(path))


def parse_yaml(text: str, source: str = "YAML") -> Document:
    """Return what a YAML text holds.

    Examples
    --------
    >>> parse_yaml("{on: no, from: 2022-10-15, capacity: 0.5}").data
    {'on': 'no', 'from': '2022-10-15', 'capacity': 0.5}
    """
    import yaml  # costs time at import, and a mapping in Python needs none of it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        parser = loader(text)
        try:
            return _Builder(source, text).document(parser)
        finally:
            parser.dispose()
    except yaml.YAMLError as error:
        raise _not_yaml(source, error, text) from None


def _not_yaml(source: str, error: Exception, text: str) -> ModelError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None and "nesting depth" in str(error):
        # Newer parsers have a bound of their own, and meet it before we hear of the first bracket.
        return refused(source, _TOO_DEEP, "Write it flatter.", (mark.line + 1, mark.column + 1))
    if mark is not None:
        said = str(getattr(error, "problem", None) or getattr(error, "context", ""))
        line = "".join(text.split("\n")[mark.line : mark.line + 1])
        is_tab = line[mark.column : mark.column + 1] == "\t"
        way_out = "Indent with spaces." if is_tab else "Check indentation, brackets and quotes there."
        return refused(source, f"this is not YAML: {said}.", way_out, (mark.line + 1, mark.column + 1))
    sign = getattr(error, "character", "")  # the position that comes with it counts bytes
    sign = chr(sign) if isinstance(sign, int) else sign
    at = text.find(sign)
    where = (text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    return refused(source, f"{code_point(sign)} may not stand in YAML.", "Remove it.", where)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    container: list[Any] | dict[Any, Any]
    anchor: str | None
    counted: int
    height: int = 1
    key: Any = None
    has_key: bool = False


@dataclass(frozen=True, slots=True)
class _Anchored:
    value: Any
    count: int
    height: int


@dataclass(slots=True)
class _Builder:
    """The data while events come in; it ends when the document does."""

    source: str
    text: str
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, _Anchored | None] = field(default_factory=dict)
    count: int = 0
    copied: int = 0
    data: Any = None
    documents: int = 0

    def document(self, parser: Any) -> Document:
        from yaml import events as e

        take = {
            e.ScalarEvent: self._scalar,
            e.SequenceStartEvent: lambda event: self._open(event, []),
            e.MappingStartEvent: lambda event: self._open(event, {}),
            e.SequenceEndEvent: self._close,
            e.MappingEndEvent: self._close,
            e.AliasEvent: self._alias,
            e.DocumentStartEvent: self._document,
        }
        while (event := parser.get_event()) is not None:
            step = take.get(type(event))
            if step is not None:
                step(event)
            if self.count > MAX_VALUES:
                raise self._fatal(event, f"there are more than {MAX_VALUES:,} values.", "Split the model.")
        if self.documents == 0:
            raise refused(self.source, "it is empty.", "Give a mapping with the key services.")
        return Document(self.data, tuple(self.problems), self.text)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self._fatal(event, "a second document begins.", "Give one document a file.")

    def _scalar(self, event: Any) -> None:
        self.count += 1
        value = _resolved(event.value) if event.implicit[0] else event.value
        self._check_tag(event, event.implicit[0] or event.implicit[1])
        if event.anchor is not None:
            self.anchors[event.anchor] = _Anchored(value, 1, 0)
        self._put(event, value)

    def _open(self, event: Any, container: list[Any] | dict[Any, Any]) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise self._too_deep(event)
        self._check_tag(event, event.implicit)
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        self._put(event, container)
        self.stack.append(_Open(container, event.anchor, self.count))
        self.count += 1

    def _close(self, event: Any) -> None:
        done = self.stack.pop()
        if done.anchor is not None:
            self.anchors[done.anchor] = _Anchored(done.container, self.count - done.counted, done.height)
        self._raise_height(done.height)

    def _alias(self, event: Any) -> None:
        anchored = self.anchors.get(event.anchor)
        if anchored is None:
            if event.anchor in self.anchors:
                raise self._fatal(
                    event, f"*{event.anchor} stands inside itself.", "Aliases are copies: write it out."
                )
            raise self._fatal(
                event, f"*{event.anchor} names no anchor before it.", f"Mark one with &{event.anchor}."
            )
        self.copied += anchored.count
        self.count += anchored.count
        if self.copied > MAX_COPIED:
            raise self._fatal(
                event,
                f"the aliases up to *{event.anchor} would copy {self.copied:,} values; {MAX_COPIED:,} are the bound.",
                "Aliases are copies: use fewer of them.",
            )
        if len(self.stack) + anchored.height > MAX_DEPTH:
            raise self._too_deep(event)
        self._raise_height(anchored.height)
        self._put(event, anchored.value)

    def _raise_height(self, height: int) -> None:
        if self.stack:
            self.stack[-1].height = max(self.stack[-1].height, height + 1)

    def _put(self, event: Any, value: Any) -> None:
        if not self.stack:
            self.data = value
            return
        top = self.stack[-1]
        if isinstance(top.container, list):
            top.container.append(value)
        elif top.has_key:
            top.container.setdefault(top.key, value)
            top.has_key = False
        elif isinstance(value, list | dict):
            raise self._fatal(event, "a list or mapping cannot be a key.", "Give a word as the key.")
        else:
            if value in top.container:
                self._tell(event, f"the key {value!r} stands twice.", "Keep one of them.")
            top.key, top.has_key = value, True

    def _check_tag(self, event: Any, implicit: bool) -> None:
        if (event.tag is not None and not implicit) or event.tag == "!":
            self._tell(event, f"the tag {event.tag!r} is not read.", "Leave it out: a file holds plain data.")

    def _tell(self, event: Any, what: str, way_out: str) -> None:
        path = [len(o.container) - 1 if isinstance(o.container, list) else o.key for o in self.stack]
        if self.stack and isinstance(top := self.stack[-1].container, list):
            path[-1] = len(top)
        elif self.stack and not self.stack[-1].has_key:
            path.pop()
        mark = event.start_mark
        self.problems.append(Problem(place(self.data, path), what, way_out, mark.line + 1, mark.column + 1))

    def _too_deep(self, event: Any) -> ModelError:
        return self._fatal(event, _TOO_DEEP, "Write it flatter.")

    def _fatal(self, event: Any, what: str, way_out: str) -> ModelError:
        mark = event.start_mark
        return refused(self.source, what, way_out, (mark.line + 1, mark.column + 1))


def _resolved(text: str) -> Any:
    """Return what a plain word means by the core rules of YAML 1.2."""
    if text[:1] in "+-.0123456789":
        if _INTEGER.fullmatch(text) and len(text) <= _LONGEST_INTEGER:
            return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
        if _BEYOND.fullmatch(text):
            return float(text.replace(".", ""))
    return _CONSTANTS.get(text, text)
