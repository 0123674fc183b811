"""`kakao-whatif cases`, `check` and `schema`: what can be asked, and how a file of one's own is written.

They stand together because none of them supposes anything: they are about models, not about losses.
"""

import shlex
from typing import Any

import click

from kakao_whatif.cli.answers import case_answer, cases_answer, check_answer, check_notes, sizes
from kakao_whatif.cli.options import DEFAULT_CASE, answering, system_of
from kakao_whatif.cli.terminal import print_json, print_lines, print_table
from kakao_whatif.model.parts import LAYERS
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import say
from kakao_whatif.views.link import write_link


@click.command()
@click.argument("case", required=False, metavar="[CASE]")
@answering
def cases(case: str | None, language: Language, as_json: bool) -> None:
    """List the shipped cases; with CASE, the ids that one knows.

    CASE is a shipped case, a case's folder, or a file.
    """
    from kakao_whatif.cases import case_ids, load_case

    if case is not None:
        system = system_of(case)
        if as_json:
            print_json(case_answer(system))
        else:
            _print_case(system, case, language)
        return
    systems = [load_case(id) for id in case_ids()]
    if as_json:
        print_json(cases_answer(systems))
        return
    headings = [say(f"cli.column.{name}", language) for name in ("case", "version", "title", "holds")]
    rows = [[s.id, s.version, s.title.in_language(language), _holds(s, language)] for s in systems]
    print_table(headings, rows)


@click.command()
@click.argument("file", metavar="FILE")
@answering
def check(file: str, language: Language, as_json: bool) -> None:
    """Check a case FILE, or a case's folder; every problem is named at once.

    Exit code 0 if it fits, 2 if not.
    """
    from pathlib import Path

    from kakao_whatif.cases import load_case

    system = load_case(Path(file))
    if as_json:
        print_json(check_answer(file, system))
    else:
        fits = say("cli.check_fits", language, file=file, holds=_holds(system, language))
        print_lines(fits, *(note.in_language(language) for note in check_notes(system)))


@click.command()
def schema() -> None:
    """Print the JSON Schema of case files, from which editors complete."""
    from kakao_whatif.files.schema import schema as case_schema

    data: dict[str, Any] = case_schema()
    print_json(data)


def _holds(system: System, language: Language) -> str:
    return say("cli.holds", language, **sizes(system))


def _print_case(system: System, case: str, language: Language) -> None:
    print_lines(f"{system.id} · {system.version} · {system.title.in_language(language)}", "")
    rows = [[d.id, system.name(d.id).in_language(language), d.kind] for d in system.domains.values()]
    _print_part("domains", ("id", "name", "kind"), rows, language)
    rows = [
        [s.id, system.name(s.id).in_language(language), say(f"views.layer.{s.layer}", language)]
        for layer in LAYERS
        for s in system.services.values()
        if s.layer == layer
    ]
    _print_part("services", ("id", "name", "layer"), rows, language)
    rows = [
        [m.id, m.name.in_language(language), "" if m.cost is None else f"{m.cost.points:g}"]
        for m in system.mitigations.values()
    ]
    _print_part("mitigations", ("id", "name", "points"), rows, language)
    rows = [[r.id, r.title.in_language(language)] for r in system.readings.values()]
    _print_part("readings", ("id", "title"), rows, language)
    rows = [
        [n.id, n.title.in_language(language), _command(system, n.scenario, case)]
        for n in system.scenarios.values()
    ]
    _print_part("scenarios", ("id", "title", "command"), rows, language)


def _print_part(part: str, columns: tuple[str, ...], rows: list[list[str]], language: Language) -> None:
    if rows:
        print_lines(say(f"cli.part.{part}", language))
        print_table([say(f"cli.column.{name}", language) for name in columns], rows)
        print_lines("")


def _command(system: System, scenario: Scenario, case: str) -> str:
    """Return what one types to ask a scenario; only a link can replace numbers of recovery."""
    if scenario.parameters:
        words = ["open", write_link(system, scenario)]
    else:
        words = ["lose", *sorted(scenario.losses)]
        for option, ids in (("--with", scenario.mitigations), ("--read", scenario.readings)):
            words += [word for id in sorted(ids) for word in (option, id)]
    if case != DEFAULT_CASE:
        words += ["--case", case]
    return shlex.join(words)
