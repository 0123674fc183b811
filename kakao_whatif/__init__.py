"""What if: which services go dark, why, when they come back, and what would have saved them.

>>> from kakao_whatif import Scenario, load_case, propagate
>>> kakao = load_case("kakao-2022")
>>> night = propagate(kakao, Scenario({"pangyo"}))
>>> night.status["tistory"]
<Status.DARK: 3>
"""

from kakao_whatif.cases import Case, case_ids, load_case
from kakao_whatif.errors import (
    LimitError,
    ModelError,
    Problem,
    RecoveryError,
    ScenarioError,
    UnknownIdError,
    WhatIfError,
)
from kakao_whatif.files.read import read_system
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.propagation.blast_radius import blast_radius
from kakao_whatif.propagation.dependents import dependents
from kakao_whatif.propagation.graph import to_networkx
from kakao_whatif.propagation.impact import Conditions, Impact, propagate
from kakao_whatif.propagation.restart import RestartDeadlocks, restart_deadlocks

__all__ = [
    "Case",
    "Conditions",
    "Impact",
    "LimitError",
    "ModelError",
    "Problem",
    "RecoveryError",
    "RestartDeadlocks",
    "Scenario",
    "ScenarioError",
    "Status",
    "System",
    "UnknownIdError",
    "WhatIfError",
    "blast_radius",
    "case_ids",
    "dependents",
    "load_case",
    "propagate",
    "read_system",
    "restart_deadlocks",
    "to_networkx",
]
__version__ = "0.1.0"
