"""What stands above a table: what was asked, the counts, and what mitigations changed in them.

It stands apart from the table below it, which tells the same service by service.
"""

from rich.text import Text

from kakao_whatif.cli.answers import count_changes, counts
from kakao_whatif.cli.terminal import print_lines
from kakao_whatif.model.text import Language
from kakao_whatif.propagation.impact import Impact
from kakao_whatif.text.catalogue import say

ORDER = ("dark", "sign_in_lost", "locked", "degraded", "up")
FEW = 8  # names in a line; the table has them all


def print_heading(impact: Impact, language: Language) -> None:
    """Print which case was asked, and what was supposed."""
    system, scenario = impact.system, impact.scenario
    title = Text(" · ".join(filter(None, [system.title.in_language(language) or system.id, system.version])))
    title.stylize("bold")
    print_lines(title, say("cli.simulation", language))
    named = {
        "lost": [system.name(id).in_language(language) for id in sorted(scenario.losses)],
        "with": [
            system.mitigations[id].name.in_language(language) or id for id in sorted(scenario.mitigations)
        ],
        "read": [system.readings[id].title.in_language(language) or id for id in sorted(scenario.readings)],
    }
    nothing = [] if scenario.losses else [say("cli.nothing_lost", language)]
    stated = [say(f"cli.{key}", language, names=", ".join(names)) for key, names in named.items() if names]
    print_lines(*nothing, *stated, "")


def headline(impact: Impact, before: Impact | None, language: Language) -> list[str]:
    """Return the counts, and their change against the same losses without mitigations.

    "Cannot sign in" is counted apart: it takes in services that are dark anyway.
    """
    now = counts(impact)
    lines = [" · ".join(say(f"cli.count.{name}", language, n=now[name]) for name in ORDER)]
    if before is not None:
        lines += _changed(impact, before, language)
    return lines


def _changed(impact: Impact, before: Impact, language: Language) -> list[str]:
    changes = count_changes(impact, before)
    differ = [say(f"cli.count.{name}", language, n=f"{changes[name]:+d}") for name in ORDER if changes[name]]
    better = [id for id in before.status if id in impact.status and impact.status[id] < before.status[id]]
    worse = [id for id in before.status if id in impact.status and impact.status[id] > before.status[id]]
    lines = [
        say("cli.changed", language, counts=" · ".join(differ)) if differ else say("cli.unchanged", language)
    ]
    added = [id for id in impact.status if id not in before.status]
    for key, ids in (("added", added), ("better", better), ("worse", worse)):
        if ids:
            names = ", ".join(impact.system.name(id).in_language(language) for id in ids[:FEW])
            if len(ids) > FEW:
                names = say("cli.more", language, names=names, n=len(ids) - FEW)
            lines.append(say(f"cli.{key}", language, names=names))
    return lines
