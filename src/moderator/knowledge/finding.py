"""Finding what to answer: one way after another, each for its own short time."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from moderator.errors import ModeratorError
from moderator.knowledge.template import Filled

How = Literal["scripted", "facts", "model", "operator", "deflected"]
"""The ways in which a question can be answered, in the order in which they are tried."""


@dataclass(frozen=True)
class Found:
    """An answer that may be given.

    Attributes:
        how: the way in which it was found.
        line: as written, with places for facts.
        filled: the same with the facts of now.
        id: the scripted answer's; None of any other.
    """

    how: How
    line: str
    filled: Filled
    id: str | None = None


class Way(Protocol):
    """One way to find an answer."""

    @property
    def how(self) -> How:
        """What it is called."""

    @property
    def within_s(self) -> float:
        """How long it may take, seconds on the loop's clock."""

    async def find(self, question: str) -> Found | None:
        """An answer; None when there is none this way.

        Raises:
            Exception: it failed; the next way is tried.
        """


async def find(
    question: str, ways: Iterable[Way], failed: Callable[[How, str], object]
) -> Found | None:
    """Find an answer; None when no way has one.

    Args:
        question: as heard.
        ways: in the order in which they are tried.
        failed: told of each that failed, and why.
    """
    for way in ways:
        try:
            async with asyncio.timeout(way.within_s):
                found = await way.find(question)
        except TimeoutError:
            failed(way.how, f"it took more than {way.within_s:g} s")
        except ModeratorError as error:
            failed(way.how, error.message)
        except Exception as error:  # noqa: BLE001 — a defect in one way must not end the show
            failed(way.how, f"a defect: {type(error).__name__}")  # its words may have the question
        else:
            if found:
                return found
    return None
