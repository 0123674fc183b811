"""The kernels behind the pages: started in turn, and ended when their reader left before the page was whole.

Stands apart from the settings that name it because it is the one place that needs Jupyter's own class at import.
"""

import os
import sys
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import IOLoop
from tornado.web import HTTPError
from traitlets import Integer

from kakao_whatif.dashboards.voila.turns import Turns

#: Starting is work for a processor, with a little waiting for the disk in it.
AT_ONCE: Final = 2 * (os.cpu_count() or 1)


@dataclass(slots=True, eq=False)
class Visit:
    """One request for a page, from before its kernel starts until its last byte."""

    request: Any
    is_gone: bool = False
    is_over: bool = False
    has_waited: bool = False

    def tell(self, before: int, why: str = "queue") -> None:
        """Say in the page, which has begun already, how many come before it; 0 when it is its turn."""
        self.has_waited = True
        if not self.is_gone:
            self.request.write(f"<script>window.kwShell.queue({before}, '{why}')</script>\n")
            self.request.flush()


_VISIT: ContextVar[Visit | None] = ContextVar("visit", default=None)


def begin(request: Any) -> None:
    """Note that this request, whose task calls, is about to start a kernel."""
    visit = Visit(request)
    was_closed = request.on_connection_close

    def closed() -> None:
        visit.is_gone = True
        was_closed()

    request.request.connection.set_close_callback(closed)
    _VISIT.set(visit)


class Kernels(AsyncMappingKernelManager):
    """Starts a few kernels at a time, no more than there are places, and none for a reader who has left."""

    places = Integer(0, help="How many kernels may run at once; 0: as many as come.").tag(config=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._starting = Turns(AT_ONCE)
        self._running = Turns(self.places or sys.maxsize)
        self._visited: set[str] = set()

    async def start_kernel(self, **kwargs: Any) -> str:  # type: ignore[override]
        """Start a kernel when there is a place and it is the visit's turn, which ends with the page's last byte.

        Raises
        ------
        HTTPError
            If the reader has left meanwhile; nobody sees it.
        """
        visit = _VISIT.get()
        if visit is None:
            return str(await super().start_kernel(**kwargs))
        await self._running.take(lambda before: visit.tell(before, "full"))
        try:
            await self._starting.take(visit.tell)
        except BaseException:
            self._running.give_back()
            raise
        try:
            if visit.is_gone:
                raise HTTPError(400, "The reader left before the kernel was started")
            if visit.has_waited:
                visit.tell(0)
            kernel = str(await super().start_kernel(**kwargs))
        except BaseException:
            self._starting.give_back()
            self._running.give_back()
            raise
        self._visited.add(kernel)
        self._await_end(visit, kernel)
        return kernel

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel that has ended, however it did; its place is free."""
        removed = super().remove_kernel(kernel_id)
        if kernel_id in self._visited:
            self._visited.remove(kernel_id)
            self._running.give_back()
        return removed

    def _await_end(self, visit: Visit, kernel: str) -> None:
        was_finished = visit.request.on_finish

        def finished() -> None:
            was_finished()
            self._end(visit, kernel)

        visit.request.on_finish = finished

    def _end(self, visit: Visit, kernel: str) -> None:
        """End a turn, once; and the kernel, of which the reader who has left never heard."""
        if visit.is_over:
            return
        visit.is_over = True
        self._starting.give_back()
        if visit.is_gone and kernel in self:
            IOLoop.current().spawn_callback(self.shutdown_kernel, kernel)
