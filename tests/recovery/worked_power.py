"""Outages worked out by hand in which power goes, stays away in part, and comes back bit by bit."""

from math import inf

from kakao_whatif.model.changes import ContainLoss, Mitigation
from kakao_whatif.model.parts import Domain
from tests.recovery.outage import lose, restore, runs, work_out

POWER = [
    # 32 servers; half of them within 4 h: 4 an hour. a has its 8 at 4 h, b's last is the 16th: 6 h, and c,
    # which has none, counts as that one. d must wait until 10 h. At 8 an hour: 4 + 1, 6 + 1, and at once, and
    # 10 + 2.
    work_out(
        "power comes back in part and bit by bit",
        [
            runs("a", ["p"], priority=1, servers=8),
            runs("b", ["p"], priority=2, servers=8),
            runs("c", ["p"], priority=3),
            runs("d", ["p"], priority=4, servers=16),
        ],
        [lose("p", 0), restore("p", 6, from_hours=2, share=0.5), restore("p", 10)],
        """0 a DARK
           0 b DARK
           0 c DARK
           0 d DARK
           5 a UP
           6 c UP
           7 b UP
           12 d UP""",
        {"a": (5, 5), "b": (7, 7), "c": (6, 6), "d": (12, 12)},
        """4 begins a restart @p
           5 ends a restart @p
           6 begins b restart @p
           6 begins c restart @p
           6 ends c restart @p
           7 ends b restart @p
           10 begins d restart @p
           12 ends d restart @p""",
        numbers={"hand-start-servers-per-crew-hour": 8},
    ),
    # 32 servers within 8 h, 4 an hour: a has its 8 at 2 h, b at 4 h. The other half comes from 4 h to 6 h, 8
    # an hour: c at 5 h, d at 6 h, before the first ramp would reach them.
    work_out(
        "power grows from what it was",
        [runs(id, ["p"], servers=8) for id in "abcd"],
        [lose("p", 0), restore("p", 8, from_hours=0), restore("p", 6, from_hours=4)],
        """0 a DARK
           0 b DARK
           0 c DARK
           0 d DARK
           2 a UP
           4 b UP
           5 c UP
           6 d UP""",
        {"a": (2, 2), "b": (4, 4), "c": (5, 5), "d": (6, 6)},
        """2 begins a restart @p
           2 ends a restart @p
           4 begins b restart @p
           4 ends b restart @p
           5 begins c restart @p
           5 ends c restart @p
           6 begins d restart @p
           6 ends d restart @p""",
    ),
    # A quarter of 16 servers is 4: less than a, which keeps its power; b, lost later, gets none. Half is 8: a
    # alone.
    work_out(
        "a share that others have already gives nothing",
        [runs("a", ["p"], servers=8), runs("b", ["hall"], servers=8)],
        [
            lose("p", 0),
            restore("p", 1),
            lose("hall", 2),
            restore("p", 3, share=0.25),
            restore("p", 4, share=0.5),
        ],
        """0 a DARK
           0 b DARK
           1 a UP
           1 b UP
           2 b DARK""",
        {"a": (1, 1), "b": (inf, inf)},
        """1 begins a restart @p
           1 begins b restart @hall
           1 ends a restart @p
           1 ends b restart @hall""",
        domains=[Domain("p", kind="site"), Domain("hall", parent="p")],
    ),
    # Begun at 1 h; cut at 2 h, with 8 of 16 servers started, which is lost. The crew takes b (1 h), which is
    # done when power is back at 3 h; then all 16 of a again: 3 + 2 = 5.
    work_out(
        "a cut site aborts a running start",
        [runs("a", ["p"], priority=1, servers=16), runs("b", ["q"], priority=2, servers=8)],
        [lose("p", 0), lose("q", 0), restore("p", 1), restore("q", 1), lose("p", 2), restore("p", 3)],
        """0 a DARK
           0 b DARK
           3 b UP
           5 a UP""",
        {"a": (5, 5), "b": (3, 3)},
        """1 begins a restart @p
           2 begins b restart @q
           2 dropped a restart @p
           3 begins a restart @p
           3 ends b restart @q
           5 ends a restart @p""",
        numbers={"crews": 1, "hand-start-servers-per-crew-hour": 8},
    ),
    # Begun at 1 h, it would end at 3 h, when the site is cut: the hazard comes first.
    work_out(
        "a start does not end at the moment at which its power goes",
        [runs("a", ["p"], servers=16)],
        [lose("p", 0), restore("p", 1), lose("p", 3)],
        "0 a DARK",
        {"a": (inf, inf)},
        """1 begins a restart @p
           3 dropped a restart @p""",
        numbers={"hand-start-servers-per-crew-hour": 8},
    ),
    # Only the feed goes. b, with 8 servers in the hall, is never off.
    work_out(
        "a contained loss takes only its part",
        [runs("a", ["p-feed"]), runs("b", ["p-hall"], servers=8)],
        [lose("p", 0), restore("p", 1)],
        """0 a DARK
           1 a UP""",
        {"a": (1, 1), "b": (0, 0)},
        """1 begins a restart @p-feed
           1 ends a restart @p-feed""",
        domains=[Domain("p"), Domain("p-feed", parent="p"), Domain("p-hall", parent="p")],
        mitigations=[Mitigation("contain", changes=(ContainLoss("p", ("p-feed",)),))],
    ),
]
