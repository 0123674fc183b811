import os
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from kakao_whatif.errors import WhatIfError
from kakao_whatif.figures import write_figure
from kakao_whatif.figures.writing import FORMATS, format_of


def drawing() -> Figure:
    figure = Figure(figsize=(2, 1))
    figure.text(0.1, 0.5, "What if?")
    return figure


@pytest.mark.parametrize(("ending", "begins"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_each_ending_gives_its_format(tmp_path: Path, ending: str, begins: bytes) -> None:
    path = tmp_path / f"night.{ending}"
    assert write_figure(drawing(), path) == path
    assert path.read_bytes().startswith(begins)


@pytest.mark.parametrize("ending", FORMATS)
def test_the_same_figure_is_the_same_file(tmp_path: Path, ending: str) -> None:
    files = [write_figure(drawing(), tmp_path / f"{name}.{ending}") for name in "ab"]
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize("name", ["night.gif", "night", "night.svg.txt", "svg", ".svg"])
def test_an_unknown_ending_is_refused_with_the_known_ones(tmp_path: Path, name: str) -> None:
    with pytest.raises(WhatIfError, match=r"Give a file that ends in \.svg, \.png or \.pdf\.$"):
        write_figure(drawing(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_the_message_says_what_was_given() -> None:
    with pytest.raises(WhatIfError) as refused:
        format_of("night.gif")
    assert str(refused.value) == (
        "figure: 'night.gif': the ending '.gif' is unknown. Give a file that ends in .svg, .png or .pdf."
    )


def test_a_figure_that_fails_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "night.svg"
    path.write_text("old", encoding="utf-8")
    broken = drawing()
    broken.text(0.1, 0.1, "$\\nonsense$")
    with pytest.raises(ValueError):
        write_figure(broken, path)
    assert path.read_text("utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["night.svg"]


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "night.svg"
    with pytest.raises(FileNotFoundError) as refused:
        write_figure(drawing(), path)
    assert refused.value.filename == str(path)
    folder = tmp_path / "folder.svg"
    folder.mkdir()
    with pytest.raises(OSError) as refused_too:
        write_figure(drawing(), folder)
    assert refused_too.value.filename == str(folder)
    assert [each.name for each in tmp_path.iterdir()] == ["folder.svg"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "real.svg", tmp_path / "link.svg"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    write_figure(drawing(), link)
    assert link.is_symlink()
    assert target.read_bytes().startswith(b"<?xml")


@pytest.mark.skipif(os.name != "posix", reason="modes of files are of POSIX")
def test_the_file_may_be_read_by_whom_the_user_lets_read(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        path = write_figure(drawing(), tmp_path / "night.png")
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o644


def test_no_setting_of_matplotlib_is_changed(tmp_path: Path) -> None:
    def settings() -> dict[str, object]:
        return {key: mpl.rcParams[key] for key in mpl.rcParams if "backend" not in key}

    before = settings()
    write_figure(drawing(), tmp_path / "night.pdf")
    assert settings() == before


def test_the_pdf_is_quiet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_figure(drawing(), tmp_path / "night.pdf")
    assert capsys.readouterr() == ("", "")
