"""A person's recording of words, played instead of rendering them."""

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from moderator.cues.written import Title, Word, Written
from moderator.values.fields import DurationNs


class Recording(Written):
    """Words as somebody has read them."""

    called: ClassVar[str] = "a recording"

    file: Title = Field(description="a WAV file in the show's folder")
    text: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=8000)
    ] = Field(description="the words in it, as captions have them")
    marks: dict[Word, DurationNs] = Field(
        {}, description="when each mark of the line is, from the file's beginning"
    )
