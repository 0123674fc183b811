"""`kakao-whatif explore`: open the dashboards."""

from urllib.parse import urlencode

import click

from kakao_whatif.errors import UnknownIdError
from kakao_whatif.views.dashboards import DASHBOARDS, FRONT_PAGE


@click.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8866, show_default=True, help="If taken, one near it."
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; another one is for a server.",
)
@click.option(
    "--base-url",
    default="/",
    show_default=True,
    metavar="PATH",
    help="Path that a proxy puts everything under.",
)
@click.option(
    "--public-url", metavar="URL", help="Address under which a proxy offers this server to readers."
)
@click.option(
    "--allow-host",
    "allow_hosts",
    multiple=True,
    metavar="NAME",
    help="Answer under this name too; without it, under those of --host and --public-url, and on this machine.",
)
@click.option(
    "--places",
    type=click.IntRange(1),
    metavar="N",
    help="At most so many visitors at once; others wait. If not given, as many as free memory holds.",
)
@click.option(
    "--places-per-address",
    type=click.IntRange(1),
    metavar="N",
    help="At most so many of them from one address. If not given, any number: a hall or an office shares one.",
)
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option("--case", metavar="ID", help="Open this shipped case at once instead of the front page.")
@click.option("--lang", "language", type=click.Choice(["ko", "en"]), help="Language, if not the browser's.")
def explore(
    port: int,
    host: str,
    base_url: str,
    public_url: str | None,
    allow_hosts: tuple[str, ...],
    places: int | None,
    places_per_address: int | None,
    no_browser: bool,
    case: str | None,
    language: str | None,
) -> None:
    """Serve the dashboards on this machine until Ctrl+C, and open them in a browser.

    Only this machine can reach them, unless --host says otherwise. docs/deploy.md says how to serve many people.
    """
    from kakao_whatif.cases import case_ids
    from kakao_whatif.dashboards.serve import serve

    if case is not None and case not in case_ids():
        raise UnknownIdError("shipped case", case, "--case", case_ids())
    query = urlencode([(key, value) for key, value in (("case", case), ("lang", language)) if value])
    serve(
        host=host,
        port=port,
        base_url=f"/{base_url.strip('/')}/".replace("//", "/"),
        public_url=public_url,
        allow_hosts=allow_hosts,
        places=places,
        places_per_address=places_per_address or 0,
        notebook=DASHBOARDS[0].notebook if case else FRONT_PAGE,
        query=query,
        open_page=not no_browser,
        announce=announce,
    )


def announce(address: str, places: int) -> None:
    """Say where the dashboards are, for how many visitors there is room, and how they end."""
    from kakao_whatif.cli.terminal import print_text

    visitors = "1 visitor" if places == 1 else f"{places} visitors"
    print_text(
        f"The dashboards are at {address}\nRoom for {visitors} at once; others wait.\nCtrl+C ends them."
    )
