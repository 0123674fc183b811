"""`save`: the cheapest sets of changes, each with what fails without its parts."""

import json
from collections.abc import Callable

from click.testing import Result

Run = Callable[..., Result]


def test_the_smallest_sets_stand_with_their_cost_and_with_what_fails_without_them(
    run: Run, two_sites: str
) -> None:
    result = run("save", "chat", "--from", "pangyo", "--case", two_sites)
    assert result.exit_code == 0, result.output
    assert result.output.splitlines() == [
        "Two sites · 1",
        "A simulation on a model: what follows from its assumptions, not a record.",
        "Lost: Pangyo",
        "",
        "To keep from going dark: chat.",
        "In the model, one smallest set of changes does it:",
        "",
        "1. Failover control at two sites · 4 points (2 to 8)",
        "   This change suffices.",
        "   Without it: chat is dark.",
        "",
        "A set is a smallest one because it fails without any one of its members: in which services run, helping "
        "changes never make anything worse, so less cannot be enough either.",
    ]


def test_two_changes_suffice_and_neither_alone_does(run: Run, two_sites: str) -> None:
    output = run(
        "save", "chat", "news", "--from", "pangyo", "--not-worse", "degraded", "--case", two_sites
    ).output
    assert "These 2 changes suffice; without any one of them it is not enough." in output
    assert "Without Failover control at two sites: chat is dark." in output
    assert "Without News keeps its own ID: news is locked." in output
    assert "These have no cost in the case and count 0: News keeps its own ID." in output


def test_nothing_in_the_list_is_an_answer_with_the_reason(run: Run, two_sites: str) -> None:
    result = run("save", "account", "--from", "pangyo", "--case", two_sites)
    assert result.exit_code == 0
    assert "In the model, nothing in this case's list can do it." in result.output
    assert "Even with all of these in place, account is dark: " in result.output
    assert "Pangyo" in result.output.splitlines()[-1]


def test_a_limit_that_is_too_low_is_told_with_the_cheapest(run: Run, two_sites: str) -> None:
    output = run("save", "chat", "--from", "pangyo", "--max-cost", "3", "--case", two_sites).output
    line = (
        "In the model, no set within 3 points does it. "
        "The cheapest costs 4 points (2 to 8): Failover control at two sites."
    )
    assert line in output


def test_another_cost_can_be_tried(run: Run, two_sites: str) -> None:
    output = run(
        "save", "chat", "--from", "pangyo", "--cost", "control-two-sites=2.5", "--case", two_sites
    ).output
    assert "1. Failover control at two sites · 2.5 points\n" in output


def test_what_holds_already_needs_nothing(run: Run, two_sites: str) -> None:
    output = run("save", "news", "--from", "pangyo", "--case", two_sites).output
    assert "In the model that holds already; nothing has to be added." in output


def test_whichever_site_is_lost(run: Run, two_sites: str) -> None:
    output = run("save", "chat", "--from-any-site", "--case", two_sites).output
    assert "Nothing is lost beforehand.\n" in output
    assert "To keep from going dark, whichever single site is lost: chat." in output
    assert "Without it: chat is dark when Pangyo is lost." in output


def test_back_within_hours_says_what_was_looked_at(run: Run, two_sites: str) -> None:
    output = run("save", "chat", "--from", "pangyo", "--within", "8", "--case", two_sites).output
    assert "To have back within 8 h: chat." in output
    assert "In time, sets are tried one by one: all 4 of at most 3 changes" in output


def test_trade_offs_are_marked_and_say_what_they_make_worse(run: Run) -> None:
    arguments = ("save", "tistory", "--from", "pangyo", "--tradeoffs", "--max-cost", "14")
    output = run(*arguments).output
    assert "2. Primaries spread over sites (trade-off), Power cut by zone · 13 points (7 to 26)" in output
    assert "It makes worse, when leased site 3 is lost: Tistory, Brunch, KakaoStory." in output
    assert "The loss of another site now hurts too" in output
    assert "(trade-off)" not in run(*arguments[:-3], "--max-cost", "14").output


