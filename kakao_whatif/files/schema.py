"""The published schema of case files, and what in a file does not have its shape.

It stands apart from the checks of the model: a schema knows keys, types and ranges, and editors
complete from it; whether an id names anything is asked later.
"""

import json
import pathlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from kakao_whatif.errors import Problem, nearest
from kakao_whatif.files.places import place, shown
from kakao_whatif.files.plain import Finding, Path
from kakao_whatif.model.build import MAX_PROBLEMS

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator, ValidationError

FORMAT = "kakao-whatif/1"

_TYPES = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
}


@lru_cache(maxsize=1)
def _text() -> str:
    return pathlib.Path(__file__).with_name("kakao-whatif-1.schema.json").read_text(encoding="utf-8")


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a case file.

    Examples
    --------
    >>> schema()["properties"]["schema"]["const"]
    'kakao-whatif/1'
    """
    loaded: dict[str, Any] = json.loads(_text())
    return loaded


@lru_cache(maxsize=1)
def _loaded() -> dict[str, Any]:
    return schema()


@lru_cache
def _validator(definition: str = "") -> "Draft202012Validator":
    from jsonschema_rs import (
        Draft202012Validator,
    )  # costs time at import; building a system in Python needs none

    whole = _loaded()
    return Draft202012Validator({"$ref": definition, "$defs": whole["$defs"]} if definition else whole)


def _errors(data: Any) -> Iterator[tuple[Path, "ValidationError"]]:
    """Yield every error with the path of the part it was found in.

    The validator collects all errors of what it is given, some kilobytes each, before it returns the
    first one: so it is given one part at a time, and a reader that stops early saves the rest.
    """
    if _validator().is_valid(data):
        return
    lists = {key: rule["items"]["$ref"] for key, rule in _loaded()["properties"].items() if "items" in rule}
    lists = {
        key: part for key, part in lists.items() if isinstance(data, dict) and isinstance(data.get(key), list)
    }
    head = {key: [] if key in lists else part for key, part in data.items()} if lists else data
    yield from (((), error) for error in _validator().iter_errors(head))
    for key, part in lists.items():
        validator = _validator(part)
        for at, entry in enumerate(data[key]):
            if not validator.is_valid(entry):
                yield from (((key, at), error) for error in validator.iter_errors(entry))


def structure_problems(data: Any) -> list[Finding]:
    """Return everything in plain data that does not have the shape of a case file, in its order.

    Each comes with the path of what was refused: the value, the key that is missing, or the key
    that is not known.

    Examples
    --------
    >>> data = {"services": [{"id": "tistory", "nedds": []}]}
    >>> [(path, str(problem)) for path, problem in structure_problems(data)]
    [(('services', 0, 'nedds'), "services[0] 'tistory': unknown key 'nedds'. Did you mean 'needs'?")]
    """
    errors = list(islice(_errors(data), MAX_PROBLEMS + 1))
    misspelt = {
        (*part, *error.instance_path): [_nearest(key, tuple(_keys(error))) for key in _unknown_keys(error)]
        for part, error in errors
        if error.kind.name == "additionalProperties"
    }
    found: list[Finding] = []
    for part, error in errors:
        meant = misspelt.get((*part, *error.instance_path), [])
        for path, what, way_out in _sentences(part, error):
            is_echo = error.kind.name == "oneOf" if meant else False
            if not is_echo and not (error.kind.name == "required" and path[-1] in meant):
                at = path[:-1] if error.kind.name in ("additionalProperties", "required") else path
                found.append((path, Problem(place(data, at), what, way_out)))
    return _in_order(data, found)


def _sentences(part: Path, error: "ValidationError") -> Iterator[tuple[Path, str, str]]:
    """Yield the path, the fault and the way out of one error, in our words."""
    path, kind = (*part, *error.instance_path), error.kind.name
    value: Any = error.instance
    fits = f"Give {_title(_rule(error))}."
    match kind:
        case "additionalProperties":
            for key in _unknown_keys(error):
                near = _nearest(key, tuple(_keys(error)))
                known = ", ".join(_keys(error))
                yield (
                    (*path, key),
                    f"unknown key {shown(key)}.",
                    (f"Did you mean {near!r}?" if near else f"The keys here are: {known}."),
                )
        case "required":
            key = error.kind.value
            yield (
                (*path, key),
                f"the key {key!r} is missing.",
                f"Give {_title(_rule(error)['properties'][key])}.",
            )
        case "type":
            words = " or ".join(_TYPES[name] for name in error.kind.as_dict()["types"])
            quotes = " Put it in quotes." if words == "a text" and not isinstance(value, dict | list) else ""
            yield path, f"{shown(value)} is not {words}.", fits + quotes
        case "enum":
            options = error.kind.value
            near = _nearest(value, tuple(options)) if isinstance(value, str) else None
            listed = f"Give one of: {', '.join(options)}."
            title = _title(_rule(error))
            yield path, f"{shown(value)} is not {title}.", f"Did you mean {near!r}?" if near else listed
        case "const":
            yield path, f"{shown(value)} is not a format that this version reads.", fits
        case "pattern" if error.kind.value == _loaded()["$defs"]["id"]["pattern"]:
            yield path, f"{shown(value)} cannot be an id.", f"Give {_title(_loaded()['$defs']['id'])}."
        case "pattern":
            what = f"{shown(value)} has a tab or a line break."
            yield path, what, "Write it on one line; in YAML, >- makes one line of several."
        case "maxLength":
            what = f"{len(value):,} letters are too many; it may have {error.kind.value:,}."
            yield path, what, "Shorten it."
        case "propertyNames":
            key = error.kind.value.instance
            yield (*path, key), f"{shown(key)} cannot be an id.", fits
        case "minimum":
            yield path, f"{shown(value)} is less than {error.kind.value:g}.", fits
        case "maximum":
            yield path, f"{shown(value)} is more than {error.kind.value:g}.", fits
        case "oneOf":
            keys = [key for key in value if key in _alternatives(error)]
            yield path, f"it has {' and '.join(map(repr, keys)) or 'none of the keys it needs'}.", fits
        case "minItems" | "minProperties" | "minLength":
            yield path, "it is empty.", fits
        case _:
            yield path, f"{shown(value)} does not fit.", fits


_nearest = lru_cache(maxsize=1024)(nearest)


def _rule(error: "ValidationError") -> dict[str, Any]:
    """Return the part of the schema that a value fell foul of."""
    rule: Any = _loaded()
    for step in error.schema_path[:-1]:
        rule = rule[step]
    assert isinstance(rule, dict)
    return rule


def _unknown_keys(error: "ValidationError") -> list[str]:
    keys: Any = error.kind.value
    return list(keys)


def _keys(error: "ValidationError") -> list[str]:
    return list(_rule(error)["properties"])


def _alternatives(error: "ValidationError") -> set[str]:
    return {key for option in _rule(error)["oneOf"] for key in option["required"]}


def _title(rule: dict[str, Any]) -> str:
    while "title" not in rule:
        rule = _loaded()["$defs"][rule["$ref"].rpartition("/")[2]]
    return str(rule["title"])


def _in_order(data: Any, found: Iterable[Finding]) -> list[Finding]:
    """Return findings in the order of the file."""
    orders: dict[int, dict[Any, int]] = {}

    def position(finding: Finding) -> list[int]:
        at, steps = data, []
        for step in finding[0]:
            if isinstance(at, dict):
                order = orders.setdefault(id(at), {}) or orders[id(at)]
                if not order:
                    order.update((key, number) for number, key in enumerate(at))
                steps.append(order.get(step, len(order)))
                at = at.get(step)
            elif isinstance(at, list) and isinstance(step, int):
                steps.append(step)
                at = at[step]
        return steps

    return sorted(found, key=position)
