"""What is asked about: the sign-in, the site that takes it along, every site."""

from kakao_whatif import Scenario, load_case
from kakao_whatif.analysis.concentration import concentration
from kakao_whatif.examples import two_sites
from kakao_whatif.model.build import build_system
from kakao_whatif.model.parts import Service


def test_the_case_s_sign_in_falls_with_pangyo_and_pangyo_holds_most():
    found = concentration(load_case("kakao-2022"), orders=3)
    assert found.sign_in.losses == ("kakao-account",)
    assert found.sign_in_site.losses == ("pangyo",)
    assert found.sites[0].site == "pangyo"
    assert len(found.sites) == 8
    assert [len(dial.services) for dial in found.sites] == sorted(
        (len(dial.services) for dial in found.sites), reverse=True
    )


def test_a_sign_in_at_two_sites_falls_with_none():
    scenario = Scenario(mitigations={"everything-two-sites"})
    assert concentration(load_case("kakao-2022"), scenario=scenario, orders=1).sign_in_site is None


def test_a_sign_in_that_is_dark_anyway_is_taken_by_no_site():
    found = concentration(two_sites(), "account", scenario=Scenario({"pangyo"}))
    assert found.sign_in_site is None
    assert found.sign_in.services == set()


def test_where_nothing_signs_in_there_is_no_dial_of_it():
    found = concentration(build_system([Service("chat")]), over=())
    assert (found.sign_in, found.sign_in_site, found.sites) == (None, None, ())
    assert found.to_frame().empty


def test_the_table_holds_every_point_of_every_dial():
    frame = concentration(two_sites(), orders=1).to_frame()
    assert list(zip(frame["dial"], frame["lost"], frame["concentrated"], frame["most"], strict=True)) == [
        *(("locked", "account", at, at) for at in (0, 1)),
        *(("cannot-sign-in", "account", at, at) for at in (0, 1)),
        *(("locked", "pangyo", at, at) for at in (0, 1)),
        *(("cannot-sign-in", "pangyo", at, at) for at in (0, 1)),
        *(("dark", "pangyo", at, most) for at, most in enumerate((0, 1, 2, 3))),
        *(("dark", "anyang", at, at) for at in (0, 1, 2)),
    ]
