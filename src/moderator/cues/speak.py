"""Speak: the robot says a line."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field
from typing_extensions import override

from moderator.cues.action import Action, Heading, Lengths, Span
from moderator.cues.checking import Checking, Path_, claims_of
from moderator.cues.claims import Claims, Resource
from moderator.cues.conditions import When, check_when
from moderator.cues.materials import Materials
from moderator.cues.stage import HEAD_START_NS, Stage
from moderator.cues.written import Spoken, Written
from moderator.robot import Outcome
from moderator.voice.line import split_marks


class SpeakVariant(Written):
    """Other words for a line."""

    called: ClassVar[str] = "a variant"

    when: When = Field(description="the condition under which they are said, such as over > 3m")
    text: Spoken = Field(description="what is said then")


class Speak(Action):
    """The robot says a line, with gestures at its marks."""

    called: ClassVar[str] = "speak"
    kind: ClassVar[str] = "speak"
    short: ClassVar[str] = "text"

    text: Spoken = Field(description="what is said")
    variants: tuple[SpeakVariant, ...] = Field(
        (), description="other words: the first whose condition holds when the cue acts"
    )

    @override
    def claims(self, heading: Heading, materials: Materials) -> Claims:
        claimed: Claims = frozenset({Resource.VOICE})
        for mark in (mark for line in self.lines() for mark, _ in split_marks(line)[1]):
            claimed |= claims_of(*materials.manifests(heading.gestures.get(mark, "")))
        return claimed

    @override
    def check(self, path: Path_, heading: Heading, checking: Checking) -> None:
        checking.line(path, self.text, heading.gestures)
        for number, variant in enumerate(self.variants):
            here = (*path, "variants", number)
            checking.line((*here, "text"), variant.text, heading.gestures)
            check_when((*here, "when"), variant.when, checking)

    @override
    def length_ns(self, heading: Heading, lengths: Lengths) -> int:
        return lengths.voice_latency_ns() + self._heard_ns(heading, lengths)

    def _heard_ns(self, heading: Heading, lengths: Lengths) -> int:
        """From where its sound begins until words and gestures are over."""
        gestures = (
            lengths.mark_ns(self.text, mark) + lengths.motion_ns(heading.gestures[mark])
            for mark, _ in split_marks(self.text)[1]
            if mark in heading.gestures
        )
        return max(lengths.line_ns(self.text), *gestures, 0)

    @override
    def lead_ns(self, heading: Heading, lengths: Lengths) -> int:
        late_ns = lengths.voice_latency_ns()
        return max(map(lengths.lead_ns, self.lines())) + HEAD_START_NS + late_ns

    @override
    def after_ns(self, heading: Heading, lengths: Lengths) -> int:
        return self._heard_ns(heading, lengths) - lengths.lead_ns(self.text)

    @override
    def spans(self, heading: Heading, lengths: Lengths, materials: Materials) -> Iterator[Span]:
        begins_ns = -lengths.lead_ns(self.text)
        voice_ns = lengths.line_ns(self.text)
        yield Span(begins_ns, begins_ns + voice_ns, frozenset({Resource.VOICE}))
        for mark, _ in split_marks(self.text)[1]:
            if motion := heading.gestures.get(mark):
                made_ns = begins_ns + lengths.mark_ns(self.text, mark)
                claims = claims_of(*materials.manifests(motion))
                yield Span(made_ns, made_ns + lengths.motion_ns(motion), claims)

    @override
    async def perform(self, heading: Heading, stage: Stage) -> Outcome:
        holding = (variant.text for variant in self.variants if stage.holds(variant.when))
        return await stage.say(next(holding, self.text))

    @override
    def lines(self) -> Iterator[str]:
        yield self.text
        yield from (variant.text for variant in self.variants)

    @override
    def in_order(self) -> Iterator[str]:
        yield self.text

    @override
    def described(self, materials: Materials) -> str:
        words = materials.shown(self.text)
        return words if len(words) <= 60 else words[:57].rsplit(" ", 1)[0] + " …"
