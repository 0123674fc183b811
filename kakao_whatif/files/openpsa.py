"""Fault trees in the Open-PSA Model Exchange Format, read as a system.

A tree speaks of failures, a system of needs: a gate becomes a service that needs the dual of what
makes it fail, a basic event a service that needs nothing and is lost when the event happens. It
stands apart from case files, which say far more.

References
----------
S. Epstein, A. Rauzy, Open-PSA Model Exchange Format, version 2.0d (2008).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kakao_whatif.errors import ModelError, Problem
from kakao_whatif.files.openpsa_formula import Known, expression
from kakao_whatif.files.places import shown
from kakao_whatif.files.xml import Element, read_xml
from kakao_whatif.model.build import system_from_draft, told
from kakao_whatif.model.components import rings
from kakao_whatif.model.draft import Draft, placed
from kakao_whatif.model.expression import leaves
from kakao_whatif.model.frozen import frozen
from kakao_whatif.model.parts import Dependency, Service
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Text
from kakao_whatif.text.signs import MAX_ID_LETTERS, complaint

_WORDS = ("label", "attributes")
_DEFINED = {"define-gate": "gate", "define-basic-event": "basic-event", "define-house-event": "house-event"}


@dataclass(frozen=True, slots=True)
class FaultTree:
    """A fault tree as a system.

    Parameters
    ----------
    system
        A service for each gate and each basic event.
    top
        The gate that no other refers to: the first of them in the file, if there are several.
    tops
        All gates that no other refers to.
    basic_events
        What may be lost, in the order of the file.
    probabilities
        The probability of each basic event that has one.
    """

    system: System
    top: str
    tops: tuple[str, ...]
    basic_events: tuple[str, ...]
    probabilities: Mapping[str, float]


def read_fault_tree(path: Path | str) -> FaultTree:
    """Return the fault tree of an Open-PSA file.

    Read are gates (under ``opsa-mef`` or in a ``define-fault-tree``) of ``and``, ``or``,
    ``atleast`` and references, nested at will; house events; basic events with a ``float``. A gate
    "k of n failures" becomes a need of n-k+1 of n. Gates in a ring are refused: the format knows
    none.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    ModelError
        With every problem at once, each with its line: anything else by its name, unknown
        references with the nearest known name.
    """
    path = Path(path)
    reading = _Reading()
    root = read_xml(path)
    if root.tag != "opsa-mef":
        what = f"the root element is {shown(root.tag)}."
        raise ModelError([Problem("", what, "An Open-PSA file begins with opsa-mef.", root.line)], str(path))
    reading.definitions(root)
    needs = reading.needs()
    problems = [*reading.problems, *_ring_problems(needs, reading)]
    if not problems and not needs:
        problems.append(Problem("file", "there is no gate.", "Define one with define-gate."))
    if problems:
        raise ModelError(told(sorted(problems, key=lambda problem: problem.line or 0)), str(path))
    return reading.tree(needs, path)


@dataclass(slots=True)
class _Reading:
    """What is defined in a file, and what is wrong with it."""

    gates: dict[str, Element] = field(default_factory=dict)
    basic: dict[str, float | None] = field(default_factory=dict)
    houses: dict[str, bool] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    title: str = ""
    problems: list[Problem] = field(default_factory=list)

    def definitions(self, container: Element) -> None:
        for element in container.children:
            if element.tag in _WORDS:
                continue
            if element.tag == "define-fault-tree" and container.tag == "opsa-mef":
                self.title = self.title or element.get("name")
                if (wrong := complaint(self.title, MAX_ID_LETTERS)) is not None:
                    self._problem(element, element.tag, *wrong)
                self.definitions(element)
            elif element.tag == "model-data" and container.tag == "opsa-mef":
                self.definitions(element)
            elif element.tag in _DEFINED:
                self._define(element)
            else:
                way_out = (
                    "Gates, basic events and house events are read; leave it out, or write it with them."
                )
                self._problem(element, "", f"{shown(element.tag)} is not read in {container.tag}.", way_out)

    def _define(self, element: Element) -> None:
        name, kind = element.get("name"), _DEFINED[element.tag]
        if not name:
            self._problem(element, kind, "it has no name.", "Give it one.")
            return
        if (wrong := complaint(name, MAX_ID_LETTERS)) is not None:
            self._problem(element, kind, *wrong)
            return
        if name in self.kinds:
            what = f"{name!r} is defined in line {self.lines[name]} too."
            self._problem(element, kind, what, "Names are unique in a file: choose another.")
            return
        self.kinds[name], self.lines[name] = kind, element.line
        content = [child for child in element.children if child.tag not in _WORDS]
        if kind == "gate":
            self.gates[name] = element
        elif kind == "house-event":
            self.houses[name] = self._constant(element, content)
        else:
            self.basic[name] = self._chance(element, content)

    def _chance(self, element: Element, content: list[Element]) -> float | None:
        where = f"basic-event {element.get('name')!r}"
        if not content:
            return None
        if len(content) > 1 or content[0].tag != "float":
            what = f"its probability is given as {', '.join(shown(each.tag) for each in content)}."
            self._problem(element, where, what, 'Give a number: <float value="0.01"/>.')
            return None
        try:
            chance = float(content[0].get("value"))
        except ValueError:
            chance = -1
        if not 0 <= chance <= 1:
            self._problem(
                element, where, f"{shown(content[0].get('value'))} is no probability.", "Give 0 to 1."
            )
            return None
        return chance

    def _constant(self, element: Element, content: list[Element]) -> bool:
        value = content[0].get("value") if len(content) == 1 and content[0].tag == "constant" else ""
        if value not in ("true", "false"):
            where = f"house-event {element.get('name')!r}"
            self._problem(
                element, where, "it has no state.", 'Give one: <constant value="true"/> or "false".'
            )
        return value == "true"

    def needs(self) -> dict[str, Dependency]:
        """Return what each gate needs; what is wrong in its formula is noted."""
        known = Known(self.kinds, self.houses, self.problems)
        found = {}
        for name, element in self.gates.items():
            content = [child for child in element.children if child.tag not in _WORDS]
            if len(content) == 1:
                found[name] = Dependency("hard", expression(content[0], f"gate {name!r}", known))
            else:
                what = "it has no formula." if not content else f"it has {len(content)} formulas."
                self._problem(
                    element, f"gate {name!r}", what, "Give it one: and, or, atleast, or a reference."
                )
        return found

    def tree(self, needs: Mapping[str, Dependency], path: Path) -> FaultTree:
        services = [Service(name, needs=(need,)) for name, need in needs.items()]
        services += [Service(name) for name in self.basic]
        used = {leaf for need in needs.values() for leaf in leaves(need.on)}
        tops = tuple(name for name in needs if name not in used)
        title = self.title or path.stem
        system = system_from_draft(
            Draft(services=placed("services", services), parameters={}),
            str(path),
            id=title,
            title=Text.plain(title),
        )
        chances = {name: chance for name, chance in self.basic.items() if chance is not None}
        return FaultTree(system, tops[0], tops, tuple(self.basic), frozen(chances))

    def _problem(self, element: Element, where: str, what: str, way_out: str) -> None:
        self.problems.append(Problem(where, what, way_out, element.line))


def _ring_problems(needs: Mapping[str, Dependency], reading: _Reading) -> Iterator[Problem]:
    graph = {name: [leaf for leaf in leaves(need.on) if leaf in needs] for name, need in needs.items()}
    for ring in rings(graph):
        first = min(ring, key=lambda name: reading.lines[name])
        names = ", ".join(map(repr, ring[:5])) + (f" and {len(ring) - 5} more" if len(ring) > 5 else "")
        what = f"gates refer to each other in a ring: {names}."
        way_out = "A fault tree has none: cut the ring."
        yield Problem(f"gate {first!r}", what, way_out, reading.lines[first])
