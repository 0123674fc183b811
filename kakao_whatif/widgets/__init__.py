"""The views of a dashboard as anywidgets: rows and ids in, intents out.

Apart from the views that make the rows, so that a page without Jupyter can draw the same rows.
"""

from kakao_whatif.widgets.building import Building
from kakao_whatif.widgets.cards import Cards
from kakao_whatif.widgets.deck import Deck
from kakao_whatif.widgets.details import Details
from kakao_whatif.widgets.dial import Dial
from kakao_whatif.widgets.frontier import Frontier
from kakao_whatif.widgets.header import Header
from kakao_whatif.widgets.headline import Headline
from kakao_whatif.widgets.heat import Heat
from kakao_whatif.widgets.hours import Hours
from kakao_whatif.widgets.playhead import Playhead
from kakao_whatif.widgets.points import Points
from kakao_whatif.widgets.question import Question
from kakao_whatif.widgets.ribbons import Ribbons
from kakao_whatif.widgets.sampling import Sampling
from kakao_whatif.widgets.scorecard import Scorecard
from kakao_whatif.widgets.sides import Sides
from kakao_whatif.widgets.stage import Stage
from kakao_whatif.widgets.switches import Switches
from kakao_whatif.widgets.view import Intent, View

__all__ = [
    "Building",
    "Cards",
    "Deck",
    "Details",
    "Dial",
    "Frontier",
    "Header",
    "Headline",
    "Heat",
    "Hours",
    "Intent",
    "Playhead",
    "Points",
    "Question",
    "Ribbons",
    "Sampling",
    "Scorecard",
    "Sides",
    "Stage",
    "Switches",
    "View",
]
