"""How a language model is written in a dialogue."""

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from moderator.cues.written import Title, Written
from moderator.knowledge.model import Endpoint
from moderator.values.duration import NS_PER_S
from moderator.values.fields import DurationNs, OrElse

Address = Annotated[
    str,
    StringConstraints(pattern=r"^https?://[^\s/?#@]+(/[^\s?#]*)?$", max_length=300),
    OrElse("{value} is not an endpoint", "write it like http://127.0.0.1:11434/v1"),
]

Variable = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z_][A-Z0-9_]*$", max_length=60),
    OrElse("{value} cannot be an environment variable", "capitals and _, such as MODEL_KEY"),
]


class ModelWritten(Written):
    """A language model that drafts an answer from facts where nobody has written one."""

    called: ClassVar[str] = "a model"

    endpoint: Address = Field(description="where it is asked, as OpenAI's API is")
    name: Title = Field(description="the model's name there")
    within: DurationNs = Field(5 * NS_PER_S, description="how long it may take")
    key_from: Variable | None = Field(
        None, description="the environment variable that has its key; no key when left out"
    )

    def asked(self) -> Endpoint:
        """As it is asked."""
        return Endpoint(self.endpoint, self.name, self.within / NS_PER_S, self.key_from)
