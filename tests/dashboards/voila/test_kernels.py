"""Many readers at once, each with a kernel behind the page; real connections, without a browser."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from kakao_whatif.dashboards.voila.kernels import AT_ONCE, PageKernels
from tests.browser.conftest import Server, start_voila
from tests.visitors import crowd, leave_early, talking, visit

CROWD = 40

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("visitors")]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the dashboards for this file alone: its kernels are counted."""
    started = start_voila(tmp_path_factory.mktemp("voila") / "log.txt")
    yield started
    started.stop()


def test_forty_readers_at_once_all_get_their_page_and_leave_no_kernel(server: Server) -> None:
    seen = asyncio.run(crowd(server, CROWD))
    assert seen.kernels == len({visit.kernel for visit in seen.visits}) == CROWD
    # Nobody waits while there is room, and everybody else is told.
    assert sum(visit.had_to_wait for visit in seen.visits) == CROWD - AT_ONCE
    assert server.await_kernels(0) == 0
    log = server.log.read_text("utf-8")
    assert "Traceback" not in log
    assert "ERROR" not in log


def test_a_reader_who_leaves_before_the_page_is_whole_leaves_no_kernel(server: Server) -> None:
    address = server.render("blackout.ipynb")

    async def come_and_go() -> None:
        await asyncio.gather(*(leave_early(address) for _ in range(AT_ONCE + 2)))
        await visit(address, server.address)  # behind them, and served

    asyncio.run(come_and_go())
    assert server.await_kernels(0) == 0
    assert "Traceback" not in server.log.read_text("utf-8")


def test_where_all_places_are_taken_the_next_reader_waits_until_somebody_leaves(tmp_path: Path) -> None:
    server = start_voila(tmp_path / "log.txt", given={"places": 2})
    address = server.render("blackout.ipynb")

    async def evening() -> None:
        gate = asyncio.Barrier(3)
        early = [asyncio.create_task(visit(address, server.address, gate)) for _ in range(2)]
        await gate.wait()  # both are there
        late = [asyncio.create_task(visit(address, server.address)) for _ in range(3)]
        await asyncio.wait(late, timeout=3)
        assert not any(task.done() for task in late)
        assert server.kernels() == 2
        await gate.wait()
        await asyncio.gather(*early)
        assert all(seen.had_to_wait for seen in await asyncio.gather(*late))

    try:
        asyncio.run(evening())
        assert server.await_kernels(0) == 0
    finally:
        server.stop()


def test_a_killed_kernel_gives_its_place_back(tmp_path: Path) -> None:
    server = start_voila(tmp_path / "log.txt", given={"places": 1})
    address = server.render("blackout.ipynb")

    async def evening() -> None:
        gate = asyncio.Barrier(2)
        first = asyncio.create_task(visit(address, server.address, gate))
        await gate.wait()
        server.kill_kernels()
        await visit(address, server.address)
        first.cancel()
        await asyncio.wait([first])

    try:
        asyncio.run(evening())
    finally:
        server.stop()


def test_a_visitor_s_code_is_not_run(server: Server, tmp_path: Path) -> None:
    written = tmp_path / "written"

    async def attempt() -> None:
        async with talking(server.render("blackout.ipynb"), server.address) as talk:
            code = f"open({str(written)!r}, 'w').close()"
            await talk.say("execute_request", {"code": code, "silent": False})
            await talk.await_views()  # asked for afterwards, and answered

    asyncio.run(attempt())
    assert not written.exists()
    assert server.await_kernels(0) == 0


def test_a_page_s_kernel_without_a_page_is_ended_and_nobody_elses_is_touched() -> None:
    async def evening() -> None:
        manager = AsyncMappingKernelManager()
        pages = PageKernels(manager)
        try:
            theirs = await manager.start_kernel()
            shown, left = await pages.start_kernel(), await pages.start_kernel()
            manager.notify_connect(shown)
            await pages.cull()
            assert set(manager.list_kernel_ids()) == {theirs, shown, left}
            await pages.cull(after=0)
            assert set(manager.list_kernel_ids()) == {theirs, shown}
            limits = [manager.get_kernel(id)._restarter.restart_limit for id in (theirs, shown)]
            assert limits == [5, 0]
        finally:
            await manager.shutdown_all()

    asyncio.run(evening())
