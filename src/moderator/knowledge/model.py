"""The interface of what asks a language model."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Endpoint:
    """A language model, as a show names it.

    Attributes:
        address: of the API.
        name: the model's.
        within_s: how long it may take, seconds.
        key_from: the environment variable that has its key, if it wants one.
    """

    address: str
    name: str
    within_s: float
    key_from: str | None = None


class Model(Protocol):
    """What asks a language model."""

    async def draft(self, endpoint: Endpoint, instructions: str, prompt: str) -> str:
        """What it writes.

        Raises:
            ModelFailed: it does not answer.
        """
