"""The talk of a case that tells none of its own: its scenarios one after the other, and the question to take home."""

from kakao_whatif.analysis.targets import sites
from kakao_whatif.cases.talk import Beat, Talk
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Text
from kakao_whatif.text.catalogue import catalogue

#: A talk has ten to fourteen beats; the first and the last are the same for every case.
MOST_SCENARIOS = 12


def plain_talk(system: System) -> Talk:
    """Return a talk made of what the case names.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> [beat.id for beat in plain_talk(two_sites()).beats]
    ['normal', 'lose-anyang', 'lose-pangyo', 'yours']
    """
    tries = tuple(("lose", id) for id in sites(system)[:3])
    normal = Beat(
        id="normal",
        title=_said("normal"),
        lines=(_said("normal_line"),),
        figures=("up",),
        tries=tries,
        assumed=(_said("assumed"),),
    )
    asked = tuple(_said(f"question_{n}") for n in range(1, 6))
    yours = Beat(
        id="yours",
        title=_said("yours"),
        lines=(_said("yours_line"),),
        picture="questions",
        questions=asked,
        figures=(),
        tries=tries,
        assumed=(_said("assumed"),),
    )
    return Talk((normal, *_middle(system), yours))


def _middle(system: System) -> list[Beat]:
    if not system.scenarios:
        return [
            Beat(id=f"lose-{id}", title=_said("lose"), lines=(_said("outcome"),), scenario=Scenario({id}))
            for id in sites(system)[:MOST_SCENARIOS]
        ]
    return [
        Beat(
            id=named.id,
            title=_literal(named.title or Text.plain(named.id)),
            lines=(_literal(named.summary), _said("outcome")),
            scenario=named.scenario,
        )
        for named in list(system.scenarios.values())[:MOST_SCENARIOS]
    ]


def _said(key: str) -> Text:
    """Return an entry as it stands, its gaps still open."""
    return Text(catalogue("en")[f"views.story.plain.{key}"], catalogue("ko")[f"views.story.plain.{key}"])


def _literal(text: Text) -> Text:
    """Return words of a case, in which braces mean themselves."""
    return Text(*(words.replace("{", "{{").replace("}", "}}") for words in (text.en, text.ko)))
