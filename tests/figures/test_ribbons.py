import logging
import re
import subprocess
import sys
import warnings
import zlib
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Rectangle
from matplotlib.text import Text as Words

from kakao_whatif.cases import load_case
from kakao_whatif.errors import UnknownIdError
from kakao_whatif.figures import ribbons_figure, write_figure
from kakao_whatif.figures.marks import HATCHES
from kakao_whatif.files.ledger import EVERYTHING, Observation
from kakao_whatif.model.text import Language
from kakao_whatif.recovery.timeline import WANTS, Timeline, Wait
from kakao_whatif.views.waits import LOOKS
from tests.timelines import NIGHT, night, timeline

SEEN = (
    Observation("chat", "usable", 9, 12),
    Observation("chat", "full", None, 20),
    Observation("news", "sign_in", 11, 11),
    Observation(EVERYTHING, "full", 22, 22),
)


def many() -> Timeline:
    """Return an outage of every service of the shipped case; what they wait for goes round."""
    case = load_case("kakao-2022")
    waits = {
        id: [
            Wait(0, 30 + number, WANTS[number % len(WANTS)], "kakao-account"),
            Wait(30 + number, 140, "service", id),
        ]
        for number, id in enumerate(case.services)
    }
    return timeline(waits, system=case, locked=(), notes=["A note that must be read. " * 12])


def names(figure, axes: int = 0) -> list[str]:  # type: ignore[no-untyped-def]
    return [label.get_text() for label in figure.axes[axes].get_yticklabels()]


def words(figure) -> list[str]:  # type: ignore[no-untyped-def]
    return [text.get_text() for text in figure.findobj(Words) if text.get_text()]


def ribbons(figure) -> list[Rectangle]:  # type: ignore[no-untyped-def]
    return [patch for patch in figure.axes[0].patches if isinstance(patch, Rectangle)]


def test_there_is_one_ribbon_a_service_in_the_order_of_return() -> None:
    figure = ribbons_figure(night())
    assert names(figure) == ["failover control", "news", "account", "chat"]
    spans = [(patch.get_x(), patch.get_x() + patch.get_width()) for patch in ribbons(figure)]
    assert spans == [
        (0, 10),
        (10, 12),
        (0, 13),
        (0, 10),
        (10, 13),
        (0, 0.75),
        (0.75, 12),
        (12, 14),
        (14, 14.5),
    ]


def test_a_wait_is_told_by_colour_and_by_pattern() -> None:
    every = [Wait(at, at + 1, want) for at, want in enumerate(WANTS)]
    drawn = ribbons(ribbons_figure(timeline({"chat": every})))
    assert [patch.get_hatch() or "" for patch in drawn] == [HATCHES[LOOKS[want].pattern] for want in WANTS]
    assert len({patch.get_facecolor() for patch in drawn}) == len(WANTS)


def test_no_two_patterns_are_the_same() -> None:
    assert HATCHES.keys() == {look.pattern for look in LOOKS.values()}
    assert len(set(HATCHES.values())) == len(HATCHES)


def test_services_can_be_chosen_and_come_in_the_order_given() -> None:
    figure = ribbons_figure(night(), services=["tools", "chat"])
    assert names(figure) == ["operators' tools", "chat"]
    assert {"not down", "14 h 30 min"} <= set(words(figure))


def test_an_unknown_service_is_refused() -> None:
    with pytest.raises(UnknownIdError, match=r"^services: unknown id 'chot'\. Did you mean 'chat'\?$"):
        ribbons_figure(night(), services=["chot"])


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_figure_says_what_it_is_and_where_it_comes_from(language: Language) -> None:
    said = " ".join(words(ribbons_figure(night(), language, observations=SEEN)))
    wanted = {
        "en": "what each service waited for|Lost: Pangyo|A simulation on a model, not a record.|Dates: by hand.",
        "ko": "서비스마다 기다린 것|상실: 판교|모델로 계산한 시뮬레이션이며 기록이 아닙니다.|시각: 손으로 적음.",
    }
    for each in wanted[language].split("|"):
        assert each.lower() in said.lower()


def test_the_legend_explains_what_is_drawn_and_nothing_else() -> None:
    plain, observed = (ribbons_figure(night(), observations=seen) for seen in ((), SEEN))
    texts = [
        [text.get_text() for legend in f.legends for text in legend.get_texts()] for f in (plain, observed)
    ]
    waits = ["decision", "power", "tools", "a free crew", "failover", "servers starting", "another service"]
    assert texts[0] == waits
    assert texts[1][: len(waits)] == waits
    assert texts[1][-1] == "observed: everything back"
    assert len(texts[1]) == len(waits) + 4


def test_an_observation_is_drawn_between_its_bounds_over_the_ribbon_of_its_service() -> None:
    figure = ribbons_figure(night(), services=["news", "chat"], observations=SEEN)
    lines = [
        line
        for line in figure.axes[0].lines
        if line.get_linestyle() != "None" and len(set(line.get_ydata())) == 1
    ]
    drawn = {(tuple(line.get_xdata()), round(float(line.get_ydata()[0]))) for line in lines}
    assert {((9, 12), 1), ((0, 20), 1), ((11, 11), 0)} <= drawn
    dotted = [line for line in lines if tuple(line.get_xdata()) == (0, 20)]
    assert [line.is_dashed() for line in dotted] == [True]


def test_what_was_seen_of_services_that_are_not_shown_is_left_out() -> None:
    figure = ribbons_figure(night(), services=["account"], observations=SEEN[:3])
    assert len(figure.legends) == 1


