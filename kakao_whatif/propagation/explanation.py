"""Why a service is as it is: the answer that `Impact.explain` gives, as values, data and sentences.

It stands apart from `explain`, which finds the reasons.
"""

from dataclasses import dataclass
from typing import Any

from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.propagation import wording
from kakao_whatif.propagation.reason import Branch, Cause, Reason
from kakao_whatif.text.catalogue import Parts, plain


@dataclass(frozen=True)
class Explanation:
    """Why a service is as it is.

    Parameters
    ----------
    system
        The system as it is under the scenario.
    id, status
        The service and its status.
    reason
        One minimal reason; None if it is UP.
    also
        Other reasons. Each would suffice with the losses of all the others given back.
    shared
        Conditions that fail too, through losses of several reasons.
    sign_in
        Why nobody could sign in to a service that is DARK anyway.
    """

    system: System
    id: str
    status: Status
    reason: Reason | None
    also: tuple[Reason, ...] = ()
    shared: tuple[Cause, ...] = ()
    sign_in: tuple[Reason, ...] = ()

    @property
    def tree(self) -> Branch | None:
        """The main reason as a tree of causes; None if the service is UP."""
        return self.reason.tree if self.reason else None

    def why(self, language: Language) -> tuple[Parts, ...]:
        """Return the main reason as sentences in which names stand apart."""
        return wording.why(self.system, self.id, self.reason, language)

    def also_parts(self, language: Language) -> tuple[Parts, ...]:
        """Return the other ways of the main reason, then the other reasons with theirs."""
        reasons = (self.reason, *self.also) if self.reason else ()
        return wording.also(self.system, reasons, self.shared, language)

    def sign_in_parts(self, language: Language) -> tuple[Parts, ...]:
        """Return why nobody could sign in either, a sentence for each reason."""
        return wording.sign_in(self.system, self.id, self.sign_in, language)

    def sentences(self, language: Language = "en") -> tuple[str, ...]:
        """Return everything there is to say, as plain sentences."""
        told = (*self.why(language), *self.also_parts(language), *self.sign_in_parts(language))
        return tuple(plain(sentence) for sentence in told)

    def to_data(self) -> dict[str, Any]:
        """Return the explanation as plain data."""
        return {
            "id": self.id,
            "status": self.status.word,
            "reason": self.reason.to_data() if self.reason else None,
            "also": [reason.to_data() for reason in self.also],
            "shared": [cause.to_data() for cause in self.shared],
            "sign_in": [reason.to_data() for reason in self.sign_in],
        }
