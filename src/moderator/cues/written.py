"""How things are written in a show: the base of every model, and the fields they share."""

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class Written(BaseModel):
    """Anything that stands in a show file. Unknown keys are errors; nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    called: ClassVar[str] = "this"
    """What problems call it: `'tlak' is not a key of a cue`."""


CueNumber = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]{0,11}$")]
"""A cue's number: text, so that 1.10 is not 1.1."""

Spoken = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000),
    Field(description="words to speak; {fact} puts a fact in, [mark: name] marks a moment"),
]
"""A line of text that the robot speaks."""

Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
"""A name that other places refer to."""

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
"""A short text that people read."""
