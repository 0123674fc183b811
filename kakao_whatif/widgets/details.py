"""The right-hand panel: why a service is as it is, whom it hurts, what is known and what is assumed.

Its nouns are links to their windows, so that a reader can walk along the cause.
"""

from __future__ import annotations

from typing import ClassVar

from kakao_whatif.widgets.assets import module_text, view_style
from kakao_whatif.widgets.view import View

__all__ = ["Details"]


class Details(View):
    """The explanation of one service; sends `select` and `lose`."""

    _esm = module_text("details")
    _css = view_style("details")

    intents: ClassVar[frozenset[str]] = frozenset({"select", "lose"})
