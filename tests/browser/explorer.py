"""What a test does on the page of the dashboard, and what must then be on it.

Nothing here knows what the case says: what is expected is computed by the core, so that these tests
speak of the page and not of Kakao.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from kakao_whatif.cases import load_case
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.propagation.impact import Impact, propagate
from kakao_whatif.views.link import default_scenario
from kakao_whatif.views.unification import Unification, unification

CASE: System = load_case("kakao-2022")
DEFAULT: Scenario = default_scenario(CASE)
UNIFICATION: Unification = unification(CASE)

NEXT_PICTURE = """before => {
    const views = [...document.querySelectorAll("[data-view]")];
    return views.length === 5 && views.every(view => Number(view.dataset.seq) > before);
}"""


def impact_of(scenario: Scenario) -> Impact:
    """Return what a scenario does to the case of these tests."""
    return propagate(CASE, scenario)


@dataclass(slots=True)
class Explorer:
    """The live dashboard on a page."""

    page: Page

    # --- waiting ----------------------------------------------------------------------------------
    @property
    def seq(self) -> int:
        """The number of the picture that all five views show."""
        code = "views => views.map(view => Number(view.dataset.seq))"
        shown: list[int] = self.page.locator("[data-view]").evaluate_all(code)
        assert len(shown) == 5
        assert len(set(shown)) == 1, f"the views show different moments: {shown}"
        return shown[0]

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Do one thing, wait until every view shows the next picture, and hold that it is the next."""
        before = self.seq
        yield
        self.page.wait_for_function(NEXT_PICTURE, arg=before)
        assert self.seq == before + 1, "one click must make one picture"

    def click(self, selector: str) -> None:
        """Click something and wait for the next picture."""
        with self.turn():
            self.page.click(selector)

    def press(self, key: str) -> None:
        """Press a key and wait for the next picture."""
        with self.turn():
            self.page.keyboard.press(key)

    def settle(self) -> None:
        """Wait until no light changes any more."""
        self.page.wait_for_selector(".kw-building:not([data-moving])", state="attached")

    # --- doing ------------------------------------------------------------------------------------
    def lose(self, id: str) -> None:
        """Switch a site on the ground."""
        self.click(f".kw-site[data-id='{id}']")

    def switch(self, kind: str, id: str) -> None:
        """Switch something in the list of switches."""
        self.click(f".kw-section .kw-items .kw-switch[data-kind='{kind}'][data-id='{id}']")

    def select(self, id: str) -> None:
        """Pick a tile."""
        self.click(f".kw-tile[data-id='{id}']")

    def choose(self, scenario: str) -> None:
        """Pick a named scenario."""
        with self.turn():
            self.page.select_option(".kw-scenario", scenario)

    def speak(self, language: str) -> None:
        """Change the language."""
        self.click(f".kw-language[data-id='{language}']")

    def start_over(self) -> None:
        """Bring a page that other tests used back to how it opens."""
        self.page.mouse.move(0, 0)
        self.page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
        self.click(".kw-reset")
        if self.selected is not None:
            self.click(".kw-details-close")
        if self.language != "ko":
            self.speak("ko")

    # --- reading ----------------------------------------------------------------------------------
    @property
    def statuses(self) -> dict[str, str]:
        """The status of each tile."""
        code = "tiles => Object.fromEntries(tiles.map(tile => [tile.dataset.id, tile.dataset.status]))"
        found: dict[str, str] = self.page.locator(".kw-tile").evaluate_all(code)
        return found

    @property
    def looks(self) -> dict[str, str]:
        """What each tile looks like: its status once the lights have settled."""
        code = "tiles => Object.fromEntries(tiles.map(tile => [tile.dataset.id, tile.dataset.look]))"
        found: dict[str, str] = self.page.locator(".kw-tile").evaluate_all(code)
        return found

    def ids(self, selector: str) -> set[str]:
        """The ids of whatever a selector finds."""
        found: list[str] = self.page.locator(selector).evaluate_all("nodes => nodes.map(n => n.dataset.id)")
        return set(found)

    @property
    def counts(self) -> dict[str, int]:
        """The figures of the headline."""
        code = "all => Object.fromEntries(all.map(one => [one.dataset.id, Number(one.dataset.n)]))"
        found: dict[str, int] = self.page.locator(".kw-count").evaluate_all(code)
        return found

    @property
    def deltas(self) -> dict[str, int]:
        """How the figures differ from the same losses without mitigations."""
        code = "all => Object.fromEntries(all.map(one => [one.dataset.id, Number(one.dataset.delta)]))"
        found: dict[str, int] = self.page.locator(".kw-count[data-delta]").evaluate_all(code)
        return found

    @property
    def selected(self) -> str | None:
        """The tile that is looked at."""
        return self.page.locator(".kw-building").get_attribute("data-selected")

    @property
    def language(self) -> str | None:
        """The language of the page as its views say it."""
        return self.page.locator(".kw-header").get_attribute("lang")

    def chips(self) -> set[tuple[str, str]]:
        """What the chips above the map name."""
        code = "chips => chips.map(chip => [chip.dataset.kind, chip.dataset.id])"
        return {(kind, id) for kind, id in self.page.locator(".kw-chip").evaluate_all(code)}

    def state_of(self, kind: str, id: str) -> str | None:
        """Whether a switch is on: true, false or mixed."""
        place = f".kw-section .kw-items .kw-switch[data-kind='{kind}'][data-id='{id}']"
        return self.page.locator(place).get_attribute("aria-checked")

    def text(self, selector: str) -> str:
        """The words of one element."""
        return self.page.locator(selector).inner_text()

    def sentences(self, selector: str) -> list[str]:
        """The sentences of a list, as they stand in the document."""
        found: list[str] = self.page.locator(f"{selector} .kw-sentences > li").all_text_contents()
        return found

    def find(self, selector: str) -> Locator:
        """Return a locator, for `expect`."""
        return self.page.locator(selector)

    # --- what must be there -----------------------------------------------------------------------
    def shows(self, scenario: Scenario) -> Impact:
        """Hold that the page shows what the core makes of a scenario; return that."""
        impact = impact_of(scenario)
        assert self.statuses == {id: status.word for id, status in impact.status.items()}
        assert self.ids(".kw-tile[data-sign-in-lost]") == set(impact.sign_in_lost)
        assert self.ids(".kw-tile[data-lost]") == set(scenario.losses) & impact.status.keys()
        assert (
            self.ids(".kw-site[aria-checked='true']") == set(scenario.losses) & CASE.possible_domains.keys()
        )
        assert self.counts == counts_of(impact)
        return impact


def counts_of(impact: Impact) -> dict[str, int]:
    """Return the figures of the headline: only services that stand without mitigations are counted."""
    plain = impact_of(Scenario(impact.scenario.losses, readings=impact.scenario.readings))
    own = plain.status.keys()
    words = [impact.status[id].word for id in own]
    figures = {word: words.count(word) for word in ("dark", "locked", "degraded", "up")}
    return figures | {"sign_in": len(own & set(impact.sign_in_lost))}


Open = Callable[..., Explorer]
