"""A cue: the smallest thing that is called."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from moderator.cues.acting import PLAIN, Acting
from moderator.cues.action import Action, Heading, Lengths
from moderator.cues.checking import Checking, Path_
from moderator.cues.claims import Claims
from moderator.cues.conditions import When, check_when
from moderator.cues.dialogue import Dialogue
from moderator.cues.groups.count_down import CountDown
from moderator.cues.groups.wide import WideSequence, WideTimeline
from moderator.cues.materials import Materials
from moderator.cues.talk import Talk
from moderator.cues.timed import Cuttable, FixedTime
from moderator.cues.written import CueNumber, Title, Written
from moderator.values.fields import DurationNs, Flag


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


KINDS: Mapping[str, type[Action]] = {
    **PLAIN,
    **{kind.kind: kind for kind in (Dialogue, Talk, WideTimeline, WideSequence, CountDown)},
}
"""The kinds of cue, in the order in which a cue's actions are listed."""


class Cue(Acting, Heading):
    """One cue: one or more actions that begin together."""

    called: ClassVar[str] = "a cue"
    kinds: ClassVar[Mapping[str, type[Action]]] = KINDS

    dialogue: Dialogue | None = None
    talk: Talk | None = None
    timeline: WideTimeline | None = None
    sequence: WideSequence | None = None
    count_down: CountDown | None = None

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
    fixed: FixedTime | None = Field(None, description="a time of day at which it is to start")
    cuttable: Cuttable = Field(False, description="may be dropped; a number: in this order")
    when: When | None = Field(None, description="it is passed over unless this holds: over > 3m")
    note: Title | None = Field(None, description="for the operator")

    def claims(self, materials: Materials) -> Claims:
        """What nobody else may use while it acts."""
        return self.claimed(self, materials)

    def check(self, path: Path_, checking: Checking) -> None:
        """Note every problem."""
        self.check_actions(path, self, checking)
        if self.when:
            check_when((*path, "when"), self.when, checking)
        if isinstance(self.on_failure, GoTo):
            checking.cue((*path, "on_failure", "go_to"), self.on_failure.go_to)

    def length_ns(self, lengths: Lengths) -> int:
        """How long it is planned to act, without its waits, nanoseconds."""
        if self.planned is not None:
            return self.planned
        return self.lasts_ns(self, lengths)

    def motions(self) -> tuple[str, ...]:
        """Every motion it can make."""
        return self._motions

    @cached_property
    def _motions(self) -> tuple[str, ...]:
        return tuple(self.does(self))

    def title(self, materials: Materials) -> str:
        """What the rundown calls it."""
        return self.name or self.told(materials)
