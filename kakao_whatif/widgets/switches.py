"""The left-hand panel: what fails, what Kakao might have had, which reading of the record holds.

It shows what is on and asks for a change; whether the change is allowed is decided elsewhere.
"""

from __future__ import annotations

from typing import ClassVar

from kakao_whatif.widgets.assets import module_text, view_style
from kakao_whatif.widgets.view import View

__all__ = ["Switches"]


class Switches(View):
    """The switches; sends `lose`, `mitigate`, `unify` and `read`, each with the id of the switch."""

    _esm = module_text("switches")
    _css = view_style("switches")

    intents: ClassVar[frozenset[str]] = frozenset({"lose", "mitigate", "unify", "read"})
