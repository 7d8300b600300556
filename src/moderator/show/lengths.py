"""How long things take: estimated without rendering, or measured."""

from collections.abc import Mapping
from dataclasses import dataclass

from moderator.cues.materials import Materials
from moderator.cues.play import sound_length_ns
from moderator.knowledge.template import names_in
from moderator.values.duration import NS_PER_S
from moderator.voice.line import split_marks
from moderator.voice.words import estimate_ns

_UNKNOWN_NS = 2 * NS_PER_S


@dataclass(frozen=True)
class Estimated:
    """Lengths as `check` has them: spoken lines are estimated, nothing is rendered.

    Attributes:
        materials: what the show brings.
    """

    materials: Materials

    def line_ns(self, text: str) -> int:
        """About how long a line takes."""
        words, _ = split_marks(text)
        for name in names_in(words):
            fact = self.materials.facts.find(name)
            written = fact.value.written() if fact and fact.value else "something"
            words = words.replace(f"{{{name}}}", written)
        return estimate_ns(words, self.materials.voice.rate_wpm)

    def motion_ns(self, name: str) -> int:
        """How long a motion takes, the joining on to it included."""
        if (built_in := self.materials.robot.built_in.get(name)) is not None:
            return built_in.duration_ns or _UNKNOWN_NS
        manifest = self.materials.manifest(name)
        moving = round(manifest.duration_s * NS_PER_S) if manifest else _UNKNOWN_NS
        return moving + self.materials.robot.blend_ns

    def sound_ns(self, file: str) -> int:
        """How long a sound file is."""
        return sound_length_ns(self.materials.folder / file)


@dataclass(frozen=True)
class Measured(Estimated):
    """Lengths as `plan` and a run have them: lines as they were rendered.

    Attributes:
        lines: length of each rendered line by its text as written, nanoseconds.
    """

    lines: Mapping[str, int]

    def line_ns(self, text: str) -> int:
        """How long a line takes; an estimate where it can only be rendered when it is spoken."""
        return self.lines[text] if text in self.lines else super().line_ns(text)
