"""How the robot sounds, as a show has it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, ClassVar

from pydantic import Field

from moderator.cues.written import Title, Written
from moderator.voice.line import VoiceSettings

_USUAL = VoiceSettings()
_SETTINGS = {"rate": "rate_wpm"}
"""What settings are called that a show calls otherwise."""


class VoiceWritten(Written):
    """How the robot sounds."""

    called: ClassVar[str] = "a voice"
    short: ClassVar[str] = "voice"

    voice: Title = Field(_USUAL.voice, description="the speech engine's name for it")
    rate: Annotated[int, Field(ge=80, le=300)] = Field(
        _USUAL.rate_wpm, description="words a minute"
    )
    pitch: Annotated[int, Field(ge=0, le=99)] = Field(
        _USUAL.pitch, description="50 as the voice has it"
    )

    def settings(self) -> VoiceSettings:
        """As the renderer takes it."""
        return VoiceSettings(self.voice, self.rate, self.pitch)


MANDARIN = VoiceSettings("cmn+f5", 200, _USUAL.pitch)
"""How Mandarin sounds where a show says nothing else: about four characters a second."""


def voices(written: Mapping[str, VoiceWritten]) -> Mapping[str, VoiceSettings]:
    """The voices of a show by name, as the renderer takes them; `zh` is that of Mandarin."""
    named = {name: voice.settings() for name, voice in written.items()}
    said = written["zh"].model_dump(exclude_unset=True) if "zh" in written else {}
    mandarin = replace(MANDARIN, **{_SETTINGS.get(key, key): said[key] for key in said})
    return {**named, "zh": mandarin}
