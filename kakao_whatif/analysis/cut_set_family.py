"""The minimal cut sets of a service, as an answer: counted, listed, weighed, and what is left out.

They are kept as diagrams: a service may have 10,000,000,000 of them, and still each question about
them is answered at once.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kakao_whatif.analysis.chances import chances
from kakao_whatif.analysis.loss_function import Question
from kakao_whatif.diagrams.function import Function, Number
from kakao_whatif.diagrams.solutions import Solutions
from kakao_whatif.errors import LimitError
from kakao_whatif.model.ids import Ids
from kakao_whatif.model.status import Status
from kakao_whatif.model.text import Text
from kakao_whatif.text.catalogue import count_of, in_both, say


@dataclass(frozen=True, slots=True, repr=False)
class SetsOfOrder(Collection[Ids]):
    """The cut sets of one order, by id: counted without being listed."""

    solutions: Solutions

    def __len__(self) -> int:
        """Return how many there are."""
        return self.solutions.count()

    def __iter__(self) -> Iterator[Ids]:
        """Yield them by id."""
        return map(Ids, self.solutions)

    def __contains__(self, losses: object) -> bool:
        """Return whether a set of losses is one of them."""
        return losses in self.solutions


@dataclass(frozen=True, repr=False)
class CutSets(Collection[Ids]):
    """The minimal cut sets of a service, complete.

    Iterating yields each set as `Ids`, lazily: small ones first, those of one order by id.

    Parameters
    ----------
    question
        Which service, how bad, over which losses, under which scenario.
    solutions
        The sets, as diagrams.
    function
        Which losses make the service this bad.
    """

    question: Question
    solutions: Solutions
    function: Function | None

    @property
    def service(self) -> str:
        """The service."""
        return self.question.service

    @property
    def status(self) -> Status:
        """What the service is at least as bad as, when all of a set is lost."""
        return self.question.status

    @property
    def over(self) -> tuple[str, ...]:
        """What may be lost."""
        return self.question.over

    @property
    def max_order(self) -> int | None:
        """The largest order that was looked at; None if all were."""
        return None

    def __repr__(self) -> str:
        """Return the counts: the sets may be too many to show."""
        orders = ", ".join(f"{n:,} of order {order}" for order, n in self.counts.items())
        kind, what = type(self).__name__, f"{self.service} {self.status.word}"
        return f"{kind}({what}: {orders or 'none'}{self._bound()})"

    def _bound(self) -> str:
        return ""

    def count(self) -> int:
        """Return how many sets there are."""
        return sum(self.counts.values())

    @cached_property
    def counts(self) -> Mapping[int, int]:
        """How many sets there are of each order that has any, smallest first."""
        return self.solutions.counts()

    def __iter__(self) -> Iterator[Ids]:
        """Yield the sets, by order and then by id."""
        return map(Ids, self.solutions)

    def __len__(self) -> int:
        """Return how many sets there are, where that is below 2**63; `count` has no such bound."""
        return self.count()

    def __bool__(self) -> bool:
        """Return whether there is any."""
        return bool(self.counts)

    def __contains__(self, losses: object) -> bool:
        """Return whether a set of losses is one of the sets."""
        return losses in self.solutions

    def of_order(self, order: int) -> "SetsOfOrder":
        """Return the sets of so many losses, listed by id when they are iterated."""
        return SetsOfOrder(self.solutions.exactly(order))

    def probability(self, p: Mapping[str, Number]) -> Number:
        """Return how likely the service is to be this bad, when losses happen independently.

        Exact, not a bound: sets that share losses are not counted twice. A domain's loss is an
        event of its own; what it stands in may be lost besides.

        Parameters
        ----------
        p
            The probability of each member of `over`. Fractions give an exact fraction.

        Raises
        ------
        ScenarioError
            If a probability is missing or is none.
        """
        assert self.function is not None
        return self.function.probability(chances(self.question.system, p, self.function.names()))

    @property
    def notes(self) -> tuple[Text, ...]:
        """What a reader must know about this answer."""
        return (in_both("note.cut_always"),) if self.counts == {0: 1} else ()


@dataclass(frozen=True, repr=False)
class PartialCutSets(CutSets):
    """The minimal cut sets of a service up to an order; larger ones are left out.

    Parameters
    ----------
    most
        The largest order that was looked at.
    """

    most: int = 0

    @property
    def max_order(self) -> int | None:
        """The largest order that was looked at."""
        return self.most

    def _bound(self) -> str:
        return f"; larger ones left out: {'unknown' if self.left_out is None else f'{self.left_out:,}'}"

    @cached_property
    def left_out(self) -> int | None:
        """How many larger sets there are; None if nobody knows."""
        if self.function is None:
            return None
        return self.solutions.of_any_size().count() - self.count()

    def of_order(self, order: int) -> "SetsOfOrder":
        """Return the sets of so many losses, listed by id when they are iterated.

        Raises
        ------
        LimitError
            If larger sets are asked for than were looked at.
        """
        if order > self.most:
            raise LimitError(
                f"cut sets: only orders up to {self.most} were looked at, not {order}. Ask with a larger `max_order`."
            )
        return super().of_order(order)

    def probability(self, p: Mapping[str, Number]) -> Number:
        """Return how likely the service is to be this bad: exact, whatever sets are left out.

        Raises
        ------
        LimitError
            If only the small sets are known.
        """
        if self.function is None:
            raise LimitError(
                f"cut sets: only orders up to {self.most} are known, which give no probability. "
                "Ask for fewer members in `over`, without `max_order`."
            )
        return super().probability(p)

    @property
    def notes(self) -> tuple[Text, ...]:
        """What a reader must know about this answer: what is left out."""
        if self.left_out is None:
            larger = in_both("note.cut_unknown", n=Text.plain(str(self.most)))
            return (*super().notes, larger)
        n, most = self.left_out, self.most
        en, ko = (
            say("note.cut_left_out", language, n=most, larger=count_of("note.cut_larger", n, language))
            for language in ("en", "ko")
        )
        return (*super().notes, Text(en, ko))
