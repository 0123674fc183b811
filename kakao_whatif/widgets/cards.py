"""The cheapest sets of changes, a card each, with what they cost and why none can be left out.

Apart from the frontier, which shows what any money buys: here is what one wish costs.
"""

from __future__ import annotations

from typing import ClassVar

from kakao_whatif.widgets.assets import module_text, view_style
from kakao_whatif.widgets.view import View

__all__ = ["Cards"]


class Cards(View):
    """The cards; sends `try`, `cost`, `own-costs`, `suppose` and `cancel`."""

    _esm = module_text("cards")
    _css = view_style("cards")

    intents: ClassVar[frozenset[str]] = frozenset({"cancel", "cost", "own-costs", "suppose", "try"})
