"""Reports that several tests read: the night of 2022, and a small town."""

from functools import lru_cache

from kakao_whatif.cases import load_case
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.text import Language
from kakao_whatif.report.contents import build_report
from kakao_whatif.report.document import Report, Table

PANGYO = Scenario({"pangyo"})


@lru_cache
def night(language: Language = "en", mitigations: frozenset[str] = frozenset()) -> Report:
    """Return the report on the cut of Pangyo."""
    scenario = Scenario({"pangyo"}, mitigations)
    return build_report(load_case("kakao-2022"), scenario, language)


def column(table: Table, id: str) -> list[str | float | None]:
    """Return what programs read in one column."""
    at = [each.id for each in table.columns].index(id)
    return [row[at].data for row in table.rows]
