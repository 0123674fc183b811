"""The dated events of a hazard, from either form in which a case may write them.

Apart from recovery, because the checks, the clock, the report and the talk must all read the same events.
"""

from collections.abc import Mapping
from typing import Any


def dated_events(hazard: Any) -> tuple[Any, ...]:
    """Return the events of a hazard as a case writes it: a list, or a mapping with the key `events`.

    Examples
    --------
    >>> dated_events([{"at_hours": 0, "lose": "pangyo"}])
    ({'at_hours': 0, 'lose': 'pangyo'},)
    >>> dated_events({"events": [{"at_hours": 0, "lose": "pangyo"}], "facts": ["F075"]})
    ({'at_hours': 0, 'lose': 'pangyo'},)
    """
    return tuple(hazard.get("events", ()) if isinstance(hazard, Mapping) else hazard)
