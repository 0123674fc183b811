"""The dial: how many depend on one thing alone, and how many fall with it.

Apart from the switch of the ID unification, which knows two settings: here is every one between them.
"""

from __future__ import annotations

from typing import ClassVar

from kakao_whatif.widgets.assets import module_text, view_style
from kakao_whatif.widgets.view import View

__all__ = ["Dial"]


class Dial(View):
    """The dial; sends `dial` with the id of what is meant, and `turn` with a setting."""

    _esm = module_text("dial")
    _css = view_style("dial")

    intents: ClassVar[frozenset[str]] = frozenset({"dial", "turn"})
