"""The heat map: which loss takes which service, for single losses and for pairs.

Apart from the map of the house, which shows one loss at a time.
"""

from __future__ import annotations

from typing import ClassVar

from kakao_whatif.widgets.assets import module_text, view_style
from kakao_whatif.widgets.view import View

__all__ = ["Heat"]


class Heat(View):
    """The table of windows; sends `losses` and `look`."""

    _esm = module_text("heat")
    _css = view_style("heat")

    intents: ClassVar[frozenset[str]] = frozenset({"look", "losses"})
