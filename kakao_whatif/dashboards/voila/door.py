"""Who is let in, and what every answer of the server says to a browser."""

import socket
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import unquote_to_bytes, urlsplit

from tornado.httputil import HTTPServerRequest
from tornado.routing import Matcher, Rule
from tornado.web import HTTPError, RequestHandler, StaticFileHandler
from tornado.websocket import WebSocketHandler

from kakao_whatif.dashboards.voila.policy import HEADERS, QUIET_POLICY

#: Twice the longest link that is read; what is longer is no address of ours.
LONGEST_ADDRESS: Final = 16_384
#: How the server listens. So many bytes of headers are read that too long an address gets an answer; a page sends no
#: more than a token, and its clicks go over a websocket.
LIMITS: Final = {"max_header_size": 1 << 18, "max_body_size": 1 << 16}

_EVERY_ADDRESS: Final = ("", "0.0.0.0", "::")


def names_of(host: str, public_url: str | None, allowed: Iterable[str]) -> frozenset[str]:
    """Return the names under which a server answers, beside loopback.

    A server that listens on every address answers under each of them, and under the machine's name.

    Examples
    --------
    >>> sorted(names_of("127.0.0.1", "https://what-if.example/x/", ["Other.example"]))
    ['127.0.0.1', 'other.example', 'what-if.example']
    """
    named = {host, *allowed, urlsplit(public_url or "").hostname or host}
    if host in _EVERY_ADDRESS:
        named |= {"0.0.0.0", socket.gethostname(), f"{socket.gethostname()}.local"}
    return frozenset(name.strip("[]").lower() for name in named)


class Stranger(Matcher):
    """Matches requests to a name that is not the server's.

    Anybody can let a name of theirs lead to this machine; their page would then be of one origin with ours.
    """

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names
        self._has_every_address = not names.isdisjoint(_EVERY_ADDRESS)

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """Return nothing for a name of the server's."""
        name = request.host_name.strip("[]").lower()
        return None if name in self._names or self._is_own_address(name) else {}

    def _is_own_address(self, name: str) -> bool:
        try:
            address = ip_address(name)
        except ValueError:
            return name == "localhost"
        return self._has_every_address or address.is_loopback


class TooLong(Matcher):
    """Matches addresses that no link of ours has."""

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """Return nothing for an address of a usual length."""
        return {} if len(request.uri or "") > LONGEST_ADDRESS else None


class Unreadable(Matcher):
    """Matches paths that are no text, or have a control character: no file has such a name, and no log should."""

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """Return nothing for a path that can be read."""
        try:
            path = unquote_to_bytes(request.path).decode("utf-8")
        except UnicodeDecodeError:
            return {}
        return None if path.isprintable() else {}


class Refusal(RequestHandler):
    """Says why it gives nothing, whatever was asked for."""

    def initialize(self, status: int, words: str) -> None:
        """Take what to say."""
        self._said = status, words

    def set_default_headers(self) -> None:
        """Set what every answer says."""
        _set_headers(self)

    def check_xsrf_cookie(self) -> None:
        """Need none: nothing is changed here."""

    def prepare(self) -> None:
        """Answer before any method is looked at."""
        status, words = self._said
        self.request.uri = (self.request.uri or "")[:200]  # the log needs no more of it
        self.set_status(status)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(words + "\n")


class Nowhere(RequestHandler):
    """Says that there is no page, whatever was asked for; Tornado says so in a bare English line."""

    def set_default_headers(self) -> None:
        """Set what every answer says."""
        _set_headers(self)

    def check_xsrf_cookie(self) -> None:
        """Need none: nothing is changed here."""

    def prepare(self) -> None:
        """Answer before any method is looked at."""
        self.set_status(404)
        self.finish(_error_page(self, 404))


STRANGER: Final = (
    "이 서버는 이 이름으로 응답하지 않습니다. 서버를 운영한다면 --allow-host 옵션으로 이름을 허용하십시오.\n"
    "This server does not answer under this name. If you run it, allow the name with --allow-host."
)
TOO_LONG: Final = "주소가 너무 깁니다.\nThis address is too long."


def door(names: frozenset[str]) -> list[Rule]:
    """Return the rules that stand before all others."""
    return [
        Rule(Stranger(names), Refusal, {"status": 421, "words": STRANGER}),
        Rule(TooLong(), Refusal, {"status": 414, "words": TOO_LONG}),
        Rule(Unreadable(), Nowhere),
    ]


def guarded(handler: type[Any]) -> type[Any]:
    """Return a handler whose answers have our headers, whose errors are our page, and which knows HEAD."""

    class Guarded(handler):
        def set_default_headers(self) -> None:
            super().set_default_headers()
            _set_headers(self)

        def log_exception(self, kind: Any, value: Any, trace: Any) -> None:
            if not isinstance(value, HTTPError) or value.status_code >= 500:
                super().log_exception(kind, value, trace)

        def send_error(self, status_code: int = 500, **kwargs: Any) -> None:
            # Whether a file that is not given out is there is nobody's business.
            is_hidden = status_code == 403 and issubclass(handler, StaticFileHandler)
            super().send_error(404 if is_hidden else status_code, **kwargs)

        def write_error(self, status_code: int, **_: Any) -> None:
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.finish(_error_page(self, status_code))

    if handler.head is RequestHandler.head and not issubclass(handler, WebSocketHandler):
        Guarded.head = handler.get
    return Guarded


def _error_page(handler: RequestHandler, status: int) -> str:
    template = handler.settings["voila_jinja2_env"].get_template(
        "404.html" if status == 404 else "error.html"
    )
    return str(template.render(base_url=handler.settings["base_url"], status_code=status))


def _set_headers(handler: RequestHandler) -> None:
    for name, value in HEADERS.items():
        handler.set_header(name, value)
    if not hasattr(handler, "nonce"):
        handler.set_header("Content-Security-Policy", QUIET_POLICY)
