"""The server's own folder, for the cases that it hands to its kernels and for their sockets.

It is readable by this user alone, and gone when the server ends. A server that is killed cannot see to that: the next
one does, for every folder whose lock nobody holds any more.
"""

import atexit
import os
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import IO, Final

if sys.platform != "win32":
    import fcntl

#: Names the folder to the kernels that the server starts.
FOLDER: Final = "KAKAO_WHATIF_HANDOVER"

_PREFIX: Final = "kakao-whatif-"
_LOCK: Final = "lock"
#: A kernel's socket in a folder below this one has a path that is about as long as a socket's may be.
_LONGEST_PARENT: Final = 20

#: Kept open: a lock is held as long as its file is.
_HELD: list[IO[bytes]] = []


@cache
def own_folder() -> Path:
    """Return the server's own folder, which is made when it is first asked for."""
    parent = _parent()
    remove_left(parent)
    folder = os.environ[FOLDER] = tempfile.mkdtemp(prefix=_PREFIX, dir=parent)
    _hold(Path(folder, _LOCK))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def remove_left(parent: Path) -> None:
    """Remove the folders of servers of this user that were killed."""
    for folder in parent.glob(f"{_PREFIX}*"):
        if _is_left(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _parent() -> Path:
    """Return where temporary folders are; macOS's own place has too long a path for sockets."""
    folder = tempfile.gettempdir()
    is_short = len(folder) <= _LONGEST_PARENT or sys.platform != "darwin"
    return Path(folder if is_short else "/tmp")


def _hold(lock: Path) -> None:
    """Hold a lock until this process ends, however it does."""
    file = lock.open("wb")
    if sys.platform != "win32":
        fcntl.flock(file, fcntl.LOCK_EX)
    _HELD.append(file)


def _is_left(folder: Path) -> bool:
    """Return whether a folder is this user's and nobody holds its lock; where there are no locks, none is."""
    if sys.platform == "win32":
        return False
    try:
        if folder.is_symlink() or folder.stat().st_uid != os.getuid():
            return False
        with (folder / _LOCK).open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
