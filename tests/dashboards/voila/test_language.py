import pytest

from kakao_whatif.dashboards.voila.language import kernel_language, preferred_language


@pytest.mark.parametrize(
    ("query", "header", "language"),
    [
        ("", "", "ko"),
        ("lang=en", "ko-KR", "en"),
        ("lang=ko", "en", "ko"),
        ("lose=pangyo&lang=en&with=x", "", "en"),
        ("lang=de", "en-US,en;q=0.9", "en"),
        ("lang=", "en", "en"),
        ("", "de-DE,en;q=0.7,ko;q=0.3", "en"),
        ("", "en;q=0.5,ko;q=0.9", "ko"),
        ("", "ko,en", "ko"),
        ("", "en;q=0", "ko"),
        ("", "en;q=much", "ko"),
        ("", "EN-gb", "en"),
        ("", "*", "ko"),
        ("", ";;,,=", "ko"),
    ],
)
def test_the_link_decides_then_the_browser_then_korean(query: str, header: str, language: str) -> None:
    assert preferred_language(query, header) == language


def test_the_kernel_chooses_as_the_server_does() -> None:
    assert kernel_language({"QUERY_STRING": "lang=en", "HTTP_ACCEPT_LANGUAGE": "ko"}) == "en"
    assert kernel_language({"HTTP_ACCEPT_LANGUAGE": "en-GB,en"}) == "en"
    assert kernel_language({}) == "ko"
