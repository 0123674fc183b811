"""The kernels behind the pages: started in turn, and ended when nobody is there any more."""

import os
import sys
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import Any, Final
from weakref import WeakKeyDictionary

from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.web import HTTPError
from traitlets import Integer

from kakao_whatif.dashboards.voila.turns import Turns

#: Starting is work for a processor, with a little waiting for the disk in it.
AT_ONCE: Final = 2 * (os.cpu_count() or 1)

#: A browser that is killed says no goodbye; its kernel ends after this long without a connection.
CULL_AFTER_SECONDS: Final = 600.0
CULL_EVERY_SECONDS: Final = 60.0


@dataclass(slots=True, eq=False)
class Visit:
    """One request for a kernel, from before it starts until the last byte of its cells."""

    request: Any
    address: str
    is_gone: bool = False
    is_over: bool = False
    has_waited: bool = False

    def tell(self, before: int, why: str = "queue") -> None:
        """Say to the page how many come before it; 0 when it is its turn."""
        self.has_waited = True
        if not self.is_gone:
            self.request.write(f'<meta name="kw-queue" data-why="{why}" content="{before}">\n')
            self.request.flush()


_VISIT: ContextVar[Visit | None] = ContextVar("visit", default=None)


def begin(request: Any) -> None:
    """Note that this request, whose task calls, is about to start a kernel."""
    visit = Visit(request, address_of(request.request))
    was_closed = request.on_connection_close

    def closed() -> None:
        visit.is_gone = True
        was_closed()

    connection = request.request.connection
    connection.set_close_callback(closed)
    visit.is_gone = connection.stream.closed()
    _VISIT.set(visit)


def address_of(request: Any) -> str:
    """Return from where a visitor comes: behind a proxy on this machine, what the proxy says.

    Whoever has an IPv6 network has all its addresses, so that a network counts as one.
    """
    address = str(request.remote_ip)
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    if address in ("127.0.0.1", "::1") and told:
        address = told
    return ":".join(address.split(":")[:4]) if ":" in address else address


class Kernels(AsyncMappingKernelManager):
    """Starts a few kernels at a time, no more than there are places, and none for a reader who has left."""

    places = Integer(0, help="How many kernels may run at once; 0: as many as come.").tag(config=True)
    places_per_address = Integer(0, help="How many of them for one address; 0: any.").tag(config=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._starting = Turns(AT_ONCE)
        self._running = Turns(self.places or sys.maxsize)
        self._at_address: dict[str, Turns] = {}
        self._visited: dict[str, str] = {}

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
        taken: list[Turns] = []
        try:
            for turns, why in self._turns(visit):
                await turns.take(partial(visit.tell, why=why))
                taken.append(turns)
            if visit.is_gone:
                raise HTTPError(400, "The reader left before the kernel was started")
            if visit.has_waited:
                visit.tell(0)
            kernel = str(await super().start_kernel(**kwargs))
        except BaseException:
            for turns in taken:
                turns.give_back()
            self._forget_address(visit.address)
            raise
        self._visited[kernel] = visit.address
        self._await_end(visit, kernel)
        return kernel

    def _turns(self, visit: Visit) -> Iterator[tuple[Turns, str]]:
        """Yield what a visit waits for, one after the other, and the word for why."""
        if self.places_per_address:
            yield self._at_address.setdefault(visit.address, Turns(self.places_per_address)), "address"
        yield self._running, "full"
        yield self._starting, "queue"

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel that has ended, however it did; its place is free."""
        removed = super().remove_kernel(kernel_id)
        if (address := self._visited.pop(kernel_id, None)) is not None:
            self._running.give_back()
            if address in self._at_address:
                self._at_address[address].give_back()
            self._forget_address(address)
        return removed

    def _forget_address(self, address: str) -> None:
        if address in self._at_address and self._at_address[address].is_idle:
            del self._at_address[address]

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


class PageKernels:
    """A server's kernels as its pages use them: those that a page started are looked after, no others are touched.

    Without a connection for ten minutes, such a kernel is ended. If it dies, it is not started again under its name:
    it would have forgotten its page, and only seem to live.
    """

    @classmethod
    def of(cls, manager: Any) -> "PageKernels":
        """Return the one of this server."""
        if manager not in _OF_MANAGER:
            _OF_MANAGER[manager] = made = cls(manager)
            PeriodicCallback(made.cull, 1000 * CULL_EVERY_SECONDS).start()
        return _OF_MANAGER[manager]

    def __init__(self, manager: Any) -> None:
        self._manager = manager
        self._seen: dict[str, float] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._manager, name)

    async def start_kernel(self, **kwargs: Any) -> str:
        """Start a kernel for a page."""
        kernel = str(await ensure_async(self._manager.start_kernel(**kwargs)))
        self._seen[kernel] = monotonic()
        restarter = getattr(self._manager.get_kernel(kernel), "_restarter", None)
        if restarter is not None:
            restarter.restart_limit = 0
        return kernel

    async def cull(self, after: float = CULL_AFTER_SECONDS) -> None:
        """End the kernels of pages that have had no connection for so many seconds."""
        now = monotonic()
        self._seen = {kernel: seen for kernel, seen in self._seen.items() if kernel in self._manager}
        for kernel, seen in list(self._seen.items()):
            if self._manager.kernel_model(kernel)["connections"]:
                self._seen[kernel] = now
            elif now - seen > after:
                del self._seen[kernel]
                await ensure_async(self._manager.shutdown_kernel(kernel))


_OF_MANAGER: Final[WeakKeyDictionary[Any, PageKernels]] = WeakKeyDictionary()
