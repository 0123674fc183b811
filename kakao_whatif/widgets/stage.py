"""The stage: one beat in large type, with keys, a timer, notes and a black screen for who presents it.

Shows the next beat at once from the page's deck and tells the kernel afterwards.
"""

from __future__ import annotations

from typing import ClassVar

from kakao_whatif.widgets.assets import module_text, view_style
from kakao_whatif.widgets.view import View

__all__ = ["Stage"]


class Stage(View):
    """The stage; sends `beat` for another beat or back to this one, what the audience changes, and how it is shown."""

    _esm = module_text("stage")
    _css = view_style("stage")

    intents: ClassVar[frozenset[str]] = frozenset(
        {"beat", "mode", "host", "language", "lose", "mitigate", "read", "scenario", "select", "try"}
    )
