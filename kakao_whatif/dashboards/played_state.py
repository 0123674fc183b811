"""What the reader supposes on a page that plays outages through: what recovery refuses is refused as well.

Stands apart because two dashboards play, and the others need not wait for what that takes.
"""

from kakao_whatif.dashboards.state import ScenarioState
from kakao_whatif.errors import WhatIfError
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.text import Text
from kakao_whatif.propagation.impact import Impact
from kakao_whatif.text.catalogue import in_both
from kakao_whatif.views.recovery.page import played


class PlayedState(ScenarioState):
    """The scenario being explored; each one on the screen can be played through."""

    def _impact(self, scenario: Scenario) -> Impact | None:
        impact = super()._impact(scenario)
        if impact is None:
            return None
        try:
            played(self.system, scenario)
        except WhatIfError as error:
            self._refuse(in_both("views.recovery.refused", why=Text.plain(str(error))))
            return None
        return impact
