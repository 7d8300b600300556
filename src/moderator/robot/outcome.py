"""How something that a robot was asked to do has ended."""

from dataclasses import dataclass
from enum import StrEnum


class Ended(StrEnum):
    """The five ways; there is no sixth."""

    SUCCEEDED = "succeeded"
    CANCELLED = "cancelled"
    ABORTED = "aborted"
    REJECTED = "rejected"
    UNKNOWN = "unknown"
    """The link was lost: nobody knows. Never reported as done."""


@dataclass(frozen=True)
class Outcome:
    """An end and, where it is not a success, its reason.

    Attributes:
        ended: which of the five.
        code: the robot's own short code when it aborted, else empty.
        why: one sentence for the operator, empty for a success.
    """

    ended: Ended
    code: str = ""
    why: str = ""

    @property
    def ok(self) -> bool:
        """Whether it was done, and is known to be."""
        return self.ended is Ended.SUCCEEDED

    @classmethod
    def succeeded(cls) -> "Outcome":
        """It was done."""
        return cls(Ended.SUCCEEDED)

    @classmethod
    def cancelled(cls, why: str = "") -> "Outcome":
        """It was ended before its time because somebody asked."""
        return cls(Ended.CANCELLED, why=why)

    @classmethod
    def aborted(cls, code: str, why: str) -> "Outcome":
        """It broke while it ran."""
        return cls(Ended.ABORTED, code, why)

    @classmethod
    def rejected(cls, why: str) -> "Outcome":
        """It never began."""
        return cls(Ended.REJECTED, why=why)

    @classmethod
    def unknown(cls, why: str) -> "Outcome":
        """Nobody knows how it ended."""
        return cls(Ended.UNKNOWN, why=why)
