"""What the reader supposes on the recovery dashboard: the scenario's state, with its timelines and its play head.

A change of the scenario plays the outage through at once; the band of uncertainty is worked out beside it.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from math import isfinite
from typing import Any

import traitlets

from kakao_whatif.dashboards.beside import Beside, Post, Progress
from kakao_whatif.dashboards.played_state import PlayedState
from kakao_whatif.model.parts import NOTHING
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language, Text
from kakao_whatif.recovery.simulate import simulate_recovery
from kakao_whatif.text.catalogue import in_both
from kakao_whatif.views.link import Link, with_moment
from kakao_whatif.views.recovery.page import opened, played
from kakao_whatif.views.recovery.sampling import FIRST_SAMPLES, SAMPLES
from kakao_whatif.views.recovery.snapshot import ORDERS, RecoverySnapshot


class RecoveryState(PlayedState):
    """The outage being explored, its history, and where the play head stands.

    Parameters
    ----------
    system, link, language, home, report
        As in `ScenarioState`.
    post
        Runs a function in the thread that the state lives in; long work is done in others.
    processes
        How many processes long work may use; if not given, as many as there are processors, up to four.

    Examples
    --------
    >>> from kakao_whatif.cases import load_case
    >>> state = RecoveryState(load_case("kakao-2022"))
    >>> state.handle({"kind": "at", "id": "36"})
    >>> state.snapshot.passed
    (('at', '36h'),)
    """

    snapshot = traitlets.Instance(RecoverySnapshot)

    def __init__(
        self,
        system: System,
        link: Link | None = None,
        language: Language = "ko",
        home: str | None = None,
        post: Post = lambda what: what(),
        processes: int | None = None,
        *,
        report: str | None = None,
    ) -> None:
        super().__init__(system, link, language, home, report=report)
        self._history = [self.snapshot.scenario]
        self._samples = Beside(post, processes)
        self._trials = Beside(post, processes=0)

    def _opened(self, system: System, link: Link, language: Language) -> RecoverySnapshot:
        return opened(system, link, language)

    def own_intents(self) -> Mapping[str, Callable[[Any], None]]:
        """Return what only the reader of this page may want, by kind."""
        return {
            "at": self._move,
            "order": self._sort,
            "band": self._toggle_band,
            "cancel": self._end_samples,
            "score": self._make_score,
            "cancel-score": self._end_score,
        }

    def _next(self, **changes: Any) -> None:
        is_new = "impact" in changes
        if is_new:
            timeline, base = played(self.system, changes["impact"].scenario)
            changes |= {"timeline": timeline, "base": base, "quantiles": NOTHING, "work": None}
        super()._next(**changes)
        if is_new and self.snapshot.shows_band:
            self._draw_samples()

    # --- the play head and the order ---------------------------------------------------------------
    def _move(self, id: object) -> None:
        try:
            at = float(str(id))
        except ValueError:
            at = float("nan")
        if isfinite(at):
            passed = with_moment(self.snapshot.passed, at)
            self._next(at=at, passed=passed, action=Text(), along=self.snapshot.along)

    def _sort(self, id: object) -> None:
        if id in ORDERS:
            self._look(order=id)

    # --- the band ----------------------------------------------------------------------------------
    def _toggle_band(self, _: object) -> None:
        if self.snapshot.shows_band:
            self._end_samples(None)
            return
        self._look(shows_band=True)
        if not self.snapshot.quantiles:
            self._draw_samples()

    def _end_samples(self, _: object) -> None:
        self._samples.end()
        whole = NOTHING if self.snapshot.work is not None else self.snapshot.quantiles
        self._look(shows_band=False, work=None, quantiles=whole)

    def _draw_samples(self) -> None:
        """Draw a few samples, whose band is shown at once, and then all of them: on a slow machine they take long."""
        self._next(work=(0, SAMPLES))
        if FIRST_SAMPLES < SAMPLES:
            self._draw(FIRST_SAMPLES, self._had_first)
        else:
            self._draw(SAMPLES, self._had_samples)

    def _draw(self, samples: int, had: Callable[[Any], None]) -> None:
        system, scenario = self.system, self.snapshot.scenario
        before = (self.snapshot.work or (0, 0))[0]

        def job(progress: Progress, executor: Executor | None) -> Any:
            found = simulate_recovery(system, scenario, samples=samples, progress=progress, executor=executor)
            return found.quantiles

        self._samples.start(job, lambda done, _: self._next(work=(max(done, before), SAMPLES)), had)

    def _had_first(self, quantiles: Any) -> None:
        if quantiles is None:
            self._had_samples(None)
        else:
            self._next(work=(FIRST_SAMPLES, SAMPLES), quantiles=quantiles)
            self._draw(SAMPLES, self._had_samples)

    def _had_samples(self, quantiles: Any) -> None:
        if quantiles is None:
            self._next(work=None, shows_band=False, problem=in_both("views.recovery.no_band"))
        else:
            self._next(work=None, quantiles=quantiles)

    # --- the backtest ------------------------------------------------------------------------------
    def _make_score(self, _: object) -> None:
        if self.snapshot.score is not None or self.snapshot.scoring is not None:
            return
        from kakao_whatif.analysis.backtest import backtest  # most readers never ask for it

        self._next(scoring=(0, 1))
        self._trials.start(
            lambda progress, _: backtest(self.system, progress=progress),
            lambda done, of: self._next(scoring=(done, of)),
            self._had_score,
        )

    def _had_score(self, score: Any) -> None:
        problem = None if score is not None else in_both("views.recovery.no_band")
        self._next(score=score, scoring=None, problem=problem)

    def _end_score(self, _: object) -> None:
        self._trials.end()
        self._next(scoring=None)
