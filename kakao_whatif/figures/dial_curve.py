"""How much hangs on one thing, on paper: how many depend on it alone, against how many fall with it."""

from matplotlib.figure import Figure

from kakao_whatif.analysis.sign_in_dial import SignInDial
from kakao_whatif.analysis.site_dial import SiteDial
from kakao_whatif.figures.ink import LINE, MUTED, source
from kakao_whatif.figures.lettering import plain_text
from kakao_whatif.figures.paper import LOST, WORDS, sheet
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import say


def dial_figure(dial: SignInDial | SiteDial, system: System, language: Language = "en") -> Figure:
    """Return a figure of a dial: a line for the average, a band from the fewest to the most.

    Parameters
    ----------
    dial
        One of those that `concentration` gave.
    system
        The system, for the names.
    language
        Of every word in the figure.

    Examples
    --------
    >>> from kakao_whatif import concentration, load_case
    >>> case = load_case("kakao-2022")
    >>> figure = dial_figure(concentration(case, orders=5).sign_in, case)
    >>> figure.axes[0].get_ylabel()
    'locked'
    """
    if isinstance(dial, SiteDial):
        kind, lost, sign_in = "site", system.name(dial.site), ""
    else:
        kind = "sign-in" if dial.losses == (dial.sign_in,) else "sign-in-site"
        lost, sign_in = system.name(dial.losses[0]), system.name(dial.sign_in).in_language(language)
    line = say(f"views.saving.dial.line.{kind}", language, lost=lost.in_language(language), sign_in=sign_in)
    figure, axes = sheet(
        say("views.saving.dial.title", language),
        [line],
        [source(system, language)],
        height=3.1,
    )
    counts = [point.concentrated for point in dial.points]
    axes.fill_between(
        counts, [point.least for point in dial.points], [point.most for point in dial.points], color=LOST,
        alpha=0.22, linewidth=0,
    )  # fmt: skip
    axes.plot(counts, [point.average for point in dial.points], color=LOST, linewidth=2)
    axes.set_xlim(0, max(1, *counts) if counts else 1)
    axes.set_ylim(0, max([point.most for point in dial.points] + [1]) * 1.06)
    axes.grid(axis="y", color=LINE, linewidth=0.8)
    axes.set_xlabel(say(f"views.saving.dial.x.{kind}", language), font=WORDS.font, color=MUTED)
    axes.set_ylabel(say(f"views.saving.dial.y.{kind}", language), font=WORDS.font, color=MUTED)
    plain_text(figure)
    return figure
