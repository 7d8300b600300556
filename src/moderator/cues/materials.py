"""What a show brings with it, that its cues refer to by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import Field

from moderator.cues.devices import Device
from moderator.cues.files import folder_of
from moderator.cues.person import PersonWritten, said
from moderator.cues.recording import Recording
from moderator.cues.voices import voices
from moderator.cues.written import Written
from moderator.document import Problems
from moderator.errors import CannotStart
from moderator.knowledge.facts import Facts
from moderator.knowledge.sources.plan import SourcePlan
from moderator.knowledge.sources.source import LIVE
from moderator.knowledge.template import names_in
from moderator.motion.library import Library
from moderator.motion.motion import Manifest, Motion
from moderator.motion.trajectory import Trajectory
from moderator.music import is_recipe, music_sound
from moderator.people import Person
from moderator.robot import BuiltIn, Capabilities
from moderator.robot.rendering import own_instead, rendered, rendered_manifest
from moderator.values.duration import NS_PER_S
from moderator.values.in_mandarin import written_in
from moderator.values.language import LANGUAGES, Language, joined, language_of
from moderator.values.sound import Sound, wav_length_ns
from moderator.voice.line import VoiceSettings, named_voice, split_marks

LIVE_SHOWN = "…"
"""What stands for a live fact where it is not known yet."""

_UNSTATED_S = 2.0
_WHOLE_BODY = ("arms", "head", "waist", "legs")


def _manifest_of(name: str, built_in: BuiltIn) -> Manifest:
    """What is known of a motion that the robot brings itself: it may move all of the body."""
    length_s = _UNSTATED_S if built_in.duration_ns is None else built_in.duration_ns / NS_PER_S
    return Manifest(name, built_in.what, length_s, {}, {}, {}, (), (), _WHOLE_BODY)


def _has_no_trajectory() -> Trajectory:
    raise CannotStart("a motion of the robot's own has no trajectory")


class SpotWritten(Written):
    """A place on stage, as the robot sees it from its mark."""

    called: ClassVar[str] = "a place on stage"

    bearing: Annotated[float, Field(ge=-180, le=180)] = Field(
        description="degrees from straight ahead, left is positive"
    )


@dataclass(frozen=True)
class Materials:
    """All that cues refer to by name.

    Attributes:
        folder: the show's folder; no path of a show leaves it, or that which it shares from.
        people: by key.
        spots: places on stage, by name.
        devices: what messages are sent to, by name.
        facts: the facts sheet.
        motions: the show's motions and those that come with every show.
        voice: how the robot sounds.
        lexicon: how words are pronounced, other than people's names.
        robot: what the robot can do.
        sources: what the show asks for facts, by name.
        voices: how it sounds where a line says so, by name, and in Mandarin: `zh`.
        language: the show's own: what people are called where no line says it.
        shares: the folder of the show that it shares from, if any.
        recordings: recordings of lines, by the hash of their words.
        within: lines that have to fit into a time, and that time, nanoseconds.
    """

    folder: Path
    people: Mapping[str, PersonWritten]
    spots: Mapping[str, SpotWritten]
    devices: Mapping[str, Device]
    facts: Facts
    motions: Library
    voice: VoiceSettings
    lexicon: Mapping[str, str]
    robot: Capabilities
    sources: Mapping[str, SourcePlan] = field(default_factory=dict)
    voices: Mapping[str, VoiceSettings] = field(default_factory=lambda: voices({}))
    language: Language = "en"
    shares: Path | None = None
    recordings: Mapping[str, Recording] = field(default_factory=dict)
    within: Mapping[str, int] = field(default_factory=dict)
    _sounds: dict[str, Sound] = field(default_factory=dict, init=False, repr=False, compare=False)
    _manifests: dict[str, list[Manifest]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _seen: dict[str, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def live(self) -> tuple[str, ...]:
        """The facts that are on no sheet, by name: read when they are spoken."""
        own = (f"{name}.{fact}" for name, plan in self.sources.items() for fact in plan.knows)
        return (*LIVE, *own)

    @property
    def sources_by_name(self) -> tuple[str, ...]:
        """Every source, those among them that each show has."""
        return tuple(dict.fromkeys(name.partition(".")[0] for name in self.live))

    def folder_of(self, file: str) -> Path:
        """The folder that has a file: the show's own, else the one that it shares from."""
        return folder_of(file, self.folder, self.shares)

    def sound(self, file: str) -> Sound:
        """A sound of the show; its file is looked at once, long before GO.

        Raises:
            wave.Error: it is not a WAV file.
            ShowHasProblems: it is written as music, with an error.
            OSError: it cannot be read.
        """
        if file not in self._sounds:
            path = self.folder_of(file) / file
            made = is_recipe(file)
            self._sounds[file] = music_sound(path) if made else Sound(path, wav_length_ns(path))
        return self._sounds[file]

    def look(self) -> None:
        """See which sounds are still there; blocking."""
        for file, sound in tuple(self._sounds.items()):
            self._seen[file] = sound.readable()

    def wrong_with_sound(self, file: str) -> str:
        """What was wrong with a sound when it was last looked at, in words; empty for nothing."""
        return "" if self._seen.get(file, True) else f"{file} is gone"

    def manifests(self, motion: str) -> list[Manifest]:
        """What the variants of a motion are, by number; without those whose file has an error."""
        if motion not in self._manifests:
            self._manifests[motion] = self._read_manifests(motion)
        return self._manifests[motion]

    def _read_manifests(self, motion: str) -> list[Manifest]:
        name = own_instead(motion, self.robot) or motion
        if names := self.motions.variants(name):
            found = (self.motions.manifest(name, Problems()) for name in names)
            return [rendered_manifest(manifest, self.robot) for manifest in found if manifest]
        built_in = self.robot.built_in.get(name)
        return [_manifest_of(name, built_in)] if built_in else []

    def motion(self, name: str) -> Motion:
        """A motion of the show, a gesture, or one of the robot's own, as the robot does it.

        Raises:
            KeyError: there is none of that name.
            ShowHasProblems: its file has an error.
        """
        name = own_instead(name, self.robot) or name
        if name in self.motions or name not in self.robot.built_in:
            return rendered(self.motions[name], self.robot)
        return Motion(_manifest_of(name, self.robot.built_in[name]), _has_no_trajectory)

    def voice_of(self, text: str) -> VoiceSettings:
        """How a line as written sounds: by the voice that it names, else by its language."""
        return self.voices.get(named_voice(text) or language_of(text), self.voice)

    @cached_property
    def pronounced(self) -> Mapping[Language, Mapping[str, str]]:
        """How words are pronounced in lines of each language, the people's names among them."""
        return {one: {**said(self.people, one), **self.lexicon} for one in LANGUAGES}

    def shown(self, text: str) -> str:
        """A line without its marks, its facts filled in; … for those that only live has."""
        words, _ = split_marks(text)
        language = language_of(text)
        for name in names_in(words):
            fact = self.facts.find(name)
            value = fact.value if fact else None
            shown = written_in(language, value) if value else LIVE_SHOWN
            words = words.replace(f"{{{name}}}", shown)
        return joined(words)

    def sampled(self, text: str) -> str:
        """A line with samples in the places of what the show's own sources say."""
        language = language_of(text)
        for name, plan in self.sources.items() if "{" in text else ():
            for fact, value in plan.samples().items():
                text = text.replace(f"{{{name}.{fact}}}", written_in(language, value))
        return text

    def person(self, key: str) -> Person:
        """Somebody, as the people contract has them: in the show's language."""
        written = self.people[key]
        return Person(key, written.name_in(self.language), written.office_in(self.language))
