"""Files whole or not at all, whoever writes at the same time, and refused before any work."""

import os
import threading
from pathlib import Path

import pytest

from kakao_whatif.errors import WhatIfError
from kakao_whatif.files.whole import check_place, write_all, write_whole
from tests.full_disk import files_of_at_most


def test_a_text_is_written_as_utf_8_and_bytes_as_they_are(tmp_path: Path) -> None:
    assert write_whole(tmp_path / "a.txt", "두 센터") == tmp_path / "a.txt"
    assert (tmp_path / "a.txt").read_bytes() == "두 센터".encode()
    write_whole(tmp_path / "a.txt", b"\x00")
    assert (tmp_path / "a.txt").read_bytes() == b"\x00"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_disk_that_is_full_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_text("old", encoding="utf-8")
    with files_of_at_most(1_000), pytest.raises(OSError) as refused:
        write_whole(target, b"x" * 5_000)
    assert refused.value.filename == str(target)
    assert target.read_text("utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_of_files_that_belong_together_all_are_written_or_none(tmp_path: Path) -> None:
    old, large = tmp_path / "old.csv", tmp_path / "large.svg"
    old.write_text("old", encoding="utf-8")
    contents = {old: b"new", large: b"x" * 5_000}
    with files_of_at_most(1_000), pytest.raises(OSError) as refused:
        write_all(contents)
    assert refused.value.filename == str(large)
    assert old.read_text("utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["old.csv"]
    assert write_all(contents) == (old, large)
    assert (old.read_bytes(), large.read_bytes()) == tuple(contents.values())


def test_threads_that_write_the_same_file_do_not_collide(tmp_path: Path) -> None:
    target, failed = tmp_path / "page.html", []

    def write(letter: str) -> None:
        try:
            for _ in range(50):
                write_whole(target, letter * 100_000)
        except OSError as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(letter,)) for letter in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(set(target.read_text("utf-8"))) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are of POSIX")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    check_place(pipe)
    write_whole(pipe, "page")
    reader.join()
    assert read == [b"page"]
    assert pipe.is_fifo()


def test_a_place_that_is_none_is_refused_in_words(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "no" / "p.html")
    with pytest.raises(WhatIfError) as refused:
        check_place(nowhere)
    assert str(refused.value) == f"{nowhere!r}: there is no folder {str(tmp_path / 'no')!r}. Make it first."
    with pytest.raises(WhatIfError) as refused:
        check_place(tmp_path)
    assert str(refused.value) == f"{str(tmp_path)!r} is a folder. Give the name of a file in it."
    check_place(tmp_path, may_be_folder=True)
    check_place(tmp_path / "p.html")
