"""What a beat rests on, as lines at its foot: facts as facts, claims as claims, assumptions as assumptions."""

from typing import Any

from kakao_whatif.text.catalogue import say
from kakao_whatif.views.sources import fact_kind, facts_of, source_label
from kakao_whatif.views.story.numbers import sentence
from kakao_whatif.views.story.snapshot import StorySnapshot

Row = dict[str, Any]


def claims(snapshot: StorySnapshot) -> list[Row]:
    """Return the lines at the foot: rows of the ledger with their kind, what is assumed, what is computed."""
    language, beat, ledger = snapshot.language, snapshot.beat, facts_of(snapshot.system)
    found: list[Row] = []
    for id in beat.facts:
        fact = ledger[id]
        row = {
            "kind": fact.kind,
            "word": fact_kind(fact.kind, language),
            "text": fact.statement.in_language(language),
            "source": f"{id} · {source_label(fact, language)}",
        }
        found.append(row | ({"url": fact.url} if fact.url else {}))
    assumed = say("views.story.assumed", language)
    found += [
        {
            "kind": "assumed",
            "word": assumed,
            "text": sentence(snapshot, text.in_language(language)),
            "source": "",
        }
        for text in beat.assumed
    ]
    model = {"kind": "model", "word": say("views.story.model", language), "source": ""}
    return [*found, model | {"text": say("views.story.model_line", language)}]
