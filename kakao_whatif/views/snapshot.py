"""One moment of the explorer: what is supposed, what follows, and what the reader looks at.

Frozen, and apart from the state that makes one after the other: the server draws the first
picture from a snapshot exactly as the live dashboard draws the next one.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from kakao_whatif.model.apply import expanded
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language, Text
from kakao_whatif.propagation.explanation import Explanation
from kakao_whatif.propagation.impact import Impact, propagate


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """What the five views are drawn from.

    Parameters
    ----------
    system
        The case as its file tells it, with no mitigation in place.
    impact
        What the scenario does; `impact.system` has its mitigations in place.
    language, selected, shows_assumed
        What the reader chose: the language, the tile, whether assumed tiles are drawn dashed.
    problem
        Why the last wish was refused; the picture is then the one before it.
    told
        What a link asked for that could not be had.
    along
        What was switched together with what the reader switched.
    action
        What the reader just did, for those who hear the page.
    passed
        Parts of the address that other pages read.
    home
        The front page, where there is one.
    report
        Where the server gives the report of a link; None where the kernel makes it.
    document
        A report that was just made, for the browser to keep: the file's name and its text.
    code
        The address that is to be shown as a QR code, as the reader's browser has it.
    """

    system: System
    impact: Impact
    language: Language = "ko"
    selected: str | None = None
    shows_assumed: bool = False
    problem: Text | None = None
    told: tuple[Text, ...] = ()
    along: Text = Text()
    action: Text = Text()
    passed: tuple[tuple[str, str], ...] = ()
    home: str | None = None
    report: str | None = None
    document: tuple[str, str] | None = None
    code: str | None = None
    seq: int = 0
    can_undo: bool = False
    can_redo: bool = False
    live: bool = True

    @property
    def scenario(self) -> Scenario:
        """What is supposed."""
        return self.impact.scenario

    @cached_property
    def bare(self) -> Impact:
        """The same losses under the same reading, without mitigations: what a change is told against."""
        if not self.scenario.mitigations:
            return self.impact
        return _bare(self.system, frozenset(self.scenario.losses), frozenset(self.scenario.readings))

    @cached_property
    def in_place(self) -> frozenset[str]:
        """The mitigations in place, members of bundles among them."""
        return frozenset(m.id for m in expanded(self.system, self.scenario.mitigations))

    @cached_property
    def explanation(self) -> Explanation | None:
        """Why the selected service is as it is; None if no service of the picture is selected."""
        if self.selected is None or self.selected not in self.impact.system.services:
            return None
        return self.impact.explain(self.selected)

    def name(self, id: str) -> str:
        """Return the name of a domain, service or mitigation in the reader's language."""
        if id in self.system.mitigations:
            return self.system.mitigations[id].name.in_language(self.language) or id
        return self.system.name(id).in_language(self.language)

    def label(self, id: str) -> str:
        """Return the name as it stands alone, on a tile or at the beginning of a line: with a capital letter."""
        if id in self.system.mitigations:
            return self.name(id)
        return _labels(self.system, self.language).get(id, id)


@lru_cache(maxsize=16)
def _labels(system: System, language: Language) -> dict[str, str]:
    ids = (*system.possible_domains, *system.possible_services)
    return {id: system.label(id).in_language(language) for id in ids}


@lru_cache(maxsize=16)
def _bare(system: System, losses: frozenset[str], readings: frozenset[str]) -> Impact:
    # Parameters are left out: they tell how long, not which.
    return propagate(system, Scenario(losses, readings=readings))
