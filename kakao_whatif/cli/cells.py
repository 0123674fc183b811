"""Cells of a table about one service: its status in words, and the cause of it in a few.

They stand apart from the sentences of an explanation, which `why` prints whole.
"""

from rich.text import Text

from kakao_whatif.cli.terminal import STYLES
from kakao_whatif.model.status import Status
from kakao_whatif.model.text import Language
from kakao_whatif.propagation.impact import Impact
from kakao_whatif.propagation.reason import Cause
from kakao_whatif.text.catalogue import say


def status_cell(impact: Impact, id: str, language: Language) -> Text:
    """Return the status of a service in words, a sign-in that is lost as well included."""
    status = impact.status[id]
    words = say(f"status.{status.word}", language)
    if status is not Status.LOCKED and not impact.conditions[id].login:
        words = say("cli.and_no_sign_in", language, status=words)
    return Text(words, style=STYLES[status])


def short_cause(impact: Impact, id: str, language: Language) -> str:
    """Return what a status rests on most directly; nothing for a service that is UP.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> from kakao_whatif.propagation.impact import Scenario, propagate
    >>> short_cause(propagate(two_sites(), Scenario({"pangyo"})), "news", "en")
    'signs in through account'
    """
    cause = impact.causes.get(id)
    return "" if cause is None else _words(impact, cause, language)


def _words(impact: Impact, cause: Cause, language: Language) -> str:
    def names(ids: list[str]) -> str:
        return ", ".join(impact.system.name(id).in_language(language) for id in dict.fromkeys(ids))

    if cause.kind == "lost":
        return say("cli.cause.lost", language)
    if cause.kind != "hosting" and not cause.because:
        return say("why.needs_nothing", language)
    if cause.kind != "hosting":
        return say(f"cli.cause.{cause.kind}", language, names=names([*cause.because]))
    lost = names([copy.lost_with for copy in cause.copies if copy.lost_with is not None])
    asleep = [copy for copy in cause.copies if copy.lost_with is None]
    key = "stood" if cause.status is Status.DARK else "fewer"
    said = [say(f"cli.cause.{key}", language, names=lost)] if lost else []
    if asleep:
        waits_for = names([service for copy in asleep for service in copy.waits_for])
        places = names([copy.domain for copy in asleep])
        said.append(
            say("cli.cause.asleep", language, places=places, names=waits_for)
            if waits_for
            else say("cli.cause.asleep_alone", language, places=places)
        )
    return "; ".join(said)
