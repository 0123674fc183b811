"""How to read the ribbons: what each pattern and each mark means; marks that are not on the screen are left out."""

from collections.abc import Sequence
from typing import Any

from kakao_whatif.model.status import Status
from kakao_whatif.text.catalogue import say
from kakao_whatif.views.recovery.record import happened
from kakao_whatif.views.recovery.snapshot import RecoverySnapshot
from kakao_whatif.views.waits import LOOKS

Row = dict[str, Any]


def legend(snapshot: RecoverySnapshot, rows: Sequence[Row]) -> Row:
    """Return the legend of some ribbons: `waits` with their patterns and colours, `statuses`, and `marks`.

    `lead` is said before the waits: without it "a crew" would read as what there was, and not as what was missing.
    """
    spans = [span for row in rows for span in (*row["strip"], *row.get("base", ()))]
    waits, statuses = {span.get("w") for span in spans}, {span["s"] for span in spans}
    return {
        "lead": say("views.recovery.ribbons.waits_for", snapshot.language),
        "waits": [_wait(id, snapshot) | {"used": id in waits} for id in LOOKS],
        "statuses": [
            _status(s, snapshot) for s in (Status.DEGRADED, Status.LOCKED, Status.UP) if s.word in statuses
        ],
        "marks": [_mark(id, snapshot) for id in _marks(snapshot, rows)],
    }


def _wait(id: Any, snapshot: RecoverySnapshot) -> Row:
    look, language = LOOKS[id], snapshot.language
    return {
        "id": look.id,
        "pattern": look.pattern,
        "colours": [look.dark.fill, look.dark.line, look.dark.text],
        "word": say(look.word, language),
        "line": say(look.line, language),
    }


def _status(status: Status, snapshot: RecoverySnapshot) -> Row:
    language, id = snapshot.language, status.word
    row = {"id": id, "word": say(f"status.{id}", language), "line": say(f"views.legend.{id}", language)}
    return row | {"on_demand": status is Status.UP}


def _marks(snapshot: RecoverySnapshot, rows: Sequence[Row]) -> list[str]:
    seen = [mark for row in rows for mark in row["observed"]]
    found = [state for state in ("usable", "sign_in", "full") if any(mark["state"] == state for mark in seen)]
    found += ["open"] if any(mark["open_a"] or mark["open_b"] for mark in seen) else []
    found += ["band"] if any(row["band"] for row in rows) else []
    found += ["base"] if snapshot.is_changed else []
    return found


def _mark(id: str, snapshot: RecoverySnapshot) -> Row:
    # Without the changes it is what happened, if these are the losses that happened.
    key = "happened" if id == "base" and happened(snapshot.system, snapshot.scenario) else id
    word = say(f"views.recovery.mark.{key}", snapshot.language)
    line = say(f"views.recovery.mark_line.{key}", snapshot.language)
    return {"id": id, "word": word, "line": line, "on_demand": id == "open"}
