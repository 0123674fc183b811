"""`why`: reasons as sentences, and as ids for programs."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]


def test_why_tells_the_reason_down_to_the_losses(run: Run, two_sites: str) -> None:
    result = run("why", "chat", "--lose", "pangyo", "--case", two_sites)
    assert result.exit_code == 0
    assert (
        "chat (chat): dark\n"
        "\n"
        "1. chat is dark: its only active copy stood at Pangyo (lost); its standby at Anyang could not take over, "
        "because failover control stood only at Pangyo.\n" in result.output
    )


def test_why_in_korean_speaks_korean_only(run: Run, two_sites: str) -> None:
    output = run("why", "news", "--lose", "pangyo", "--case", two_sites, "--lang", "ko").output
    assert (
        "1. 뉴스는 동작하지만 로그인할 수 없습니다: 하나뿐인 로그인 수단인 계정이 중단됐습니다.\n" in output
    )


def test_why_of_a_service_that_is_up_says_so(run: Run, two_sites: str) -> None:
    assert "1. news is up.\n" in run("why", "news", "--case", two_sites).output


def test_why_names_whom_it_hurts(run: Run, two_sites: str) -> None:
    output = run("why", "account", "--lose", "pangyo", "--case", two_sites).output
    assert "Whom it hurts when it is gone\n  signs in through it: news\n" in output


def test_the_json_answer_is_pinned(run: Run, two_sites: str) -> None:
    answer = json.loads(run("why", "news", "--lose", "pangyo", "--case", two_sites, "--json").output)
    assert answer.pop("sentences").keys() == {"en", "ko"}
    assert answer.pop("notes")[0].keys() == {"en", "ko"}
    assert answer["explanation"].pop("reason")["losses"] == ["pangyo"]
    assert answer == {
        "schema": "kakao-whatif.why/1",
        "case": {"id": "two-sites", "version": "1", "title": {"en": "Two sites", "ko": "두 센터"}},
        "scenario": {"losses": ["pangyo"], "mitigations": [], "readings": [], "parameters": {}},
        "service": "news",
        "status": "locked",
        "sign_in_lost": True,
        "explanation": {"id": "news", "status": "locked", "also": [], "shared": [], "sign_in": []},
        "assumed": {"en": [], "ko": []},
        "hurts": {},
    }


def test_what_is_assumed_of_the_service_and_of_its_needs_is_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "shop.yaml"
    path.write_text(
        "title: Shop\n"
        "domains: [{id: east, kind: site}]\n"
        "services:\n"
        "  - id: shop\n"
        "    assumed: {en: Nobody wrote it down, ko: 기록이 없음}\n"
        "    replicas: [{in: east, assumed: {en: Guessed, ko: 추정}}]\n"
        "    needs: [{kind: hard, on: till, assumed: {en: As tills are, ko: 흔한 방식}}]\n"
        "  - {id: till}\n",
        encoding="utf-8",
    )
    output = run("why", "shop", "--lose", "till", "--case", str(path)).output
    assert (
        "What is assumed\n  Nobody wrote it down\n  east: Guessed\n  Needed to run (till): As tills are\n"
        in output
    )
    answer = json.loads(run("why", "shop", "--case", str(path), "--json").output)
    assert answer["assumed"]["ko"] == ["기록이 없음", "east: 추정", "동작에 필요(till): 흔한 방식"]
    assert "assumed" not in run("why", "till", "--case", str(path)).output
