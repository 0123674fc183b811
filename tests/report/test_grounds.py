"""Facts and assumptions: complete, apart, and each fact with where it was read."""

from kakao_whatif.cases import load_case
from kakao_whatif.files.read import read_system
from kakao_whatif.model.parts import Source
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.report.contents import build_report
from kakao_whatif.report.document import Report
from tests.report.nights import PANGYO, column, night


def cited_in(report: Report) -> set[str]:
    return {fact for table in report.tables for row in table.rows for cell in row for fact in cell.facts}


def listed(report: Report) -> dict[str, str]:
    """Return the kind of each fact that is listed, by the table it stands in."""
    found = {}
    for table in report.tables:
        if table.id.startswith("facts-"):
            found |= {
                str(id): table.id.removeprefix("facts-").replace("-", "_") for id in column(table, "fact")
            }
    return found


def test_every_fact_that_a_table_cites_is_listed_with_its_source() -> None:
    report, case = night(), load_case("kakao-2022")
    assert cited_in(report) <= listed(report).keys()
    for table in report.tables:
        if table.id.startswith("facts-"):
            for row in table.rows:
                fact = case.facts[row[0].lines[0]]
                assert row[2].url == fact.url
                assert row[2].value == fact.source


def test_facts_of_each_kind_stand_apart() -> None:
    case = load_case("kakao-2022")
    assert listed(night()) == {id: case.facts[id].kind for id in listed(night())}


def test_the_facts_of_the_losses_the_dates_and_the_record_are_among_them() -> None:
    case, found = load_case("kakao-2022"), listed(night())
    assert set(case.domains["pangyo"].facts) <= found.keys()
    assert {fact for event in case.hazards["fire-2022"] for fact in event.get("facts", ())} <= found.keys()
    assert {fact for seen in case.observations for fact in seen.facts} <= found.keys()


def test_every_assumption_behind_a_failing_service_is_told_once() -> None:
    case, table = load_case("kakao-2022"), night().table("assumptions")
    told = column(table, "assumed")
    failing = [id for id, status in propagate(case, PANGYO).status.items() if status is not Status.UP]
    parts: list[Source] = []
    for service in map(case.services.__getitem__, failing):
        parts += [service, *service.replicas, *service.needs]
        parts += [service.failover] if service.failover is not None else []
    assert {part.assumed.en for part in parts if part.assumed} <= set(told)
    assert len({*zip(column(table, "what"), told, strict=True)}) == len(told)


def test_a_change_that_is_proposed_is_told_with_the_assumption_behind_its_cost() -> None:
    case, table = load_case("kakao-2022"), night().table("assumptions")
    cost = case.mitigations["failover-control-two-sites"].cost
    assert cost is not None
    assert cost.assumed.en in column(table, "assumed")


def test_what_a_copy_rests_on_is_told_too() -> None:
    system = read_system(
        {
            "schema": "kakao-whatif/1",
            "domains": [{"id": "east", "kind": "site"}],
            "services": [{"id": "shop", "replicas": [{"in": "east", "assumed": "Nobody said where."}]}],
        }
    )
    table = build_report(system, Scenario({"east"})).table("assumptions")
    rows = zip(*(column(table, each) for each in ("what", "name", "assumed")), strict=True)
    assert list(rows) == [("copy", "shop", "Nobody said where.")]


def test_dates_are_told_with_their_grounds_in_both_forms_of_a_hazard() -> None:
    events = [
        {"at_hours": 0, "lose": "east", "assumed": "The hour is a guess."},
        {"at_hours": 9, "restore": "east"},
    ]
    own = {"events": events, "assumed": "So is the whole night."}
    for hazard, expected in (
        (events, {"The hour is a guess."}),
        (own, {"The hour is a guess.", "So is the whole night."}),
    ):
        system = read_system(
            {
                "domains": [{"id": "east", "kind": "site"}],
                "services": [{"id": "shop", "replicas": [{"in": "east"}]}],
                "hazards": {"cut": hazard},
            }
        )
        table = build_report(system, Scenario({"east"})).table("assumptions")
        rows = zip(*(column(table, each) for each in ("what", "name", "assumed")), strict=True)
        assert {row[2] for row in rows if row[:2] == ("date", "east")} == expected
