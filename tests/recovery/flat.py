"""A timeline as the flat list of changes that the oracle tells."""

from kakao_whatif.recovery.timeline import Timeline


def changes_of(timeline: Timeline) -> list[tuple[float, str, str]]:
    """Return (hours, service, status) of every change, in time and by service; the last word of each moment counts."""
    changes, now = [], timeline.moments[0].status
    for hours, status in {moment.hours: moment.status for moment in timeline.moments[1:]}.items():
        changes += [(hours, id, status[id].name) for id in sorted(status) if status[id] != now[id]]
        now = status
    return changes
