import asyncio
from collections.abc import Coroutine

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kakao_whatif.dashboards.voila.turns import Turns


def run(what: Coroutine[None, None, None]) -> None:
    asyncio.run(what)


async def settle() -> None:
    """Let everything that can go on go on."""
    for _ in range(10):
        await asyncio.sleep(0)


class Guests:
    """Guests of a house with few chairs: who sits, in which order they sat down, and what each was told."""

    def __init__(self, chairs: int) -> None:
        self.turns = Turns(chairs)
        self.sat: list[int] = []
        self.told: dict[int, list[int]] = {}
        self.tasks: dict[int, asyncio.Task[None]] = {}

    async def come(self, guest: int) -> None:
        self.told[guest] = []
        self.tasks[guest] = asyncio.ensure_future(self._sit(guest))
        await settle()

    async def _sit(self, guest: int) -> None:
        await self.turns.take(self.told[guest].append)
        self.sat.append(guest)


def test_so_many_at_once_and_the_others_in_the_order_of_coming() -> None:
    async def evening() -> None:
        guests = Guests(2)
        for guest in range(5):
            await guests.come(guest)
        assert guests.sat == [0, 1]
        for so_far in range(3, 6):
            guests.turns.give_back()
            await settle()
            assert guests.sat == list(range(so_far))

    run(evening())


def test_who_waits_hears_how_many_are_before() -> None:
    async def evening() -> None:
        guests = Guests(1)
        for guest in range(3):
            await guests.come(guest)
        for _ in range(2):
            guests.turns.give_back()
            await settle()
        assert guests.told == {0: [], 1: [1], 2: [2, 1]}

    run(evening())


def test_a_turn_that_nobody_waits_for_is_kept() -> None:
    async def evening() -> None:
        guests = Guests(1)
        await guests.come(0)
        guests.turns.give_back()
        await guests.come(1)
        assert guests.sat == [0, 1]
        assert guests.told[1] == []

    run(evening())


@pytest.mark.parametrize("when", ["while it waits", "as its turn comes"])
def test_who_goes_while_waiting_takes_no_turn(when: str) -> None:
    async def evening() -> None:
        guests = Guests(1)
        for guest in range(3):
            await guests.come(guest)
        if when == "while it waits":
            guests.tasks[1].cancel()
            await settle()
            assert guests.told[2] == [2, 1]
            guests.turns.give_back()
        else:
            guests.turns.give_back()
            guests.tasks[1].cancel()
        await settle()
        assert guests.sat == [0, 2]

    run(evening())


@given(st.integers(1, 4), st.lists(st.sampled_from(["come", "end", "go"]), max_size=40))
def test_never_too_many_never_one_forgotten(chairs: int, acts: list[str]) -> None:
    async def evening() -> None:
        guests, ended, gone = Guests(chairs), 0, set[int]()
        for act in acts:
            waiting = [guest for guest in guests.tasks if guest not in guests.sat and guest not in gone]
            if act == "come":
                await guests.come(len(guests.tasks))
            elif act == "end" and len(guests.sat) > ended:
                guests.turns.give_back()
                ended += 1
            elif act == "go" and waiting:
                guests.tasks[waiting[-1]].cancel()
                gone.add(waiting[-1])
            await settle()
            stayed = [guest for guest in guests.tasks if guest not in gone]
            # Whoever stays sits in the order of coming, and as many sit as may.
            assert guests.sat == stayed[: len(guests.sat)]
            assert len(guests.sat) - ended == min(chairs, len(stayed) - ended)

    run(evening())
