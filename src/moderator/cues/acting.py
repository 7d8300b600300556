"""Actions that begin together: what a cue and a child of a group have in common."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import ClassVar, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from moderator.cues.action import Action, Heading, Lengths, Span
from moderator.cues.checking import Checking, Path_
from moderator.cues.claims import Claims, in_words
from moderator.cues.fade import Fade, StopSound
from moderator.cues.light import Light
from moderator.cues.lower_third import LowerThird
from moderator.cues.materials import Materials
from moderator.cues.move import Move
from moderator.cues.obs import Obs
from moderator.cues.play import Play
from moderator.cues.send import Send
from moderator.cues.speak import Speak
from moderator.cues.wait import Wait
from moderator.cues.written import Written
from moderator.voice.line import split_marks

PLAIN: Mapping[str, type[Action]] = {
    kind.kind: kind
    for kind in (Speak, Move, Play, Fade, StopSound, Wait, Send, LowerThird, Obs, Light)
}
"""The kinds that may stand anywhere, in the order in which actions are listed."""

_MARKED = ("speak", "dialogue", "talk")
"""The kinds whose lines have marks."""


class Acting(Written):
    """One or more actions that begin together."""

    kinds: ClassVar[Mapping[str, type[Action]]] = PLAIN
    """What it can do, in the order in which its actions are listed."""

    speak: Speak | None = None
    move: Move | None = None
    play: Play | None = None
    fade: Fade | None = None
    stop_sound: StopSound | None = None
    wait: Wait | None = None
    send: Send | None = None
    lower_third: LowerThird | None = None
    obs: Obs | None = None
    light: Light | None = None

    @model_validator(mode="after")
    def _does_something(self) -> Self:
        if not self.actions():
            told = {"hint": f"give it one of: {', '.join(self.kinds)}"}
            raise PydanticCustomError("empty-cue", f"{self.called} that does nothing", told)
        return self

    def actions(self) -> tuple[Action, ...]:
        """What it does, in the order of the table of kinds."""
        return self._actions

    @cached_property
    def _actions(self) -> tuple[Action, ...]:
        return tuple(action for kind in self.kinds if (action := getattr(self, kind)) is not None)

    def claimed(self, heading: Heading, materials: Materials) -> Claims:
        """What nobody else may use while it acts."""
        return frozenset().union(*(a.claims(heading, materials) for a in self.actions()))

    def check_actions(self, path: Path_, heading: Heading, checking: Checking) -> None:
        """Note every problem of what it does."""
        held: Claims = frozenset()
        for action in self.actions():
            action.check((*path, action.kind), heading, checking)
        for action in self.actions():
            claims = action.claims(heading, checking.materials)
            if both := held & claims:
                checking.error(
                    (*path, action.kind),
                    "claimed-twice",
                    f"{action.kind} needs {in_words(both)}, which {self._this} already uses",
                    f"put it in {self.called} of its own",
                )
            held |= claims
        self._check_gestures((*path, "gestures"), heading, checking)

    @property
    def _this(self) -> str:
        return self.called.replace("a ", "this ", 1)

    def _check_gestures(self, path: Path_, heading: Heading, checking: Checking) -> None:
        speaking = [action for action in self.actions() if action.kind in _MARKED]
        if heading.gestures and not speaking:
            checking.key_error(
                path,
                "no-line",
                "gestures without a spoken line",
                "gestures are made at the marks of a line",
            )
            return
        lines = (line for action in speaking for line in action.lines())
        marks = {name for line in lines for name, _ in split_marks(line)[1]}
        for mark, motion in heading.gestures.items():
            checking.motion((*path, mark), motion)
            if mark not in marks:
                what = f"{mark!r} is never made: no line of {self._this} has its mark"
                checking.key_warning((*path, mark), "unused-gesture", what, f"write [mark: {mark}]")

    def check_times(
        self, path: Path_, heading: Heading, lengths: Lengths, checking: Checking
    ) -> None:
        """Note every problem that planned lengths show."""
        for action in self.actions():
            action.check_times((*path, action.kind), heading, lengths, checking)

    def spans(self, heading: Heading, lengths: Lengths, materials: Materials) -> Iterator[Span]:
        """When it is planned to hold what."""
        for action in self.actions():
            yield from action.spans(heading, lengths, materials)

    def lasts_ns(self, heading: Heading, lengths: Lengths) -> int:
        """How long it is planned to act, nanoseconds."""
        return max(action.length_ns(heading, lengths) for action in self.actions())

    def lines(self) -> tuple[str, ...]:
        """Every line it can speak."""
        return self._lines

    @cached_property
    def _lines(self) -> tuple[str, ...]:
        return tuple(line for action in self.actions() for line in action.lines())

    def within(self) -> Iterator[tuple[str, int]]:
        """Each line that has to fit into a time, and that time, nanoseconds."""
        for action in self.actions():
            yield from action.within()

    def must_say(self) -> Iterator[str]:
        """The lines without which it cannot be done."""
        for action in self.actions():
            yield from action.must_say()

    def in_order(self) -> Iterator[str]:
        """What it says when all goes as it is written, in order."""
        for action in self.actions():
            yield from action.in_order()

    def shows(self) -> Iterator[str]:
        """Every text with places for facts that it shows without speaking it."""
        for action in self.actions():
            yield from action.shows()

    def sounds(self) -> tuple[str, ...]:
        """Every sound file of the show that it plays."""
        return self._sounds

    @cached_property
    def _sounds(self) -> tuple[str, ...]:
        return tuple(sound for action in self.actions() for sound in action.sounds())

    def devices(self) -> Iterator[str]:
        """Every device of the show that it sends to."""
        for action in self.actions():
            yield from action.devices()

    def does(self, heading: Heading) -> Iterator[str]:
        """Every motion it can make."""
        for action in self.actions():
            yield from action.motions(heading)

    def told(self, materials: Materials) -> str:
        """What it does, in words."""
        return " + ".join(action.described(materials) for action in self.actions())
