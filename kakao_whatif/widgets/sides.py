"""Two scenarios side by side: what each supposes, its figures, and which one the switches change.

Apart from the maps, so that the figures of both stand in one line.
"""

from __future__ import annotations

from typing import ClassVar

from kakao_whatif.widgets.assets import module_text, view_style
from kakao_whatif.widgets.view import View

__all__ = ["Sides"]


class Sides(View):
    """Both sides; sends `side` with the one to change, `swap` and `same`."""

    _esm = module_text("sides")
    _css = view_style("sides")

    intents: ClassVar[frozenset[str]] = frozenset({"same", "side", "swap"})
