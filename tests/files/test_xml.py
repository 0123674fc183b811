"""XML within bounds: what is broken, endless or explosive is refused in words."""

from pathlib import Path

import pytest

from kakao_whatif.errors import ModelError
from kakao_whatif.files.xml import read_xml


def refusal(tmp_path: Path, content: str | bytes) -> str:
    path = tmp_path / "tree.xml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ModelError) as caught:
        read_xml(path)
    return str(caught.value.problems[0])


def test_elements_know_their_line_and_text(tmp_path: Path) -> None:
    path = tmp_path / "tree.xml"
    path.write_text('<a>\n  <!-- not read -->\n  <b name=" x ">one&amp;two</b>\n</a>')
    root = read_xml(path)
    (child,) = root.children
    assert (root.tag, child.tag, child.get("name"), child.get("type"), child.line, child.text) == (
        "a", "b", "x", "", 3, "one&two",
    )  # fmt: skip


def test_broken_xml_is_refused_where_it_breaks(tmp_path: Path) -> None:
    assert (
        refusal(tmp_path, "<a>\n  <b></a>")
        == "line 2, column 8: this is not XML: mismatched tag. Check the tags there."
    )
    assert (
        refusal(tmp_path, "") == "line 1, column 1: this is not XML: no element found. Check the tags there."
    )


def test_entities_are_refused_before_any_is_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [\n<!ENTITY x "xxxxxxxxxx">\n' + "".join(
        f'<!ENTITY x{at} "{f"&x{at - 1 or str()};" * 10}">\n' for at in range(1, 9)
    )
    assert refusal(tmp_path, bomb + "]><a>&x8;</a>") == (
        "line 2, column 1: the entity 'x' is declared; entities are not read. Write out what it stands for."
    )
    outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
    assert "the entity 'x' is declared" in refusal(tmp_path, outside)


def test_an_encoding_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    message = refusal(tmp_path, b'<?xml version="1.0" encoding="klingon"?><a/>')
    assert message == "file: this cannot be read as XML: unknown encoding: klingon. Save the file as UTF-8."


def test_elements_without_end_are_refused(tmp_path: Path) -> None:
    assert (
        refusal(tmp_path, "<a>" * 300)
        == "line 1, column 1: elements are nested more than 200 deep. Define inner gates apart."
    )


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"there is no such file"):
        read_xml(tmp_path / "none.xml")
