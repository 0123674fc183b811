"""The same answers in a terminal: `kakao-whatif`.

It stands beside the dashboards and asks the same functions; it alone imports click and rich.
"""

from kakao_whatif.cli.program import program as main

__all__ = ["main"]
