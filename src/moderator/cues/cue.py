"""A cue: the smallest thing that is called."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from moderator.cues.action import Action, Heading, Lengths
from moderator.cues.checking import Checking, Path_
from moderator.cues.claims import Claims, in_words
from moderator.cues.dialogue import Dialogue
from moderator.cues.lower_third import LowerThird
from moderator.cues.materials import Materials
from moderator.cues.move import Move
from moderator.cues.play import Play
from moderator.cues.send import Send
from moderator.cues.speak import Speak
from moderator.cues.talk import Talk
from moderator.cues.wait import Wait
from moderator.cues.written import CueNumber, Title, Written
from moderator.values.fields import DurationNs, Flag
from moderator.voice.line import split_marks


class GoTo(Written):
    """Another cue comes instead."""

    called: ClassVar[str] = "on_failure"

    go_to: CueNumber = Field(description="the cue that comes next")


def _meant(written: object) -> str | None:
    """Which form is meant: its tag."""
    if isinstance(written, (dict, GoTo)):
        return "another cue"
    return "a word" if isinstance(written, str) else None


def _one_thing(written: object) -> object:
    if _meant(written) is None:
        told = {"hint": "write hold, skip, or {go_to: another cue}"}
        raise PydanticCustomError("wrong-shape", "one thing is wanted here", told)
    return written


OnFailure = Annotated[
    Annotated[Literal["hold", "skip"], Tag("a word")] | Annotated[GoTo, Tag("another cue")],
    Discriminator(_meant),
    BeforeValidator(_one_thing),
    Field(description="hold the show, go on as if it were done, or go to another cue"),
]


class Cue(Heading):
    """One cue: one or more actions that begin together."""

    called: ClassVar[str] = "a cue"

    speak: Speak | None = None
    move: Move | None = None
    play: Play | None = None
    wait: Wait | None = None
    dialogue: Dialogue | None = None
    talk: Talk | None = None
    send: Send | None = None
    lower_third: LowerThird | None = None

    pre_wait: DurationNs = Field(0, description="time before it acts")
    post_wait: DurationNs = Field(0, description="time after it is done")
    continue_: Literal["none", "auto_continue", "auto_follow"] | None = Field(
        None,
        alias="continue",
        description="the next cue waits for GO, starts with this one, or starts when it ends",
    )
    on_failure: OnFailure | None = Field(None, description="instead of the show's default")
    takes_over: Flag = Field(False, description="ends older cues that hold what it needs")
    armed: Flag = Field(True, description="a disarmed cue does nothing")
    planned: DurationNs | None = Field(None, description="planned time, where it is not measured")
    note: Title | None = Field(None, description="for the operator")

    @model_validator(mode="after")
    def _does_something(self) -> Self:
        if not self.actions():
            kinds = ", ".join(KINDS)
            raise PydanticCustomError(
                "empty-cue", "a cue that does nothing", {"hint": f"give it one of: {kinds}"}
            )
        return self

    def actions(self) -> tuple[Action, ...]:
        """What it does, in the order of the table of kinds."""
        return self._actions

    @cached_property
    def _actions(self) -> tuple[Action, ...]:
        return tuple(action for kind in KINDS if (action := getattr(self, kind)) is not None)

    def claims(self, materials: Materials) -> Claims:
        """What nobody else may use while it acts."""
        return frozenset().union(*(a.claims(self, materials) for a in self.actions()))

    def check(self, path: Path_, checking: Checking) -> None:
        """Note every problem."""
        for action in self.actions():
            action.check((*path, action.kind), self, checking)
        self._check_claims(path, checking)
        if isinstance(self.on_failure, GoTo):
            checking.cue((*path, "on_failure", "go_to"), self.on_failure.go_to)
        self._check_gestures((*path, "gestures"), checking)

    def _check_gestures(self, path: Path_, checking: Checking) -> None:
        if self.gestures and not (self.speak or self.dialogue or self.talk):
            checking.key_error(
                path,
                "no-line",
                "gestures without a spoken line",
                "gestures are made at the marks of a line",
            )
            return
        marks = {name for line in self.lines() for name, _ in split_marks(line)[1]}
        for mark, motion in self.gestures.items():
            checking.motion((*path, mark), motion)
            if mark not in marks:
                what = f"{mark!r} is never made: no line of this cue has its mark"
                checking.key_warning((*path, mark), "unused-gesture", what, f"write [mark: {mark}]")

    def _check_claims(self, path: Path_, checking: Checking) -> None:
        held: Claims = frozenset()
        for action in self.actions():
            claims = action.claims(self, checking.materials)
            if both := held & claims:
                checking.error(
                    (*path, action.kind),
                    "claimed-twice",
                    f"{action.kind} needs {in_words(both)}, which this cue already uses",
                    "put it in a cue of its own",
                )
            held |= claims

    def length_ns(self, lengths: Lengths) -> int:
        """How long it is planned to act, without its waits, nanoseconds."""
        if self.planned is not None:
            return self.planned
        return max(action.length_ns(self, lengths) for action in self.actions())

    def lines(self) -> Iterator[str]:
        """Every line it can speak."""
        for action in self.actions():
            yield from action.lines()

    def shows(self) -> Iterator[str]:
        """Every text with places for facts that it shows without speaking it."""
        for action in self.actions():
            yield from action.shows()

    def motions(self) -> Iterator[str]:
        """Every motion it can make."""
        for action in self.actions():
            yield from action.motions(self)

    def sounds(self) -> Iterator[str]:
        """Every sound file of the show that it plays."""
        for action in self.actions():
            yield from action.sounds()

    def title(self, materials: Materials) -> str:
        """What the rundown calls it."""
        return self.name or " + ".join(a.described(materials) for a in self.actions())


KINDS: dict[str, type[Action]] = {
    kind.kind: kind for kind in (Speak, Move, Play, Wait, Dialogue, Talk, Send, LowerThird)
}
"""The kinds of cue, in the order in which a cue's actions are listed."""
