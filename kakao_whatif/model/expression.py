"""What a service needs, as an expression over services.

An expression is a service id, `AllOf`, `AnyOf` or `AtLeast`, nested at will; duplicates count
twice. It stands apart because needs, failover and alternatives are all written in it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class AllOf:
    """True when every part is; true when there is none."""

    of: "tuple[Expression, ...]" = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when a part is; false when there is none."""

    of: "tuple[Expression, ...]" = ()


@dataclass(frozen=True, slots=True)
class AtLeast:
    """True when at least `k` parts are; `k` is from 1 to their number."""

    k: int
    of: "tuple[Expression, ...]"


Expression: TypeAlias = str | AllOf | AnyOf | AtLeast


def threshold(gate: AllOf | AnyOf | AtLeast) -> int:
    """Return how many parts of a gate must be true for it to be true."""
    if isinstance(gate, AllOf):
        return len(gate.of)
    return 1 if isinstance(gate, AnyOf) else gate.k


def holds(expression: Expression, up: Callable[[str], bool]) -> bool:
    """Return whether an expression is true, given which services are not DARK."""
    if isinstance(expression, str):
        return up(expression)
    return sum(holds(part, up) for part in expression.of) >= threshold(expression)


def unmet(expression: Expression, up: Callable[[str], bool]) -> Iterator[str]:
    """Yield the leaves that an expression waits for: none of a part that is true already.

    Examples
    --------
    >>> list(unmet(AllOf((AnyOf(("db", "copy")), "cache")), {"copy"}.__contains__))
    ['cache']
    """
    if isinstance(expression, str):
        if not up(expression):
            yield expression
    elif not holds(expression, up):
        for part in expression.of:
            yield from unmet(part, up)


def leaves(expression: Expression) -> Iterator[str]:
    """Yield the service ids of an expression, in order, as often as they stand there."""
    if isinstance(expression, str):
        yield expression
    else:
        for part in expression.of:
            yield from leaves(part)


def either(was: Expression, alternative: Expression) -> AnyOf:
    """Return what is true when the old expression or the new alternative is."""
    parts = was.of if isinstance(was, AnyOf) else (was,)
    return AnyOf(parts if alternative in parts else (*parts, alternative))


def parts_of(expression: Expression) -> Iterator[Expression]:
    """Yield an expression and every expression in it."""
    yield expression
    if not isinstance(expression, str):
        for part in expression.of:
            yield from parts_of(part)


def eased(expression: Expression, alternatives: Mapping[Expression, Sequence[Expression]]) -> Expression:
    """Return an expression in which every part that has alternatives is any of itself and these.

    Examples
    --------
    >>> eased(AllOf(("stock", "bank")), {"bank": ["card"]})
    AllOf(of=('stock', AnyOf(of=('bank', 'card'))))
    """
    found = expression
    if not isinstance(expression, str):
        found = replace(expression, of=tuple(eased(part, alternatives) for part in expression.of))
    for alternative in alternatives.get(expression, ()):
        found = either(found, alternative)
    return found


def present(expression: Expression, services: Collection[str]) -> Expression:
    """Return an expression without the services that are not there: such a leaf is never true.

    Examples
    --------
    >>> present(AnyOf(("account", "own-id")), {"account"})
    AnyOf(of=('account',))
    >>> present(AllOf(("account", "own-id")), {"account"})
    AnyOf(of=())
    """
    if all(leaf in services for leaf in leaves(expression)):
        return expression
    if isinstance(expression, str):
        return AnyOf()
    parts = tuple(present(part, services) for part in expression.of)
    left = tuple(part for part in parts if part != AnyOf())
    if isinstance(expression, AllOf):
        return AllOf(parts) if len(left) == len(parts) else AnyOf()
    if isinstance(expression, AnyOf):
        return AnyOf(left)
    return AtLeast(expression.k, left) if expression.k <= len(left) else AnyOf()


def conjuncts(expression: Expression) -> tuple[Expression, ...]:
    """Return the parts that must all be true: those of an `AllOf`, else the expression itself."""
    if isinstance(expression, AllOf):
        return tuple(part for each in expression.of for part in conjuncts(each))
    return (expression,)


def as_data(expression: Expression) -> object:
    """Return an expression as a case file writes it."""
    if isinstance(expression, str):
        return expression
    parts = [as_data(part) for part in expression.of]
    if isinstance(expression, AtLeast):
        return {"at_least": expression.k, "of": parts}
    return {"all_of" if isinstance(expression, AllOf) else "any_of": parts}
