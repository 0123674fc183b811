"""What strangers may send to a server: it costs no kernel, tells them nothing, and leaves nothing in the log."""

import asyncio
import http.client
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest, HTTPResponse
from tornado.simple_httpclient import SimpleAsyncHTTPClient

from tests.browser.conftest import Server, start_voila
from tests.patience import SECONDS
from tests.visitors import asking, first, talking, visit

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("visitors")]

#: What a browser says of itself when it loads an image of another site, a prefetch, or a page that shows a preview.
WITHOUT_SCRIPTS = (
    {},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "image", "Referer": "https://elsewhere.example/"},
    {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "document", "Sec-Purpose": "prefetch"},
    {"User-Agent": "robot/1.0 (+https://robot.example)", "Range": "bytes=0-1000"},
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the dashboards for this file alone: its kernels are counted. Two places, so that a taken one shows."""
    started = start_voila(tmp_path_factory.mktemp("voila") / "log.txt", given={"places": 2})
    yield started
    started.stop()


async def answer(request: HTTPRequest) -> HTTPResponse:
    """Return an answer whatever its status is, and the first one: no redirect is followed."""
    client = SimpleAsyncHTTPClient(force_instance=True)
    request.follow_redirects = False
    request.connect_timeout = request.request_timeout = SECONDS
    try:
        return await client.fetch(request, raise_error=False)
    finally:
        client.close()


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Ask as no browser would let anybody ask: the path as it stands."""
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=SECONDS)
    try:
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        got = connection.getresponse()
        return got.status, dict(got.getheaders()), got.read()
    finally:
        connection.close()


def test_a_hundred_requests_without_scripts_start_no_kernel_and_take_no_place(server: Server) -> None:
    page = server.render("blackout.ipynb")

    async def come() -> None:
        sent = [HTTPRequest(page, headers=dict(WITHOUT_SCRIPTS[turn % 4])) for turn in range(90)]
        sent += [HTTPRequest(page, method="HEAD") for _ in range(10)]
        answers = await asyncio.gather(*map(answer, sent))
        assert {each.code for each in answers} == {200}
        assert server.kernels() == 0
        seen = await visit(page, server.address)
        assert not seen.had_to_wait

    asyncio.run(come())
    assert server.await_kernels(0) == 0


def test_a_kernel_is_started_for_nobody_but_the_page_itself(server: Server) -> None:
    page = server.render("blackout.ipynb")

    async def attempts() -> list[int]:
        token, _ = await first(page)
        own = asking(page, token).headers
        said = [
            {},
            {"Cookie": own["Cookie"]},
            {"X-XSRFToken": token},
            {**own, "X-XSRFToken": "2|00000000|" + "0" * 32 + "|1790000000"},
            {**own, "Origin": "https://elsewhere.example"},
            {**own, "Origin": "null"},
            {**own, "Origin": "http://127.0.0.1:1"},
            {**own, "Sec-Fetch-Site": "cross-site"},
            {**own, "Sec-Fetch-Site": "same-site"},
        ]
        sent = [HTTPRequest(page, method="POST", body=b"", headers=dict(headers)) for headers in said]
        return [(await answer(request)).code for request in sent]

    codes = asyncio.run(attempts())
    assert set(codes) <= {403, 404}
    assert server.kernels() == 0


@pytest.mark.parametrize(
    "said", [{}, {"Origin": "own"}, {"Origin": "own", "Sec-Fetch-Site": "same-origin"}], ids=str
)
def test_the_page_itself_gets_one_with_and_without_what_new_browsers_say(
    server: Server, said: dict[str, str]
) -> None:
    page = server.render("blackout.ipynb")
    own = {name: server.address.rstrip("/") if value == "own" else value for name, value in said.items()}

    async def come() -> int:
        token, _ = await first(page)
        request = asking(page, token)
        request.headers.update(own)
        got = await answer(request)
        kernel = re.search(rb'"kernelId": "([^"]+)"', got.body)
        assert kernel is not None
        assert server.kernels() == 1
        end = HTTPRequest(f"{server.address}voila/api/shutdown/{kernel[1].decode()}", method="POST", body=b"")
        end.headers.update(request.headers)
        await answer(end)
        return got.code

    assert asyncio.run(come()) == 200
    assert server.await_kernels(0) == 0


def test_an_address_may_have_a_bound_of_its_own_and_others_do_not_wait_for_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    server = start_voila(tmp_path_factory.mktemp("voila") / "log.txt", given={"places_per_address": 1})
    page = server.render("blackout.ipynb")

    async def evening() -> None:
        gate = asyncio.Barrier(2)
        early = asyncio.create_task(visit(page, server.address, gate, address="192.0.2.1"))
        await gate.wait()
        late = asyncio.create_task(visit(page, server.address, address="192.0.2.1"))
        other = await visit(page, server.address, address="192.0.2.2")
        assert not other.had_to_wait
        assert not late.done()
        await gate.wait()
        await early
        assert (await late).had_to_wait

    try:
        asyncio.run(evening())
        assert server.await_kernels(0) == 0
    finally:
        server.stop()


