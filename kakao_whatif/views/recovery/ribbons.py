"""The ribbons as rows: a strip a service from dark to up, beside the one without changes, with what was observed.

The rows hold hours, ids and words; where a strip stands on the screen is the widget's.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from kakao_whatif.recovery.timeline import NEVER, Timeline, hours
from kakao_whatif.text.catalogue import count_of, plain, say
from kakao_whatif.views.building import LAYERS
from kakao_whatif.views.changed import names
from kakao_whatif.views.outages import NAMED
from kakao_whatif.views.recovery.axis import ticks
from kakao_whatif.views.recovery.clock import day, duration, midnight_after, stretch
from kakao_whatif.views.recovery.compared import compared, delta_words, why_later
from kakao_whatif.views.recovery.legend import legend
from kakao_whatif.views.recovery.observed import marks
from kakao_whatif.views.recovery.snapshot import ORDERS, RecoverySnapshot
from kakao_whatif.views.recovery.spans import Span, is_ever_down, spans
from kakao_whatif.views.recovery_summary import Change
from kakao_whatif.views.recovery_words import clock_end, waited_for
from kakao_whatif.views.waits import LOOKS

Row = dict[str, Any]

#: A wait as long as this share of the axis has room for the name of what is waited for.
_LONG = 0.06

WORDS = ("title", "order", "back", "legend")


def ribbons(snapshot: RecoverySnapshot, only: Collection[str] | None = None) -> Row:
    """Return the rows of the ribbons; of some services only, where they are named: then without headings."""
    language = snapshot.language
    start, end = snapshot.span
    groups = list(_groups(snapshot, only))
    return {
        "lang": language,
        "seq": snapshot.seq,
        "live": snapshot.live,
        "start": start,
        "end": end,
        "ticks": ticks(snapshot),
        "groups": groups,
        "quiet": _quiet(snapshot) if only is None else "",
        "changed": snapshot.is_changed,
        "selected": snapshot.selected,
        "orders": [
            {"id": id, "label": say(f"views.recovery.order.{id}", language), "on": id == snapshot.order}
            for id in ORDERS
        ],
        "legend": legend(snapshot, [row for group in groups for row in group["rows"]]),
        "words": {word: say(f"views.recovery.ribbons.{word}", language) for word in WORDS},
    }


def _groups(snapshot: RecoverySnapshot, only: Collection[str] | None) -> Iterator[Row]:
    """Yield the ribbons in groups with headings: by the day of their return, or by layer and product."""
    changed = compared(snapshot)
    down = [id for id in _all(snapshot) if _is_down(snapshot, id) and (only is None or id in only)]
    key = _together if only is not None else _by_day if snapshot.order == "time" else _by_product
    grouped: dict[tuple[Any, str], list[str]] = {}
    for id in down:
        grouped.setdefault(key(snapshot, id), []).append(id)
    for (_, label), ids in sorted(grouped.items(), key=lambda entry: entry[0][0]):
        ordered = sorted(ids, key=lambda id: (_back(snapshot, id), _first_down(snapshot, id)))
        rows = [_row(snapshot, id, changed.get(id)) for id in ordered]
        yield {
            "label": label,
            "count": count_of("views.building.services", len(rows), snapshot.language),
            "rows": rows,
        }


def _all(snapshot: RecoverySnapshot) -> Sequence[str]:
    """Return every service of either picture, in the order of the case."""
    return tuple(dict.fromkeys([*snapshot.timeline.system.services, *snapshot.services]))


def _is_down(snapshot: RecoverySnapshot, id: str) -> bool:
    return any(is_ever_down(line, id) for line in snapshot.lines)


def _back(snapshot: RecoverySnapshot, id: str) -> float:
    return hours(snapshot.timeline.time_to_restore.get(id, NEVER))


def _first_down(snapshot: RecoverySnapshot, id: str) -> float:
    waits = snapshot.timeline.waits.get(id, ())
    return waits[0].start if waits else 0.0


def _together(_: RecoverySnapshot, __: str) -> tuple[Any, str]:
    return 0, ""


def _by_day(snapshot: RecoverySnapshot, id: str) -> tuple[Any, str]:
    language, back = snapshot.language, _back(snapshot, id)
    if not is_ever_down(snapshot.timeline, id):
        return (-1.0, say("views.recovery.group.spared", language))
    if back == float("inf"):
        horizon = duration(snapshot.timeline.horizon_hours, language)
        return (back, say("views.recovery.group.never", language, horizon=horizon))
    midnight = midnight_after(snapshot.system, back)
    return (midnight, say("views.recovery.group.day", language, day=day(snapshot.system, back, language)))


def _by_product(snapshot: RecoverySnapshot, id: str) -> tuple[Any, str]:
    language = snapshot.language
    service = snapshot.timeline.system.services.get(id, snapshot.system.possible_services[id])
    known = list(snapshot.system.products)
    product = snapshot.system.products.get(service.part_of or "")
    place = known.index(product.id) if product is not None else len(known)
    label = product.name.in_language(language) if product is not None and product.name else ""
    layer = say(f"views.layer.{service.layer}", language)
    return ((LAYERS.index(service.layer), place), f"{layer} · {label}" if label else layer)


def _row(snapshot: RecoverySnapshot, id: str, found: Change | None) -> Row:
    language, line = snapshot.language, snapshot.timeline
    there = id in line.system.services
    back = _back_words(snapshot, line, id)
    row: Row = {
        "id": id,
        "label": snapshot.label(id),
        "strip": _strip(snapshot, line, id, is_titled=True),
        "back": back,
        "runs_on": there and line.time_to_restore[id] == NEVER,
        "at": _at(snapshot, id) if there else None,
        "observed": marks(snapshot, id),
        "band": _band(snapshot, id),
    }
    said = [f"{row['label']}: {back}"]
    if there and line.waits.get(id):
        said.append(say("views.recovery.ribbons.waited", language, waits=waited_for(line, id, language)))
    if snapshot.is_changed:
        row |= _beside(snapshot, id, found)
        said += [say("views.recovery.ribbons.was", language, time=row["was"], delta=row["delta"])]
        said += [row["later"]] if row["later"] else []
    said += [mark["title"] for mark in row["observed"]]
    said += [row["band"]["title"]] if row["band"] else []
    return row | {"title": ". ".join(part.rstrip(".") for part in said)}


def _beside(snapshot: RecoverySnapshot, id: str, found: Change | None) -> Row:
    is_added = id not in snapshot.base.system.services
    better = None if found is None or is_added else found.kind in ("sooner", "spared")
    return {
        "base": _strip(snapshot, snapshot.base, id),
        "was": "" if is_added else _back_words(snapshot, snapshot.base, id),
        "delta": say("views.building.added", snapshot.language)
        if is_added
        else delta_words(found, snapshot.language),
        "better": better,
        "later": plain(why_later(snapshot, id)) if found is not None and found.kind == "later" else "",
    }


def _strip(snapshot: RecoverySnapshot, line: Timeline, id: str, *, is_titled: bool = False) -> list[Row]:
    found = []
    start, end = snapshot.span
    for span in spans(line, id, start, end):
        row: Row = {"a": round(span.start, 4), "b": round(span.end, 4), "s": span.status.word}
        if span.want is not None:
            row["w"] = span.want
        if is_titled:
            row["t"] = _span_words(snapshot, span)
            if span.on is not None and span.want in NAMED and span.end - span.start > _LONG * (end - start):
                row["n"] = snapshot.label(span.on)
        found.append(row)
    return found


def _span_words(snapshot: RecoverySnapshot, span: Span) -> str:
    language = snapshot.language
    said = [say(f"status.{span.status.word}", language)]
    if span.want is not None:
        said.append(say(LOOKS[span.want].word, language))
    if span.on is not None:
        said.append(snapshot.name(span.on))
    when = stretch(snapshot.system, span.start, span.end, language)
    return f"{when}: {' · '.join(said)}"


def _back_words(snapshot: RecoverySnapshot, line: Timeline, id: str) -> str:
    language = snapshot.language
    if id not in line.system.services:
        return say("views.recovery.ribbons.gone", language)
    if not is_ever_down(line, id):
        return say("views.recovery.delta.spared", language)
    return clock_end(line, hours(line.time_to_restore[id]), language)


def _at(snapshot: RecoverySnapshot, id: str) -> float | None:
    """Return where on the axis a service is back; None if it is not, or never was away."""
    back = snapshot.timeline.time_to_restore[id]
    if back == NEVER or not is_ever_down(snapshot.timeline, id):
        return None
    return round(hours(back), 4)


def _band(snapshot: RecoverySnapshot, id: str) -> Row | None:
    """Return P10 to P90 of the return; None unless it was asked for and is there."""
    if not snapshot.shows_band or id not in snapshot.quantiles:
        return None
    low, middle, high = (hours(time) for time in snapshot.quantiles[id])
    if high == 0:
        return None
    end, language, line = snapshot.span[1], snapshot.language, snapshot.timeline
    words = [clock_end(line, time, language) for time in (low, middle, high)]
    return {
        "a": round(min(low, end), 4),
        "m": round(min(middle, end), 4) if middle <= end else None,
        "b": round(min(high, end), 4),
        "open_b": high > end,
        "title": say("views.recovery.band.of", language, low=words[0], middle=words[1], high=words[2]),
    }


def _quiet(snapshot: RecoverySnapshot) -> str:
    quiet = [id for id in _all(snapshot) if not _is_down(snapshot, id)]
    if not quiet:
        return ""
    told = names(snapshot, quiet, most=12)
    return count_of("views.recovery.ribbons.quiet", len(quiet), snapshot.language, names=told)
