"""The deck: every beat of the talk, ready to be shown; read without a presenter it is a page of its own.

Apart from the stage, because it is sent once and not at each beat.
"""

from __future__ import annotations

from typing import ClassVar

from kakao_whatif.widgets.assets import module_text, view_style
from kakao_whatif.widgets.view import View

__all__ = ["Deck"]


class Deck(View):
    """The deck; sends `beat` for the beat that is being read, and `mode` to go to the stage with it."""

    _esm = module_text("deck")
    _css = view_style("deck")

    intents: ClassVar[frozenset[str]] = frozenset({"beat", "mode"})
