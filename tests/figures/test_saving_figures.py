"""The frontier, the heat map and the dial on paper: what is drawn is what was worked out, and no word is cut."""

from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from kakao_whatif import Scenario, Status, concentration, frontier, impact_matrix, load_case
from kakao_whatif.figures import dial_figure, frontier_figure, heat_figure, write_figure
from kakao_whatif.figures.heat_map import _LOOKS
from kakao_whatif.model.text import Language

CASE = load_case("kakao-2022")


def drawn(language: Language) -> dict[str, Figure]:
    dials = concentration(CASE, orders=5)
    return {
        "frontier": frontier_figure(frontier(CASE, Scenario({"pangyo"})), language),
        "heat": heat_figure(impact_matrix(CASE), language),
        "pairs": heat_figure(impact_matrix(CASE, k=2), language),
        "sign-in": dial_figure(dials.sign_in, CASE, language),  # type: ignore[arg-type]
        "at-site": dial_figure(dials.sign_in_site, CASE, language),  # type: ignore[arg-type]
        "site": dial_figure(dials.sites[0], CASE, language),
    }


def unseen_labels(figure: Figure) -> list[Text]:
    """Labels of ticks beyond the end of an axis: they are there, but not drawn."""
    found = []
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            found += [tick.label1 for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high]
    return found


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_word_runs_off_the_paper_and_none_is_of_the_other_language(language: Language) -> None:
    for name, figure in drawn(language).items():
        renderer = FigureCanvasAgg(figure).get_renderer()
        figure.draw(renderer)
        wide, high = figure.get_size_inches() * figure.dpi
        beyond = unseen_labels(figure)
        for text in figure.findobj(Text):
            if not text.get_text().strip() or not text.get_visible() or text in beyond:
                continue
            box = text.get_window_extent(renderer)
            assert box.x0 >= 0, (name, text.get_text())
            assert box.x1 <= wide, (name, text.get_text())
            assert box.y0 >= 0, (name, text.get_text())
            assert box.y1 <= high, (name, text.get_text())
            assert "views." not in text.get_text()


def test_the_steps_are_those_of_the_frontier() -> None:
    found = frontier(CASE, Scenario({"pangyo"}))
    axes = frontier_figure(found).axes[0]
    steps = list(zip(*(list(values) for values in axes.lines[0].get_data()), strict=True))
    assert steps[:-1] == [(each.cost.points, each.kept) for each in found]
    listed = [text.get_text() for text in axes.figure.findobj(Text)]
    for at, each in enumerate(found):
        names = ", ".join(CASE.mitigations[id].name.en for id in each.mitigations)
        assert at == 0 or any(line.startswith(f"{at}. ") and names in line for line in listed)


def test_the_windows_are_those_of_the_matrix() -> None:
    matrix = impact_matrix(CASE)
    axes = heat_figure(matrix).axes[0]
    windows = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    assert len(windows) == len(matrix.losses) * len(matrix.services)
    unlit = Rectangle((0, 0), 1, 1, facecolor=_LOOKS[Status.DARK]["facecolor"]).get_facecolor()
    drawn_dark = sum(patch.get_facecolor() == unlit for patch in windows)
    assert drawn_dark == sum(status is Status.DARK for row in matrix.statuses for status in row)


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_each_can_be_written(ending: str, tmp_path: Path) -> None:
    for name, figure in drawn("ko").items():
        path = write_figure(figure, tmp_path / f"{name}.{ending}")
        content = path.read_bytes()
        assert len(content) > 2_000
        if ending == "svg" and name == "frontier":
            assert "장애 전환 제어" in content.decode("utf-8")
