import pytest

from kakao_whatif.text.korean import PARTICLES, final_consonant, particle

SUBJECTS = [
    # Hangul
    "티스토리가", "카카오톡이", "다음이", "멜론이", "브런치가", "판교가", "안양이", "서울이", "카카오맵이",
    "선물하기가",     "장애 전환 제어가", "오브젝트 스토리지가", "카카오계정이", "메타정보 시스템이", "보안키 저장소가",
    # acronyms and letters, as they are named: 아이디, 에스케이, 피시, 엘지, 에이피아이, 에스디케이, 티비
    "ID가", "다음 ID가", "SK가", "PC가", "LG가", "API가", "SDK가", "TV가", "KT가", "CNS가", "SK C&C가", "DNS가",
    "CDN이", "URL이", "SSL이", "ATM이", "SQL이", "HTML이", "DR이", "카카오 T가", "L이", "R이", "Q가",
    # Latin words, as Koreans write them
    "Apple이", "Google이", "Naver가", "Daum이", "Amazon이", "Upbit가", "Facebook이", "Kakao가", "Melon이",
    "Anyang이", "Pangyo가", "Talk이", "KakaoTalk이", "Brunch가", "Tistory가", "Steam이", "Netflix가", "cable이",
    "GitHub가", "Slack이", "Zoom이", "KakaoStory가", "Webtoon이", "Map이", "Zigzag가", "Bing이",
    # digits, as they are spoken: 영 일 이 삼 사 오 육 칠 팔 구, 십 백 천
    "0이", "1이", "2가", "3이", "4가", "5가", "6이", "7이", "8이", "9가", "10이", "100이", "1,000이", "2022가",
    "임차 센터 3이", "임차 센터 4가", "F254가", "F111이",
    # what is not spoken at the end
    "판교(상실)가", "안양 (SK)이", "'티스토리'가", "“카카오톡”이", "Upbit (exchange)가", "‘멜론’이",
]  # fmt: skip


@pytest.mark.parametrize("spoken", SUBJECTS)
def test_the_subject_particle_agrees_with_how_the_word_is_spoken(spoken: str) -> None:
    word = spoken[:-1]
    assert word + particle(word, "이") == spoken


@pytest.mark.parametrize(
    ("word", "kind", "spoken"),
    [
        ("티스토리", "은", "티스토리는"),
        ("카카오톡", "은", "카카오톡은"),
        ("티스토리", "을", "티스토리를"),
        ("카카오톡", "을", "카카오톡을"),
        ("메일", "과", "메일과"),
        ("카페", "과", "카페와"),
        ("판교", "으로", "판교로"),
        ("안양", "으로", "안양으로"),
        ("서울", "으로", "서울로"),
        ("카카오계정", "으로", "카카오계정으로"),
        ("Google", "으로", "Google로"),
        ("URL", "으로", "URL로"),
        ("1", "으로", "1로"),
        ("3", "으로", "3으로"),
        ("7", "으로", "7로"),
        ("8", "으로", "8로"),
        ("0", "으로", "0으로"),
        ("판교", "이라", "판교라"),
        ("안양", "이라", "안양이라"),
        ("판교", "이나", "판교나"),
        ("안양", "이며", "안양이며"),
        ("판교", "이었", "판교였"),
        ("안양", "이었", "안양이었"),
    ],
)
def test_every_particle_has_two_forms(word: str, kind: str, spoken: str) -> None:
    assert word + particle(word, kind) == spoken


@pytest.mark.parametrize("word", ["", " ", "()", "...", "(판교)", "東京", "🙂", "é"])
def test_words_without_a_spoken_end_still_get_a_particle(word: str) -> None:
    for kind, forms in PARTICLES.items():
        assert particle(word, kind) in forms


def test_the_final_consonant_is_empty_after_a_vowel() -> None:
    assert final_consonant("판교") == ""
    assert final_consonant("서울") == "ㄹ"
