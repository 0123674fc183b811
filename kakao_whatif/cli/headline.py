"""What stands above a table: what was asked, the counts, and what mitigations changed in them.

It stands apart from the table below it, which tells the same service by service. Figures and
sentences are those of the dashboard.
"""

from typing import Any

from rich.text import Text

from kakao_whatif.cli.answers import Asked
from kakao_whatif.cli.terminal import print_lines
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import say
from kakao_whatif.views import headline as views
from kakao_whatif.views.snapshot import Snapshot


def print_title(system: System, language: Language) -> None:
    """Print which case was asked, if it says so, and that what follows is a simulation."""
    title = Text(" · ".join(filter(None, [system.title.in_language(language) or system.id, system.version])))
    title.stylize("bold")
    print_lines(*([title] if title else []), say("cli.simulation", language))


def print_heading(answer: Asked, language: Language, nothing_lost: str = "nothing_lost") -> None:
    """Print which case was asked, and what was supposed.

    Where losses follow below, `nothing_lost` is the sentence of the catalogue that says it of what is lost already.
    """
    system, scenario = answer.system, answer.scenario
    print_title(system, language)
    named = {
        "lost": [system.name(id).in_language(language) for id in sorted(scenario.losses)],
        "with": [
            system.mitigations[id].name.in_language(language) or id for id in sorted(scenario.mitigations)
        ],
        "read": [system.readings[id].title.in_language(language) or id for id in sorted(scenario.readings)],
    }
    nothing = [] if scenario.losses else [say(f"cli.{nothing_lost}", language)]
    stated = [say(f"cli.{key}", language, names=", ".join(names)) for key, names in named.items() if names]
    print_lines(*nothing, *stated, "")


def headline(snapshot: Snapshot) -> list[str]:
    """Return the figures, the sentence, and what mitigations changed: as the dashboard says them."""
    row = views.headline(snapshot)
    figures = " · ".join(_figure(count, snapshot.language) for count in row["counts"])
    return [line for line in (figures, row["sentence"], row["changed"]) if line]


def _figure(count: dict[str, Any], language: Language) -> str:
    said = say("cli.figure", language, n=count["n"], word=count["word"])
    aside = ", ".join(filter(None, (count["delta_text"], count["note"])))
    return say("cli.figure_aside", language, figure=said, aside=aside) if aside else said
