"""The names, places and needs of a system in words of one language.

Apart from `wording`, because these are the parts that every sentence is put together from.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast, Expression, conjuncts, leaves, threshold
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.propagation.reason import Cause
from kakao_whatif.text.catalogue import Parts, Ref, Value, listing, parts

# What a failed need of a kind is called; `_both` and `_all` where it is two and more.
_KEYS = {"hard": "needs", "login": "sign_in_takes", "soft": "does_without"}
_ALTERNATIVES = {"hard": ("needs_either", "needs_any"), "login": ("ways_in_both", "ways_in_all")}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says parts of sentences about one system in one language."""

    system: System
    language: Language

    def say(self, key: str, **values: Value) -> Parts:
        """Return an entry of the catalogue's table ``why``."""
        return parts(f"why.{key}", self.language, **values)

    def name(self, id: str) -> Ref:
        """Return a name that stands for a service or domain."""
        return Ref(id, self.system.name(id).in_language(self.language))

    def names(self, ids: Iterable[str], last: str = "and") -> Parts:
        """Return names as a list, each once."""
        return listing([self.name(id) for id in dict.fromkeys(ids)], self.language, last)

    def places(self, domains: Iterable[str]) -> Parts:
        """Return where something stands: at sites, in a region, on a link."""
        items = [self.say(self._preposition(id), place=self.name(id)) for id in dict.fromkeys(domains)]
        return listing(items, self.language)

    def _preposition(self, domain: str) -> str:
        kind = self.system.domains[domain].kind
        return {"region": "in_place", "link": "on_place"}.get(kind, "at_place")

    def needs(self, kind: str, ids: Iterable[str]) -> Parts:
        """Return that a service needs these, each of which is dark and would be missed alone."""
        once = list(dict.fromkeys(ids))
        key = _KEYS[kind] + {1: "", 2: "_both"}.get(len(once), "_all")
        return self.say(key, services=self.names(once))

    def need(self, cause: Cause) -> Parts:
        """Return why one need of a service is not met."""
        if not cause.because or cause.need is None:
            return self.say("needs_nothing")
        need = _bare(cause.need)
        if isinstance(need, str):
            is_only_way_in = cause.kind == "login" and self._ways_in(cause.id) == 1
            return (
                self.say("signs_in", service=self.name(need))
                if is_only_way_in
                else self.needs(cause.kind, [need])
            )
        ids = dict.fromkeys(leaves(need))
        if threshold(need) == 1 and all(isinstance(part, str) for part in need.of):
            if cause.kind == "soft" or len(ids) == 1:
                return self.needs(cause.kind, ids)
            either, any_of = _ALTERNATIVES[cause.kind]
            last = "or" if cause.kind == "hard" else "and"
            return self.say(either if len(ids) == 2 else any_of, services=self.names(ids, last))
        dark = [id for id in ids if id in cause.because]
        key = f"{_KEYS[cause.kind]}_gate" + ("" if len(dark) == 1 else "_many")
        return self.say(key, need=self.expression(need), services=self.names(dark))

    def _ways_in(self, id: str) -> int:
        needs = [need for need in self.system.services[id].needs if need.kind == "login"]
        return sum(len(conjuncts(need.on)) for need in needs)

    def expression(self, need: Expression, *, is_inside: bool = False) -> Parts:
        """Return an expression in words; what is nested stands in brackets."""
        need = _bare(need)
        if isinstance(need, str):
            return (self.name(need),)
        items = [self.expression(part, is_inside=True) for part in need.of]
        if threshold(need) == 1:
            said = self.say("any_of", services=listing(items, self.language, "or"))
        else:
            services = listing(items, self.language)
            is_all = threshold(need) == len(need.of)
            said = self.say("all_of" if is_all else "at_least", k=threshold(need), services=services)
        return ("(", *said, ")") if is_inside else said


def _bare(need: Expression) -> Expression:
    """Return an expression without gates around a single part."""
    while isinstance(need, AllOf | AnyOf | AtLeast) and len(need.of) == 1:
        need = need.of[0]
    return need


def joined(phrases: Sequence[Parts], between: Parts) -> Parts:
    """Return phrases one after the other."""
    found: Parts = ()
    for phrase in phrases:
        found += (between if found else ()) + phrase
    return found
