"""The text of a file, within bounds.

It stands apart from YAML and CSV, which begin where a file is a text.
"""

import stat
from pathlib import Path

from kakao_whatif.errors import ModelError, Problem

MAX_BYTES = 5_000_000


def read_text(path: Path) -> str:
    """Return the text of a regular file in UTF-8.

    Raises
    ------
    ModelError
        If the file cannot be opened, is over the bound, or is no text.
    """
    return _decoded(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """Return the content of a regular file, or refuse it as `read_text` does."""
    source = str(path)
    try:
        status = path.stat()
        is_regular = stat.S_ISREG(status.st_mode)
        content = b""
        if is_regular and status.st_size <= MAX_BYTES:
            with path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise refused(source, "there is no such file.", "Check the path.") from None
    except ValueError:
        raise refused(source, "a path cannot hold a null character.", "Check the path.") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise refused(
            source, f"it cannot be read: {reason}.", "Check the path and its permissions."
        ) from None
    if stat.S_ISDIR(status.st_mode):
        raise refused(source, "this is a folder.", "Name a file in it.")
    if not is_regular:
        raise refused(source, "this is not a regular file.", "Name a file.")
    if (size := max(status.st_size, len(content))) > MAX_BYTES:
        what = f"{size:,} bytes are too many; a file may have {MAX_BYTES:,}."
        raise refused(source, what, "Split the model, or leave out what is not part of it.")
    return content


def _decoded(content: bytes, source: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - (content.rfind(b"\n", 0, error.start) + 1) + 1
        raise refused(
            source,
            f"byte 0x{content[error.start]:02x} is not UTF-8.",
            "Save the file as UTF-8.",
            (line, column),
        ) from None


def refused(source: str, what: str, way_out: str, at: tuple[int, int] | None = None) -> ModelError:
    """Return the refusal of a file, at a line and column if they are known."""
    line, column = at or (None, None)
    return ModelError([Problem("" if at else "file", what, way_out, line, column)], source)