def test_what_is_not_back_runs_to_the_edge_with_an_arrow_and_a_word() -> None:
    figure = ribbons_figure(timeline({**NIGHT, "account": [Wait(0, 240, "repair")]}))
    assert figure.axes[0].get_xlim()[1] == 240
    assert words(figure).count("not within 240 h") == 2  # at its ribbon, and in the legend
    assert [line.get_marker() for line in figure.axes[0].lines].count(">") == 1


def test_an_outage_of_nothing_is_a_figure_too(tmp_path: Path) -> None:
    figure = ribbons_figure(timeline({}))
    assert names(figure) == []
    assert "No service is dark or locked at any time." in words(figure)
    write_figure(figure, tmp_path / "nothing.png")


def test_a_name_with_a_dollar_is_no_formula(tmp_path: Path) -> None:
    from kakao_whatif.model.build import build_system
    from kakao_whatif.model.parts import Domain, Replica, Service
    from kakao_whatif.model.text import Text

    system = build_system(
        [Service("pay", Text.plain("$pay_{now$"), replicas=(Replica("pangyo"),))], [Domain("pangyo", "site")]
    )
    figure = ribbons_figure(timeline({"pay": [Wait(0, 30, "service", "pay")]}, system=system, locked=()))
    assert names(figure) == ["$pay_{now$"]
    write_figure(figure, tmp_path / "pay.svg")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_nothing_is_cut_and_no_words_cover_each_other(language: Language) -> None:
    figure = ribbons_figure(many(), language, observations=SEEN)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    sheet = figure.bbox
    boxes = []
    for text in figure.findobj(Words):
        if not text.get_text() or not text.get_visible():
            continue
        box = text.get_window_extent(canvas.get_renderer())
        assert sheet.x0 <= box.x0, text
        assert box.x1 <= sheet.x1, text
        assert sheet.y0 <= box.y0, text
        assert box.y1 <= sheet.y1, text
        boxes.append((text.get_text(), box.shrunk(0.96, 0.9)))
    assert len(boxes) > 200
    for number, (name, box) in enumerate(boxes):
        for other, second in boxes[number + 1 :]:
            assert not box.overlaps(second), (name, other)


@pytest.mark.parametrize(("ending", "language"), [("svg", "ko"), ("png", "ko"), ("pdf", "ko"), ("svg", "en")])
def test_every_letter_has_a_glyph(
    tmp_path: Path, language: Language, ending: str, caplog: pytest.LogCaptureFixture
) -> None:
    with warnings.catch_warnings(), caplog.at_level(logging.WARNING, logger="matplotlib"):
        warnings.simplefilter("error")
        write_figure(ribbons_figure(many(), language, observations=SEEN), tmp_path / f"all.{ending}")
    assert caplog.records == []


def test_the_svg_holds_its_words_as_text(tmp_path: Path) -> None:
    content = write_figure(ribbons_figure(night(), "ko"), tmp_path / "night.svg").read_text("utf-8")
    for name in ("채팅", "뉴스", "계정", "장애 전환 제어"):
        assert re.search(rf"<text[^>]*>{name}</text>", content), name
    assert "font-family: 'NanumGothic'" in content or "font-family: '" in content


def test_the_pdf_embeds_the_korean_font(tmp_path: Path) -> None:
    content = write_figure(ribbons_figure(night(), "ko"), tmp_path / "night.pdf").read_bytes()
    fonts = re.findall(rb"/BaseFont /[A-Z]{6}\+([^ /]+)", content)
    assert fonts
    assert b"/FontFile2" in content or b"/FontFile3" in content
    maps = [
        zlib.decompress(each) for each in re.findall(rb"stream\r?\n(x.*?)\r?\nendstream", content, re.DOTALL)
    ]
    codes = b" ".join(each for each in maps if b"beginbfchar" in each or b"beginbfrange" in each).decode(
        "latin-1"
    )
    assert "FontBBox" not in codes
    assert codes  # what a reader searches and copies by


def test_a_notebook_shows_the_figure_by_itself() -> None:
    assert ribbons_figure(night())._repr_png_().startswith(b"\x89PNG")


def test_drawing_loads_no_pyplot_and_changes_no_setting() -> None:
    code = """
import sys, matplotlib
def settings():  # reading the backend would load pyplot
    return {key: matplotlib.rcParams[key] for key in matplotlib.rcParams if "backend" not in key}
before = settings()
from tests.timelines import night
from kakao_whatif.figures import ribbons_figure
ribbons_figure(night(), "ko")
assert "matplotlib.pyplot" not in sys.modules
assert settings() == before
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_with_changes_in_place_it_says_that_the_observed_had_none() -> None:
    from kakao_whatif.model.scenario import Scenario

    changed = timeline(NIGHT, scenario=Scenario({"pangyo"}), system=_with_a_change())
    said = "What was observed happened without the changes that are in place here."
    assert said not in words(ribbons_figure(changed, observations=SEEN))
    in_place = timeline(NIGHT, scenario=Scenario({"pangyo"}, {"spare"}), system=_with_a_change())
    assert said in words(ribbons_figure(in_place, observations=SEEN))
    assert said not in words(ribbons_figure(in_place))


def _with_a_change():  # type: ignore[no-untyped-def]
    from dataclasses import replace

    from kakao_whatif.examples import two_sites
    from kakao_whatif.model.changes import Mitigation

    return replace(two_sites(), mitigations={"spare": Mitigation("spare")})
