"""Hour by hour: how many services are down on each side, and when each is back on both.

Apart from the ribbons, which tell one night; here two are laid over each other.
"""

from __future__ import annotations

from typing import ClassVar

from kakao_whatif.widgets.assets import module_text, view_style
from kakao_whatif.widgets.view import View

__all__ = ["Hours"]


class Hours(View):
    """The curves and the table; sends `select`."""

    _esm = module_text("hours")
    _css = view_style("hours")

    intents: ClassVar[frozenset[str]] = frozenset({"select"})
