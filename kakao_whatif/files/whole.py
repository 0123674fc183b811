"""Files that are there whole or not at all, and whether a file can be written, asked before long work.

Stands apart because pages, figures, tables and fault trees are all written so.
"""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from kakao_whatif.errors import WhatIfError

_Path = str | os.PathLike[str]


def write_whole(path: _Path, content: bytes | str) -> Path:
    """Write a file beside the target and let it take the target's place at once, and return the target.

    Whatever fails, an older file stays as it was and nothing else is left. A link stays a link; a pipe or a device is
    written to, as it cannot be replaced.

    Raises
    ------
    OSError
        If the file cannot be written; it names the target.
    """
    target = Path(path)
    data = content.encode() if isinstance(content, str) else content
    try:
        if _is_stream(target):
            target.write_bytes(data)
        else:
            _replace(Path(os.path.realpath(target)), data)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
    return target


def _replace(target: Path, data: bytes) -> None:
    beside = target.with_name(f".kakao-whatif-{token_hex(8)}.part")
    try:
        with beside.open("xb") as file:
            file.write(data)
        beside.replace(target)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _is_stream(target: Path) -> bool:
    return target.exists() and not target.is_file() and not target.is_dir()


def check_place(path: _Path, *, may_be_folder: bool = False) -> None:
    """Refuse a file that could not be written, so that nobody waits for what then has no place.

    Raises
    ------
    WhatIfError
        If its folder is not there or may not be written, or it is a folder itself.
    """
    target = Path(path)
    folder = Path(os.path.realpath(target)).parent
    if _is_stream(target):
        return
    if target.is_dir() and not may_be_folder:
        raise WhatIfError(f"{str(target)!r} is a folder. Give the name of a file in it.")
    if not folder.is_dir():
        raise WhatIfError(f"{str(target)!r}: there is no folder {str(folder)!r}. Make it first.")
    if not os.access(folder, os.W_OK):
        raise WhatIfError(
            f"{str(target)!r}: nothing may be written in {str(folder)!r}. Choose another folder."
        )
