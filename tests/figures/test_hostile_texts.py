"""Figures of systems whose texts were never read from a file."""

from collections import Counter
from io import BytesIO
from xml.etree import ElementTree

from hypothesis import example, given, settings

from kakao_whatif import Scenario, impact_matrix, simulate_recovery
from kakao_whatif.figures import heat_figure, ribbons_figure
from kakao_whatif.figures.writing import svg_text
from kakao_whatif.text.signs import HARMFUL
from tests.hostile import hostile_case, nasty

HOURS = [{"at_hours": 0, "lose": "east"}, {"at_hours": 5, "restore": "east"}]


@given(nasty, nasty, nasty)
@example("$x^{$", "\ud800\x00\x1b", "</text><script>alert(1)</script>")
@settings(max_examples=8)
def test_a_drawing_is_well_formed_and_shows_every_text_as_text(a: str, b: str, c: str) -> None:
    case = hostile_case(a, b, c)
    night = simulate_recovery(case, Scenario({"east"}), hazard=HOURS)
    for figure in (ribbons_figure(night, "en"), heat_figure(impact_matrix(case), "ko")):
        written = svg_text(figure)
        assert HARMFUL.search(written) is None
        kinds = Counter(element.tag.rpartition("}")[2] for element in ElementTree.fromstring(written).iter())
        assert not kinds.keys() & {"script", "image", "a", "foreignObject", "animate", "set"}
        assert kinds["text"] > 0
        figure.savefig(BytesIO(), format="png", dpi=20)
