"""The table of an outage: the services in the order of their return, each with what it waited for.

It stands apart from the command, which says what was asked and what it comes to.
"""

from rich.text import Text

from kakao_whatif.cli.records import print_records
from kakao_whatif.cli.terminal import STYLES, Cell, print_lines
from kakao_whatif.model.status import Status
from kakao_whatif.model.text import Language
from kakao_whatif.recovery.timeline import Timeline
from kakao_whatif.text.catalogue import count_of, say
from kakao_whatif.views.outages import Outage, outages
from kakao_whatif.views.recovery_summary import Change, changes
from kakao_whatif.views.recovery_words import clock_end, clock_hour, spread, until, waited_for


def print_services(timeline: Timeline, bare: Timeline | None, language: Language) -> None:
    """Print the services that go down, in the order of their return, and how many do not; nothing if none does.

    With mitigations in place (`bare` is the outage without them) those that they spare come first.
    """
    found = outages(timeline)
    changed = {} if bare is None else {change.id: change for change in changes(timeline, bare)}
    columns = ["service", "id", "from", "until", "waited"]
    columns[-1:-1] = [] if bare is None else ["without"]
    columns[-1:-1] = ["spread"] if timeline.quantiles else []
    rows = [_spared(timeline, change, language) for change in changed.values() if change.kind == "spared"]
    rows += [_row(timeline, outage, changed, language) for outage in found]
    up = len(timeline.system.services) - len(rows)
    if rows:
        print_lines("")
        headings = [say(f"cli.recover.column.{column}", language) for column in columns]
        print_records(headings, [[row[column] for column in columns] for row in rows])
        print_lines(*(["", count_of("cli.recover.not_down", up, language)] if up else []))


def _row(
    timeline: Timeline, outage: Outage, changed: dict[str, Change], language: Language
) -> dict[str, Cell]:
    id = outage.id
    style = STYLES[Status.DARK] if outage.end is None else STYLES[Status.UP]
    return {
        "service": timeline.system.name(id).in_language(language),
        "id": id,
        "from": clock_hour(outage.start, language),
        "until": Text(until(timeline, outage, language), style=style),
        "without": _without(timeline, changed.get(id), language),
        "spread": spread(timeline, id, language),
        "waited": waited_for(timeline, id, language),
    }


def _spared(timeline: Timeline, change: Change, language: Language) -> dict[str, Cell]:
    return {
        "service": timeline.system.name(change.id).in_language(language),
        "id": change.id,
        "from": "",
        "until": say("cli.recover.spared", language),
        "without": _without(timeline, change, language),
        "spread": spread(timeline, change.id, language),
        "waited": "",
    }


def _without(timeline: Timeline, change: Change | None, language: Language) -> str:
    """Return when a service would be back without the mitigations, if that is another time."""
    if change is None:
        return say("cli.recover.same", language)
    if change.before is None:
        return say("cli.recover.spared", language)
    return clock_end(timeline, change.before, language)
