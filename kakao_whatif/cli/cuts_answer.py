"""What `cuts` tells programs: plain data whose keys are promised.

Apart from `answers`, so that asking what goes dark does not load the analyses.
"""

from itertools import islice
from typing import Any

from kakao_whatif.analysis.cut_set_family import CutSets, PartialCutSets
from kakao_whatif.cli.answers import asked, in_both_languages

CUTS = "kakao-whatif.cuts/1"


def cuts_answer(found: CutSets, limit: int) -> dict[str, Any]:
    """Return how many cut sets there are of each order, and the first `limit` of them.

    `left_out` counts the sets above `max_order`: 0 if there are none, null if nobody knows.
    """
    return {
        "schema": CUTS,
        **asked(found.question),
        "service": found.service,
        "status": found.status.word,
        "over": [*found.over],
        "max_order": found.max_order,
        "count": found.count(),
        "counts": {str(order): n for order, n in found.counts.items()},
        "left_out": found.left_out if isinstance(found, PartialCutSets) else 0,
        "cut_sets": [[*cut] for cut in islice(found, limit)],
        "notes": in_both_languages(found.notes),
    }
