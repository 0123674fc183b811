"""Monotone formulas: gates over names, each written once.

They stand apart from diagrams because a formula costs next to nothing: a whole system is written
down first, and only then its modules are found and an order of the variables is chosen.
"""

from collections.abc import Collection, Iterable, Sequence


class Formulas:
    """A store of monotone formulas; a formula is a number, and equal numbers are equal formulas.

    A gate is true when at least `k` of its parts are. Formulas are kept simple (constants, doubles
    and absorbed parts vanish), but two that are written differently may mean the same: ask a
    diagram for that.

    Attributes
    ----------
    never, always
        The constant formulas.
    needed
        For each formula how many of its parts must be true; 0 for variables and constants.
    parts
        For each formula its parts.
    names
        For each formula its name; empty unless it is a variable.

    Examples
    --------
    >>> store = Formulas()
    >>> feed, pump = store.variable("feed"), store.variable("pump")
    >>> store.either(feed, store.both(feed, pump)) == feed
    True
    """

    never = 0
    always = 1

    def __init__(self) -> None:
        self.needed: list[int] = [0, 0]
        self.parts: list[tuple[int, ...]] = [(), ()]
        self.names: list[str] = ["", ""]
        self._known: dict[object, int] = {}

    def variable(self, name: str) -> int:
        """Return the formula that is true when this name is."""
        return self._written(name, 0, (), name)

    def both(self, f: int, g: int) -> int:
        """Return what is true when both are."""
        return self.at_least(2, (f, g))

    def either(self, f: int, g: int) -> int:
        """Return what is true when one of them is."""
        return self.at_least(1, (f, g))

    def all_of(self, parts: Sequence[int]) -> int:
        """Return what is true when every part is."""
        return self.at_least(len(parts), parts)

    def any_of(self, parts: Sequence[int]) -> int:
        """Return what is true when a part is."""
        return self.at_least(1, parts)

    def at_least(self, k: int, parts: Iterable[int]) -> int:
        """Return what is true when at least `k` parts are; a part given twice counts twice."""
        open_parts = []
        for part in parts:
            if part == self.always:
                k -= 1
            elif part != self.never:
                open_parts.append(part)
        if k <= 0:
            return self.always
        if k > len(open_parts):
            return self.never
        if k in (1, len(open_parts)):
            return self._simple(k == 1, open_parts)
        kept = tuple(sorted(open_parts))
        return self._written((k, kept), k, kept)

    def _simple(self, is_any: bool, parts: list[int]) -> int:
        """Return an "or" or an "and", without doubles and parts that another part absorbs."""
        kept = set(parts)
        if len(kept) > 1:
            for part in [part for part in kept if len(self.parts[part]) > 1]:
                others = self.parts[part]
                if self.needed[part] == (len(others) if is_any else 1) and not kept.isdisjoint(others):
                    kept.discard(part)
        if len(kept) == 1:
            return kept.pop()
        ordered = tuple(sorted(kept))
        k = 1 if is_any else len(ordered)
        return self._written((k, ordered), k, ordered)

    def _written(self, key: object, k: int, parts: tuple[int, ...], name: str = "") -> int:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = len(self.parts)
            self.needed.append(k)
            self.parts.append(parts)
            self.names.append(name)
        return found

    def below(self, root: int, known: Collection[int] = ()) -> list[int]:
        """Return a formula and all it consists of, parts before what they are parts of; nothing that is known."""
        found: dict[int, None] = {}
        waiting = [(root, False)]
        while waiting:
            at, is_done = waiting.pop()
            if at in found or at in known:
                continue
            if is_done or not self.parts[at]:
                found[at] = None
            else:
                waiting.append((at, True))
                waiting.extend((part, False) for part in reversed(self.parts[at]) if part not in found)
        return list(found)
