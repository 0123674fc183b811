"""The switch of the uncertainty band, with how far its runs are.

Apart from the ribbons, so that a bar that moves costs no more than itself.
"""

from __future__ import annotations

from typing import ClassVar

from kakao_whatif.widgets.assets import module_text, view_style
from kakao_whatif.widgets.view import View

__all__ = ["Sampling"]


class Sampling(View):
    """The switch and the bar; sends `band` and `cancel`."""

    _esm = module_text("sampling")
    _css = view_style("sampling")

    intents: ClassVar[frozenset[str]] = frozenset({"band", "cancel"})
