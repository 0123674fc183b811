"""Outages worked out by hand in which copies are started again: the arithmetic stands in the comments."""

from math import inf

from kakao_whatif.model.parts import Dependency, Domain
from tests.recovery.outage import lose, restore, runs, work_out

RESTART = [
    # Decided after 15 + 15 minutes, power at 2 h; 8 servers at 8 an hour take 1 h, 16 take 2 h, one after the
    # other.
    work_out(
        "one crew starts two services one after the other",
        [runs("a", ["p"], priority=1, servers=8), runs("b", ["p"], priority=2, servers=16)],
        [lose("p", 0), restore("p", 2)],
        """0 a DARK
           0 b DARK
           3 a UP
           5 b UP""",
        {"a": (3, 3), "b": (5, 5)},
        """2 begins a restart @p
           3 begins b restart @p
           3 ends a restart @p
           5 ends b restart @p""",
        numbers={
            "crews": 1,
            "detection-minutes": 15,
            "decision-minutes": 15,
            "hand-start-servers-per-crew-hour": 8,
        },
    ),
    # An hour of data each. b before a by priority; c, the most urgent, still serves by half: it is last.
    work_out(
        "what is dark comes first and then what is urgent",
        [
            runs("a", ["p"], priority=3, data="normal"),
            runs("b", ["p"], priority=1, data="normal"),
            runs("c", ["p", "q"], shares=(0.5, 1), priority=0, data="normal"),
        ],
        [lose("p", 0), restore("p", 1)],
        """0 a DARK
           0 b DARK
           0 c DEGRADED
           2 b UP
           3 a UP
           4 c UP""",
        {"a": (3, 3), "b": (2, 2), "c": (0, 0)},
        """1 begins b restart @p
           2 begins a restart @p
           2 ends b restart @p
           3 begins c restart @p
           3 ends a restart @p
           4 ends c restart @p""",
        numbers={"crews": 1, "normal-data-hours": 1},
    ),
    # 32 servers at 32 an hour: 1 h; then 64: 2 h. By hand, at 8 an hour, it would have been 4 h and 8 h.
    work_out(
        "a living tool starts servers in bulk",
        [
            runs("a", ["p"], priority=1, servers=32),
            runs("b", ["p"], priority=2, servers=64),
            runs("tool", ["q"], role="bulk-start"),
        ],
        [lose("p", 0), restore("p", 1)],
        """0 a DARK
           0 b DARK
           2 a UP
           4 b UP""",
        {"a": (2, 2), "b": (4, 4), "tool": (0, 0)},
        """1 begins a restart @p
           2 begins b restart @p
           2 ends a restart @p
           4 ends b restart @p""",
        numbers={"crews": 1, "bulk-start-servers-per-hour": 32, "hand-start-servers-per-crew-hour": 8},
    ),
    # Both at once, as crews are not limited. a: 8 servers take 1 h, its heavy data 4 h more: 0.5 + 1 + 4 =
    # 5.5. b has 16 servers at its site, in two halls: 8 each, 1 h, and 2 h of data: 0.5 + 1 + 2 = 3.5 for
    # both copies.
    work_out(
        "data comes after servers",
        [
            runs("a", ["p"], servers=8, data="heavy"),
            runs("b", ["hall-1", "hall-2"], servers=16, data="normal"),
        ],
        [lose("p", 0), restore("p", 0.5)],
        """0 a DARK
           0 b DARK
           3.5 b UP
           5.5 a UP""",
        {"a": (5.5, 5.5), "b": (3.5, 3.5)},
        """0.5 begins a restart @p
           0.5 begins b restart @hall-1
           0.5 begins b restart @hall-2
           3.5 ends b restart @hall-1
           3.5 ends b restart @hall-2
           5.5 ends a restart @p""",
        numbers={"hand-start-servers-per-crew-hour": 8, "heavy-data-hours": 4, "normal-data-hours": 2},
        domains=[Domain("p", kind="site"), Domain("hall-1", parent="p"), Domain("hall-2", parent="p")],
    ),
    # 64 servers from 1 h on, 32 an hour: 32 left at 2 h, when the tool is lost; 8 an hour by hand: 16 left at
    # 4 h, when it is back; 8 left at 4.25 h, when the channel is lost: 16 an hour, half an hour more: 4.75.
    work_out(
        "a start goes on at the speed of the moment",
        [
            runs("a", ["p"], servers=64),
            runs("channel", ["q"], role="incident-channel"),
            runs("tool", ["q"], role="bulk-start"),
        ],
        [
            lose("p", 0),
            restore("p", 1),
            lose("tool", 2),
            restore("tool", 4),
            lose("channel", 4.25),
            restore("channel", 8),
        ],
        """0 a DARK
           2 tool DARK
           4 tool UP
           4.25 channel DARK
           4.75 a UP
           8 channel UP""",
        {"a": (4.75, 4.75), "channel": (8, 8), "tool": (4, 4)},
        """1 begins a restart @p
           4.75 ends a restart @p""",
        numbers={
            "bulk-start-servers-per-hour": 32,
            "hand-start-servers-per-crew-hour": 8,
            "slow-without-channel": 2,
        },
    ),
    # Each waits for the other to be started. c, which needs neither, is at 1 + 1 = 2.
    work_out(
        "two that wait for each other are never started",
        [
            runs("a", ["p"], Dependency("restart", "b"), servers=8),
            runs("b", ["p"], Dependency("restart", "a"), servers=8),
            runs("c", ["p"], servers=8),
        ],
        [lose("p", 0), restore("p", 1)],
        """0 a DARK
           0 b DARK
           0 c DARK
           2 c UP""",
        {"a": (inf, inf), "b": (inf, inf), "c": (2, 2)},
        """1 begins c restart @p
           2 ends c restart @p""",
        numbers={"hand-start-servers-per-crew-hour": 8},
    ),
    # Power at 1 h, the glass is broken at 1 + 4 = 5; a takes 1 h and is on at 6, still dark for want of b.
    # b's own ring waits for b alone now: it may be started, 6 + 1 = 7, and both stand.
    work_out(
        "broken glass begins a ring which then needs nothing but itself",
        [
            runs("a", ["p"], Dependency("hard", "b"), servers=8, break_glass_hours=4),
            runs("b", ["p"], Dependency("hard", "a"), servers=8),
        ],
        [lose("p", 0), restore("p", 1)],
        """0 a DARK
           0 b DARK
           7 a UP
           7 b UP""",
        {"a": (7, 7), "b": (7, 7)},
        """5 begins a restart @p
           6 begins b restart @p
           6 ends a restart @p
           7 ends b restart @p""",
        numbers={"hand-start-servers-per-crew-hour": 8},
    ),
]
