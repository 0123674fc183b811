"""Import of the core, against a Python that imports nothing."""

import subprocess
import sys
from collections.abc import Iterator

from benchmarks.measure import Ratio, medians, readable


def ratios() -> Iterator[Ratio]:
    """Yield the time of `import kakao_whatif` and of a first answer, over that of bare Python."""
    bare, core, answer = medians(
        lambda turn: _python("pass"),
        lambda turn: _python("import kakao_whatif"),
        lambda turn: _python(
            "from kakao_whatif import *; propagate(load_case('kakao-2022'), Scenario({'pangyo'}))"
        ),
        turns=15,
    )
    yield Ratio("import kakao_whatif / bare Python", core / bare, f"{readable(core)} / {readable(bare)}")
    yield Ratio("  the same, with the 2022 case read and one answer", answer / bare, readable(answer))


def _python(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True)
