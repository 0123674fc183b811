import subprocess
import sys
from pathlib import Path

from kakao_whatif.figures.fonts import (
    BESIDE,
    INSTALLED,
    carried_family,
    carried_file,
    families,
    installed_family,
    writes_korean,
)


def test_the_korean_font_comes_first_and_dejavu_beside_it() -> None:
    korean, *others = families()
    assert korean in INSTALLED
    assert others == [BESIDE]


def test_the_carried_font_is_a_file_that_writes_korean() -> None:
    file = carried_file()
    assert file is not None
    assert writes_korean(file)
    assert carried_family() == "NanumGothic"


def test_a_machine_without_a_korean_font_takes_the_carried_one() -> None:
    """In a Python that sees no font but those of matplotlib."""
    code = """
import sys
from matplotlib import font_manager, get_data_path
own = [entry for entry in font_manager.fontManager.ttflist if entry.fname.startswith(get_data_path())]
font_manager.fontManager.ttflist[:] = own
from kakao_whatif.figures.fonts import families
assert families() == ("NanumGothic", "DejaVu Sans"), families()
found = font_manager.findfont("NanumGothic", fallback_to_default=False)
assert "koreanize_matplotlib" in str(found), found
assert "koreanize_matplotlib" not in sys.modules
assert "matplotlib.pyplot" not in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_best_installed_family_is_taken() -> None:
    assert installed_family(["No Such Font", "DejaVu Sans"]) is None
    assert installed_family([]) is None


def test_what_is_no_font_writes_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font")
    assert not writes_korean(broken)
    assert not writes_korean(tmp_path / "nowhere.ttf")


def test_a_font_of_latin_letters_does_not_write_korean() -> None:
    from matplotlib import font_manager

    assert not writes_korean(str(font_manager.findfont(BESIDE)))


def test_every_family_that_is_installed_here_and_known_writes_korean() -> None:
    from matplotlib import font_manager

    here = {entry.name for entry in font_manager.fontManager.ttflist}
    for name in here.intersection(INSTALLED):
        assert installed_family([name]) == name
