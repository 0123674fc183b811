"""A ledger and a timeline are read row by row; every problem is told with its line."""

from pathlib import Path

import pytest

from kakao_whatif.errors import ModelError
from kakao_whatif.files.ledger import Fact, Observation, read_ledger, read_timeline
from kakao_whatif.model.text import Text

LEDGER = "id,when,subject,statement_en,statement_ko,kind,source,source_type\n"
TIMELINE = "service,state,earliest_hours,latest_hours,facts,note_en,note_ko\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def ledger_told(folder: Path, text: str) -> list[str]:
    with pytest.raises(ModelError) as caught:
        read_ledger(written(folder, text))
    assert caught.value.source.endswith("table.csv")
    return [str(problem) for problem in caught.value.problems]


def timeline_told(folder: Path, rows: str) -> list[str]:
    with pytest.raises(ModelError) as caught:
        read_timeline(written(folder, TIMELINE + rows), ["daum-mail", "tistory"], ["F101", "F102"])
    return [str(problem) for problem in caught.value.problems]


def test_facts_come_by_id_in_the_order_of_the_file(tmp_path: Path) -> None:
    rows = (
        'F2,2022-10-15 15:19,fire,"A fire, in the basement.",지하에서 불이 났다.,fact,https://example.org/1,press\n'
        "F1,,duration,It lasted,,company_claim,article 001,article\n"
    )
    facts = read_ledger(written(tmp_path, LEDGER + rows))
    assert list(facts) == ["F2", "F1"]
    assert facts["F2"] == Fact(
        "F2",
        "2022-10-15 15:19",
        "fire",
        Text("A fire, in the basement.", "지하에서 불이 났다."),
        "fact",
        "https://example.org/1",
        "press",
    )
    assert facts["F2"].url == "https://example.org/1"
    assert facts["F1"].url is None
    assert facts["F1"].statement.in_language("ko") == "It lasted"


def test_columns_may_stand_in_any_order_after_a_byte_order_mark(tmp_path: Path) -> None:
    text = "\ufeffkind,id,when,subject,statement_ko,statement_en,source_type,source\r\nfact,F1,w,s,가,a,press,x\r\n"
    assert read_ledger(written(tmp_path, text))["F1"].statement == Text("a", "가")


def test_every_problem_of_a_ledger_is_told_with_its_line(tmp_path: Path) -> None:
    rows = (
        "F1,w,s,a,가,fact,x,press\n"
        'F1,w,s,"two\nlines",가,rumour,x,press\n'
        ",w,s,,,fact,,press\n"
        "F2,w,s,a,b, c,fact,x,press\n"
    )
    assert ledger_told(tmp_path, LEDGER + rows) == [
        "line 3, id: 'F1' stands in line 2 too. Choose another id.",
        "line 3, kind: 'rumour' is not known. Give one of: fact, company_claim, opinion, counterfactual.",
        "line 5, id: it is empty. Give each fact an id.",
        "line 5, statement_en: it is empty. Say what was said, in English or Korean.",
        "line 5, source: it is empty. Say where it was said.",
        "line 6: 9 cells, but 8 columns. Put cells that hold a comma in quotes.",
    ]


def test_columns_that_miss_or_are_unknown_are_told(tmp_path: Path) -> None:
    columns = "The columns are: id, when, subject, statement_en, statement_ko, kind, source, source_type."
    assert ledger_told(tmp_path, "id,id,when,subject,statement,statement_ko,kind,source,url\n") == [
        f"line 1: the column 'id' stands twice. {columns}",
        f"line 1: the column 'statement_en' is missing. {columns}",
        f"line 1: the column 'source_type' is missing. {columns}",
        "line 1: unknown column 'statement'. Did you mean 'statement_ko'?",
        f"line 1: unknown column 'url'. {columns}",
    ]


def test_an_empty_ledger_misses_every_column(tmp_path: Path) -> None:
    assert len(ledger_told(tmp_path, "")) == 8


def test_what_is_not_csv_is_refused(tmp_path: Path) -> None:
    assert ledger_told(tmp_path, LEDGER + 'F1,w,s,"a"b,c,fact,x,press\n') == [
        "line 2: this is not CSV: ',' expected after '\"'. Check the quotes there."
    ]
    assert ledger_told(tmp_path, LEDGER + f"F1,{'w' * 200_000}\n") == [
        "line 2: this is not CSV: field larger than field limit (131072). Check the quotes there."
    ]


def test_observations_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    rows = "tistory,usable,20.5,,F101 F102,back,복구\n*,full,-1,127.5,,,\n"
    assert read_timeline(written(tmp_path, TIMELINE + rows), ["tistory"], ["F101", "F102"]) == (
        Observation("tistory", "usable", 20.5, None, ("F101", "F102"), Text("back", "복구")),
        Observation("*", "full", -1, 127.5),
    )


def test_a_service_may_be_seen_in_three_states_and_in_one_of_them_twice(tmp_path: Path) -> None:
    rows = (
        "tistory,usable,,30,F101,,\ntistory,sign_in,30,40,F101,,\n"
        "tistory,sign_in,10.5,10.5,F102,CONFLICT,상충\ntistory,full,95.6,127.5,F102,,\n"
    )
    found = read_timeline(written(tmp_path, TIMELINE + rows), ["tistory"], ["F101", "F102"])
    assert [(each.state, each.earliest_hours) for each in found] == [
        ("usable", None),
        ("sign_in", 30),
        ("sign_in", 10.5),
        ("full", 95.6),
    ]


@pytest.mark.parametrize("state", ["", "Usable", "sign-in", "signed_in"])
def test_a_state_is_written_as_it_is_or_told(tmp_path: Path, state: str) -> None:
    assert timeline_told(tmp_path, f"tistory,{state},1,2,,,\n") == [
        f"line 2, state: {state!r} is not known. Give usable, sign_in or full."
    ]


def test_every_problem_of_a_timeline_is_told_with_its_line(tmp_path: Path) -> None:
    rows = "daum-mial,back,x,nan,F103 F101,,\ntistory,full,5,4,,,\n완전히,full,1e9,,완전,,\n"
    assert timeline_told(tmp_path, rows) == [
        "line 2, service: unknown service 'daum-mial'. Did you mean 'daum-mail'?",
        "line 2, facts: unknown fact 'F103'. Did you mean 'F102'?",
        "line 2, state: 'back' is not known. Give usable, sign_in or full.",
        "line 2, earliest_hours: 'x' is not a number of hours. Give hours from the origin, or nothing.",
        "line 2, latest_hours: 'nan' is not a number of hours. Give hours from the origin, or nothing.",
        "line 3, earliest_hours: 5 comes after latest_hours 4. Swap them.",
        "line 4, service: unknown service '완전히'. It must name a known service.",
        "line 4, facts: unknown fact '완전'. It must name a known fact.",
        "line 4, earliest_hours: '1e9' is not a number of hours. Give hours from the origin, or nothing.",
    ]


def test_without_known_names_none_is_looked_up(tmp_path: Path) -> None:
    (seen,) = read_timeline(written(tmp_path, TIMELINE + "anything,full,,,F9,,\n"))
    assert (seen.service, seen.facts) == ("anything", ("F9",))
