"""Texts that try to steer a terminal, break a row, run in a page or a spreadsheet, or hide what they are."""

from dataclasses import fields

from hypothesis import strategies as st

from kakao_whatif.cases import Case
from kakao_whatif.files.ledger import Fact
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import AddReplica, Cost, Mitigation
from kakao_whatif.model.parts import Dependency, Domain, Failover, Replica, Service
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Text

#: What a terminal, a reader of Markdown, a browser, matplotlib or a spreadsheet could take for an order.
PIECES = (
    "\x1b]0;OWNED\x07", "\x1b[2J", "\x1b]8;;http://evil.example\x07", "\x9b31m", "\x00", "\x7f", "\x85",
    "\u2028", "\u202e", "\u2066", "\u2069", "\ufffe", "\ufdd0", "\ud800", "\udfff", "\U0010ffff",
    "\r", "\n", "\t", "\n\n# h\n", "\n- i\n", "\n---\n", "\n```\n", "\v", "\f",
    "`", "``", "```", "\\", "|", "*", "_", "**", "~~", "[", "](javascript:alert(1))", "![", "!", "<", ">",
    "&", "&lt;", "&#60;", "$", "$$x^{", "#", "- ", "+ ", "1. ", "1) ", "> ", "=", "===", "---", ":-: | :-:",
    "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "</script>", "<!--", "-->", "]]>", "</title>",
    "<svg onload=alert(1)>", "javascript:alert(1)", "http://evil.example", "{title}", "{data}", "%s", "{0}",
    '"', "'", "=1+1", "＝1+1", "＋1", "－1", "＠x", "@x", "+1", "-1", ";=1", "\t=1", "\r=1",
    "\u200d", "\u200c", "\ufe0f", "\u200f", "\u200b", "e\u0301", "판교", "x", " ", "  ",
)  # fmt: skip

nasty = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)


def hostile_case(a: str, b: str, c: str) -> Case:
    """Return a case in which three texts stand wherever a text can, ids too."""
    text = Text(a, b)
    system = build_system(
        [
            Service("shop", text, replicas=(Replica("east", assumed=Text(c, a)),), facts=(c,), assumed=text),
            Service(
                "pay",
                Text(b, c),
                layer="platform",
                replicas=(Replica("east"), Replica("west", "standby")),
                failover=Failover("shop", assumed=Text(a, c)),
                needs=(Dependency("hard", "shop", assumed=text), Dependency("login", f"id {a}")),
            ),
            Service(f"id {a}", replicas=(Replica(f"at {b}"),)),
        ],
        [Domain("east", name=text, kind="site"), Domain("west", name=Text(c, b), kind="site"), Domain(f"at {b}")],
        mitigations=[
            Mitigation(
                f"m {c}", text, Text(b, a), group=a, cost=Cost(2, assumed=Text(c, c)), worse=Text(a, b),
                changes=(AddReplica("shop", Replica("west")),), assumed=text, facts=(b,),
            )
        ],
    )  # fmt: skip
    parts = {each.name: getattr(system, each.name) for each in fields(System)}
    facts = {id: Fact(id, a, b, Text(b, a), "fact", f"https://example.org/{a}", c) for id in (c, b)}
    return Case(**(parts | {"id": c, "title": text, "version": b}), facts=facts)
