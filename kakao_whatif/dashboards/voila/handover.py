"""The cases that the server has read, handed to its kernels, so that no visitor waits for a file to be read again.

Stands apart because it is a shortcut and nothing else: where nothing is handed over, or what is there was read
by another version of the package or from other files, the kernel reads the case itself.
"""

import os
import pickle
from hashlib import sha256
from pathlib import Path

import kakao_whatif
from kakao_whatif.cases import Case, load_case
from kakao_whatif.dashboards.voila.folder import FOLDER, own_folder


def hand_over(id: str) -> None:
    """Leave a shipped case where the kernels that this process starts will find it."""
    target = own_folder() / _name(id)
    unfinished = target.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(pickle.dumps(load_case(id), protocol=5))
    unfinished.replace(target)


def received(id: str) -> Case:
    """Return a shipped case: the one handed over, else read from its files."""
    folder = os.environ.get(FOLDER)
    if folder is None:
        return load_case(id)
    try:
        case = pickle.loads((Path(folder) / _name(id)).read_bytes())
    except Exception:  # noqa: BLE001 - a shortcut that is missing or spoilt is no reason to fail
        return load_case(id)
    return case if isinstance(case, Case) else load_case(id)


def _name(id: str) -> str:
    """Return a name that changes when the case's files or the code that reads them change."""
    package = Path(kakao_whatif.__file__).parent
    own = package / "cases" / id.replace("-", "_")
    read_by = (path for part in ("model", "files", "cases") for path in sorted((package / part).glob("*.py")))
    stats = [
        (path.name, path.stat().st_mtime_ns, path.stat().st_size)
        for path in (*sorted(own.iterdir()), *read_by)
    ]
    return f"{id}-{sha256(repr(stats).encode()).hexdigest()[:16]}.pickle"
