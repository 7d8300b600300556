"""How a motion of the whole body is written: poses in space, and keyframes that pass through them.

Lengths are centimetres, angles degrees. What is told of one side is told outward from the body's
middle, so that a pose and its mirror image are written alike; a turn to the left is positive.
"""

import re
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from moderator.motion.score import Names
from moderator.values.fields import DurationNs, Flag

Centimetres = Annotated[float, Field(ge=-200, le=200, allow_inf_nan=False)]
Degrees = Annotated[float, Field(ge=-360, le=360, allow_inf_nan=False)]
Percent = Annotated[float, Field(ge=50, le=100, allow_inf_nan=False)]

DIRECTIONS = ("ahead", "back", "up", "down", "out", "in")


def _direction(value: object) -> object:
    words = value.split() if isinstance(value, str) else ()
    if words and all(word in DIRECTIONS for word in words):
        return tuple(words)
    hint = f"one or more of {', '.join(DIRECTIONS)}, such as 'down ahead'"
    raise PydanticCustomError(
        "bad-value", "{value} is not a direction", {"value": repr(value), "hint": hint}
    )


def _weight(value: object) -> object:
    words = value.split() if isinstance(value, str) else []
    if words == ["both"]:
        return 0.5
    side, *rest = words or [""]
    share = re.fullmatch(r"(\d{1,3})%", " ".join(rest) or "100%")
    if side in ("left", "right") and share and int(share[1]) <= 100:
        part = int(share[1]) / 100
        return part if side == "left" else 1.0 - part
    told = {"value": repr(value), "hint": "write left, right, both, or such as left 70%"}
    raise PydanticCustomError("bad-value", "{value} does not share the weight", told)


Direction = Annotated[tuple[str, ...], BeforeValidator(_direction)]
Weight = Annotated[float, BeforeValidator(_weight)]
"""The left foot's share, 0 to 1; written `left`, `right`, `both` or `left 70%`."""


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class HandWritten(_Written):
    """Where a palm is, how it is turned and where its elbow hangs."""

    called: ClassVar[str] = "a hand"

    at: Annotated[list[Centimetres], Field(min_length=3, max_length=3)] | None = None
    """Ahead of the hips, out from the body's middle, up from the hips; as the chest is turned."""
    palm: Direction | None = None
    """Where the palm looks."""
    fingers: Direction | None = None
    """Where the fingers point."""
    elbow: Degrees | None = None
    """How far the elbow is raised outward from hanging under the line from shoulder to hand."""


class FootWritten(_Written):
    """Where a foot is put, seen from the other foot, along the way that the body faces."""

    called: ClassVar[str] = "a foot"

    ahead: Centimetres | None = None
    """In front of the other foot."""
    apart: Centimetres | None = None
    """Out from the other foot, to its own side."""
    turn: Degrees | None = None
    """How far its toes are turned out."""
    up: Annotated[float, Field(ge=0, le=100)] = 0.0
    """How high it is held; 0 when it stands."""
    toes: Degrees = 0.0
    """How far its toes are raised while it is held."""


class _Figure(_Written):
    """What a pose or a keyframe sets."""

    mirror: Names = []
    """Poses to take with left and right exchanged."""
    left_hand: HandWritten | None = None
    right_hand: HandWritten | None = None
    both_hands: HandWritten | None = None
    left_foot: FootWritten | None = None
    right_foot: FootWritten | None = None
    weight: Weight | None = None
    """Which foot bears how much: `left`, `right`, `both`, `left 70%`."""
    height: Percent | None = None
    """How high the hips are, of their height when the legs are straight."""
    lean: Degrees | None = None
    """How far the trunk leans forward."""
    face: Degrees | None = None
    """Where the hips face, from the audience to the left."""
    waist: Degrees | None = None
    """How far the chest is turned to the left of the hips."""
    gaze: Literal["ahead", "down", "left_hand", "right_hand", "audience"] | None = None
    """What the head is turned to, as far as it goes."""


class FigureWritten(_Figure):
    """A named pose, of the whole body or of a part of it."""

    called: ClassVar[str] = "a pose"

    like: Names = []
    """Poses to begin with, later ones over earlier ones."""


class MomentWritten(_Figure):
    """A pose and when it is reached."""

    called: ClassVar[str] = "a keyframe"

    after: DurationNs = 0
    """Time since the keyframe before it was left."""
    pose: Names = []
    """Named poses, later ones over earlier ones; then `mirror`, then what is written here."""
    hold: DurationNs = 0
    """Time to stay in it."""
    breath: Literal["in", "out"] | None = None
    """How a person breathes on the way to it."""
    apex: Flag = False
    """Whether this is the pose that the form is known by, rather than its last one."""


class FormWritten(_Written):
    """A named stretch; it begins where the one before ended."""

    called: ClassVar[str] = "a form"

    phrase: str
    """Its name, as people call it."""
    original: str = ""
    """Its name in the language it comes from."""
    adapted: str = ""
    """What is done otherwise than a person would, and why."""
    keyframes: Annotated[list[MomentWritten], Field(min_length=1)]


class WholeBodyScore(_Written):
    """A motion file that says where hands and feet are, rather than what each joint does."""

    called: ClassVar[str] = "a whole-body score"

    score: Literal["whole_body"]
    """That it is one."""
    motion: str
    """The motion's name, which is the file's."""
    about: str
    """What the audience sees, in one sentence."""
    trail: dict[Literal["hands", "gaze"], DurationNs] = {}
    """What follows the rest of the body a little later."""
    poses_from: str | None = None
    """A score beside it whose poses are known here too; its file's name."""
    poses: dict[str, FigureWritten] = {}
    phrases: Annotated[list[FormWritten], Field(min_length=1)]
