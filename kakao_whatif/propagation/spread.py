"""The order of cause: in which round each service goes dark.

It stands apart from the engine, which needs no order: explanations rest on it (a cause comes
before its effect), and the screen lets the lights go out in it.
"""

from collections.abc import Mapping

from kakao_whatif.propagation.engine import Engine, Settled


def spread(engine: Engine, settled: Settled, last: str | None = None) -> Mapping[str, int]:
    """Return the round in which each dark service goes dark, given which standbys sleep.

    Round 1 holds what is lost itself or has no copy left to serve; a later round, what cannot run
    without something that went dark in an earlier one. With `last`, that service goes dark after
    all that goes dark without it.

    Notes
    -----
    O(services that fall + their needs).
    """
    dark: set[str] = set()
    fallen = list(engine.rounds(engine.first_to_fall(settled), dark, last))
    if last is not None and last in settled.dark:
        fallen += engine.rounds({last}, dark)
    return {id: number for number, ids in enumerate(fallen, start=1) for id in sorted(ids)}
