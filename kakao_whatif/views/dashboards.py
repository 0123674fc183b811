"""The dashboards in one table, from which every other list of them is made.

Stands apart because notebooks, links, the top of each page, the front page and the server must mean the same ones.
"""

from dataclasses import dataclass
from typing import Final

#: The notebook of the page that leads to them all.
FRONT_PAGE: Final = "index.ipynb"


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A page of its own.

    Parameters
    ----------
    id
        Its name in the catalogues, and in the metadata of its notebook.
    keys
        Keys of a link that only it reads; the others hand them on.
    picture
        The module whose `page` makes its first picture, where it has one.
    is_of_scenario
        Whether it shows the scenario of a link. The talk does not: it has an address of its own.
    """

    id: str
    keys: tuple[str, ...] = ()
    picture: str | None = None
    is_of_scenario: bool = True

    @property
    def notebook(self) -> str:
        """The file that opens it."""
        return f"{self.id}.ipynb"

    @property
    def function(self) -> str:
        """The name of the function in `kakao_whatif.dashboards` that its notebook calls."""
        return self.id.replace("-", "_")


#: In the order in which they are offered.
DASHBOARDS: Final = (
    Dashboard("blackout", picture="kakao_whatif.views.page"),
    Dashboard("recovery", ("at",), "kakao_whatif.views.recovery.page"),
    Dashboard("had-kakao", ("keep", "need", "cost", "budget", "tradeoffs"), "kakao_whatif.views.saving.page"),
    Dashboard("compare", ("b", "side")),
    Dashboard("story", ("beat",), "kakao_whatif.views.story.page", is_of_scenario=False),
)

#: Those that share a header and a scenario.
OF_SCENARIO: Final = tuple(each for each in DASHBOARDS if each.is_of_scenario)


def dashboard(id: str) -> Dashboard:
    """Return the dashboard of that name.

    Examples
    --------
    >>> dashboard("had-kakao").notebook, dashboard("had-kakao").function
    ('had-kakao.ipynb', 'had_kakao')
    """
    return next(each for each in DASHBOARDS if each.id == id)
