"""Visitors without a browser: they ask for a page, speak to its kernel as the front end does, and leave.

A visitor gets the page over HTTP, asks for its kernel as the page's script does, opens the kernel's websocket, asks for
the widgets, switches one site, waits until every view shows the next picture, and says goodbye. What goes wrong raises.
"""

import asyncio
import json
import re
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from time import monotonic
from typing import Any
from urllib.parse import urlencode, urlsplit

import psutil
from tornado.httpclient import HTTPRequest, HTTPResponse
from tornado.simple_httpclient import SimpleAsyncHTTPClient
from tornado.websocket import WebSocketClientConnection, websocket_connect

from kakao_whatif.widgets.assets import VIEWS
from tests.browser.conftest import Server
from tests.patience import SECONDS

CONFIG = re.compile(r'id="jupyter-config-data"[^>]*>(.*?)</script>', re.DOTALL)
FIRST_PICTURE = 'id="kw-first-data"'
#: The version of the protocol in which the front end asks for all widgets at once.
WIDGETS = "1.0.0"
QUEUED = 'data-why="queue" content="0"'
FAILED = "data-kw-failed"


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visitor lived through; seconds since the visitor asked for the page."""

    first_picture: float
    live: float
    answered: float
    kernel: str
    had_to_wait: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What a visitor got: the token in its cookie, its kernel, when its picture came, and whether others went first."""

    token: str
    kernel: str
    drawn: float
    had_to_wait: bool

    @property
    def headers(self) -> dict[str, str]:
        """What a browser sends along from now on."""
        return {"Cookie": f"_xsrf={self.token}"}


@dataclass(slots=True)
class Talk:
    """A visitor's websocket to a kernel, the widgets that the kernel told of so far, and each message with its kind."""

    socket: WebSocketClientConnection
    page: Page
    widgets: dict[str, dict[str, Any]] = field(default_factory=dict)
    heard: list[tuple[str, str]] = field(default_factory=list)
    control: str = field(default_factory=lambda: uuid.uuid4().hex)

    async def say(self, kind: str, content: dict[str, Any]) -> None:
        """Send one message, as the front end words it."""
        header = {"msg_id": uuid.uuid4().hex, "session": "visitor", "username": "", "msg_type": kind}
        header |= {"version": "5.3", "date": "2026-11-01T00:00:00Z"}
        message = {
            "header": header,
            "parent_header": {},
            "metadata": {"version": WIDGETS},
            "content": content,
        }
        await self.socket.write_message(json.dumps({**message, "buffers": [], "channel": "shell"}))

    async def await_views(self) -> None:
        """Ask for all widgets, as the front end does, and wait for the five views."""
        await self.say(
            "comm_open", {"comm_id": self.control, "target_name": "jupyter.widget.control", "data": {}}
        )
        await self.say("comm_msg", {"comm_id": self.control, "data": {"method": "request_states"}})
        await self.hear(lambda: len(self.seqs()) == len(VIEWS))

    async def hear(self, until: Callable[[], bool]) -> None:
        """Read messages until something is so.

        Raises
        ------
        ConnectionError
            If the kernel says goodbye first.
        """
        while not until():
            text = await self.socket.read_message()
            if text is None:
                raise ConnectionError("the kernel's connection closed")
            message = json.loads(text)
            self.heard.append((message["msg_type"], str(text)))
            if message["msg_type"] == "comm_close" and message["content"]["comm_id"] == self.control:
                raise ConnectionError("the kernel refused to tell of its widgets")
            if message["msg_type"] == "comm_msg":
                self._heed(message["content"])

    def _heed(self, content: dict[str, Any]) -> None:
        data = content["data"]
        if data.get("method") == "update_states":
            self.widgets |= {id: widget["state"] for id, widget in data["states"].items()}
        elif data.get("method") == "update" and content["comm_id"] in self.widgets:
            self.widgets[content["comm_id"]] |= data["state"]

    async def click(self) -> float:
        """Switch a site; return how long it took until every view showed what follows."""
        before = self.seqs()
        start = monotonic()
        intent = {"method": "custom", "content": {"kind": "lose", "id": "anyang"}}
        await self.say("comm_msg", {"comm_id": self.map(), "data": intent})
        await self.hear(lambda: all(seq > before[id] for id, seq in self.seqs().items()))
        return monotonic() - start

    def map(self) -> str:
        """Return the id of the widget that draws the sites."""
        return next(id for id, widget in self.widgets.items() if "ground" in widget.get("data", {}))

    def seqs(self) -> dict[str, int]:
        """Return the number of the picture that each view shows, by the widget's id."""
        shown = {id: widget.get("data") for id, widget in self.widgets.items()}
        return {id: data["seq"] for id, data in shown.items() if isinstance(data, dict) and "seq" in data}


@dataclass(frozen=True, slots=True)
class Crowd:
    """Visitors who were there at the same time, and what was seen of the server while all of them were."""

    visits: tuple[Visit, ...]
    kernels: int
    memory: int


