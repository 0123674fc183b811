"""The section on what went dark, locked or degraded, and why: the map, then a table a layer."""

from collections.abc import Iterator

from kakao_whatif.model.status import Status
from kakao_whatif.model.text import Language
from kakao_whatif.propagation.explanation import Explanation
from kakao_whatif.propagation.impact import Impact
from kakao_whatif.recovery.samples import Progress
from kakao_whatif.report.answers import Answers
from kakao_whatif.report.document import (
    Block,
    Cell,
    Column,
    Floor,
    Heading,
    Items,
    Map,
    Paragraph,
    Section,
    Table,
    Tile,
    cell,
    lines,
)
from kakao_whatif.text.catalogue import count_of, listing, plain, say
from kakao_whatif.views.building import building

Row = tuple[Cell, ...]


def dark(answers: Answers, progress: Progress | None = None) -> Section:
    """Return which services fail, each with its reason down to what was lost.

    `progress` is called with (services explained, in all).
    """
    language = answers.language
    impact = answers.snapshot.impact
    picture = building(answers.snapshot)
    floors = tuple(_floor(layer) for layer in picture["layers"])
    told: list[Block] = [Map(picture["label"], floors), Paragraph(say("report.dark.map", language), "note")]
    failing = _explained(impact, progress)
    if not failing:
        told.append(Paragraph(say("report.dark.none", language)))
    for layer in picture["layers"]:
        ids = [tile["id"] for product in layer["products"] for tile in product["tiles"]]
        rows = _rows(answers, [failing[id] for id in ids if id in failing])
        if rows:
            told.append(_table(answers, f"dark-{layer['id']}", layer["label"], rows))
    up = [plain((answers.snapshot.label(id),)) for id in impact.up]
    if up and failing:
        names = plain(listing([*up], language))
        told.append(Paragraph(count_of("report.dark.up", len(up), language, names=names)))
    told += _deadlocks(answers)
    return Section("dark", say("report.title.dark", language), tuple(told))


def _explained(impact: Impact, progress: Progress | None) -> dict[str, Explanation]:
    """Return why each service is worse than UP: each once, because that takes longer than all the rest."""
    failing = [id for id, status in impact.status.items() if status is not Status.UP]
    found = {}
    for done, id in enumerate(failing):
        if progress is not None:
            progress(done, len(failing))
        found[id] = impact.explain(id)
    return found


def _table(answers: Answers, id: str, layer: str, rows: tuple[Row, ...]) -> Table:
    language = answers.language
    columns = (
        Column("service", say("report.column.service", language)),
        Column("id", is_data=True),
        Column("status", say("report.column.status", language)),
        Column("sign_in_lost", is_data=True),
        Column("why", say("report.column.why", language)),
        Column("facts", say("report.column.facts", language)),
    )
    return Table(id, say("report.table.dark", language, layer=layer), columns, rows)


def _rows(answers: Answers, explanations: list[Explanation]) -> tuple[Row, ...]:
    """Return a row for each service; of those with the same reason, only the first tells it, and they follow it."""
    language, label = answers.language, answers.snapshot.label
    groups: dict[str, list[Explanation]] = {}
    for explanation in explanations:
        groups.setdefault(_reason(explanation, language), []).append(explanation)
    rows = []
    for first, *others in groups.values():
        rows.append(_row(answers, first, first.sentences(language)))
        same = say("report.dark.same", language, name=label(first.id))
        for other in others:
            besides = (*other.also_parts(language), *other.sign_in_parts(language))
            rows.append(_row(answers, other, (same, *map(plain, besides))))
    return tuple(rows)


def _reason(explanation: Explanation, language: Language) -> str:
    """Return the main reason without the name of the service that it is given for."""
    first, *others = map(plain, explanation.why(language))
    name = explanation.system.name(explanation.id).in_language(language)
    key = f"why.{explanation.status.word}"
    before = say(key, language, service=name, reason="\0").partition("\0")[0]
    reason = first[len(before) :] if first[1:].startswith(before[1:]) else first
    return " ".join([explanation.status.word, reason, *others])


def _row(answers: Answers, explanation: Explanation, told: tuple[str, ...]) -> Row:
    impact, language, id = answers.snapshot.impact, answers.language, explanation.id
    status, is_shut = explanation.status, id in impact.sign_in_lost
    word = say(f"status.{status.word}", language)
    if is_shut and status is not Status.LOCKED:
        word = say("cli.and_no_sign_in", language, status=word)
    service = impact.system.services[id]
    facts = tuple(dict.fromkeys((*service.facts, *(fact for need in service.needs for fact in need.facts))))
    return (
        cell(answers.snapshot.label(id)),
        cell(value=id),
        cell(word, value=status.word, look=status.word),
        cell(value="yes" if is_shut else "no"),
        lines(told, value=" ".join(explanation.sentences(language))),
        Cell(facts=facts),
    )


def _floor(layer: dict[str, object]) -> Floor:
    products: list[dict[str, object]] = layer["products"]  # type: ignore[assignment]
    rooms = tuple((str(product["label"]), tuple(_tiles(product))) for product in products)
    return Floor(str(layer["label"]), rooms)


def _tiles(product: dict[str, object]) -> Iterator[Tile]:
    for tile in product["tiles"]:  # type: ignore[attr-defined]
        marks = {"no-sign-in": "sign_in_lost", "lost": "lost", "added": "added"}
        signs = tuple(sign for sign, key in marks.items() if tile[key])
        yield Tile(tile["label"], tile["status"], tile["title"].removeprefix(f"{tile['label']}: "), signs)


def _deadlocks(answers: Answers) -> Iterator[Block]:
    """Yield what could not be started again although everything lost were back, ring by ring."""
    found, language, snapshot = answers.deadlocks, answers.language, answers.snapshot
    if not found:
        return
    rings = [plain(listing([snapshot.label(id) for id in ring], language)) for ring in found.rings]
    yield Heading(say("report.dark.restart", language))
    yield Paragraph(count_of("report.dark.deadlocks", len(rings), language))
    yield Items(tuple(rings))
    if found.held_up:
        yield Paragraph(count_of("report.dark.held_up", len(found.held_up), language))
