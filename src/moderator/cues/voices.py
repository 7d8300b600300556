"""How the robot sounds, as a show has it."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from moderator.cues.written import Title, Written
from moderator.values.language import Language
from moderator.voice.line import VoiceSettings

_USUAL = VoiceSettings()


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


class MandarinVoiceWritten(VoiceWritten):
    """How the robot sounds in Mandarin."""

    voice: Title = Field("cmn+f5", description="the speech engine's name for it")
    rate: Annotated[int, Field(ge=80, le=300)] = Field(
        200, description="as in English; 200 is about four characters a second"
    )


class VoicesWritten(Written):
    """The voices of lines that are not in English, by language."""

    called: ClassVar[str] = "voices"

    zh: MandarinVoiceWritten = Field(MandarinVoiceWritten(), description="Mandarin")

    def settings(self) -> Mapping[Language, VoiceSettings]:
        """As the renderer takes them."""
        return {"zh": self.zh.settings()}