def test_korean_speaks_korean_only(run: Run, two_sites: str) -> None:
    output = run("save", "chat", "--from", "pangyo", "--lang", "ko", "--case", two_sites).output
    assert "1. 장애 전환 제어를 두 센터에 · 4점(2~8)" in output
    assert "이 대책 하나로 충분합니다." in output
    assert "제외 시: 채팅 중단." in output
    assert "smallest" not in output


def test_bad_input_is_refused_in_words(run: Run, two_sites: str) -> None:
    for arguments, message in (
        (("chatt",), "target.services: unknown id 'chatt'. Did you mean 'chat'?"),
        (("chat", "--from", "pangio"), "scenario.losses: unknown id 'pangio'. Did you mean 'pangyo'?"),
        (("chat", "--cost", "control"), "'control' is not an id and points. Give control=5."),
        (("chat", "--cost", "control=x"), "'control=x' is not an id and points. Give drills=5."),
        (("chat", "--max-cost", "-1"), "costs.max_cost: -1.0 is no cost. Give points, 0 or more."),
        (("chat", "--within", "2", "--from-any-site"), "--within goes neither with --not-worse nor"),
    ):
        result = run("save", *arguments, "--case", two_sites)
        assert result.exit_code == 2
        assert message in result.stderr


def test_the_json_answer_is_pinned(run: Run, two_sites: str) -> None:
    answer = json.loads(run("save", "chat", "--from", "pangyo", "--json", "--case", two_sites).output)
    assert answer["case"]["id"] == "two-sites"
    assert answer["notes"][0]["ko"].startswith("조합이 최소인 까닭")
    del answer["case"], answer["notes"]
    assert answer == {
        "schema": "kakao-whatif.save/1",
        "scenario": {"losses": ["pangyo"], "mitigations": [], "readings": [], "parameters": {}},
        "target": {"kind": "status", "services": ["chat"], "not_worse_than": "locked"},
        "max_cost": None,
        "is_complete": True,
        "holds_already": False,
        "nothing": None,
        "looked": None,
        "readings": {},
        "sets": [
            {
                "mitigations": ["control-two-sites"],
                "members": ["control-two-sites"],
                "cost": {"points": 4, "low": 2, "high": 8},
                "unpriced": [],
                "tradeoffs": [],
                "worse": [],
                "proof": {
                    "way": "removals",
                    "is_complete": True,
                    "without": [
                        {
                            "removed": ["control-two-sites"],
                            "left": [],
                            "shortfalls": [
                                {"service": "chat", "status": "dark", "lost": None, "hours": None}
                            ],
                        }
                    ],
                },
            }
        ],
    }


def test_the_json_answer_says_why_there_is_none(run: Run, two_sites: str) -> None:
    nothing = json.loads(run("save", "account", "--from", "pangyo", "--json", "--case", two_sites).output)[
        "nothing"
    ]
    assert (nothing["why"], nothing["cheapest"]) == ("list", None)
    assert nothing["explanations"]["account"]["status"] == "dark"
    within = json.loads(
        run("save", "account", "--from", "pangyo", "--within", "1", "--json", "--case", two_sites).output
    )
    assert within["nothing"]["why"] == "bounds"
    assert within["looked"] == {"tried": 4, "of": 4, "max_size": 3, "up_to_cost": 4.0, "max_runs": None}


def test_a_search_in_time_says_the_bound_that_ended_it_and_the_option_that_raises_it(
    run: Run, two_sites: str
) -> None:
    asked = ("account", "--from", "pangyo", "--within", "1", "--runs", "2", "--case", two_sites)
    said = run("save", *asked).output
    assert "No set that was looked at does it in the model." in said
    assert "The bound on simulations, 2, was reached; to go further, raise `max_runs`" in said
    assert "(in the terminal `--runs`)" in said
    looked = json.loads(run("save", *asked, "--json").output)["looked"]
    assert (looked["tried"], looked["max_runs"]) == (2, 2)


def test_what_is_more_work_than_allowed_is_refused_with_the_options_that_turn_it(run: Run) -> None:
    for command in (["save", "tistory", "--from", "pangyo"], ["frontier", "--from", "pangyo"]):
        result = run(*command, "--steps", "1000")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "not done after 1,000 steps, the bound." in result.stderr
        assert result.stderr.endswith("or raise `max_steps`. On the command line: --max-cost, --steps.\n")
