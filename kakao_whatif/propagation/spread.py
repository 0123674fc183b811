"""The order of cause: in which round each service goes dark.

It stands apart from the engine, which needs no order: explanations rest on it (a cause comes
before its effect), and the screen lets the lights go out in it.
"""

from collections.abc import Mapping

from kakao_whatif.propagation.engine import Engine, Settled


def spread(engine: Engine, settled: Settled) -> Mapping[str, int]:
    """Return the round in which each dark service goes dark, given which standbys sleep.

    Round 1 holds what is lost itself or has no copy left to serve; a later round, what cannot run
    without something that went dark in an earlier one.

    Notes
    -----
    O(dark services + their needs).
    """
    front = {
        id
        for id in settled.dark
        if id in settled.lost_services
        or not engine.is_hosted(id, settled.lost_domains, settled.asleep)
        or (id in engine.hard and not engine.hard[id](frozenset()))
    }
    rounds = enumerate(engine.rounds(front, set()), start=1)
    return {id: number for number, fallen in rounds for id in sorted(fallen)}
