"""A picture works the system out a fixed number of times, however many services it shows."""

from collections.abc import Callable
from typing import Any

import pytest

from kakao_whatif.model.system import System
from kakao_whatif.views import page as outage
from kakao_whatif.views.comparing import page as comparing
from kakao_whatif.views.link import read_link
from kakao_whatif.views.recovery import page as recovery
from tests.settles import settles
from tests.small import of, runs


def crowd(services: int) -> System:
    """Return services that are dark, locked and degraded by the loss of one place."""
    kinds = ("hard", "login", "soft")
    others = (runs(f"s{at}", ["y"], **{kinds[at % 3]: "s"}) for at in range(services))
    return of(runs("s", ["x"]), *others)


def compared(system: System, query: str) -> Any:
    return comparing.rows(comparing.opened(system, read_link(query, system)))


@pytest.mark.parametrize("page", [outage.page, recovery.page, compared])
@pytest.mark.parametrize("query", ["lose=x&lang=en", "lose=x&view=s1&lang=ko"])
def test_no_page_explains_every_row(
    page: Callable[[System, str], Any], query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def worked_out(services: int) -> int:
        system = crowd(services)
        return settles(monkeypatch, lambda: page(system, query))

    assert worked_out(60) == worked_out(6) > 0
