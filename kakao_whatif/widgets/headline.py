"""The answer in large figures, one sentence under them, and what was assumed to get there.

It stands above the map, so that a picture of both explains itself.
"""

from __future__ import annotations

from typing import ClassVar

from kakao_whatif.widgets.assets import module_text, view_style
from kakao_whatif.widgets.view import View

__all__ = ["Headline"]


class Headline(View):
    """The figures and chips; sends `assumed`, or the kind and id of a chip that was taken away."""

    _esm = module_text("headline")
    _css = view_style("headline")

    intents: ClassVar[frozenset[str]] = frozenset({"assumed", "lose", "mitigate", "unify", "read"})
