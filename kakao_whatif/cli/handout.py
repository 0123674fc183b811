"""`kakao-whatif handout`: a case as one page that needs no server."""

from pathlib import Path

import click

from kakao_whatif.cli.options import DEFAULT_CASE, in_language, system_of, writable
from kakao_whatif.cli.progress import progress
from kakao_whatif.cli.terminal import print_lines
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import say

# The sign before them keeps click from joining the lines.
EXAMPLES = """\b
Examples:
  kakao-whatif handout -o kakao.html
  kakao-whatif handout my-company.yaml -o ours.html
"""


@click.command(epilog=EXAMPLES)
@click.argument("case", default=DEFAULT_CASE, metavar="[CASE]")
@click.option(
    "-o",
    "--output",
    callback=writable(),
    required=True,
    metavar="FILE",
    help="Where the page is written; an existing file is replaced.",
)
@click.option(
    "--max-bytes",
    type=click.IntRange(min=1),
    default=1_500_000,
    show_default=True,
    help="How large it may be; times worked out beforehand are left out first.",
)
@in_language
def handout(case: str, output: Path, max_bytes: int, language: Language) -> None:
    """Write a case as one HTML file: every switch works in it, without a server and without a network.

    CASE is a shipped case, a case's folder, or a file. The page speaks both languages.
    """
    from kakao_whatif.files.whole import write_whole
    from kakao_whatif.handout.page import handout_page

    system = system_of(case)
    with progress(say("cli.handout.working", language), 2) as told:
        page = handout_page(system, max_bytes, told)
    write_whole(output, page.html)
    size = f"{page.size:,}"
    lines = [say("cli.handout.written", language, path=str(output), size=size, n=page.scenarios)]
    if page.left_out:
        lines.append(say("cli.handout.left_out", language, n=page.left_out))
    print_lines(*lines)
