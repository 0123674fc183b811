"""A small case with everything that the screen speaks of: bundles, trade-offs, readings, an absent place."""

from functools import lru_cache
from typing import Any

from kakao_whatif.files.read import read_system
from kakao_whatif.model.system import System

NOT_PUBLISHED = {"en": "not published", "ko": "공개되지 않음"}


def _service(id: str, at: str, layer: str = "application", **rest: Any) -> dict[str, Any]:
    return {"id": id, "layer": layer, "replicas": [{"in": at, "role": "active"}]} | rest


def _own_id(service: str, at: str) -> dict[str, Any]:
    added = _service(f"{service}-id", at, "platform")
    return {
        "id": f"own-{service}-id",
        "name": {"en": f"{service} keeps its ID", "ko": f"{service} 자체 ID"},
        "group": "sign-in",
        "cost": {"points": 2, "low": 1, "high": 4},
        "changes": [
            {"op": "add_service", "service": added},
            {"op": "add_alternative", "service": service, "kind": "login", "on": f"{service}-id"},
        ],
    }


@lru_cache
def town() -> System:
    """Return a chat that cannot be woken, two services that sign in through one account, and a file store."""
    signs_in = [{"kind": "login", "on": "account"}]
    return read_system(
        {
            "schema": "kakao-whatif/1",
            "id": "town",
            "version": "2026-11",
            "title": {"en": "A town", "ko": "마을"},
            "products": [{"id": "talk", "name": {"en": "Talk", "ko": "톡"}}],
            "domains": [
                {"id": "capital", "kind": "region", "name": {"en": "Capital", "ko": "수도권"}},
                {"id": "pangyo", "kind": "site", "in": "capital", "name": {"en": "Pangyo", "ko": "판교"}},
                {"id": "feed", "kind": "zone", "in": "pangyo", "name": {"en": "Feed", "ko": "전력 구역"}},
                {"id": "anyang", "kind": "site", "in": "capital", "name": {"en": "Anyang", "ko": "안양"}},
                {"id": "cable", "kind": "link", "name": {"en": "Cable", "ko": "해저 케이블"}},
            ],
            "services": [
                {
                    "id": "chat",
                    "name": {"en": "Chat", "ko": "채팅"},
                    "part_of": "talk",
                    "replicas": [{"in": "feed", "role": "active"}, {"in": "anyang", "role": "standby"}],
                    "failover": {"mode": "manual", "minutes": 20, "needs": "control"},
                    "needs": [{"kind": "restart", "on": "store"}],
                    "assumed": NOT_PUBLISHED,
                },
                _service("news", "anyang", name={"en": "News", "ko": "뉴스"}, needs=signs_in, facts=["F1"]),
                _service("mail", "feed", name={"en": "Mail", "ko": "메일"}, needs=signs_in),
                _service("shop", "cable", "external", name="Shop", needs=[{"kind": "soft", "on": "chat"}]),
                _service("account", "feed", "platform", name={"en": "account", "ko": "계정"}),
                _service("control", "feed", "operations", name={"en": "control", "ko": "제어"}),
                _service("store", "anyang", "data", name={"en": "store", "ko": "저장소"}),
            ],
            "mitigations": [
                {
                    "id": "own-ids",
                    "name": {"en": "Own IDs", "ko": "자체 ID"},
                    "group": "sign-in",
                    "includes": ["own-news-id", "own-mail-id"],
                },
                _own_id("news", "anyang"),
                _own_id("mail", "feed"),
                {
                    "id": "ids-elsewhere",
                    "name": {"en": "IDs elsewhere", "ko": "다른 곳의 ID"},
                    "group": "sites",
                    "requires": ["own-ids"],
                    "changes": [
                        {
                            "op": "add_replica",
                            "services": ["news-id", "mail-id"],
                            "replica": {"in": "cable", "role": "active"},
                        }
                    ],
                },
                {
                    "id": "control-twice",
                    "name": {"en": "Control twice", "ko": "제어 이중화"},
                    "group": "operations",
                    "cost": {"points": 3},
                    "excludes": ["control-moved"],
                    "changes": [
                        {
                            "op": "add_replica",
                            "service": "control",
                            "replica": {"in": "anyang", "role": "active"},
                        }
                    ],
                },
                {
                    "id": "control-moved",
                    "name": {"en": "Control moved", "ko": "제어 이전"},
                    "group": "operations",
                    "tradeoff": True,
                    "worse": {"en": "if Anyang is lost", "ko": "안양을 잃으면"},
                    "changes": [{"op": "move_replica", "service": "control", "from": "feed", "to": "anyang"}],
                },
                {
                    "id": "ansan",
                    "name": {"en": "Ansan", "ko": "안산"},
                    "group": "sites",
                    "changes": [
                        {"op": "add_domain", "domain": {"id": "ansan-site", "kind": "site", "in": "capital"}}
                    ],
                },
                {
                    "id": "contain",
                    "name": {"en": "Contained", "ko": "구역 제한"},
                    "group": "power",
                    "changes": [{"op": "contain_loss", "domain": "pangyo", "to": ["feed"]}],
                },
            ],
            "readings": [
                {"id": "to-restart", "title": {"en": "To restart", "ko": "재기동"}, "changes": []},
                {
                    "id": "to-run",
                    "title": {"en": "To run", "ko": "실행"},
                    "changes": [
                        {"op": "add_need", "service": "news", "need": {"kind": "hard", "on": "control"}}
                    ],
                },
            ],
            "scenarios": [
                {"id": "quiet", "title": {"en": "Quiet", "ko": "평온"}},
                {"id": "site-cut", "title": {"en": "Site cut", "ko": "센터 차단"}, "losses": ["pangyo"]},
                {
                    "id": "site-cut-own",
                    "title": {"en": "Site cut, own IDs", "ko": "자체 ID"},
                    "losses": ["pangyo"],
                    "mitigations": ["own-ids"],
                },
            ],
            "parameters": {"crews": {"value": 8, "low": 4, "high": 16}},
        }
    )
