"""A person's recording of words, played instead of rendering them."""

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from moderator.cues.written import CueNumber, Title, Word, Written
from moderator.values.fields import DurationNs, OrElse

Hash = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9a-f]{16}$"),
    OrElse("{value} is no hash", "let `moderator script --recorded` write it"),
]


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
    words: Hash | None = Field(None, description="the hash of the words")
    sound: Hash | None = Field(None, description="the hash of the file, when it was taken in")
    cue: CueNumber | None = Field(None, description="the cue that the words were in")
    line: Title | None = Field(None, description="what they were in that cue")
