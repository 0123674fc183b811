"""What a test does on the page of the recovery dashboard, and what must then be on it.

As in `explorer`, nothing here knows what the case says: what is expected is computed by the core.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from kakao_whatif.cases import load_case
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.recovery.simulate import simulate_recovery
from kakao_whatif.recovery.timeline import Timeline

CASE: System = load_case("kakao-2022")
DEFAULT = Scenario({"pangyo"})


def timeline_of(scenario: Scenario = DEFAULT) -> Timeline:
    """Return how a scenario plays out."""
    return simulate_recovery(CASE, scenario)


@dataclass(slots=True)
class Night:
    """The live recovery dashboard on a page."""

    page: Page

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Do one thing and wait until the ribbons, drawn after the map, show the next picture."""
        before = int(self.page.locator(".kw-ribbons").get_attribute("data-seq") or 0)
        yield
        shown = "before => Number(document.querySelector('.kw-ribbons').dataset.seq) > before"
        self.page.wait_for_function(shown, arg=before)

    def click(self, selector: str) -> None:
        """Click something that changes every view, and wait for that."""
        with self.turn():
            self.page.click(selector)

    def switch(self, id: str) -> None:
        """Switch a mitigation."""
        self.click(f".kw-switch[data-kind='mitigate'][data-id='{id}']")

    def find(self, selector: str) -> Locator:
        """Return a locator, for `expect`."""
        return self.page.locator(selector)

    @property
    def hour(self) -> float:
        """Where the play head stands."""
        return float(self.page.locator(".kw-playhead").get_attribute("data-hour") or "nan")

    @property
    def statuses(self) -> dict[str, str]:
        """The status of each window."""
        code = "tiles => Object.fromEntries(tiles.map(tile => [tile.dataset.id, tile.dataset.status]))"
        found: dict[str, str] = self.page.locator(".kw-tile").evaluate_all(code)
        return found

    @property
    def figures(self) -> dict[str, str]:
        """The figures of the headline."""
        code = "all => Object.fromEntries(all.map(one => [one.dataset.id, one.dataset.n]))"
        found: dict[str, str] = self.page.locator(".kw-count").evaluate_all(code)
        return found

    @property
    def ribbons(self) -> dict[str, str]:
        """When each service is back, by the words beside its ribbon."""
        code = """all => Object.fromEntries(all.map(
            one => [one.dataset.id, one.querySelector('.kw-back').textContent]))"""
        found: dict[str, str] = self.page.locator(".kw-ribbon").evaluate_all(code)
        return found

    def shows_moment(self, line: Timeline) -> None:
        """Hold that the map and the figures are those of the moment at the play head."""
        status = line.status_at(self.hour + 1e-4)  # frames are rounded to a third of a second
        assert self.statuses == {id: each.word for id, each in status.items()}
        own = [status[id].word for id in CASE.services]
        for word in ("up", "degraded", "dark"):
            assert self.figures[word] == str(own.count(word))
