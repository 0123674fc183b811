"""What the tests of every shipped case look through: its texts, the facts it cites, where it puts things."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from kakao_whatif.cases import Case
from kakao_whatif.model.text import Text


def walk(value: Any, path: str = "case") -> Iterator[tuple[str, Any]]:
    """Every value that a case holds, with its path."""
    yield path, value
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from walk(each, f"{path}.{key}")
    elif isinstance(value, tuple | list):
        for at, each in enumerate(value):
            yield from walk(each, f"{path}[{at}]")
    elif is_dataclass(value) and not isinstance(value, Text):
        for one in fields(value):
            yield from walk(getattr(value, one.name), f"{path}.{one.name}")


def texts(case: Case) -> dict[str, Text]:
    """Every text that says something, by its path."""
    return {path: text for path, text in walk(case) if isinstance(text, Text) and text}


def cited(case: Case) -> set[str]:
    """Every fact that the model, its hazards, its observations or its counts name."""
    lists = [each for path, each in walk(case) if path.endswith(".facts") and isinstance(each, tuple | list)]
    return {fact for each in lists for fact in each}


def unmarked_placements(case: Case) -> list[str]:
    """Services with a copy whose place neither rests on facts nor is marked as assumed."""
    placed = [service for service in case.possible_services.values() if service.replicas]
    return [
        service.id
        for service in placed
        if not (service.assumed or all(replica.facts or replica.assumed for replica in service.replicas))
    ]
