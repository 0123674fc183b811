"""Voila's front end in one script; whatever is wrong with that, a page loads it as Voila's own does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from voila.paths import collect_static_paths

from kakao_whatif.dashboards.voila import front_end
from kakao_whatif.dashboards.voila.front_end import offer, one_script


def write(folder: Path, **texts: str) -> list[Path]:
    for name, text in texts.items():
        (folder / f"{name.replace('_', '.')}.js").write_text(text, "utf-8")
    return [folder]


@pytest.fixture
def fresh() -> Iterator[None]:
    """Forget what was offered before."""
    offer.cache_clear()
    yield
    offer.cache_clear()


def test_every_part_that_the_entry_names_comes_before_it_once(tmp_path: Path) -> None:
    parts = {"1_voila": "ONE", "22_voila": "TWO", "3_voila": "UNNAMED"}
    folders = write(tmp_path, voila="r.e(22),r.e(1);x.e(22);x.e(404);g.else(3)", **parts)
    assert one_script(folders) == "TWO\n;ONE\n;r.e(22),r.e(1);x.e(22);x.e(404);g.else(3)"


def test_an_entry_that_names_no_part_stands_alone(tmp_path: Path) -> None:
    assert one_script(write(tmp_path, voila="all()")) == "all()"


def test_without_an_entry_it_is_said_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=f"no voila.js in {tmp_path}"):
        one_script([tmp_path])


@pytest.mark.usefixtures("fresh")
def test_the_installed_voila_is_put_together() -> None:
    made = offer()
    assert made is not None
    text = made.script.decode("utf-8")
    folders = [Path(folder) for folder in collect_static_paths(["voila", "nbconvert"], "lab")]
    entry = next(folder / "voila.js" for folder in folders if (folder / "voila.js").is_file())
    assert text.endswith(entry.read_text("utf-8"))
    assert len(text) > 10 * len(entry.read_text("utf-8"))
    assert made.address("/user/x/") == f"/user/x/kakao-whatif/front-end.js?v={made.version}"


@pytest.mark.usefixtures("fresh")
def test_a_server_that_cannot_make_it_does_without(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(front_end, "ENTRY", "no-such.js")
    assert offer() is None
    assert "part by part" in caplog.text
