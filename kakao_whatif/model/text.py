"""A text of the model in both languages of the product.

It stands apart from the catalogues: these are the case's own words, which travel in its file.
"""

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """Words in English and in Korean; where one is missing, the other serves for both.

    Examples
    --------
    >>> Text("Tistory", "티스토리").in_language("ko")
    '티스토리'
    >>> Text.plain("Pangyo").in_language("ko")
    'Pangyo'
    """

    en: str = ""
    ko: str = ""

    @classmethod
    def plain(cls, words: str) -> "Text":
        """Return a text that reads the same in both languages."""
        return cls(words, words)

    def in_language(self, language: Language) -> str:
        """Return the words in `language`."""
        return (self.ko or self.en) if language == "ko" else (self.en or self.ko)

    def __bool__(self) -> bool:
        """Return whether there are any words."""
        return bool(self.en or self.ko)