async def crowd(server: Server, number: int, query: str = "lang=en") -> Crowd:
    """Let so many visitors come at once, stay until all pages are live, click, and leave.

    Raises
    ------
    ExceptionGroup
        If a single visitor meets an error.
    """
    gate = asyncio.Barrier(number + 1)
    address = server.render("blackout.ipynb", query)
    async with asyncio.TaskGroup() as group:
        visits = [group.create_task(visit(address, server.address, gate)) for _ in range(number)]
        await gate.wait()
        kernels, memory = server.kernels(), memory_of(server.process.pid)
        await gate.wait()
    return Crowd(tuple(task.result() for task in visits), kernels, memory)


def memory_of(pid: int) -> int:
    """Return the bytes that a process and all that it started have for themselves alone."""
    root, total = psutil.Process(pid), 0
    for process in (root, *root.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            total += process.memory_full_info().uss
    return total


async def leave_early(page: str) -> None:
    """Ask for a page and its kernel, as the page's script does, and go at once, without a word."""
    token = (await first(page))[0]
    parts = urlsplit(page)
    _, writer = await asyncio.open_connection(parts.hostname, parts.port)
    asked = f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: 0\r\n"
    writer.write(f"{asked}Cookie: _xsrf={token}\r\nX-XSRFToken: {token}\r\n\r\n".encode())
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def visit(
    page: str, root: str, gate: asyncio.Barrier | None = None, address: str | None = None
) -> Visit:
    """Visit a page and leave it again.

    Parameters
    ----------
    page
        The page's address.
    root
        The server's, with its base path.
    gate
        Where visitors wait for each other while their pages are live, and once more when all have clicked.
    address
        From where the visitor comes, as a proxy says it.

    Raises
    ------
    TimeoutError
        If the visit takes longer than anybody would wait.
    """
    start = monotonic()
    async with asyncio.timeout(SECONDS):
        return await _visit(page, root, gate, start, address)


async def _visit(
    page: str, root: str, gate: asyncio.Barrier | None, start: float, address: str | None
) -> Visit:
    async with talking(page, root, address) as talk:
        await talk.await_views()
        live = monotonic() - start
        if gate is not None:
            await gate.wait()
        answered = await talk.click()
        if gate is not None:
            await gate.wait()
    got = talk.page
    return Visit(got.drawn, live, answered, got.kernel, got.had_to_wait)


@asynccontextmanager
async def talking(page: str, root: str, address: str | None = None) -> AsyncIterator[Talk]:
    """Open a page and a connection to its kernel; leave it as a closing page does, unless something went wrong."""
    got = await _open(page, address)
    channels = f"{root.replace('http', 'ws', 1)}api/kernels/{got.kernel}/channels"
    request = HTTPRequest(channels, headers=got.headers, connect_timeout=SECONDS)
    socket = await websocket_connect(request, max_message_size=1 << 26)
    try:
        yield Talk(socket, got)
    finally:
        socket.close()
    await _leave(root, got)


async def _open(page: str, address: str | None) -> Page:
    start = monotonic()
    token, text = await first(page)
    drawn = monotonic() - start
    request = asking(page, token)
    if address is not None:
        request.headers["X-Forwarded-For"] = address
    answer = await _fetch(request)
    cells = answer.body.decode("utf-8")
    if FIRST_PICTURE not in text or FAILED in cells:
        raise RuntimeError(f"{page} came without its picture, or with an error: {cells[-2000:]}")
    kernel: str = json.loads(CONFIG.findall(cells)[-1])["kernelId"]
    return Page(token, kernel, drawn, QUEUED in cells)


async def first(page: str) -> tuple[str, str]:
    """Return the token in a page's cookie, and the page before it has a kernel."""
    answer = await _fetch(HTTPRequest(page, request_timeout=SECONDS))
    cookies = SimpleCookie("; ".join(line.split(";")[0] for line in answer.headers.get_list("Set-Cookie")))
    return cookies["_xsrf"].value, answer.body.decode("utf-8")


def asking(page: str, token: str) -> HTTPRequest:
    """Return what a page's script asks its kernel with."""
    headers = {"Cookie": f"_xsrf={token}", "X-XSRFToken": token}
    return HTTPRequest(page, method="POST", body=b"", headers=headers, request_timeout=SECONDS)


async def _leave(root: str, page: Page) -> None:
    """Say goodbye with the token that the page's cookie holds."""
    address = f"{root}voila/api/shutdown/{page.kernel}"
    body = urlencode({"_xsrf": page.token})
    await _fetch(HTTPRequest(address, method="POST", body=body, headers=page.headers))


async def _fetch(request: HTTPRequest) -> HTTPResponse:
    client = SimpleAsyncHTTPClient(force_instance=True)
    request.connect_timeout = request.request_timeout = SECONDS
    try:
        return await client.fetch(request)
    finally:
        client.close()
