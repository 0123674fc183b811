"""Who is let in, by the name that is asked for."""

import socket

import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest

from kakao_whatif.dashboards.voila.door import Stranger, names_of


class Connection:
    """As much of a connection as a request looks at."""

    context = None


def is_let_in(names: frozenset[str], host: str) -> bool:
    request = HTTPServerRequest(
        "GET", "/", headers=HTTPHeaders({"Host": host}), host=host, connection=Connection()
    )
    return Stranger(names).match(request) is None


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8866", "[::1]:8866", "127.9.9.9", "LOCALHOST"])
def test_loopback_is_always_let_in(host: str) -> None:
    assert is_let_in(names_of("192.0.2.7", None, []), host)


@pytest.mark.parametrize(
    "host", ["evil.example", "192.0.2.8", "127.0.0.1.evil.example", "localhost.evil.example"]
)
def test_another_name_is_not(host: str) -> None:
    assert not is_let_in(names_of("192.0.2.7", "https://what-if.example/x/", ["lab"]), host)


@pytest.mark.parametrize("host", ["192.0.2.7:8866", "What-If.example", "what-if.example:443", "LAB:80"])
def test_the_names_of_the_server_are(host: str) -> None:
    assert is_let_in(names_of("192.0.2.7", "https://what-if.example/x/", ["lab"]), host)


@pytest.mark.parametrize("everywhere", ["0.0.0.0", "::", ""])
def test_who_listens_on_every_address_answers_under_each_and_under_the_machines_name(everywhere: str) -> None:
    names = names_of(everywhere, None, [])
    assert is_let_in(names, "192.0.2.8:8866")
    assert is_let_in(names, "[2001:db8::1]")
    assert is_let_in(names, socket.gethostname())
    assert not is_let_in(names, "evil.example")
