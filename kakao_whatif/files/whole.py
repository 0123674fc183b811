"""Files that are there whole or not at all, and whether a file can be written, asked before long work.

Stands apart because pages, figures, tables and fault trees are all written so.
"""

import os
from collections.abc import Mapping
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
    return write_all({Path(path): content})[0]


def write_all(contents: Mapping[Path, bytes | str]) -> tuple[Path, ...]:
    """Write files that belong together as `write_whole` writes one: all of them or none, and return them.

    Raises
    ------
    OSError
        If one cannot be written; it names that one.
    """
    parts: dict[Path, Path] = {}
    target = Path()
    try:
        for target, content in contents.items():
            if not _is_stream(target):
                place = Path(os.path.realpath(target))
                parts[target] = place.with_name(f".kakao-whatif-{token_hex(8)}.part")
                with parts[target].open("xb") as file:
                    file.write(_encoded(content))
        for target, content in contents.items():
            if target in parts:
                parts[target].replace(os.path.realpath(target))
            else:
                target.write_bytes(_encoded(content))
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return tuple(contents)


def _encoded(content: bytes | str) -> bytes:
    return content.encode() if isinstance(content, str) else content


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
