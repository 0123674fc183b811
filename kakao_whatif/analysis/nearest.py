"""Which trials come nearest to the record, with something of it left out.

Stands apart because this is all the fitting that there is: choosing among trials that were played before.
"""

from collections.abc import Sequence

from kakao_whatif.analysis.observed import Seen
from kakao_whatif.analysis.trials import Trial
from kakao_whatif.files.counts import Count


class Errors:
    """How far each trial is from each observed service; the squares, averaged over a service's observations."""

    def __init__(self, trials: Sequence[Trial], known: Sequence[Seen], counts: Sequence[Count]) -> None:
        self.trials, self.counts = trials, counts
        self.rows = []
        self.counted = []
        for trial in trials:
            squares: dict[str, list[float]] = {each.service: [] for each in known}
            for each in known:
                squares[each.service].append(each.error(trial.ends[each.service][each.end]) ** 2)
            self.rows.append({id: sum(found) / len(found) for id, found in squares.items()})
            counted = zip(trial.normal, counts, strict=True)
            self.counted.append([((normal - count.normal) / count.of) ** 2 for normal, count in counted])

    def nearest(self, left_out: str | None, kept: int) -> list[Trial]:
        """Return the trials that come nearest to all services but one."""
        return self._smallest([sum(v for id, v in row.items() if id != left_out) for row in self.rows], kept)

    def nearest_without_count(self, number: int, kept: int) -> list[Trial]:
        """Return the trials nearest to all services; where none was observed, to the counts of other hours."""
        others = [k for k, count in enumerate(self.counts) if count.hours != self.counts[number].hours]
        sums = [
            sum(row.values()) if row else sum(counted[k] for k in others)
            for row, counted in zip(self.rows, self.counted, strict=True)
        ]
        return self._smallest(sums, kept)

    def _smallest(self, sums: list[float], kept: int) -> list[Trial]:
        order = sorted(range(len(sums)), key=lambda number: (sums[number], number))
        return [self.trials[number] for number in order[:kept]]
