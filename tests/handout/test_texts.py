import re

from kakao_whatif.handout.script import PAGE, read
from kakao_whatif.handout.texts import spoken, texts
from tests.town import town

# Keys whose ends are put together in the script are looked for by their beginnings.
KEY = re.compile(r"[\"`]((?:views|handout|note|saving|list|status)\.[a-z_.]*)")


def test_every_entry_that_the_scripts_say_is_there():
    said = {key for name in PAGE for key in KEY.findall(read(name))}
    assert len(said) > 60
    for language in ("en", "ko"):
        known = spoken(language)
        assert [key for key in sorted(said) if not any(each.startswith(key) for each in known)] == []


def test_notes_on_facts_are_kept_as_their_ids():
    from kakao_whatif.cases import load_case

    said = texts(load_case("kakao-2022"), "en")
    notes = [
        note for section in said["switches"]["sections"] for item in section["items"] for note in item["info"]
    ]
    facts = [note["fact"] for note in notes if "fact" in note]
    assert facts
    assert set(facts) <= said["facts"].keys()


def test_names_are_in_the_language_that_is_asked_for():
    assert texts(town(), "ko")["names"]["chat"] == "채팅"
    assert texts(town(), "en")["labels"]["chat"] == "Chat"
