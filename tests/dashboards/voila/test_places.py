"""How many visitors fit: what is free, and what a container or a service leaves of it."""

from pathlib import Path

import pytest

from kakao_whatif.dashboards.voila.places import free_in_groups, places_by_memory, places_in


@pytest.mark.parametrize(
    ("free", "places"), [(0, 4), (560_000_000, 4), (800_000_000, 5), (3_000_000_000, 41)]
)
def test_a_place_is_60_mb_of_what_is_free_beyond_half_a_gigabyte(free: int, places: int) -> None:
    assert places_in(free) == places


def test_this_machine_has_at_least_four() -> None:
    assert places_by_memory() >= 4


def group(folder: Path, bound: str, used: int, files: int = 0) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "memory.max").write_text(f"{bound}\n")
    (folder / "memory.current").write_text(f"{used}\n")
    (folder / "memory.stat").write_text(f"anon {used - files}\ninactive_file {files}\n")


def test_every_bound_of_a_service_counts_and_files_that_were_read_do_not(tmp_path: Path) -> None:
    group(tmp_path / "groups" / "system.slice", "3000", used=1000)
    group(tmp_path / "groups" / "system.slice" / "what-if.service", "2000", used=1500, files=1200)
    group(tmp_path / "groups" / "system.slice" / "what-if.service" / "inner", "max", used=1500)
    own = tmp_path / "own"
    own.write_text("0::/system.slice/what-if.service/inner\n")
    assert list(free_in_groups(tmp_path / "groups", own)) == [1700, 2000]


def test_where_there_are_no_groups_nothing_bounds(tmp_path: Path) -> None:
    assert list(free_in_groups(tmp_path, tmp_path / "none")) == []
