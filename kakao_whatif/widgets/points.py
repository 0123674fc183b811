"""The single points of failure: what takes something down all alone.

Apart from the heat map, which knows places only: here every service may fail as well.
"""

from __future__ import annotations

from typing import ClassVar

from kakao_whatif.widgets.assets import module_text, view_style
from kakao_whatif.widgets.view import View

__all__ = ["Points"]


class Points(View):
    """The table; sends `look`."""

    _esm = module_text("points")
    _css = view_style("points")

    intents: ClassVar[frozenset[str]] = frozenset({"look"})
