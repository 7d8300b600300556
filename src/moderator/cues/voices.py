"""How the robot sounds, as a show has it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import Field

from moderator.cues.files import folder_of
from moderator.cues.written import Title, Written
from moderator.voice.line import VoiceSettings
from moderator.voice.neural_voice import MODEL

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

    neural: Title | None = Field(
        None,
        description="a neural voice, for which the one above stands in: joe, or the path of a "
        "Piper model in the show's folder",
    )

    def settings(self, folder: Path = Path()) -> VoiceSettings:
        """As the renderer takes it, models being in a show's folder."""
        return VoiceSettings(self.voice, self.rate, self.pitch, _neural(self.neural, folder))


def _neural(written: str | None, folder: Path) -> str:
    if not written or not written.endswith(MODEL):
        return written or ""
    return str((folder / written).resolve())


MANDARIN = VoiceSettings("cmn+f5", 200, _USUAL.pitch)
"""How Mandarin sounds where a show says nothing else: about four characters a second."""


def voices(
    written: Mapping[str, VoiceWritten], folder: Path = Path(), shares: Path | None = None
) -> Mapping[str, VoiceSettings]:
    """The voices of a show by name, as the renderer takes them; `zh` is that of Mandarin."""
    named = {
        name: voice.settings(folder_of(voice.neural or "", folder, shares))
        for name, voice in written.items()
    }
    said = written["zh"].model_fields_set if "zh" in written else frozenset()
    fields = {_SETTINGS.get(key, key) for key in said}
    as_written = {field: getattr(named["zh"], field) for field in sorted(fields)}
    return {**named, "zh": replace(MANDARIN, **as_written)}
