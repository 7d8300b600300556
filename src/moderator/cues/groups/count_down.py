"""Count down: numerals on the beat, in chorus with the hall, and what happens at zero."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from typing_extensions import override

from moderator.cues.action import Action, Heading, Lengths, Span
from moderator.cues.checking import Checking, Path_
from moderator.cues.claims import Claims
from moderator.cues.groups.child import Child, TimedChild
from moderator.cues.groups.timeline import Timeline
from moderator.cues.materials import Materials
from moderator.cues.move import Move
from moderator.cues.speak import Speak
from moderator.cues.stage import Stage
from moderator.cues.written import MotionName, Spoken
from moderator.robot import Outcome
from moderator.values.duration import NS_PER_S, format_duration, seconds
from moderator.values.fields import DurationNs
from moderator.values.language import Language, language_of

_HIGHEST = 60
_BREATH_NS = 100_000_000
"""Left of a numeral's time for the next one to begin."""

Numeral = Annotated[int, Field(ge=1, le=_HIGHEST)]


class CountDown(Action):
    """Numerals on the beat, then what happens at zero; every moment is one of a timeline's."""

    called: ClassVar[str] = "a count-down"
    kind: ClassVar[str] = "count_down"

    from_: Numeral = Field(alias="from", description="the first numeral, up to 60")
    to: Numeral = Field(1, description="the last numeral")
    every: DurationNs = Field(NS_PER_S, ge=NS_PER_S, description="from numeral to numeral")
    language: Language | None = Field(
        None, description="of the numerals; that of the word at zero unless written"
    )
    zero: Spoken | None = Field(None, description="said at zero")
    gesture: MotionName | None = Field(None, description="its apex is at zero")
    at_zero: tuple[Child, ...] = Field((), max_length=20, description="children, all at zero")

    @model_validator(mode="after")
    def _counts_down(self) -> Self:
        if self.from_ < self.to:
            told = {"hint": "write the higher numeral as from"}
            raise PydanticCustomError("counts-up", "this counts up", told)
        return self

    @cached_property
    def timeline(self) -> Timeline:
        """What it is made of; a numeral that cannot be said stops nothing."""
        count = self.from_ - self.to + 1
        numerals = [
            TimedChild(
                at=n * self.every,
                name=str(self.from_ - n),
                speak=Speak(text=self._said(self.from_ - n)),
                on_failure="skip",
            )
            for n in range(count)
        ]
        return Timeline(children=(*numerals, *self._at_zero(count * self.every)))

    def _said(self, number: int) -> str:
        language = self.language or (language_of(self.zero) if self.zero else "en")
        return f"{_characters(number)}！" if language == "zh" else f"{number}!"

    def _at_zero(self, at: int) -> Iterator[TimedChild]:
        if self.zero:
            yield TimedChild(at=at, name="zero", speak=Speak(text=self.zero), on_failure="skip")
        if self.gesture:
            yield TimedChild(at=at, move=Move(motion=self.gesture, apex=True), on_failure="skip")
        for child in self.at_zero:
            written = {name: getattr(child, name) for name in child.model_fields_set}
            yield TimedChild(**written, at=at)

    @override
    def claims(self, heading: Heading, materials: Materials) -> Claims:
        return self.timeline.claims(heading, materials)

    @override
    def check(self, path: Path_, heading: Heading, checking: Checking) -> None:
        if self.zero:
            checking.line((*path, "zero"), self.zero, {})
        if self.gesture:
            checking.motion((*path, "gesture"), self.gesture)
        for n, child in enumerate(self.at_zero):
            child.check_actions((*path, "at_zero", n), child.heading(heading), checking)

    @override
    def length_ns(self, heading: Heading, lengths: Lengths) -> int:
        return self.timeline.length_ns(heading, lengths)

    @override
    def lead_ns(self, heading: Heading, lengths: Lengths) -> int:
        return self.timeline.lead_ns(heading, lengths)

    @override
    def spans(self, heading: Heading, lengths: Lengths, materials: Materials) -> Iterator[Span]:
        yield from self.timeline.spans(heading, lengths, materials)

    @override
    def check_times(
        self, path: Path_, heading: Heading, lengths: Lengths, checking: Checking
    ) -> None:
        for n, child in enumerate(self.at_zero):
            place = (*path, "at_zero", n)
            child.check_times(place, child.heading(heading), lengths, checking)
        if not self._check_numerals(path, lengths, checking):
            self.timeline.check_times(path, heading, lengths, checking)

    def _check_numerals(self, path: Path_, lengths: Lengths, checking: Checking) -> bool:
        """Note the first numeral that takes longer than it may; whether there is one."""
        has_ns = self.every - _BREATH_NS - lengths.voice_latency_ns()
        for number in range(self.from_, self.to - 1, -1):
            if lengths.line_ns(self._said(number)) > has_ns:
                length_s = seconds(lengths.line_ns(self._said(number)))
                what = f"{number} takes about {length_s:.2f}s, however quickly it is said"
                hint = f"write every: {format_duration(_longer(self.every))}, or a quicker voice"
                checking.warning((*path, "from"), "late-numeral", what, hint)
                return True
        return False

    @override
    async def perform(self, heading: Heading, stage: Stage) -> Outcome:
        return await self.timeline.perform(heading, stage)

    @override
    def lines(self) -> Iterator[str]:
        yield from self.timeline.lines()

    @override
    def within(self) -> Iterator[tuple[str, int]]:
        for number in range(self.to, self.from_ + 1):
            yield self._said(number), self.every - _BREATH_NS
        yield from self.timeline.within()

    @override
    def must_say(self) -> Iterator[str]:
        yield from self.timeline.must_say()

    @override
    def in_order(self) -> Iterator[str]:
        yield from self.timeline.in_order()

    @override
    def shows(self) -> Iterator[str]:
        yield from self.timeline.shows()

    @override
    def sounds(self) -> Iterator[str]:
        yield from self.timeline.sounds()

    @override
    def devices(self) -> Iterator[str]:
        yield from self.timeline.devices()

    @override
    def motions(self, heading: Heading) -> Iterator[str]:
        yield from self.timeline.motions(heading)

    @override
    def described(self, materials: Materials) -> str:
        return f"count down from {self.from_}"


def _longer(every_ns: int) -> int:
    """The next whole second."""
    return (every_ns // NS_PER_S + 1) * NS_PER_S


def _characters(number: int) -> str:
    """A numeral below a hundred in Chinese characters: 25 is 二十五. Loads nothing for it."""
    tens, units = divmod(number, 10)
    signs = " 一二三四五六七八九"
    return f"{signs[tens] if tens > 1 else ''}{'十' if tens else ''}{signs[units]}".strip()
