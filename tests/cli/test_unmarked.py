"""A question over a kind that the case does not have is refused, not answered with nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

UNMARKED = """
domains: [{id: east}, {id: west}]
services:
  - {id: shop, replicas: [{in: east}]}
"""
REFUSED = (
    "Error: over: no domain is a site; the domains are of the kinds: other. "
    "Mark the data centres with kind: site, or ask over domains.\n"
)


@pytest.fixture
def unmarked(tmp_path: Path) -> str:
    path = tmp_path / "unmarked.yaml"
    path.write_text(UNMARKED, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("command", [["cuts", "shop", "--over", "sites"], ["contingencies"]])
def test_over_sites_without_a_site_is_refused(run: Run, unmarked: str, command: list[str]) -> None:
    result = run(*command, "--case", unmarked)
    assert (result.exit_code, result.stderr, result.stdout) == (2, REFUSED, "")


@pytest.mark.parametrize("command", [["save", "shop", "--from-any-site"], ["frontier"]])
def test_what_asks_about_sites_by_itself_is_refused_too(run: Run, unmarked: str, command: list[str]) -> None:
    result = run(*command, "--case", unmarked)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "kind: site" in result.stderr


def test_over_domains_it_is_answered(run: Run, unmarked: str) -> None:
    assert "east" in run("cuts", "shop", "--over", "domains", "--case", unmarked, "--lang", "en").output
