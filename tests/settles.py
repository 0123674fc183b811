"""How often systems are worked out: what must not grow with the rows of a table or a page."""

from collections.abc import Callable, Collection

import pytest

from kakao_whatif.propagation.engine import Engine, Settled


def settles(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> int:
    """Do some work, and return how many times an engine settled what losses come to."""
    count = 0
    settle = Engine.settle

    def counted(engine: Engine, losses: Collection[str]) -> Settled:
        nonlocal count
        count += 1
        return settle(engine, losses)

    with monkeypatch.context() as patch:
        patch.setattr(Engine, "settle", counted)
        work()
    return count
