"""The play head: a clock that runs through the frames which Python sent.

It alone says which moment is shown; the map, the figures and the ribbons follow it in the browser.
"""

from __future__ import annotations

from typing import ClassVar

from kakao_whatif.widgets.assets import module_text, view_style
from kakao_whatif.widgets.view import View

__all__ = ["Playhead"]


class Playhead(View):
    """The clock; sends `at` with the hour it was left at."""

    _esm = module_text("playhead")
    _css = view_style("playhead")

    intents: ClassVar[frozenset[str]] = frozenset({"at"})
