"""The formula of a gate: what makes it fail, turned into what the service needs.

It stands apart from the file around it because duality is one rule: "or" of failures is "all" of
needs, "and" is "any", and k of n failures leave n-k+1 of n needed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kakao_whatif.errors import Problem, nearest
from kakao_whatif.files.places import shown
from kakao_whatif.files.xml import Element
from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast, Expression

REFERENCES = ("gate", "basic-event", "house-event", "event")
GATES = ("and", "or", "atleast")
_LONGEST_COUNT = 9  # digits
NEVER, ALWAYS = AnyOf(), AllOf()
"""A need that is never met, and one that always is."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a formula may refer to, and where problems are noted.

    Parameters
    ----------
    kinds
        The kind of each name: gate, basic-event or house-event.
    houses
        Whether each house event has happened.
    problems
        What is wrong, to be added to.
    """

    kinds: Mapping[str, str]
    houses: Mapping[str, bool]
    problems: list[Problem]

    def note(self, element: Element, where: str, what: str, way_out: str) -> Expression:
        """Note a problem, and return a stand-in from which nothing follows."""
        self.problems.append(Problem(where, what, way_out, element.line))
        return ALWAYS


def expression(element: Element, where: str, known: Known) -> Expression:
    """Return the need that is false exactly when a formula of failures is true."""
    if element.tag in REFERENCES:
        return _reference(element, where, known)
    if element.tag not in GATES:
        return known.note(
            element,
            where,
            f"{shown(element.tag)} is not read.",
            f"Write it with {', '.join(GATES)} and references.",
        )
    parts = tuple(expression(child, where, known) for child in element.children)
    if not parts:
        return known.note(element, where, f"{element.tag!r} has nothing in it.", "Give it gates or events.")
    if element.tag == "or":
        return AllOf(parts)
    if element.tag == "and":
        return AnyOf(parts)
    least = element.get("min")
    is_count = least.isdecimal() and len(least) <= _LONGEST_COUNT
    if not is_count or not 1 <= int(least) <= len(parts):
        return known.note(
            element, where, f"'atleast' wants min={shown(least)} of {len(parts)}.", f"Give 1 to {len(parts)}."
        )
    return AtLeast(len(parts) - int(least) + 1, parts)


def _reference(element: Element, where: str, known: Known) -> Expression:
    name = element.get("name")
    wanted = element.get("type") if element.tag == "event" else element.tag
    if wanted and wanted not in REFERENCES[:3]:
        return known.note(
            element,
            where,
            f"{shown(wanted)} is no type of an event.",
            f"Give one of: {', '.join(REFERENCES[:3])}.",
        )
    kind = known.kinds.get(name)
    if kind is None:
        alike = sorted(other for other, its in known.kinds.items() if wanted in ("", its))
        near = nearest(name, alike) or nearest(name, sorted(known.kinds))
        way_out = f"Did you mean {near!r}?" if near else "Define it, or name one that is defined."
        return known.note(element, where, f"unknown {wanted or 'event'} {shown(name)}.", way_out)
    if wanted and kind != wanted:
        return known.note(
            element, where, f"{name!r} is a {kind}, not a {wanted}.", f"Refer to it as <{kind}>."
        )
    if kind == "house-event":
        return NEVER if known.houses[name] else ALWAYS
    return name
