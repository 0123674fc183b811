"""The top of the page: what is shown, which scenario, search, language, link.

Apart from the switches, because it moves between scenarios and never changes one.
"""

from __future__ import annotations

from typing import ClassVar

from kakao_whatif.widgets.assets import module_text, view_style
from kakao_whatif.widgets.view import View

__all__ = ["Header"]


class Header(View):
    """The title bar; sends `scenario`, `undo`, `redo`, `reset`, `report`, `code`, `language` and `select`."""

    _esm = module_text("header")
    _css = view_style("header")

    intents: ClassVar[frozenset[str]] = frozenset(
        {"scenario", "undo", "redo", "reset", "report", "code", "language", "select"}
    )
