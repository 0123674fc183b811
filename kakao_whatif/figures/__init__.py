"""Figures for papers and slides: a result in, a matplotlib `Figure` out.

Beside the widgets, and the only layer that draws with matplotlib. Nothing here touches pyplot or a global setting.
"""

from kakao_whatif.figures.dial_curve import dial_figure
from kakao_whatif.figures.frontier_chart import frontier_figure
from kakao_whatif.figures.heat_map import heat_figure
from kakao_whatif.figures.ribbons import ribbons_figure
from kakao_whatif.figures.writing import write_figure

__all__ = ["dial_figure", "frontier_figure", "heat_figure", "ribbons_figure", "write_figure"]
