"""Talk: a human speaker has the stage for an allotted time, and the robot keeps it."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from pydantic import Field, PrivateAttr
from typing_extensions import override

from moderator.cues.action import Action, Heading, Lengths
from moderator.cues.checking import Checking, Path_
from moderator.cues.claims import Claims, Resource
from moderator.cues.ladder import open_palm
from moderator.cues.materials import Materials
from moderator.cues.moderating import Moderating
from moderator.cues.person import PersonWritten
from moderator.cues.stage import Stage
from moderator.cues.talk_checks import check_talk
from moderator.cues.talk_words import Kind, Speaker
from moderator.cues.talk_written import USUAL_ENDS, Courtesy, EndsOn, IfAbsent, IfMoved
from moderator.cues.written import Spoken, Title, Word
from moderator.robot import Outcome
from moderator.values.fields import DurationNs
from moderator.values.language import Language, language_of
from moderator.voice.line import split_marks

_MARKS: Mapping[Kind, str] = {"welcome": "usual_palm", "thanks": "usual_applause"}
"""What is put at the beginning of lines that have no mark of their own."""


class Talk(Action):
    """A human speaker's time on stage."""

    called: ClassVar[str] = "a talk"
    kind: ClassVar[str] = "talk"

    by: Word = Field(description="who speaks, a key of `people`")
    title: Title | None = Field(None, description="of the talk")
    at: Word | None = Field(None, description="where they stand, a key of `spots`")
    introduce: Spoken | None = Field(None, description="said first; `usual`: who, and on what")
    welcome: Spoken | None = Field(None, description="said with an open palm as they walk on")
    thanks: Spoken | None = Field(None, description="said with applause when the talk has ended")
    if_moved: IfMoved = Field(IfMoved(), description="said when talks are heard in another order")
    walk_on: DurationNs = Field(30_000_000_000, description="time they have to reach their place")
    allotted: DurationNs = Field(description="their time")
    warn: dict[DurationNs, Literal["amber", "red"]] = Field(
        {}, description="colours on the confidence monitor, by the time left"
    )
    overtime: dict[DurationNs, Courtesy] = Field(
        {}, description="what the robot does, by the time over, gentlest first"
    )
    remind: Spoken | None = Field(None, description="the spoken courtesy of the overtime ladder")
    hand_over: Literal["operator", "robot"] = Field(
        "operator", description="who ends the talk at the ladder's last grade"
    )
    ends_on: EndsOn = Field(USUAL_ENDS, description="what the audio gate has to hear at the end")
    if_absent: IfAbsent | None = Field(None, description="when they do not come")

    _speaker: Speaker | None = PrivateAttr(None)

    def bind(self, person: PersonWritten, number: int, of: int, language: Language) -> None:
        """Tell whose talk it is; the show does once it is read.

        Args:
            person: who speaks.
            number: the talk's place among its act's talks, from 1.
            of: how many those are.
            language: the show's own.
        """
        mandarin = language == "zh" or language_of(self.title or "") == "zh"
        self._speaker = Speaker(person, self.title or "", number, of, "zh" if mandarin else "en")

    def speaker(self, materials: Materials) -> Speaker:
        """Who speaks, on what, and among how many."""
        if self._speaker is None:
            self.bind(materials.people[self.by], 1, 1, materials.language)
        assert self._speaker is not None
        return self._speaker

    @override
    def claims(self, heading: Heading, materials: Materials) -> Claims:
        return frozenset({Resource.VOICE, Resource.HEAD, Resource.WAIST, Resource.ARMS})

    @override
    def check(self, path: Path_, heading: Heading, checking: Checking) -> None:
        check_talk(self, path, heading, checking)

    @override
    def length_ns(self, heading: Heading, lengths: Lengths) -> int:
        said = sum(self._said_ns(kind, lengths) for kind in ("introduce", "welcome", "thanks"))
        return said + self.walk_on + self.allotted

    def _said_ns(self, kind: Kind, lengths: Lengths) -> int:
        line = self.line(kind)
        if not line:
            return 0
        usual = self.gestures_of({}, 0.0)
        marks = [mark for mark, _ in split_marks(line)[1] if mark in usual]
        made = (lengths.mark_ns(line, mark) + lengths.motion_ns(usual[mark]) for mark in marks)
        return max(lengths.line_ns(line), *made, 0)

    def written_lines(self) -> Iterator[tuple[tuple[str, ...], Kind, str]]:
        """Each line that it has: where it is written, which it is, and as written."""
        whole: tuple[tuple[Kind, str | None], ...] = (
            ("introduce", self.introduce),
            ("welcome", self.welcome),
            ("thanks", self.thanks),
            ("remind", self.remind),
        )
        yield from (((kind,), kind, text) for kind, text in whole if text)
        if self.introduce:
            yield ("if_moved", "earlier"), "earlier", self.if_moved.earlier
            yield ("if_moved", "later"), "later", self.if_moved.later
        if self.if_absent:
            yield ("if_absent", "say"), "if_absent", self.if_absent.say

    def line(self, kind: Kind, place: int | None = None) -> str:
        """One of its lines as it is spoken in a place; empty where it has none."""
        for _, one, text in self.written_lines():
            if one == kind and self._speaker:
                return self.staged(self._speaker.line(text, kind, place), kind)
        return ""

    @staticmethod
    def staged(line: str, kind: Kind) -> str:
        """A line with the usual gesture at its beginning, where it has none of its own."""
        mark = _MARKS.get(kind)
        return line if not mark or split_marks(line)[1] else f"[mark: {mark}] {line}"

    @staticmethod
    def gestures_of(gestures: Mapping[str, str], bearing: float) -> Mapping[str, str]:
        """The motion at each mark of its lines: the cue's own, and the usual ones.

        Args:
            gestures: the cue's own.
            bearing: where the speaker stands, degrees to the left.
        """
        return {"usual_palm": open_palm(bearing), "usual_applause": "applause", **gestures}

    @override
    def lines(self) -> Iterator[str]:
        for _, kind, text in self.written_lines():
            if self._speaker:
                variants = self._speaker.variants(text, kind)
                yield from dict.fromkeys(self.staged(line, kind) for line in variants)

    @override
    def must_say(self) -> Iterator[str]:
        """It is the speaker who speaks."""
        yield from ()

    @override
    def in_order(self) -> Iterator[str]:
        """Until they speak."""
        yield from filter(None, (self.line("introduce"), self.line("welcome")))

    @override
    def motions(self, heading: Heading) -> Iterator[str]:
        yield from heading.gestures.values()
        yield from (open_palm(1), open_palm(-1))
        if self.thanks:
            yield "applause"

    @override
    async def perform(self, heading: Heading, stage: Stage) -> Outcome:
        self.speaker(stage.materials)
        with stage.floor() as floor:
            return await Moderating(self, heading, floor, stage).perform()

    @override
    def described(self, materials: Materials) -> str:
        """The speaker and the talk's title."""
        people = materials.people
        name = people[self.by].name_in(materials.language) if self.by in people else self.by
        return f"{name}: {self.title}" if self.title else f"{name} speaks"
