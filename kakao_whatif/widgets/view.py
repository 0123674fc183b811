"""What the five widgets share: one dict of rows in, intents out.

A view knows rows and ids, never the model of the outage; so it can be hosted by anything that sends it rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import anywidget
import traitlets

__all__ = ["Intent", "View"]

Intent = dict[str, Any]
"""What the reader wants: ``{"kind": ..., "id": ...}``; `id` is missing where the kind says it all."""


class View(anywidget.AnyWidget):
    """A picture of the rows in `data`, which tells its listeners what the reader wants.

    Parameters
    ----------
    data
        The rows and words to draw, ready to be shown.
    sheet
        A style sheet for all views together, which the one that is drawn first brings unless the page has it;
        a view that stands alone brings its own.
    """

    data = traitlets.Dict().tag(sync=True)
    sheet = traitlets.Unicode().tag(sync=True)

    intents: ClassVar[frozenset[str]] = frozenset()
    """The kinds of intent that this view may send."""

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data=dict(data or {}), **kwargs)
        self._listeners: list[Callable[[Intent], None]] = []
        self.on_msg(self._receive)

    def on_intent(self, callback: Callable[[Intent], None]) -> None:
        """Call `callback` with every intent from now on, in the order in which callbacks were added."""
        self._listeners.append(callback)

    def _receive(self, _widget: object, content: object, _buffers: object) -> None:
        intent = self._read(content)
        for listener in self._listeners:
            listener(intent)

    def _read(self, content: object) -> Intent:
        # A browser is not ours to trust: only the kinds this view has, and only plain ids.
        kind = content.get("kind") if isinstance(content, dict) else None
        if not isinstance(content, dict) or kind not in self.intents:
            known = ", ".join(sorted(self.intents))
            raise ValueError(f"{type(self).__name__}: unknown intent {content!r}. Known kinds: {known}.")
        if "id" not in content:
            return {"kind": kind}
        if not isinstance(content["id"], str | None):
            raise ValueError(f"{type(self).__name__}: intent id {content['id']!r} is neither text nor null.")
        return {"kind": kind, "id": content["id"]}
