"""`cuts`: the smallest sets of losses, as a table, as JSON, and as a fault tree for other tools."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kakao_whatif.files.openpsa import read_fault_tree

Run = Callable[..., Result]


def test_sets_are_listed_small_ones_first_with_their_ids(run: Run, two_sites: str) -> None:
    result = run("cuts", "chat", "--over", "anyang,control,chat,pangyo", "--case", two_sites)
    assert result.exit_code == 0
    assert result.output == (
        "Two sites · 1\n"
        "A simulation on a model: what follows from its assumptions, not a record.\n"
        "Nothing is lost beforehand.\n"
        "\n"
        "chat (chat): in the model, 2 smallest sets of losses make it dark (2 of order 1).\n"
        "\n"
        "Order  Lost together  Ids\n"
        "1      chat           chat\n"
        "1      Pangyo         pangyo\n"
        "\n"
    )


def test_in_korean_it_speaks_korean_only(run: Run, two_sites: str) -> None:
    output = run(
        "cuts", "news", "--status", "locked", "--order", "1", "--case", two_sites, "--lang", "ko",
        "--with", "own-news-id",
    ).output  # fmt: skip
    assert (
        "뉴스 (news): 모델에서 로그인 막힘 또는 더 나쁜 상태로 만드는 최소 절단 집합 2개(1차 2개).\n"
        in output
    )
    assert "차수  함께 잃는 것  ID\n1     안양" in output
    assert "1차 이하의 집합만 나열합니다. 그보다 큰 집합 2개는 뺐습니다.\n" in output


def test_what_is_not_listed_is_counted(run: Run, two_sites: str) -> None:
    output = run("cuts", "chat", "--limit", "1", "--case", two_sites).output
    assert "1      chat           chat\n\n1 more is not listed; --limit lists more.\n" in output
    assert "Order" not in run("cuts", "chat", "--limit", "0", "--case", two_sites).output


def test_a_service_that_nothing_takes_down_or_that_is_down_says_so(run: Run, two_sites: str) -> None:
    output = run("cuts", "news", "--over", "pangyo", "--case", two_sites).output
    assert "news (news): in the model, no set of these losses makes it dark.\n" in output
    output = run("cuts", "chat", "--lose", "pangyo", "--case", two_sites).output
    assert "Lost: Pangyo\n" in output
    assert "1 smallest set of losses makes it dark (1 of order 0).\n" in output
    assert "the one cut set is the empty one.\n" in output


def test_the_json_answer_is_pinned(run: Run, two_sites: str) -> None:
    result = run(
        "cuts", "news", "--status", "locked", "--order", "1", "--over", "sites", "--over", "account,news,news-id",
        "--limit", "2", "--with", "own-news-id", "--case", two_sites, "--json",
    )  # fmt: skip
    answer = json.loads(result.output)
    assert answer.pop("notes")[0].keys() == {"en", "ko"}
    assert answer == {
        "schema": "kakao-whatif.cuts/1",
        "case": {"id": "two-sites", "version": "1", "title": {"en": "Two sites", "ko": "두 센터"}},
        "scenario": {"losses": [], "mitigations": ["own-news-id"], "readings": [], "parameters": {}},
        "service": "news",
        "status": "locked",
        "over": ["pangyo", "anyang", "account", "news", "news-id"],
        "max_order": 1,
        "count": 2,
        "counts": {"1": 2},
        "left_out": 2,
        "cut_sets": [["anyang"], ["news"]],
    }


def test_a_complete_answer_leaves_nothing_out_whatever_order_was_asked_for(run: Run, two_sites: str) -> None:
    answer = json.loads(run("cuts", "chat", "--order", "3", "--case", two_sites, "--json").output)
    assert (answer["max_order"], answer["left_out"], answer["notes"]) == (None, 0, [])


def test_the_fault_tree_is_written_for_other_tools(run: Run, two_sites: str, tmp_path: Path) -> None:
    file = tmp_path / "chat.xml"
    result = run("cuts", "chat", "--over", "sites", "--write", str(file), "--case", two_sites)
    assert result.output.endswith(f"Written: {file}\n")
    assert read_fault_tree(file).top == "chat-dark"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chats"], "Error: service: unknown id 'chats'. Did you mean 'chat'?\n"),
        (["chat", "--over", "site"], "Error: over: unknown id 'site'. Did you mean 'sites'?\n"),
    ],
)
def test_what_is_not_known_is_refused_with_the_nearest(
    run: Run, two_sites: str, arguments: list[str], message: str
) -> None:
    result = run("cuts", *arguments, "--case", two_sites)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


def test_a_fault_tree_that_cannot_be_written_is_refused_before_any_work(
    run: Run, two_sites: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("kakao_whatif.cli.cuts.minimal_cut_sets")
    result = run("cuts", "chat", "--case", two_sites, "--write", str(tmp_path / "no" / "chat.xml"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"there is no folder {str(tmp_path / 'no')!r}. Make it first." in result.stderr


def test_what_is_more_work_than_allowed_is_refused_with_the_options_that_turn_it(
    run: Run, two_sites: str
) -> None:
    result = run("cuts", "chat", "--steps", "2", "--case", two_sites)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "Error: cut sets: not done after 2 steps, the bound. Name fewer members in `over`, look only for small sets "
        "with `max_order`, or raise `max_steps`. On the command line: --over, --order, --steps.\n"
    )
