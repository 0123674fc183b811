"""A small valid case as data, which tests spoil one piece at a time."""

import copy
from typing import Any

TWO_SITES: dict[str, Any] = {
    "schema": "kakao-whatif/1",
    "id": "two-sites",
    "version": "2026-11",
    "title": {"en": "Two sites", "ko": "두 센터"},
    "origin": "2022-10-15T15:30+09:00",
    "horizon_hours": 240,
    "products": [{"id": "daum", "name": {"en": "Daum", "ko": "다음"}}],
    "domains": [
        {
            "id": "pangyo",
            "kind": "site",
            "name": "Pangyo",
            "facts": ["F102"],
            "probability": 0.01,
            "spare": 2,
        },
        {"id": "pangyo-feed", "kind": "zone", "in": "pangyo"},
        {"id": "anyang", "kind": "site"},
    ],
    "services": [
        {"id": "control", "layer": "operations", "replicas": [{"in": "pangyo"}]},
        {"id": "account", "layer": "platform", "replicas": [{"in": "pangyo-feed"}]},
        {"id": "chat", "needs": [{"kind": "hard", "on": "account"}]},
        {
            "id": "tistory",
            "name": {"en": "Tistory", "ko": "티스토리"},
            "layer": "application",
            "part_of": "daum",
            "replicas": [
                {"in": "pangyo-feed", "role": "active", "capacity": 0.7},
                {"in": "anyang", "role": "standby", "facts": ["F103"]},
            ],
            "failover": {"mode": "manual", "minutes": 20, "needs": "control"},
            "needs": [
                {"kind": "login", "on": "account"},
                {"kind": "soft", "on": {"any_of": ["chat", {"at_least": 1, "of": ["control", "account"]}]}},
                {"kind": "hard", "on": "chat", "detach_minutes": 90},
                {"kind": "restart", "on": {"all_of": ["control", "chat"]}},
            ],
            "min_capacity": 0.3,
            "recovery": {"priority": 3, "servers": 800, "data": "heavy"},
            "facts": ["F254"],
            "assumed": {"en": "the placement is not published", "ko": "배치는 공개되지 않음"},
        },
    ],
    "readings": [
        {"id": "as-drawn", "title": "As drawn", "changes": []},
        {
            "id": "chat-to-run",
            "title": "Control needs chat",
            "changes": [{"op": "add_need", "service": "control", "need": {"kind": "soft", "on": "chat"}}],
        },
    ],
    "mitigations": [
        {
            "id": "own-id",
            "name": {"en": "Tistory keeps its own ID", "ko": "티스토리 ID 유지"},
            "summary": "Nobody needs the account.",
            "group": "sign-in",
            "cost": {"points": 2, "low": 1, "high": 4, "assumed": "a guess"},
            "changes": [
                {"op": "add_domain", "domain": {"id": "ansan", "kind": "site"}},
                {"op": "add_service", "service": {"id": "tistory-id", "replicas": [{"in": "ansan"}]}},
                {"op": "add_alternative", "service": "tistory", "kind": "login", "on": "tistory-id"},
                {"op": "add_alternative", "service": "tistory", "kind": "failover", "on": "tistory-id"},
                {"op": "add_replica", "services": ["control", "account"], "replica": {"in": "ansan"}},
            ],
        },
        {
            "id": "links-fail-soft",
            "changes": [
                {"op": "soften_need", "service": "tistory", "on": "chat"},
                {"op": "remove_need", "service": "chat", "kind": "hard", "on": "account"},
                {
                    "op": "raise_capacity",
                    "service": "tistory",
                    "in": "pangyo-feed",
                    "role": "active",
                    "to": 1,
                },
                {"op": "contain_loss", "domain": "pangyo", "to": ["pangyo-feed"]},
                {"op": "set_parameter", "parameter": "crews", "value": 12},
            ],
            "requires": ["own-id"],
        },
        {
            "id": "spread",
            "tradeoff": True,
            "worse": {"en": "Anyang now takes it down too.", "ko": "안양을 잃어도 멈춘다."},
            "changes": [
                {"op": "move_replica", "service": "account", "from": "pangyo-feed", "to": "anyang"},
                {"op": "remove_replica", "service": "tistory", "in": "anyang", "role": "standby"},
                {"op": "set_failover", "service": "tistory", "failover": {"needs": {"all_of": []}}},
            ],
            "excludes": ["own-id"],
        },
        {"id": "both", "includes": ["own-id", "links-fail-soft"]},
    ],
    "scenarios": [
        {
            "id": "site-cut",
            "title": {"en": "The whole site is cut", "ko": "센터 전체 단전"},
            "summary": "Everything at Pangyo stops.",
            "losses": ["pangyo"],
            "mitigations": ["both"],
            "readings": ["chat-to-run"],
            "parameters": {"crews": 4},
            "hazard": "fire",
        }
    ],
    "hazards": {"fire": {"events": [{"at_hours": 0, "lose": "pangyo"}], "facts": ["F101"]}},
    "parameters": {"crews": {"value": 8, "low": 4, "high": 16, "facts": [], "assumed": "eight"}},
}


def two_sites() -> dict[str, Any]:
    """Return a copy that a test may spoil."""
    return copy.deepcopy(TWO_SITES)
