"""How many visitors this machine has memory for."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

#: Bytes that are kept for the server itself and the rest of the machine, and that a visitor's kernel needs.
KEPT: Final = 500_000_000
PER_VISITOR: Final = 60_000_000
FEWEST: Final = 4

_GROUPS: Final = Path("/sys/fs/cgroup")
_OWN_GROUP: Final = Path("/proc/self/cgroup")


def places_by_memory() -> int:
    """Return how many visitors fit into the memory that is free now, at least four."""
    import psutil

    free = min([psutil.virtual_memory().available, *free_in_groups()])
    return places_in(free)


def places_in(free: int) -> int:
    """Return how many visitors fit into so many free bytes.

    Examples
    --------
    >>> places_in(3_000_000_000), places_in(0)
    (41, 4)
    """
    return max(FEWEST, (free - KEPT) // PER_VISITOR)


def free_in_groups(groups: Path = _GROUPS, own: Path = _OWN_GROUP) -> Iterator[int]:
    """Yield the free bytes under each bound that a container or a service sets; none where there are no groups."""
    try:
        path = own.read_text("utf-8").strip().rpartition("::")[2]
    except OSError:
        return
    group = groups / path.lstrip("/")
    for folder in (group, *group.parents):
        if not folder.is_relative_to(groups):
            return
        try:
            bound, used = ((folder / f"memory.{name}").read_text().strip() for name in ("max", "current"))
            stat = dict(line.split() for line in (folder / "memory.stat").read_text().splitlines())
        except OSError:
            continue
        if bound.isdigit():
            # Files that were read are kept as long as nobody needs their memory.
            yield int(bound) - int(used) + int(stat.get("inactive_file", 0))
