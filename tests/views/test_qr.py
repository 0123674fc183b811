"""A QR code as a path: the squares are those that the encoder gives."""

import re

import pytest
import segno

from kakao_whatif.views.qr import qr


def squares(path: str) -> set[tuple[int, int]]:
    """The dark squares of a path of runs, one row high each."""
    found = set()
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path):
        found |= {(int(x) + step, int(y)) for step in range(int(length))}
    return found


@pytest.mark.parametrize("address", ["https://example.org/", "https://example.org/?" + "lose=a,b&" * 40])
def test_the_path_covers_the_dark_squares_and_no_others(address: str) -> None:
    code, matrix = qr(address), segno.make(address, error="m", micro=False).matrix
    expected = {(x, y) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}
    assert code["size"] == len(list(matrix))
    assert squares(code["path"]) == expected
    assert "".join(re.findall(r"M\d+ \d+h\d+v1h-\d+z", code["path"])) == code["path"]
