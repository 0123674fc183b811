"""The ribbons: one a service, from dark to up, with what was observed drawn over them.

They are the answer to "when"; a strip beside each shows the same service without the changes.
"""

from __future__ import annotations

from typing import ClassVar

from kakao_whatif.widgets.assets import module_text, view_style
from kakao_whatif.widgets.view import View

__all__ = ["Ribbons"]


class Ribbons(View):
    """The ribbons; sends `select` with a service (null clears) and `order` with an order of the ribbons."""

    _esm = module_text("ribbons")
    _css = view_style("ribbons")

    intents: ClassVar[frozenset[str]] = frozenset({"select", "order"})
