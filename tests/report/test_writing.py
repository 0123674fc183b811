"""Files: the ending chooses the form, and what cannot be written is refused in words."""

import os
import zipfile
from pathlib import Path

import pytest

from kakao_whatif.errors import WhatIfError
from kakao_whatif.examples import two_sites
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.report.contents import build_report
from kakao_whatif.report.document import Report
from kakao_whatif.report.writing import write_report
from tests.full_disk import files_of_at_most


@pytest.fixture(scope="module")
def report() -> Report:
    return build_report(two_sites(), Scenario({"pangyo"}), "ko", figures=True)


def test_a_page_is_one_file(report: Report, tmp_path: Path) -> None:
    assert write_report(report, tmp_path / "r.html") == (tmp_path / "r.html",)
    assert [path.name for path in tmp_path.iterdir()] == ["r.html"]
    assert (tmp_path / "r.html").read_text("utf-8").startswith("<!doctype html>")


def test_markdown_has_its_figure_beside_it(report: Report, tmp_path: Path) -> None:
    files = write_report(report, tmp_path / "the night.md")
    assert [file.name for file in files] == ["the night.md", "the night-ribbons.svg"]
    assert "](the%20night-ribbons.svg)" in files[0].read_text("utf-8")
    hostile = write_report(report, tmp_path / "a](b)`|<.md")
    assert "](a%5D%28b%29%60%7C%3C-ribbons.svg)" in hostile[0].read_text("utf-8")
    assert files[1].read_text("utf-8").startswith("<?xml")


def test_a_folder_and_a_zip_hold_the_same_tables(report: Report, tmp_path: Path) -> None:
    files = write_report(report, tmp_path / "tables")
    write_report(report, tmp_path / "tables.zip")
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    assert packed == {file.name: file.read_bytes() for file in files}
    assert "ribbons.svg" in packed
    assert packed["back.csv"].startswith(b"\xef\xbb\xbf")  # so that a spreadsheet reads Korean


def test_the_same_report_gives_the_same_zip(report: Report, tmp_path: Path) -> None:
    write_report(report, tmp_path / "a.zip")
    write_report(report, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_another_ending_is_refused_with_those_that_are_known(report: Report) -> None:
    with pytest.raises(WhatIfError, match=r"the ending '\.doc' is unknown\. Give a file that ends in \.html"):
        write_report(report, "report.doc")


def test_a_file_that_cannot_be_written_leaves_nothing_behind(report: Report, tmp_path: Path) -> None:
    (tmp_path / "r.html").mkdir()
    (tmp_path / "r.html" / "x").touch()
    with pytest.raises(OSError, match="no-such"):
        write_report(report, tmp_path / "no-such" / "r.html")
    assert [path.name for path in tmp_path.iterdir()] == ["r.html"]


def test_a_folder_that_holds_something_is_refused_with_what_to_give_instead(
    report: Report, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").touch()
    with pytest.raises(WhatIfError) as refused:
        write_report(report, tmp_path)
    new, page = str(tmp_path / "report") + os.sep, str(tmp_path / "report.html")
    assert str(refused.value) == (
        f"report: the folder {str(tmp_path)!r} is not empty. "
        f"Give a new one, such as {new!r}, or a file, such as {page!r}."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_folder_on_a_full_disk_is_not_left_half_full_and_can_be_written_again(
    report: Report, tmp_path: Path
) -> None:
    whole = write_report(report, tmp_path / "whole")
    largest = max(file.stat().st_size for file in whole)
    target = tmp_path / "new" / "tables"
    with files_of_at_most(largest - 1), pytest.raises(OSError):
        write_report(report, target)
    assert [path.name for path in tmp_path.iterdir()] == ["whole"]
    made = write_report(report, target)
    assert [file.read_bytes() for file in made] == [file.read_bytes() for file in whole]


def test_an_empty_folder_on_a_full_disk_stays_empty(report: Report, tmp_path: Path) -> None:
    with files_of_at_most(2_000), pytest.raises(OSError):
        write_report(report, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_markdown_whose_figure_does_not_fit_leaves_the_older_report(report: Report, tmp_path: Path) -> None:
    (tmp_path / "r.md").write_text("older", "utf-8")
    markdown, figure = write_report(report, tmp_path / "size.md")
    assert figure.stat().st_size > markdown.stat().st_size
    with files_of_at_most(figure.stat().st_size - 1), pytest.raises(OSError):
        write_report(report, tmp_path / "r.md")
    assert (tmp_path / "r.md").read_text("utf-8") == "older"
    assert len(list(tmp_path.iterdir())) == 3
