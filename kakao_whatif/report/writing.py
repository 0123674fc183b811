"""A report as files, in the form that the path's ending names: whole or not at all."""

import os
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Final, Literal
from urllib.parse import quote

from kakao_whatif.errors import WhatIfError
from kakao_whatif.files.whole import write_all, write_whole
from kakao_whatif.report.document import Report

Form = Literal["html", "markdown", "folder", "zip"]

_ENDINGS: Final[Mapping[str, Form]] = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".zip": "zip",
    "": "folder",
}
#: A spreadsheet reads Korean rightly only with this mark at the beginning.
_CSV: Final = "utf-8-sig"


def form_of(path: str | os.PathLike[str]) -> Form:
    """Return the form that a path's ending names.

    Raises
    ------
    WhatIfError
        If the ending is another one.

    Examples
    --------
    >>> form_of("report.html"), form_of("report.md"), form_of("tables"), form_of("tables.zip")
    ('html', 'markdown', 'folder', 'zip')
    """
    target = Path(path)
    form = "folder" if target.is_dir() else _ENDINGS.get(target.suffix.lower())
    if form is None:
        raise WhatIfError(
            f"report: {str(path)!r}: the ending {target.suffix!r} is unknown. "
            "Give a file that ends in .html, .md or .zip, or a folder (no ending) for tables as CSV."
        )
    return form


def refuse_full_folder(path: str | os.PathLike[str]) -> None:
    """Refuse a folder that holds something already: tables must not be scattered among other files.

    Raises
    ------
    WhatIfError
        If it is not empty.
    """
    target = Path(path)
    if target.is_dir() and any(target.iterdir()):
        new, page = str(target / "report"), str(target / "report.html")
        raise WhatIfError(
            f"report: the folder {str(path)!r} is not empty. "
            f"Give a new one, such as {new + os.sep!r}, or a file, such as {page!r}."
        )


def has_figures(form: Form) -> bool:
    """Return whether a form has figures as files; a page draws them itself."""
    return form != "html"


def write_report(report: Report, path: str | os.PathLike[str]) -> tuple[Path, ...]:
    """Write a report in the form that the path's ending names, and return the files.

    ``.html``: one file that stands alone. ``.md``: Markdown, with its figures as SVG beside it. A folder, or ``.zip``:
    every table as CSV, with the figures as SVG. Figures are there if the report was built with them.

    Raises
    ------
    WhatIfError
        If the ending is another one, or a folder is not empty.
    OSError
        If a file cannot be written.
    """
    target, form = Path(path), form_of(path)
    if form == "html":
        from kakao_whatif.report.html import html_text

        return (write_whole(target, html_text(report).encode()),)
    if form == "markdown":
        from kakao_whatif.report.markdown import markdown_text

        prefix = f"{target.stem}-"
        text = markdown_text(report, quote(os.fsencode(prefix)))
        drawings = _drawings(report, prefix)
        beside = {target.with_name(name): content for name, content in drawings.items()}
        return write_all({target: text.encode(), **beside})
    contents = _tables(report)
    if form == "zip":
        return (write_whole(target, _zipped(contents)),)
    refuse_full_folder(target)
    return _write_into(target, contents)


def _write_into(folder: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files into a folder; if that fails, no folder is left that was not there before."""
    new = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return write_all({folder / name: content for name, content in contents.items()})
    except OSError:
        for place in new:
            with suppress(OSError):
                place.rmdir()
        raise


def _tables(report: Report) -> dict[str, bytes]:
    from kakao_whatif.report.tables import csv_texts

    found = {name: text.encode(_CSV) for name, text in csv_texts(report).items()}
    return found | _drawings(report)


def _drawings(report: Report, prefix: str = "") -> dict[str, bytes]:
    return {f"{prefix}{figure.id}.svg": figure.svg.encode() for figure in report.figures}


def _zipped(contents: Mapping[str, bytes]) -> bytes:
    """Return a zip file that is the same every time."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()
