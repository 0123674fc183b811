"""Voila's front end in one script, which the browser reads while the kernel starts.

It is a shortcut and nothing else. Voila's own page asks for the front end when the notebook has run, entry first and
then some sixty parts of it, one by one; the kernel's start is the time to do that in. Where the one script cannot be
made, or does not arrive, the page asks as Voila's own does.
"""

import logging
import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

log = logging.getLogger(__name__)

ENTRY: Final = "voila.js"
#: Where the script is, below the base path.
ADDRESS: Final = "kakao-whatif/front-end.js"

#: How the entry names a part of itself, here and wherever webpack has put an entry together.
_PART: Final = re.compile(r"\be\((\d+)\)")


@dataclass(frozen=True, slots=True)
class Offer:
    """The one script, and its version."""

    script: bytes
    version: str

    def address(self, base_url: str) -> str:
        """Return the script's address; another version has another one, so that a browser may keep it."""
        return f"{base_url}{ADDRESS}?v={self.version}"


@cache
def offer() -> Offer | None:
    """Make the one script and return it; None if it cannot be made, which is logged."""
    from voila.paths import collect_static_paths

    # A slower page is better than none: whatever fails here is logged, not raised.
    try:
        folders = collect_static_paths(["voila", "nbconvert"], "lab")
        script = one_script([Path(folder) for folder in folders]).encode()
    except OSError:
        log.warning("Voila's front end is loaded in its own way, part by part", exc_info=True)
        return None
    return Offer(script, sha256(script).hexdigest()[:16])


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


def routes(base_url: str) -> list[tuple[str, type[Any]]]:
    """Return the route of the script under a base path."""
    from tornado.web import RequestHandler

    class FrontEnd(RequestHandler):
        """Gives the one script to whoever asks: it is Voila's own, and the same for everybody."""

        def get(self) -> None:
            """Give it, to be kept: the address names the version."""
            made = offer()
            if made is None:
                self.send_error(404)
                return
            self.set_header("Content-Type", "text/javascript; charset=utf-8")
            self.set_header("Cache-Control", "public, max-age=31536000, immutable")
            self.finish(made.script)

        def compute_etag(self) -> None:
            """Give no mark of the content: the address has it."""

        head = get

    return [(f"{base_url}{ADDRESS}", FrontEnd)]
