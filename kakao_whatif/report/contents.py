"""A report, put together from answers: a question a section, in the order in which people ask them."""

from collections.abc import Iterable

from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.recovery.samples import Progress
from kakao_whatif.report.answers import Answers, answers
from kakao_whatif.report.back import back
from kakao_whatif.report.dark import dark
from kakao_whatif.report.document import Report
from kakao_whatif.report.grounds import assumptions, facts
from kakao_whatif.report.making import link_of, making
from kakao_whatif.report.record import record
from kakao_whatif.report.saved import saved
from kakao_whatif.report.supposed import in_short, supposed
from kakao_whatif.text.catalogue import listing, plain, say
from kakao_whatif.version import __version__
from kakao_whatif.views.saving.asked import Asked


def build_report(
    system: System,
    scenario: Scenario,
    language: Language = "en",
    *,
    keep: Asked | Iterable[str] | None = None,
    samples: int = 1,
    seed: int = 0,
    figures: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Return a report on a scenario: what fails and why, when it is back, what would have saved it.

    *It blames nobody: it tells what was lost, what rested on it, and what would have helped, with every fact and every
    assumption behind that.* The same question gives the same report, so it carries no date.

    Parameters
    ----------
    system
        The case.
    scenario
        What is lost and what is in place.
    language
        Of the report.
    keep
        The services that should have stayed up; the case's first, if not given.
    samples, seed
        With more than one sample, P10 to P90 of every time.
    figures
        Whether to draw the ribbons as a file of their own too, for which matplotlib is imported.
    progress
        Called with (done, in all): first for the samples, then for the services that are explained.

    Raises
    ------
    UnknownIdError
        If something is named that there is not.
    ScenarioError
        If the mitigations cannot be in place together.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> report = build_report(two_sites(), Scenario({"pangyo"}))
    >>> [section.id for section in report.sections]
    ['short', 'supposed', 'dark', 'back', 'record', 'saved', 'facts', 'assumptions', 'making']
    >>> [cell.data for cell in report.table("dark-application").rows[0]][:3]
    ['Chat', 'chat', 'dark']
    """
    found = answers(system, scenario, language, keep=keep, samples=samples, seed=seed, progress=progress)
    return report_of(found, figures=figures, progress=progress)


def report_of(answers: Answers, *, figures: bool = False, progress: Progress | None = None) -> Report:
    """Return the report that answers make; `progress` is called with (services explained, in all)."""
    drawing = None
    if figures:
        from kakao_whatif.report.drawing import ribbons

        drawing = ribbons(answers)
    language, system = answers.language, answers.system
    case = system.title.in_language(language) or system.id or say("report.a_system", language)
    return Report(
        language=language,
        title=say("report.title.page", language, case=case),
        subtitle=_subtitle(answers),
        notice=say("cli.simulation", language),
        contents=say("report.contents", language),
        sections=(
            in_short(answers),
            supposed(answers),
            dark(answers, progress),
            back(answers, drawing),
            record(answers),
            saved(answers),
            facts(answers),
            assumptions(answers),
            making(answers),
        ),
        link=link_of(answers),
        maker=f"kakao-whatif {__version__}",
    )


def _subtitle(answers: Answers) -> str:
    """Return what is lost and what is in place, in a line."""
    language, snapshot = answers.language, answers.snapshot
    scenario = snapshot.scenario
    lost = [snapshot.label(id) for id in sorted(scenario.losses)]
    said = say("cli.lost", language, names=plain(listing(lost, language))) if lost else ""
    placed = [snapshot.label(id) for id in answers.system.mitigations if id in scenario.mitigations]
    there = say("cli.with", language, names=plain(listing(placed, language))) if placed else ""
    return " · ".join(filter(None, [said or say("cli.nothing_lost", language), there]))
