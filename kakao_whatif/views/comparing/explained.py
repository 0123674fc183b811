"""The selected service on the side that is being changed; its title says which side that is."""

from typing import Any

from kakao_whatif.text.catalogue import say
from kakao_whatif.views import details as blackout
from kakao_whatif.views.comparing.snapshot import ComparisonSnapshot

Row = dict[str, Any]


def details(snapshot: ComparisonSnapshot) -> Row:
    """Return the rows of the selected service or place: on the other side it may stand quite otherwise."""
    row = blackout.details(snapshot)
    if row["label"] is None:
        return row
    side = say(f"views.comparing.map_{snapshot.side}", snapshot.language)
    return row | {"label": f"{row['label']} · {side}"}