WRONG = [
    "/nowhere",
    "/voila",
    "/voila/render/",
    "/voila/render/missing.ipynb",
    "/voila/render/%00.ipynb",
    "/voila/render/%ff.ipynb",
    "/voila/render/a%0d%0ab.ipynb",
    "/voila/render/..%2f..%2fetc%2fpasswd",
    "/voila/render/blackout.ipynb/",
    "/voila/tree/missing",
    "/voila/templates/",
    "/voila/templates/lab",
    "/voila/templates/lab/static/",
    "/voila/templates/..%2f/static/x",
    "/voila/static/",
    "/voila/static/missing.js",
    "/voila/static/%2e%2e/%2e%2e/app.py",
    "/voila/files/",
    "/voila/files/index.ipynb",
    "/voila/files/%00.png",
    "/voila/files/../x.png",
    "/voila/api/themes/missing",
    "/voila/labextensions/missing",
    "/voila/api/contents",
    "/api/kernels",
    "/login",
    "/logout",
    "/api/kernels/0-0-0-0-0",
    "//elsewhere.example/",
    "/favicon.ico",
]


def test_wrong_paths_are_nowhere_and_leave_no_traceback(server: Server) -> None:
    seen = {path: (ask(server, path)[0], ask(server, path, "HEAD")[0]) for path in WRONG}
    assert {path: codes for path, codes in seen.items() if codes != (404, 404)} == {}
    for path in WRONG:
        assert ask(server, path, "POST", **{"Content-Length": "0"})[0] in (403, 404, 405), path
    log = server.log.read_bytes()
    assert b"Traceback" not in log
    assert not re.search(rb"[\x00-\x09\x0b-\x1f]", log)


def test_too_long_an_address_is_told_to_be_too_long_and_is_not_kept_in_the_log(server: Server) -> None:
    assert ask(server, "/voila/render/blackout.ipynb?lose=" + "a" * 100_000)[0] == 414
    assert max(map(len, server.log.read_text("utf-8").splitlines())) < 1000


def test_a_name_that_is_not_the_servers_gets_nothing(server: Server) -> None:
    for path in ("/voila/render/blackout.ipynb", "/voila/static/voila.js", "/api/kernels/0-0-0-0-0/channels"):
        assert ask(server, path, Host="elsewhere.example")[0] == 421
    assert ask(server, "/voila/render/blackout.ipynb", Host="localhost")[0] == 200


def test_asking_for_the_head_gives_the_head(server: Server) -> None:
    paths = ["/", "/voila/render/blackout.ipynb", "/voila/static/voila.js", "/kakao-whatif/front-end.js"]
    for path in [*paths, "/kakao-whatif/report?lose=pangyo"]:
        status, headers, body = ask(server, path, "HEAD")
        assert (status, body) == (200, b""), path
        assert headers["Content-Type"] == ask(server, path)[1]["Content-Type"]


def test_every_answer_says_what_a_browser_may_do_with_it(server: Server) -> None:
    others = ["/", "/nowhere", "/voila/static/voila.js", "/kakao-whatif/report?lose=pangyo", "/api/kernels/x"]
    for path in others:
        headers = ask(server, path)[1]
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "script-src" not in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
    path = "/voila/render/blackout.ipynb"
    headers, again = ask(server, path)[1], ask(server, path)[1]
    assert headers["Content-Security-Policy"] != again["Content-Security-Policy"], "the nonce is not one"
    assert "'unsafe-inline'" not in headers["Content-Security-Policy"].split("style-src")[0]
    assert headers["Referrer-Policy"] == "same-origin"
    assert "SameSite=Lax" in headers["Set-Cookie"]


NONSENSE = (
    {"method": "custom", "content": {"kind": "lose", "id": ["no", {"such": "id"}]}},
    {"method": "custom", "content": "nothing"},
    {"method": "update", "state": {"data": 3}},
    {"method": "update", "state": None},
    {"method": "no such method"},
    {},
)


def test_errors_that_a_message_causes_do_not_reach_the_visitor(server: Server) -> None:
    async def attempt() -> list[str]:
        async with talking(server.render("blackout.ipynb"), server.address) as talk:
            await talk.await_views()
            for data in NONSENSE:
                await talk.say("comm_msg", {"comm_id": talk.map(), "data": data})
            await talk.say("comm_open", {"comm_id": "0" * 32, "target_name": "no such target", "data": {}})
            await talk.say("comm_open", {"comm_id": "1" * 32, "target_name": "jupyter.widget", "data": {}})
            await talk.say("comm_msg", {})
            before = len(talk.heard)
            await talk.click()
            return [kind for kind, _ in talk.heard[:before]] + [text for _, text in talk.heard]

    heard = asyncio.run(attempt())
    assert not {"stream", "error", "display_data", "execute_result"} & set(heard)
    assert not any("Traceback" in text or "site-packages" in text for text in heard)


@pytest.mark.parametrize("protocol", [None, "v1.kernel.websocket.jupyter.org"])
def test_a_foreign_page_cannot_speak_to_a_kernel(server: Server, protocol: str | None) -> None:
    from tornado.websocket import websocket_connect

    async def attempt() -> None:
        async with talking(server.render("blackout.ipynb"), server.address) as talk:
            address = f"{server.address.replace('http', 'ws', 1)}api/kernels/{talk.page.kernel}/channels"
            request = HTTPRequest(
                address, headers={**talk.page.headers, "Origin": "https://elsewhere.example"}
            )
            with pytest.raises(HTTPClientError):
                await websocket_connect(request, subprotocols=[protocol] if protocol else None)

    asyncio.run(attempt())
