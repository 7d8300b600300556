"""What the hall sounds like, as far as a show has to know."""

from enum import StrEnum


class HallSound(StrEnum):
    """The one thing that is heard now."""

    SPEECH = "speech"
    APPLAUSE = "applause"
    SILENCE = "silence"
