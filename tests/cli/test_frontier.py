"""`frontier`: what each budget keeps at best."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]


def test_each_row_keeps_more_for_more(run: Run, two_sites: str) -> None:
    result = run("frontier", "--from", "pangyo", "--case", two_sites)
    assert result.exit_code == 0, result.output
    assert result.output.splitlines() == [
        "Two sites · 1",
        "A simulation on a model: what follows from its assumptions, not a record.",
        "Lost: Pangyo.",
        "",
        "Services kept in the model (not dark), against what it costs",
        "Points  Range  Kept  Lost  Changes",
        "0       0–0    1     3",
        "4       2–8    3     1     Failover control at two sites",
        "",
        "Every set of changes was looked at, all at once: none within the limit is better.",
    ]


def test_without_a_loss_every_site_is_lost_in_turn(run: Run, two_sites: str) -> None:
    output = run("frontier", "--case", two_sites).output
    assert "Over 2 losses: Anyang, Pangyo." in output
    assert "No site has a probability in the case: all count alike." in output
    assert "0       0–0    2     2" in output
    assert (
        "Services kept in the model (not dark) on average over these losses, against what it costs\n"
        in output
    )


def test_a_case_without_a_title_does_not_begin_with_an_empty_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bare.yaml"
    path.write_text("domains: [{id: a, kind: site}]\nservices: [{id: s, replicas: [{in: a}]}]\n", "utf-8")
    assert run("frontier", "--case", str(path)).output.startswith("A simulation on a model")


def test_the_worst_loss_and_hours_are_other_measures(run: Run, two_sites: str) -> None:
    assert (
        "Services kept in the model (no worse than degraded) in the worst of these losses"
        in run("frontier", "--keep", "worst", "--not-worse", "degraded", "--case", two_sites).output
    )
    output = run("frontier", "--from", "pangyo", "--keep", "hours", "--case", two_sites).output
    assert "Service-hours kept in the model, against what it costs" in output
    assert "all 4 of at most 2 changes" in output


def test_korean_speaks_korean_only(run: Run, two_sites: str) -> None:
    output = run("frontier", "--from", "pangyo", "--lang", "ko", "--case", two_sites).output
    assert "모델에서 비용에 따라 지키는 서비스 수(중단되지 않음)" in output
    assert "Kept" not in output


def test_the_json_answer_is_pinned(run: Run, two_sites: str) -> None:
    answer = json.loads(run("frontier", "--from", "pangyo", "--json", "--case", two_sites).output)
    assert answer["case"]["id"] == "two-sites"
    assert len(answer["notes"]) == 1
    del answer["case"], answer["notes"]
    nothing = {"mitigations": [], "members": [], "tradeoffs": [], "unpriced": []}
    control = ["control-two-sites"]
    assert answer == {
        "schema": "kakao-whatif.frontier/1",
        "scenarios": [
            {"losses": ["pangyo"], "mitigations": [], "readings": [], "parameters": {}, "weight": 1}
        ],
        "weighting": "one",
        "keep": "services",
        "not_worse_than": "locked",
        "services": ["chat", "news", "account", "control"],
        "max_cost": None,
        "is_exact": True,
        "looked": None,
        "points": [
            {**nothing, "cost": {"points": 0, "low": 0, "high": 0}, "lost": 3, "kept": 1, "lost_by": [3]},
            {
                **nothing,
                "mitigations": control,
                "members": control,
                "cost": {"points": 4, "low": 2, "high": 8},
                "lost": 1,
                "kept": 3,
                "lost_by": [1],
            },
        ],
    }
