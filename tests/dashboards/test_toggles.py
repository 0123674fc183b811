import pytest

from kakao_whatif.cases import load_case
from kakao_whatif.dashboards.toggles import chosen_reading, toggled_loss, toggled_mitigation
from kakao_whatif.model.scenario import Scenario
from tests.town import town

ALL_OWN = {"own-ids"}


def toggled(*clicks: str, start: set[str] | None = None) -> set[str]:
    scenario = Scenario((), start or set())
    for id in clicks:
        scenario = toggled_mitigation(town(), scenario, id).scenario
    return set(scenario.mitigations)


def test_the_master_turns_all_own_ids_on_and_off() -> None:
    assert toggled("own-ids") == ALL_OWN
    assert toggled("own-ids", "own-ids") == set()


def test_turning_one_member_back_breaks_the_bundle_up() -> None:
    assert toggled("own-ids", "own-news-id") == {"own-mail-id"}


def test_the_last_member_completes_the_bundle() -> None:
    assert toggled("own-mail-id", "own-news-id") == ALL_OWN


def test_a_mixed_master_completes_the_bundle() -> None:
    assert toggled("own-mail-id", "own-ids") == ALL_OWN


@pytest.mark.parametrize("start", [{"own-news-id", "own-mail-id"}, {"own-ids", "own-mail-id"}])
def test_the_master_turns_off_what_a_link_spelt_out(start: set[str]) -> None:
    assert toggled("own-ids", start=start) == set()


def test_what_is_required_is_switched_on_along() -> None:
    assert toggled("ids-elsewhere") == {"ids-elsewhere", "own-ids"}


@pytest.mark.parametrize("taken", ["own-ids", "own-news-id"])
def test_what_relied_on_it_is_switched_off_along(taken: str) -> None:
    turn = toggled_mitigation(town(), Scenario((), {"ids-elsewhere", "own-ids"}), taken)
    assert "ids-elsewhere" not in turn.scenario.mitigations
    assert turn.along.en == "Switched off with it: IDs elsewhere."


def test_the_unification_is_told_the_way_its_switch_shows_it() -> None:
    assert toggled_mitigation(town(), Scenario(), "own-ids").action.en == "ID unification: off."
    assert toggled_mitigation(town(), Scenario((), ALL_OWN), "own-ids").action.en == "ID unification: on."
    assert toggled_mitigation(town(), Scenario(), "control-twice").action.en == "Control twice: on."


def test_a_loss_is_told_in_both_languages() -> None:
    turn = toggled_loss(town(), Scenario(), "pangyo")
    assert (turn.action.en, turn.action.ko) == ("Pangyo is supposed lost.", "판교를 잃었다고 가정합니다.")
    assert toggled_loss(town(), turn.scenario, "pangyo").scenario == Scenario()


def test_one_reading_holds_at_a_time_and_the_base_is_none() -> None:
    first = chosen_reading(town(), Scenario(), "to-run").scenario
    assert first.readings == {"to-run"}
    assert chosen_reading(town(), first, "to-run").scenario == first
    assert chosen_reading(town(), first, "to-restart").scenario == Scenario()


def test_every_switch_of_the_case_goes_on_and_off_again() -> None:
    case = load_case("kakao-2022")
    for id in case.mitigations:
        on = toggled_mitigation(case, Scenario(), id).scenario
        off = toggled_mitigation(case, on, id).scenario
        assert id in on.mitigations
        assert id not in off.mitigations
