"""What is said about every service of the 2022 case, in every scenario, under either reading, in both languages."""

import re

import pytest

from kakao_whatif import Scenario, load_case, propagate
from kakao_whatif.model.status import Status
from kakao_whatif.model.text import LANGUAGES, Language
from kakao_whatif.text.catalogue import Ref


def test_the_sentence_of_the_tistory_standby_is_told_in_one_piece() -> None:
    explanation = propagate(load_case("kakao-2022"), Scenario({"pangyo"})).explain("tistory")
    assert explanation.sentences("en")[0] == (
        "Tistory is dark: its only active copy stood at SK C&C Pangyo (lost); its standby at Anyang could not take "
        "over, because failover control stood only at SK C&C Pangyo."
    )
    assert explanation.sentences("ko")[0] == (
        "티스토리 중단: 운영 서버가 SK C&C 판교(상실)에만 있었습니다. 안양의 대기 서버는 장애 전환 제어가 "
        "SK C&C 판교에만 있었기 때문에 서비스를 넘겨받지 못했습니다."
    )


def test_with_anyang_lost_as_well_failover_control_does_not_look_like_a_way_out() -> None:
    explanation = propagate(load_case("kakao-2022"), Scenario({"pangyo", "anyang"})).explain("kakaotalk-text")
    english, korean = explanation.sentences("en"), explanation.sentences("ko")
    assert english[1] == "The standby of KakaoTalk text at Anyang is lost too: waking it would not help."
    assert "안양" in korean[1]


@pytest.fixture(scope="module")
def every_sentence() -> list[tuple[Language, str, Status, tuple[str, ...]]]:
    """What is said about every service in every scenario of the 2022 case, under either reading."""
    case, found = load_case("kakao-2022"), []
    for named in case.scenarios.values():
        for readings in ([], ["keys-to-run"]):
            impact = propagate(case, named.scenario.with_readings(readings))
            for id in impact.system.services:
                explanation = impact.explain(id)
                for language in ("en", "ko"):
                    found.append((language, id, impact.status[id], explanation.sentences(language)))
    return found


def test_every_sentence_of_the_case_is_whole(
    every_sentence: list[tuple[Language, str, Status, tuple[str, ...]]],
) -> None:
    kakao = load_case("kakao-2022")
    names = {
        each: tuple(kakao.name(id).in_language(each) for id in kakao.possible_services) for each in LANGUAGES
    }
    for language, id, status, sentences in every_sentence:
        assert sentences, id
        for sentence in sentences:
            begins_with_a_name = sentence.startswith(names[language])
            assert begins_with_a_name or re.match(r"[A-Z가-힣]", sentence), sentence
            assert sentence.endswith("."), sentence
            assert not re.search(r"  |\.\.|[{}]|\b(\w+) \1\b", sentence), sentence
            if language == "ko":
                assert not re.search(r"[은는이가을를]\([은는이가을를]\)", sentence), sentence
        if language == "en":
            word = {Status.UP: "up", Status.DEGRADED: "degraded", Status.LOCKED: "runs", Status.DARK: "dark"}[
                status
            ]
            assert word in sentences[0]


def test_every_dark_service_of_the_case_is_led_back_to_a_loss(
    every_sentence: list[tuple[Language, str, Status, tuple[str, ...]]],
) -> None:
    for language, id, status, sentences in every_sentence:
        if status is not Status.UP:
            lost = ("(lost)", "is lost", "to be lost", "are lost") if language == "en" else ("상실", "잃었")
            assert any(word in sentence for sentence in sentences for word in lost), (id, sentences)


def test_names_in_sentences_stand_apart_so_that_a_page_can_link_them() -> None:
    explanation = propagate(load_case("kakao-2022"), Scenario({"pangyo"})).explain("tistory")
    for language in ("en", "ko"):
        refs = [part.id for part in explanation.why(language)[0] if isinstance(part, Ref)]
        assert refs == ["tistory", "pangyo", "anyang", "failover-control", "pangyo"]
