"""Counts are read row by row; every problem is told with its line."""

from pathlib import Path

import pytest

from kakao_whatif.errors import ModelError
from kakao_whatif.files.counts import Count, read_counts
from kakao_whatif.model.text import Text

COLUMNS = "hours,normal,of,services,facts,note_en,note_ko\n"
SERVICES = ["kakao-pay", "melon", "melon-charts"]
FACTS = ["F161", "F162"]


def written(folder: Path, rows: str, columns: str = COLUMNS) -> Path:
    path = folder / "counts.csv"
    path.write_text(columns + rows, encoding="utf-8", newline="")
    return path


def told(folder: Path, rows: str, columns: str = COLUMNS) -> list[str]:
    with pytest.raises(ModelError) as caught:
        read_counts(written(folder, rows, columns), SERVICES, FACTS)
    assert caught.value.source.endswith("counts.csv")
    return [str(problem) for problem in caught.value.problems]


def test_counts_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    rows = '67.83,10,13,,F162,later,나중\n38.5,4,13,kakao-pay melon+melon-charts,F161 F162,"four, of 13",넷\n'
    assert read_counts(written(tmp_path, rows), SERVICES, FACTS) == (
        Count(67.83, 10, 13, (), ("F162",), Text("later", "나중")),
        Count(
            38.5,
            4,
            13,
            (("kakao-pay",), ("melon", "melon-charts")),
            ("F161", "F162"),
            Text("four, of 13", "넷"),
        ),
    )


def test_two_numbers_for_one_hour_are_both_kept(tmp_path: Path) -> None:
    found = read_counts(written(tmp_path, "38.5,4,13,,,,\n38.5,3,13,,,,\n"), SERVICES, FACTS)
    assert [count.normal for count in found] == [4, 3]


def test_all_or_none_may_be_normal_and_a_share_too(tmp_path: Path) -> None:
    found = read_counts(written(tmp_path, "1,0,13,,,,\n2,13,13,,,,\n-0.5,1.5,2.5,,,,\n"))
    assert [(count.hours, count.normal, count.of) for count in found] == [
        (1, 0, 13),
        (2, 13, 13),
        (-0.5, 1.5, 2.5),
    ]


def test_every_problem_is_told_with_its_line(tmp_path: Path) -> None:
    rows = (
        "38.5,four,,kakao-pya melon+melon-chart,F161 F163,,\n"
        "nan,1e9,13,,,,\n"
        ",4,13,완전히,,,\n"
        "38.5,14,13,,,,\n"
        "38.5,-1,13,,,,\n"
        "38.5,0,0,,,,\n"
        "38.5,4,13,melon\n"
        "67.83,10,13,melon,F162,,\n"
    )
    assert told(tmp_path, rows) == [
        "line 2, services: unknown service 'kakao-pya'. Did you mean 'kakao-pay'?",
        "line 2, services: unknown service 'melon-chart'. Did you mean 'melon-charts'?",
        "line 2, facts: unknown fact 'F163'. Did you mean 'F162'?",
        "line 2, normal: 'four' is not a number. Give a number.",
        "line 2, of: it is empty. Give a number.",
        "line 3, hours: 'nan' is not a number. Give a number.",
        "line 3, normal: '1e9' is not a number. Give a number.",
        "line 4, services: unknown service '완전히'. It must name a known service.",
        "line 4, hours: it is empty. Give a number.",
        "line 5, normal: 14 is not between 0 and 13. Correct one of them.",
        "line 6, normal: -1 is not between 0 and 13. Correct one of them.",
        "line 7, of: of 0 none can be normal. Give how many were counted.",
        "line 8: 4 cells, but 7 columns. Put cells that hold a comma in quotes.",
    ]


def test_a_group_names_each_of_its_services(tmp_path: Path) -> None:
    assert told(tmp_path, "38.5,1,1,melon+,,,\n") == [
        "line 2, services: unknown service ''. It must name a known service."
    ]


def test_columns_that_miss_are_told(tmp_path: Path) -> None:
    columns = "The columns are: hours, normal, of, services, facts, note_en, note_ko."
    assert told(tmp_path, "", "hours,normal,total,services,facts,note_en,note_ko\n") == [
        f"line 1: the column 'of' is missing. {columns}",
        f"line 1: unknown column 'total'. {columns}",
    ]


def test_without_known_names_none_is_looked_up(tmp_path: Path) -> None:
    (found,) = read_counts(written(tmp_path, "1,1,2,anything+more,F9,,\n"))
    assert (found.services, found.facts) == ((("anything", "more"),), ("F9",))
