"""The backtest as a table.

It stands last on the page: how far the answers above it can be trusted.
"""

from __future__ import annotations

from typing import ClassVar

from kakao_whatif.widgets.assets import module_text, view_style
from kakao_whatif.widgets.view import View

__all__ = ["Scorecard"]


class Scorecard(View):
    """The tables; sends `score` to have them made, `cancel-score` to end that."""

    _esm = module_text("scorecard")
    _css = view_style("scorecard")

    intents: ClassVar[frozenset[str]] = frozenset({"score", "cancel-score"})
