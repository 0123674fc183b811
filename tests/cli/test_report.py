"""`kakao-whatif report`: the forms, the language, and what is refused before anything is computed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


def test_the_ending_chooses_the_form(run: Run, two_sites: str, tmp_path: Path) -> None:
    for name, begins in (("r.html", "<!doctype html>"), ("r.md", "# What if: Two sites")):
        result = run("report", "--lose", "pangyo", "--case", two_sites, "-o", str(tmp_path / name))
        assert (result.exit_code, result.stdout) == (0, ""), result.output
        assert f"Written: {tmp_path / name}\n" in result.stderr
        assert (tmp_path / name).read_text("utf-8").startswith(begins)


def test_without_a_file_it_is_markdown_in_the_language_asked(run: Run, two_sites: str) -> None:
    result = run("report", "--lose", "pangyo", "--case", two_sites, "--lang", "ko")
    assert result.stdout.startswith("# 만약에: 두 센터\n\n상실: 판교\n")


def test_what_should_have_stayed_up_is_asked(run: Run, two_sites: str) -> None:
    result = run("report", "--lose", "pangyo", "--case", two_sites, "--save", "chat", "--json")
    answer = json.loads(result.stdout)
    assert answer["schema"] == "kakao-whatif.report/1"
    saved = next(section for section in answer["sections"] if section["id"] == "saved")
    assert [row["ids"] for row in saved["tables"]["sets"]] == ["control-two-sites"]
    assert answer["link"] == "?case=two-sites&lose=pangyo&keep=chat&need=dark&lang=en&v=1"


def test_rows_for_programs_have_ids_and_hours(run: Run) -> None:
    answer = json.loads(run("report", "--lose", "pangyo", "--json").stdout)
    back = next(section for section in answer["sections"] if section["id"] == "back")
    row = back["tables"]["back"][-1]
    assert row["id"] == "kakao-mail"
    assert row["hours_until"] == pytest.approx(99.68, abs=0.1)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--lose", "pangio"], "scenario.losses: unknown id 'pangio'. Did you mean 'pangyo'?"),
        (["--save", "tistry"], "keep: unknown id 'tistry'. Did you mean 'tistory'?"),
        (["-o", "report.doc"], "the ending '.doc' is unknown. Give a file that ends in .html"),
        (["-o", "no-such-folder/report.html"], "there is no folder"),
        (
            ["-o", "night"],
            "report: 'night' has no ending. Give 'night.html', 'night.md', 'night.zip', "
            "or 'night/' for a folder of tables.",
        ),
    ],
)
def test_bad_input_is_refused_in_words(run: Run, arguments: list[str], message: str) -> None:
    result = run("report", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_tables_go_into_a_new_folder_or_an_empty_one_and_never_among_other_files(
    run: Run, two_sites: str, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    for folder in ("new/", "empty"):
        target = f"{tmp_path}/{folder}"
        assert run("report", "--lose", "pangyo", "--case", two_sites, "-o", target).exit_code == 0
        before = sorted((tmp_path / folder).iterdir())
        assert tmp_path / folder / "back.csv" in before
        again = run("report", "--lose", "pangyo", "--case", two_sites, "-o", target)
        assert (again.exit_code, again.stdout) == (2, "")
        assert f"report: the folder {target!r} is not empty. Give a new one, such as" in again.stderr
        assert sorted((tmp_path / folder).iterdir()) == before
