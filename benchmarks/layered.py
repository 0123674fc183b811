"""Seeded layered systems: what the propagation is measured on.

Five layers, as many as a case has; each component above the first needs 3 to 6 components of the
layers below it: all of them (60 %), any of them (25 %), or two of three (15 %).
"""

from random import Random

from kakao_whatif.model.build import build_system
from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast, Expression
from kakao_whatif.model.parts import Dependency, Service
from kakao_whatif.model.system import System

LAYERS = 5


def layered_system(components: int, seed: int = 2022) -> System:
    """Return a system of this many components."""
    random = Random(seed)
    layers = [_names(at, components // LAYERS) for at in range(LAYERS)]
    services = [Service(id) for id in layers[0]]
    for at in range(1, LAYERS):
        below = [id for layer in layers[:at] for id in layer]
        services += [Service(id, needs=(Dependency("hard", _need(random, below)),)) for id in layers[at]]
    return build_system(services)


def random_losses(system: System, count: int, seed: int = 1015, size: int = 3) -> list[frozenset[str]]:
    """Return this many different losses of `size` components each."""
    random = Random(seed)
    ids = list(system.services)
    return [frozenset(random.sample(ids, size)) for _ in range(count)]


def _names(layer: int, width: int) -> list[str]:
    return [f"l{layer}-c{at}" for at in range(width)]


def _need(random: Random, below: list[str]) -> Expression:
    kind = random.random()
    if kind < 0.15:
        return AtLeast(2, tuple(random.sample(below, 3)))
    of = tuple(random.sample(below, random.randint(3, 6)))
    return AllOf(of) if kind < 0.75 else AnyOf(of)
