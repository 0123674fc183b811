"""The ribbons as a drawing of their own, for papers and slides.

Stands apart because matplotlib is imported here, and only when a drawing is wanted: it takes longer than the answers.
"""

from threading import Lock
from typing import Final

from kakao_whatif.report.answers import Answers
from kakao_whatif.report.document import Figure
from kakao_whatif.text.catalogue import say
from kakao_whatif.views.outages import outages
from kakao_whatif.views.recovery.record import observed

#: Fonts are shared by all figures of a process; a server draws one at a time.
_ONE_AT_A_TIME: Final = Lock()


def ribbons(answers: Answers) -> Figure | None:
    """Return the outage as ribbons, with what was observed where that is its record; None if nothing is down."""
    timeline, language = answers.snapshot.timeline, answers.language
    if not outages(timeline):
        return None
    from kakao_whatif.figures.ribbons import ribbons_figure
    from kakao_whatif.figures.writing import svg_text

    seen = observed(answers.system, answers.snapshot.scenario)
    with _ONE_AT_A_TIME:
        written = svg_text(ribbons_figure(timeline, language, observations=seen))  # type: ignore[arg-type]
    return Figure(
        id="ribbons",
        label=say("report.figure.ribbons", language),
        caption=say("report.figure.ribbons_line", language),
        svg=written,
    )
