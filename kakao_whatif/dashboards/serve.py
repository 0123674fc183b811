"""Serve the dashboards on this machine: what `kakao-whatif explore` does.

Stands apart from the command line, which has no business with servers, and imports Voila only when called.
"""

import sys
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote

from kakao_whatif.views.dashboards import FRONT_PAGE


def notebooks_folder() -> Path:
    """Return the folder with the dashboards' notebooks: the repository's, else the installed one.

    Raises
    ------
    FileNotFoundError
        If neither is there.
    """
    package = Path(__file__).resolve().parent.parent
    places = (package.parent / "notebooks", package / "notebooks")
    for place in places:
        if (place / "blackout.ipynb").is_file():
            return place
    looked = " or ".join(str(place) for place in places)
    raise FileNotFoundError(
        f"no dashboards at {looked}. Install the package again: pip install --force-reinstall"
    )


def page_address(root: str, notebook: str = FRONT_PAGE, query: str = "") -> str:
    """Return the address of a notebook's page.

    Examples
    --------
    >>> page_address("http://127.0.0.1:8866/", "blackout.ipynb", "lang=en")
    'http://127.0.0.1:8866/voila/render/blackout.ipynb?lang=en'
    """
    address = f"{root.rstrip('/')}/voila/render/{quote(notebook)}"
    return f"{address}?{query}" if query else address


def serve(
    *,
    host: str = "127.0.0.1",
    port: int = 8866,
    base_url: str = "/",
    notebook: str = FRONT_PAGE,
    query: str = "",
    open_page: bool = True,
    announce: Callable[[str, int], object] | None = None,
    folder: Path | None = None,
    places: int | None = None,
    places_per_address: int = 0,
    public_url: str | None = None,
    allow_hosts: Sequence[str] = (),
    verbose: bool = False,
) -> None:
    """Serve the dashboards on this machine until interrupted.

    Parameters
    ----------
    host
        The address to listen on. By default, only this machine can reach the dashboards; with another one,
        whoever reaches it can start kernels here, which run our notebooks and nothing that a visitor sends.
    port
        Wanted port; if it is taken, another one near it.
    base_url
        Path under which everything is served.
    notebook, query
        The page to open, and its link's query string.
    open_page
        Whether to open the page in the reader's browser.
    announce
        Called once with the page's address and the number of places when the server listens; prints the address if
        not given.
    folder
        The notebooks to serve, if not those of the package.
    places
        How many visitors may be there at once, each with a kernel; by default as many as fit into free memory.
    places_per_address
        How many of them from one address; 0 for any number.
    public_url
        The address under which a proxy offers the server to readers.
    allow_hosts
        Further names under which the server answers; it refuses every other name but loopback.
    verbose
        Whether the server tells each step.
    """
    from traitlets.config import Config

    from kakao_whatif.dashboards.voila.app import Dashboards
    from kakao_whatif.dashboards.voila.door import names_of
    from kakao_whatif.dashboards.voila.places import places_by_memory
    from kakao_whatif.dashboards.voila.settings import configure

    bound = places_by_memory() if places is None else places

    def listening() -> None:
        address = page_address(public_url or app.connection_url, notebook, query)
        (announce or _print_address)(address, bound)
        if open_page:
            webbrowser.open(address)

    config = configure(Config())
    config.Voila.ip = host
    config.Voila.port = port
    config.Voila.base_url = base_url
    config.Kernels.places = bound
    config.Kernels.places_per_address = places_per_address
    config.Voila.open_browser = True  # reaches `listening`, which decides
    config.Voila.log_level = "INFO" if verbose else "WARN"
    # The instance, not an instance: parts of Voila log through it, the errors of a cell among them.
    app = Dashboards.instance(config=config)
    app.names = names_of(host, public_url, allow_hosts)
    app.listening = listening
    # Said at every visit, and only about outputs, which our notebooks do not store.
    app.log.addFilter(lambda record: "is not trusted" not in record.getMessage())
    app.initialize([str(folder or notebooks_folder())])
    app.start()


def _print_address(address: str, _places: int) -> None:
    sys.stdout.write(f"The dashboards are at {address}\n")
    sys.stdout.flush()
