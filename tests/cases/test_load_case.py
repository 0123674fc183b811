"""A case is loaded by id or by path, with its record."""

import shutil
from pathlib import Path

import pytest

import kakao_whatif.cases
from kakao_whatif.cases import Case, case_ids, load_case
from kakao_whatif.errors import ModelError, UnknownIdError
from kakao_whatif.model.apply import in_place
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System

CASE = "schema: kakao-whatif/1\nservices: [{id: chat, facts: [F1]}]\n"
LEDGER = "id,when,subject,statement_en,statement_ko,kind,source,source_type\nF1,w,s,a,가,fact,x,press\n"
TIMELINE = "service,state,earliest_hours,latest_hours,facts,note_en,note_ko\nchat,full,1,2,F1,,\n"
SHIPPED = Path(kakao_whatif.cases.__file__).parent / "kakao_2022"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("case.yaml", CASE), ("ledger.csv", LEDGER), ("timeline.csv", TIMELINE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_shipped_case_has_its_facts_and_observations() -> None:
    case = load_case("kakao-2022")
    assert isinstance(case, Case)
    assert isinstance(case, System)
    assert case.id == "kakao-2022"
    assert case.facts["F145"].url
    assert case.observations[0].service == "*"
    assert case_ids() == ("facebook-2021", "kakao-2022", "nirs-2025")


def test_a_shipped_case_is_read_once() -> None:
    assert load_case("kakao-2022") is load_case("kakao-2022")


def test_a_folder_and_its_case_file_give_the_same_case(folder: Path) -> None:
    for source in (folder, folder / "case.yaml", str(folder)):
        case = load_case(source)
        assert list(case.facts) == ["F1"]
        assert [seen.service for seen in case.observations] == ["chat"]


def test_a_case_needs_no_ledger_and_no_timeline(folder: Path) -> None:
    (folder / "ledger.csv").unlink()
    (folder / "timeline.csv").unlink()
    case = load_case(folder)
    assert (dict(case.facts), case.observations) == ({}, ())
    assert case.services["chat"].facts == ("F1",)


def test_a_case_under_a_scenario_keeps_its_record(folder: Path) -> None:
    (folder / "case.yaml").write_text(CASE + "readings: [{id: as-drawn}]\n", encoding="utf-8")
    case = load_case(folder)
    changed = in_place(case, Scenario(readings={"as-drawn"}))
    assert isinstance(changed, Case)
    assert changed.facts is case.facts


def test_an_unknown_fact_is_refused(folder: Path) -> None:
    (folder / "case.yaml").write_text(CASE.replace("F1", "F2"), encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        load_case(folder)
    assert str(caught.value) == (
        f"1 problem in {folder / 'case.yaml'}:\n"
        "  - line 2, column 31, services[0] 'chat'.facts[0]: unknown fact 'F2'. "
        "Add it to ledger.csv, or leave it out."
    )


def test_a_timeline_that_names_what_is_not_there_is_refused(folder: Path) -> None:
    (folder / "timeline.csv").write_text(TIMELINE.replace("chat", "caht"), encoding="utf-8")
    with pytest.raises(ModelError, match=r"line 2, service: unknown service 'caht'\. Did you mean 'chat'\?"):
        load_case(folder)


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("kakao-2021", "case: unknown id 'kakao-2021'. Did you mean 'kakao-2022'?"),
        ("kakao_2022", "case: unknown id 'kakao_2022'. Did you mean 'kakao-2022'?"),
        ("성남", "case: unknown id '성남'. It must name a known case, or a folder with a case.yaml."),
    ],
)
def test_an_unknown_case_is_refused_with_the_nearest(case: str, said: str) -> None:
    with pytest.raises(UnknownIdError) as caught:
        load_case(case)
    assert str(caught.value) == said


def test_a_path_that_leads_nowhere_is_refused_as_a_file(tmp_path: Path) -> None:
    for source in (str(tmp_path / "none" / "case.yaml"), tmp_path / "none", "none.yaml"):
        with pytest.raises(ModelError, match="file: there is no such file"):
            load_case(source)


def test_a_shipped_case_loads_alike_from_a_copy(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / "copy")
    copy, shipped = load_case(tmp_path / "copy"), load_case("kakao-2022")
    assert copy is not shipped
    assert (copy.services, copy.domains, copy.facts) == (shipped.services, shipped.domains, shipped.facts)
