"""A very small system that the documentation and the tests speak about.

It stands in code, not in a file, so that every docstring can show a whole answer.
"""

from functools import lru_cache

from kakao_whatif.model.build import build_system
from kakao_whatif.model.parts import Dependency, Domain, Failover, Replica, Service
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Text


@lru_cache
def two_sites() -> System:
    """Return two sites, a chat with a standby that never wakes, and a news site.

    ``chat`` stands at Pangyo, with a standby at Anyang that only ``control`` can wake; ``control``
    stands at Pangyo alone. ``news`` runs at Anyang, but signs in through ``account`` at Pangyo.
    ``tools`` and ``chat`` each need the other to be started again.
    """
    return build_system(
        [
            Service(
                "chat",
                Text("chat", "채팅"),
                replicas=(Replica("pangyo"), Replica("anyang", "standby")),
                failover=Failover("control", minutes=20),
                needs=(Dependency("restart", "tools"),),
            ),
            Service(
                "news",
                Text("news", "뉴스"),
                replicas=(Replica("anyang"),),
                needs=(Dependency("login", "account"),),
            ),
            Service("account", Text("account", "계정"), "platform", replicas=(Replica("pangyo"),)),
            Service(
                "control",
                Text("failover control", "장애 전환 제어"),
                "operations",
                replicas=(Replica("pangyo"),),
            ),
            Service(
                "tools",
                Text("operators' tools", "운영 관리 도구"),
                "operations",
                replicas=(Replica("anyang"),),
                needs=(Dependency("restart", "chat"),),
            ),
        ],
        [
            Domain("pangyo", "site", name=Text("Pangyo", "판교")),
            Domain("anyang", "site", name=Text("Anyang", "안양")),
        ],
    )
