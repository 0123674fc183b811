"""The map: a building at night, every service a window.

The only view that moves: lights go out in the order of cause.
"""

from __future__ import annotations

from typing import ClassVar

from kakao_whatif.widgets.assets import module_text, view_style
from kakao_whatif.widgets.view import View

__all__ = ["Building"]


class Building(View):
    """The house; sends `select` for a window (null clears) and `lose` for a site."""

    _esm = module_text("building")
    _css = view_style("building")

    intents: ClassVar[frozenset[str]] = frozenset({"select", "lose"})
