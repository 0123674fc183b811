"""The frontier: cost against what is kept, with a budget and what it buys.

Apart from the cards, which answer one wish: here is what any money buys.
"""

from __future__ import annotations

from typing import ClassVar

from kakao_whatif.widgets.assets import module_text, view_style
from kakao_whatif.widgets.view import View

__all__ = ["Frontier"]


class Frontier(View):
    """The chart and the budget; sends `measure`, `budget` and `try`."""

    _esm = module_text("frontier")
    _css = view_style("frontier")

    intents: ClassVar[frozenset[str]] = frozenset({"budget", "measure", "try"})
