"""How many sets of a diagram there are of each size, and which they are.

The counts of all sizes of a node stand side by side in one Python integer, so that adding and
multiplying them is one operation: a polynomial, written in a base that no count reaches.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from kakao_whatif.diagrams.sheet import Sheet, names_in


@dataclass(frozen=True, slots=True)
class Counts:
    """The number of sets of every node, by size and by how many of the wanted names they hold.

    Parameters
    ----------
    sheets
        A zero-suppressed diagram a module, innermost first.
    tables
        For each sheet and node, the counts in one integer.
    weights
        For each name the integer that stands for it: 0 for one that is excluded.
    bits
        The width of one count.
    largest
        The size of the largest set.
    wanted
        How many names each set must hold.
    """

    sheets: tuple[Sheet, ...]
    tables: tuple[list[int], ...]
    weights: Mapping[str, int]
    bits: int
    largest: int
    wanted: int

    @classmethod
    def of(
        cls, sheets: tuple[Sheet, ...], must: Collection[str] = (), may: Collection[str] | None = None
    ) -> "Counts":
        """Return the counts of the sets that hold all of `must`, and besides only names of `may`."""
        every = names_in(sheets)
        ones = _tables(sheets, dict.fromkeys(every, 1))
        bits = max(max(table) for table in ones).bit_length() + 1
        largest = _largest(sheets)
        one_more = 1 << bits
        wanted = one_more << (bits * (largest + 1))
        weights = dict.fromkeys(every if may is None else may, one_more)
        weights.update(dict.fromkeys(must, wanted))
        tables = _tables(sheets, {**dict.fromkeys(every, 0), **weights})
        return cls(sheets, tables, weights, bits, largest, len(must))

    def of_size(self, size: int) -> int:
        """Return how many sets of this size there are."""
        return self._at(self.tables[-1][self.sheets[-1].root], size, self.wanted)

    def listed(self, size: int) -> Iterator[tuple[str, ...]]:
        """Yield the sets of this size, in no order; no path is walked that leads to none."""
        return self._listed(len(self.sheets) - 1, self.sheets[-1].root, size, self.wanted)

    def _at(self, counts: int, size: int, wanted: int) -> int:
        if size > self.largest:
            return 0
        return (counts >> (self.bits * (wanted * (self.largest + 1) + size))) & ((1 << self.bits) - 1)

    def _listed(self, number: int, at: int, size: int, wanted: int) -> Iterator[tuple[str, ...]]:
        sheet, table = self.sheets[number], self.tables[number]
        while at > 1:
            high = sheet.highs[at]
            for head_size, head_wanted, heads in self._heads(sheet.inputs[sheet.levels[at]], size, wanted):
                if self._at(table[high], size - head_size, wanted - head_wanted):
                    for head in heads:
                        for tail in self._listed(number, high, size - head_size, wanted - head_wanted):
                            yield (*head, *tail)
            at = sheet.lows[at]
        if at == 1 and size == wanted == 0:
            yield ()

    def _heads(
        self, asked: str | int, size: int, wanted: int
    ) -> Iterator[tuple[int, int, Iterator[tuple[str, ...]]]]:
        """Yield, by size, what an input that is true adds to a set."""
        if isinstance(asked, str):
            weight = self.weights.get(asked, 0)
            is_wanted = int(weight > 1 << self.bits)
            if weight and size >= 1 and wanted >= is_wanted:
                yield 1, is_wanted, iter(((asked,),))
            return
        root = self.sheets[asked].root
        for part in range(size + 1):
            for held in range(wanted + 1):
                if self._at(self.tables[asked][root], part, held):
                    yield part, held, self._listed(asked, root, part, held)


def _tables(sheets: tuple[Sheet, ...], weights: Mapping[str, int]) -> tuple[list[int], ...]:
    tables: list[list[int]] = []
    for sheet in sheets:
        factors = [
            weights.get(each, 0) if isinstance(each, str) else tables[each][sheets[each].root]
            for each in sheet.inputs
        ]
        table = [0, 1]
        for level, low, high in zip(sheet.levels[2:], sheet.lows[2:], sheet.highs[2:], strict=True):
            table.append(table[low] + factors[level] * table[high])
        tables.append(table)
    return tuple(tables)


def _largest(sheets: tuple[Sheet, ...]) -> int:
    """Return the size of the largest set."""
    sizes: list[int] = []
    for sheet in sheets:
        found = [0, 0]
        for level, low, high in zip(sheet.levels[2:], sheet.lows[2:], sheet.highs[2:], strict=True):
            asked = sheet.inputs[level]
            found.append(max(found[low], found[high] + (1 if isinstance(asked, str) else sizes[asked])))
        sizes.append(found[sheet.root])
    return max(sizes)
