"""Outages worked out by hand: failover, spare servers, rebuilding, links, and what times are counted from."""

from math import inf

from kakao_whatif.model.expression import AllOf
from kakao_whatif.model.parts import Dependency, Domain, Failover
from tests.recovery.outage import by_itself, lose, restore, runs, work_out

FAILOVER = [
    # Half an hour from 1 h on, undecided and without a crew. Half the capacity, until the copy in p, which
    # has no work to do, comes on by itself when there is power (3 h).
    work_out(
        "an automatic failover asks nobody",
        [
            runs("a", ["p"], standby_at=["q"], woken=Failover("control", "automatic", 30), shares=(1, 0.5)),
            runs("control", ["q"]),
        ],
        [lose("p", 1), restore("p", 3)],
        """1 a DARK
           1.5 a DEGRADED
           3 a UP""",
        {"a": (1.5, 1.5), "control": (0, 0)},
        """1 begins a automatic failover
           1.5 ends a automatic failover
           3 begins a restart @p
           3 ends a restart @p""",
        numbers={"crews": 0, "detection-minutes": 15},
    ),
    # Decided at 0.5 h. Through control half an hour of work at half the speed: 0.5 + 1 = 1.5. By hand, as its
    # control is dark, two hours of work with the one crew that is free then: 1.5 + 2 * 2 = 5.5.
    work_out(
        "by hand where control is dark and slowly without a channel",
        [
            runs("a", ["p"], standby_at=["q"], woken=Failover("control", "manual", 30), priority=1),
            runs("b", ["p"], standby_at=["q"], woken=Failover("dark-control", "manual", 30), priority=2),
            runs("channel", ["p"], role="incident-channel"),
            runs("control", ["q"]),
            runs("dark-control", ["p"]),
        ],
        [lose("p", 0)],
        """0 a DARK
           0 b DARK
           0 channel DARK
           0 dark-control DARK
           1.5 a UP
           5.5 b UP""",
        {
            "a": (1.5, 1.5),
            "b": (5.5, 5.5),
            "channel": (inf, inf),
            "control": (0, 0),
            "dark-control": (inf, inf),
        },
        """0.5 begins a failover through control
           1.5 begins b failover by hand
           1.5 ends a failover through control
           5.5 ends b failover by hand""",
        numbers={
            "crews": 1,
            "detection-minutes": 15,
            "decision-minutes": 15,
            "failover-by-hand-minutes": 120,
            "slow-without-channel": 2,
        },
    ),
    # 24 spare: a takes 16, b half of 16, and c finds nothing left. With power at 2 h c is started first (2 +
    # 1 = 3), since it is dark, then a (2 h, to 5) and b (2 h, to 7), whose other half was missing.
    work_out(
        "spare servers go to the most urgent",
        [
            runs("a", ["p"], standby_at=["q"], woken=by_itself(30), priority=1, servers=16),
            runs("b", ["p"], standby_at=["q"], woken=by_itself(30), shares=(1, 0.5), priority=2, servers=16),
            runs("c", ["p"], standby_at=["q"], woken=by_itself(30), priority=3, servers=8),
        ],
        [lose("p", 0), restore("p", 2)],
        """0 a DARK
           0 b DARK
           0 c DARK
           0.5 a UP
           0.5 b DEGRADED
           3 c UP
           7 b UP""",
        {"a": (0.5, 0.5), "b": (0.5, 0.5), "c": (3, 3)},
        """0 begins a automatic failover
           0 begins b automatic failover
           0.5 ends a automatic failover
           0.5 ends b automatic failover
           2 begins c restart @p
           3 begins a restart @p
           3 ends c restart @p
           5 begins b restart @p
           5 ends a restart @p
           7 ends b restart @p""",
        numbers={"crews": 1, "hand-start-servers-per-crew-hour": 8},
        domains=[Domain("q", kind="site", spare=24)],
    ),
    # a's failover would end at 2 h; but p has power at 1 h, and a's 8 servers start at once, as no speed is
    # given. So at 1 h it is dropped, and the 8 spare servers are b's: 1 + 1 = 2.
    work_out(
        "a dropped failover gives its spare servers back",
        [
            runs("a", ["p"], standby_at=["q"], woken=by_itself(120), priority=1, servers=8),
            runs("b", ["r"], standby_at=["q"], woken=by_itself(60), priority=2, servers=8),
        ],
        [lose("p", 0), lose("r", 0), restore("p", 1)],
        """0 a DARK
           0 b DARK
           1 a UP
           2 b UP""",
        {"a": (1, 1), "b": (2, 2)},
        """0 begins a automatic failover
           1 begins a restart @p
           1 begins b automatic failover
           1 dropped a automatic failover
           1 ends a restart @p
           2 ends b automatic failover""",
        domains=[Domain("q", kind="site", spare=8)],
    ),
    # 8 servers at 8 an hour, then 4 h: 1 + 4 = 5. b finds no spare server. What was rebuilt goes with q at 6
    # h. Power is back in q at 7 h: its 8 servers are started (8 h); rebuilding once more has no room.
    work_out(
        "a service rebuilt from its backup has the fate of that place",
        [
            runs("a", ["p"], priority=1, servers=8, backup_in="q"),
            runs("b", ["p"], priority=2, servers=8, backup_in="q"),
        ],
        [lose("p", 0), lose("q", 6), restore("q", 7)],
        """0 a DARK
           0 b DARK
           5 a UP
           6 a DARK
           8 a UP""",
        {"a": (8, 8), "b": (inf, inf)},
        """0 begins a rebuild
           5 ends a rebuild
           7 begins a restart @q
           8 ends a restart @q""",
        numbers={"hand-start-servers-per-crew-hour": 8, "rebuild-hours": 4},
        domains=[Domain("q", kind="site", spare=8)],
    ),
    # Rebuilt within 2 h. Power is back in q at 4 h: its data would take 8 h, but rebuilding takes 2 h again,
    # and makes the same copy anew: 4 + 2 = 6.
    work_out(
        "a rebuilt copy may be rebuilt again",
        [runs("a", ["p"], backup_in="q", data="heavy")],
        [lose("p", 0), lose("q", 3), restore("q", 4)],
        """0 a DARK
           2 a UP
           3 a DARK
           6 a UP""",
        {"a": (6, 6)},
        """0 begins a rebuild
           2 ends a rebuild
           4 begins a rebuild
           4 begins a restart @q
           6 dropped a restart @q
           6 ends a rebuild""",
        numbers={"heavy-data-hours": 8, "rebuild-hours": 2},
        domains=[Domain("q", kind="site")],
    ),
    # All three are open when it is decided (1 h), and there is one crew: an hour of failover, then an hour of
    # data, after which nothing is to be rebuilt.
    work_out(
        "failover before restart and restart before rebuilding",
        [
            runs(
                "a",
                ["p"],
                standby_at=["q"],
                woken=Failover(AllOf(), "manual", 60),
                backup_in="r",
                data="normal",
            )
        ],
        [lose("p", 0), restore("p", 1)],
        """0 a DARK
           2 a UP""",
        {"a": (2, 2)},
        """1 begins a failover through control
           2 begins a restart @p
           2 ends a failover through control
           3 ends a restart @p""",
        numbers={"crews": 1, "decision-minutes": 60, "normal-data-hours": 1, "rebuild-hours": 2},
        domains=[Domain("r", kind="site")],
    ),
    # The first time b is back (1 h) before the 90 minutes are over. Lost again at 1.25 h: 1.25 + 1.5 = 2.75.
    # From then on b is a soft need: without it (until 4 h, and from 5 h on) a is degraded, and no longer
    # dark.
    work_out(
        "a link is switched off once and for all",
        [runs("a", [], Dependency("hard", "b", detach_minutes=90)), runs("b")],
        [lose("b", 0), restore("b", 1), lose("b", 1.25), restore("b", 4), lose("b", 5)],
        """0 a DARK
           0 b DARK
           1 a UP
           1 b UP
           1.25 a DARK
           1.25 b DARK
           2.75 a DEGRADED
           4 a UP
           4 b UP
           5 a DEGRADED
           5 b DARK""",
        {"a": (2.75, 2.75), "b": (inf, inf)},
        """2.75 ends a link""",
    ),
    # The link is off at 15 minutes; b, whose copy has had power since 0 h, needs nothing more and comes on by
    # itself. a waits for itself.
    work_out(
        "what waited for a link may begin when it is off",
        [
            runs("a", ["p"], Dependency("restart", "a")),
            runs("b", ["p"], Dependency("hard", "a", detach_minutes=15)),
        ],
        [lose("p", 0), restore("p", 0)],
        """0 a DARK
           0 b DARK
           0.25 b DEGRADED""",
        {"a": (inf, inf), "b": (0.25, 0.25)},
        """0.25 begins b restart @p
           0.25 ends b link
           0.25 ends b restart @p""",
    ),
    # Decided at -2 + 1 = -1; z is back before hour 0, which counts as no time. account is back at 2 h: until
    # then nobody can sign in to news, which served all along.
    work_out(
        "times count from hour 0 and locked is not dark",
        [runs("account", ["p"]), runs("news", ["q"], Dependency("login", "account")), runs("z", ["r"])],
        [lose("r", -2), lose("p", -1), restore("r", -0.5), restore("p", 2)],
        """-2 z DARK
           -1 account DARK
           -1 news LOCKED
           -0.5 z UP
           2 account UP
           2 news UP""",
        {"account": (2, 2), "news": (0, 2), "z": (0, 0)},
        """-0.5 begins z restart @r
           -0.5 ends z restart @r
           2 begins account restart @p
           2 ends account restart @p""",
        numbers={"detection-minutes": 60},
    ),
    # Four jobs that take no time, and one crew: each in a round of its own, all at 1 h.
    work_out(
        "work that takes no time ends at its moment",
        [runs(id, ["p"], servers=8) for id in "abcd"],
        [lose("p", 0), restore("p", 1)],
        "\n".join([f"0 {id} DARK" for id in "abcd"] + [f"1 {id} UP" for id in "abcd"]),
        dict.fromkeys("abcd", (1, 1)),
        "\n".join(f"1 {what} {id} restart @p" for what in ("begins", "ends") for id in "abcd"),
        numbers={"crews": 1},
    ),
]
