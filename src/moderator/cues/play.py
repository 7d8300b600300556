"""Play: a sound from the show's folder."""

import os
import wave
from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field
from typing_extensions import override

from moderator.cues.action import Action, Heading, Lengths
from moderator.cues.checking import Checking, Path_
from moderator.cues.claims import Claims, Resource
from moderator.cues.materials import Materials
from moderator.cues.playback import Playback
from moderator.cues.stage import HEAD_START_NS, Stage
from moderator.cues.written import Title
from moderator.music import is_recipe, read_music
from moderator.robot import Outcome
from moderator.values.decibels import Lowered
from moderator.values.duration import format_duration
from moderator.values.fields import DurationNs, Flag, Share
from moderator.values.sound import wav_length_ns


class Play(Action):
    """A sound plays through the hall's loudspeakers."""

    called: ClassVar[str] = "play"
    kind: ClassVar[str] = "play"
    short: ClassVar[str] = "file"

    file: Title = Field(description="a WAV file in the show's folder, or music: *.yaml")
    level: Share = Field(1.0, description="loudness, 0 to 1")
    fade_in: DurationNs = Field(0, description="from silence to its level")
    fade_out: DurationNs = Field(0, description="to silence, before its end or when it is ended")
    loop: Flag = Field(False, description="begins again when it ends, without a gap")
    ducks: Lowered | None = Field(None, description="lowered so much while the robot speaks")
    ends_with_cue: Flag = Field(False, description="ends when the cue's other actions have ended")

    @override
    def claims(self, heading: Heading, materials: Materials) -> Claims:
        return frozenset({Resource.AUDIO})

    @override
    def check(self, path: Path_, heading: Heading, checking: Checking) -> None:
        target = checking.file((*path, "file"), self.file)
        if target and is_recipe(target):
            read_music(target, os.fspath(target), checking.problems)
        elif target:
            try:
                self._check_fades(path, wav_length_ns(target), checking)
            except (wave.Error, EOFError, OSError) as error:
                checking.error(
                    (*path, "file"),
                    "bad-sound",
                    f"{self.file!r} is not a WAV file ({str(error) or 'it is cut short'})",
                    "save it as 16-bit WAV, or write it as music: *.yaml",
                )

    def _check_fades(self, path: Path_, length_ns: int, checking: Checking) -> None:
        if not self.loop and self.fade_in + self.fade_out > length_ns:
            what = f"its fades take longer than {self.file!r} does, {format_duration(length_ns)}"
            checking.error(path, "fades-too-long", what, "shorten fade_in or fade_out")

    @override
    def sounds(self) -> Iterator[str]:
        yield self.file

    @override
    def is_under(self) -> bool:
        return self.ends_with_cue

    @override
    def length_ns(self, heading: Heading, lengths: Lengths) -> int:
        return 0 if self.ends_with_cue else lengths.sound_ns(self.file)

    @override
    def lead_ns(self, heading: Heading, lengths: Lengths) -> int:
        return HEAD_START_NS

    @override
    async def perform(self, heading: Heading, stage: Stage) -> Outcome:
        how = Playback(self.level, self.fade_in, self.fade_out, self.loop, self.ducks)
        return await stage.play(self.file, how)

    @override
    def described(self, materials: Materials) -> str:
        return f"sound {self.file}"
