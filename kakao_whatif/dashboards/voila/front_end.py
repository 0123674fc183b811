"""Voila's front end in one script, which the browser reads while the kernel starts.

Stands apart because it is a shortcut and nothing else. Voila's own page asks for the front end when the notebook
has run, entry first and then some sixty parts of it, one by one; the kernel's start is the time to do that in. Where
the one script cannot be made, or does not arrive, the page asks as Voila's own does.
"""

import logging
import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from kakao_whatif.dashboards.voila.handover import own_folder

log = logging.getLogger(__name__)

ENTRY: Final = "voila.js"
NAME: Final = "front-end.js"

#: Where Voila looks for a template's static files, below each folder of Jupyter's path.
_STATIC: Final = Path("nbconvert", "templates", "kakao-whatif", "static")
#: How the entry names a part of itself, here and wherever webpack has put an entry together.
_PART: Final = re.compile(r"\be\((\d+)\)")


@dataclass(frozen=True, slots=True)
class Offer:
    """The one script: the folder to put on Jupyter's path so that Voila serves it, and its version."""

    folder: Path
    version: str

    def address(self, base_url: str) -> str:
        """Return the script's address; another version has another one, so that a browser may keep it."""
        return f"{base_url}voila/static/{NAME}?v={self.version}"


@cache
def offer() -> Offer | None:
    """Make the one script and return where it is; None if it cannot be made, which is logged."""
    from voila.paths import collect_static_paths

    # A slower page is better than none: whatever fails here is logged, not raised.
    try:
        text = one_script([Path(folder) for folder in collect_static_paths(["voila", "nbconvert"], "lab")])
        folder = own_folder()
        (folder / _STATIC).mkdir(parents=True, exist_ok=True)
        (folder / _STATIC / NAME).write_text(text, encoding="utf-8")
    except OSError:
        log.warning("Voila's front end is loaded in its own way, part by part", exc_info=True)
        return None
    return Offer(folder, sha256(text.encode()).hexdigest()[:16])


def one_script(folders: list[Path]) -> str:
    """Return Voila's entry with every part that it names before it.

    A part only adds its modules to a list that the entry reads, so it does not matter that it comes first, and the
    entry asks for whatever is missing.

    Raises
    ------
    FileNotFoundError
        If no folder has the entry.
    """
    folder = next((folder for folder in folders if (folder / ENTRY).is_file()), None)
    if folder is None:
        raise FileNotFoundError(f"no {ENTRY} in {', '.join(map(str, folders)) or 'no folder at all'}")
    entry = (folder / ENTRY).read_text(encoding="utf-8")
    parts = [folder / f"{number}.{ENTRY}" for number in dict.fromkeys(_PART.findall(entry))]
    return "\n;".join([*(part.read_text(encoding="utf-8") for part in parts if part.is_file()), entry])
