"""A file becomes text, or is refused before it is read."""

import os
import tracemalloc
from pathlib import Path

import pytest

from kakao_whatif.errors import ModelError
from kakao_whatif.files.content import MAX_BYTES, read_text


def file_refusal(path: Path) -> str:
    with pytest.raises(ModelError) as caught:
        read_text(path)
    assert caught.value.source == str(path)
    (problem,) = caught.value.problems
    return str(problem)


def test_a_file_of_50_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    tracemalloc.start()
    assert file_refusal(path) == (
        "file: 50,000,000 bytes are too many; a file may have 5,000,000. "
        "Split the model, or leave out what is not part of it."
    )
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_file_at_the_bound_is_read(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(b"x" * MAX_BYTES)
    assert len(read_text(path)) == MAX_BYTES


def test_bytes_that_are_no_text_are_refused_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes("a: 1\nb: 센터".encode("euc-kr"))
    assert file_refusal(path) == "line 2, column 4: byte 0xbc is not UTF-8. Save the file as UTF-8."


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: b")
    assert read_text(path) == "a: b"


def test_what_is_no_readable_file_is_refused(tmp_path: Path) -> None:
    assert file_refusal(tmp_path / "none.yaml") == "file: there is no such file. Check the path."
    assert file_refusal(tmp_path) == "file: this is a folder. Name a file in it."
    assert file_refusal(Path(os.devnull)) == "file: this is not a regular file. Name a file."
    (tmp_path / "case.yaml").touch()
    assert file_refusal(tmp_path / "case.yaml" / "x") == (
        "file: it cannot be read: Not a directory. Check the path and its permissions."
    )
    assert file_refusal(Path("a\0b")) == ("file: a path cannot hold a null character. Check the path.")
