"""The question of the page "Had Kakao ...": what must stay up, and how well.

Apart from the cards that answer it, so that each redraws alone.
"""

from __future__ import annotations

from typing import ClassVar

from kakao_whatif.widgets.assets import module_text, view_style
from kakao_whatif.widgets.view import View

__all__ = ["Question"]


class Question(View):
    """The kept services and the need; sends `keep`, `preset`, `need`, `hours`, `tradeoffs` and `select`."""

    _esm = module_text("question")
    _css = view_style("question")

    intents: ClassVar[frozenset[str]] = frozenset({"hours", "keep", "need", "preset", "select", "tradeoffs"})
