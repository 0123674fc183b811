from pathlib import Path


def test_a_case_of_ones_own_becomes_one_file(run, two_sites, tmp_path: Path):
    target = tmp_path / "ours.html"
    answer = run("handout", two_sites, "-o", str(target))
    assert answer.exit_code == 0
    html = target.read_text("utf-8")
    assert html.startswith("<!DOCTYPE html>")
    assert "Failover control at two sites" in html
    size = len(html.encode())
    assert f"{size:,} bytes, 8 scenarios with times." in " ".join(answer.stdout.split())


def test_what_found_no_room_is_said(run, two_sites, tmp_path: Path):
    run("handout", two_sites, "-o", str(tmp_path / "whole.html"))
    room = (tmp_path / "whole.html").stat().st_size - 6_000
    answer = run("handout", two_sites, "-o", str(tmp_path / "less.html"), "--max-bytes", str(room))
    assert answer.exit_code == 0
    assert "were left out, to keep it small" in answer.stdout


def test_a_page_that_cannot_be_so_small_is_refused(run, two_sites, tmp_path: Path):
    answer = run("handout", two_sites, "-o", str(tmp_path / "none.html"), "--max-bytes", "1000")
    assert answer.exit_code == 2
    assert "1,000 are allowed" in answer.stderr
    assert not (tmp_path / "none.html").exists()


def test_a_folder_that_is_not_there_is_told_before_any_work(run, two_sites, tmp_path: Path, monkeypatch):
    monkeypatch.delattr("kakao_whatif.handout.page.handout_page")
    answer = run("handout", two_sites, "-o", str(tmp_path / "no" / "page.html"))
    assert answer.exit_code == 2
    assert f"there is no folder {str(tmp_path / 'no')!r}. Make it first." in answer.stderr


def test_it_speaks_korean_too(run, two_sites, tmp_path: Path):
    answer = run("handout", two_sites, "-o", str(tmp_path / "page.html"), "--lang", "ko")
    assert "복구 시각이 있는 시나리오 8개." in answer.stdout
