"""Large files through the command line, each answer against `check` of the same file in the same run.

Reading is most of `check`, so the ratio says how much longer an answer takes than reading what it is about.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.measure import Ratio, medians, readable

Row = dict[str, Any]
PROGRAM = "from kakao_whatif.cli import main; main(prog_name='kakao-whatif')"


def ratios() -> Iterator[Ratio]:
    """Yield what help, tables, reasons, reports and handouts of large systems cost."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield _ratio("--help / python -c pass", ["--help"], None, turns=9)
        yield _ratio("lose pangyo / python -c pass", ["lose", "pangyo"], None, turns=9)
        for services, most in ((1_000, 2), (10_000, 3)):
            file = _written(folder, f"town-{services}", town(services))
            yield _over_check(f"lose, town of {services:,}", ["lose", "s0", "--case", file], file, most)
        file = _written(folder, "clique", clique(200))
        yield _over_check("lose, 200 that all need each other", ["lose", "east", "--case", file], file, 2)
        file = _written(folder, "chain", chain(20_000))
        yield _over_check("lose, chain of 20,000", ["lose", "west", "--case", file], file, 3)
        file = _written(folder, "needs", needs(3_000))
        why = ["why", "z", "--lose", "east", "--case", file]
        yield _over_check("why, one service with 3,000 needs", why, file, None)
        file = _written(folder, "town-1000", town(1_000))
        page = str(folder / "page.html")
        report = ["report", "--lose", "s0", "--case", file, "-o", page]
        yield _over_check("report, town of 1,000", report, file, None, turns=1)
        yield _over_check("handout, town of 1,000", ["handout", file, "-o", page], file, None, turns=1)
        files = [_written(folder, f"town-{services}", town(services)) for services in (300, 60)]
        large, small = (["handout", file, "-o", page] for file in files)
        yield _ratio("handout, town of 300 / of 60", large, small, turns=1)


def _over_check(what: str, asked: list[str], file: str, most: float | None, turns: int = 3) -> Ratio:
    return _ratio(f"{what} / check of it", asked, ["check", file], most, turns)


def _ratio(
    what: str, asked: list[str], other: list[str] | None, most: float | None = None, turns: int = 3
) -> Ratio:
    """Return how long one command takes over another one, or over a Python that does nothing."""
    seconds, base = medians(lambda _: _run(asked), lambda _: _run(other), turns=turns)
    return Ratio(what, seconds / base, f"{readable(seconds)} / {readable(base)}", at_most=most)


def _run(arguments: list[str] | None) -> None:
    code = ["pass"] if arguments is None else [PROGRAM, *arguments]
    subprocess.run([sys.executable, "-c", *code], check=True, stdout=subprocess.DEVNULL)


def _written(folder: Path, name: str, system: Row) -> str:
    path = folder / f"{name}.yaml"
    path.write_text(json.dumps({"title": name} | system), encoding="utf-8")
    return str(path)


def town(services: int) -> Row:
    """Return services over six sites of three zones, with one to three copies and up to five needs of every kind."""
    random = Random(1)
    zones = [(f"s{site}", f"s{site}z{zone}") for site in range(6) for zone in range(3)]
    domains: list[Row] = [{"id": f"s{site}", "kind": "site"} for site in range(6)]
    domains += [{"id": zone, "kind": "zone", "in": site} for site, zone in zones]
    layers = ["data"] * 3 + ["operations"] + ["platform"] * 4 + ["application"] * 11 + ["external"]

    def need(at: int) -> Row:
        ids = [f"svc-{random.randrange(max(0, at - services // 3), at)}" for _ in range(3)]
        on = random.choices([ids[0], {"any_of": ids}, {"at_least": 2, "of": ids}], [12, 5, 3])[0]
        return {"kind": random.choices(["hard", "soft", "login", "restart"], [5, 3, 1, 1])[0], "on": on}

    def service(at: int) -> Row:
        copies = [{"in": random.choice(zones)[1]} for _ in range(random.choice([1, 1, 2, 3]))]
        needs = [need(at) for _ in range(random.randint(1, 5) if at > 10 else 0)]
        layer = layers[at * len(layers) // services]
        product = f"product-{at // 12}"
        return {"id": f"svc-{at}", "layer": layer, "part_of": product, "replicas": copies, "needs": needs}

    return {"domains": domains, "services": [service(at) for at in range(services)]}


def clique(services: int) -> Row:
    """Return services of one site, each of which needs all others."""
    ids = [f"a{at}" for at in range(services)]
    return _at_east({id: [other for other in ids if other != id] for id in ids})


def needs(count: int) -> Row:
    """Return one service that needs so many others, each by a need of its own."""
    ids = [f"a{at}" for at in range(count)]
    return _at_east({**{id: [] for id in ids}, "z": ids})


def chain(services: int) -> Row:
    """Return services that each need the one before, at two sites in turns."""
    parts = [
        {
            "id": f"s{at}",
            "replicas": [{"in": "east" if at % 2 else "west"}],
            "needs": [{"kind": "hard", "on": f"s{at - 1}"}] if at else [],
        }
        for at in range(services)
    ]
    return {"domains": [{"id": "east", "kind": "site"}, {"id": "west", "kind": "site"}], "services": parts}


def _at_east(needed: dict[str, list[str]]) -> Row:
    parts = [
        {"id": id, "replicas": [{"in": "east"}], "needs": [{"kind": "hard", "on": other} for other in others]}
        for id, others in needed.items()
    ]
    return {"domains": [{"id": "east", "kind": "site"}], "services": parts}
