"""How long things take: estimated without rendering, or measured."""

from collections.abc import Mapping
from dataclasses import dataclass

from moderator.cues.materials import LIVE_SHOWN, Materials
from moderator.motion.motion import Manifest
from moderator.show.script.recordings import recording_of
from moderator.values.duration import NS_PER_S
from moderator.values.language import language_of
from moderator.values.sound import Sound
from moderator.values.wav_header import wav_file_length_ns
from moderator.voice.fitting import QUICKEST
from moderator.voice.line import split_marks
from moderator.voice.mandarin_estimate import estimate_mandarin_ns
from moderator.voice.words import estimate_ns

_UNKNOWN_NS = 2 * NS_PER_S
_NEAR_RAD = 0.01


@dataclass(frozen=True)
class Estimated:
    """Lengths as `check` has them: spoken lines are estimated, nothing is rendered.

    Attributes:
        materials: what the show brings.
    """

    materials: Materials

    def line_ns(self, text: str) -> int:
        """About how long a line takes; of one that is recorded, how long the recording is."""
        if recording := recording_of(text, self.materials):
            return wav_file_length_ns(self.materials.folder / recording.file)
        usual_ns = self._usual_ns(text)
        within_ns = self.materials.within.get(text, usual_ns)
        return min(usual_ns, max(within_ns, round(usual_ns / QUICKEST)))

    def _usual_ns(self, text: str) -> int:
        """About how long a line takes that may take as long as it takes."""
        shown = self.materials.shown(self.materials.sampled(text))
        rate = self.materials.voice_of(text).rate_wpm
        if language_of(text) == "zh":
            return estimate_mandarin_ns(shown.replace(LIVE_SHOWN, "十点十五分"), rate)
        return estimate_ns(shown.replace(LIVE_SHOWN, "something"), rate)

    def mark_ns(self, text: str, mark: str) -> int:
        """About when a mark comes: its share of the line's letters."""
        words, marks = split_marks(text)
        return round(self.line_ns(text) * dict(marks)[mark] / max(1, len(words)))

    def motion_ns(self, name: str) -> int:
        """How long a motion takes in the longest of its variants, the joining on to it included."""
        return max(map(self._made_ns, self.materials.manifests(name)), default=_UNKNOWN_NS)

    def shortest_motion_ns(self, name: str) -> int:
        """How long it takes in the shortest of them."""
        return min(map(self._made_ns, self.materials.manifests(name)), default=_UNKNOWN_NS)

    def _made_ns(self, manifest: Manifest) -> int:
        rest = self.materials.robot.rest
        from_rest = all(
            abs(angle - rest.get(joint, angle)) < _NEAR_RAD
            for joint, angle in manifest.start_rad.items()
        )
        joining = 0 if from_rest else self.materials.robot.blend_ns
        return round(manifest.duration_s * NS_PER_S) + joining

    def sound_ns(self, file: str) -> int:
        """How long a sound file is."""
        return self.materials.sound(file).duration_ns

    def lead_ns(self, text: str) -> int:  # noqa: ARG002 # only rendering it tells
        """How long before a line's first word its sound begins: nothing, until it is rendered."""
        return 0

    def voice_latency_ns(self) -> int:
        """How late the robot's own voice is."""
        return self.materials.robot.voice_latency_ns

    def apex_ns(self, motion: str) -> int:
        """When a motion's apex is, from rest, in the variant where that takes longest."""
        return max(map(self._apex_ns, self.materials.manifests(motion)), default=0)

    def _apex_ns(self, manifest: Manifest) -> int:
        joining_ns = self._made_ns(manifest) - round(manifest.duration_s * NS_PER_S)
        return joining_ns + round((manifest.apex_s or 0.0) * NS_PER_S)


@dataclass(frozen=True)
class Measured(Estimated):
    """Lengths as `plan` and a run have them: lines as they were rendered.

    Attributes:
        sounds: the sound of each rendered line, by its text as written.
    """

    sounds: Mapping[str, Sound]

    def line_ns(self, text: str) -> int:
        """How long a line takes; an estimate where it can only be rendered when it is spoken."""
        sound = self.sounds.get(text)
        return sound.duration_ns if sound else super().line_ns(text)

    def mark_ns(self, text: str, mark: str) -> int:
        """When a mark is heard."""
        sound = self.sounds.get(text)
        return dict(sound.marks)[mark] if sound else super().mark_ns(text, mark)

    def lead_ns(self, text: str) -> int:
        """How long before a line's first word its sound begins."""
        sound = self.sounds.get(text)
        return sound.first_word_ns if sound else 0
