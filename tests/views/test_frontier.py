"""The frontier as rows."""

import pytest

from kakao_whatif import Scenario, Status, frontier, load_case
from kakao_whatif.views.saving.table import frontier_rows


@pytest.fixture(scope="module")
def kakao():
    return load_case("kakao-2022")


def test_each_point_is_a_row(kakao):
    told = frontier_rows(frontier(kakao, Scenario({"pangyo"}), max_cost=3), "en")
    assert told["title"] == "Services kept in the model (not dark), against what it costs"
    assert told["over"] == "Lost: SK C&C Pangyo."
    assert told["rows"][-1] == {
        "ids": ["power-cut-by-zone"],
        "cost": "3",
        "range": "1–8",
        "kept": "45",
        "lost": "40",
        "changes": "Power cut by zone",
    }


def test_a_mean_over_sites_has_one_decimal(kakao):
    told = frontier_rows(frontier(kakao, than=Status.DEGRADED, max_cost=0), "ko")
    assert told["title"] == "모델에서 비용에 따라 지키는 서비스 수(일부 저하 이내), 이 상실들의 평균"
    assert [row["kept"] for row in told["rows"]] == ["76.8"]
    assert told["over"].startswith("상실 9가지에 대해: ")
