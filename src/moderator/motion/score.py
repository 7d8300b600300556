"""How a motion is written: poses in degrees, and keyframes that pass through them.

A gesture is a list of keyframes; a long motion has phrases, each with its own. A keyframe says
where the parts of the body are that it names: arms, head, waist, legs. In such a part, a joint that
it does not name stays where it was; a part that it does not name at all is on its way from the
keyframe before to the one after that do. Every file has the pose `rest`.
"""

from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from moderator.values.fields import DurationNs, Flag

Degrees = Annotated[float, Field(ge=-360, le=360, allow_inf_nan=False)]
Angles = dict[str, Degrees]


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Names = Annotated[list[str], BeforeValidator(_listed)]
"""One name, or a list of them."""


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Figure(_Written):
    """Angles of parts of the body, later keys over earlier ones."""

    mirror: Names = []
    """Poses to take with left and right exchanged."""
    both: Angles = {}
    """Joints of both limbs, without their side, as for the left one; the right one mirrors it."""
    left: Angles = {}
    """Joints of the left limbs, without their side: `{shoulder_pitch: -40, elbow: -90}`."""
    right: Angles = {}
    """Joints of the right limbs."""
    waist: Angles = {}
    """`{yaw: 20}`."""
    head: Angles = {}
    """`{yaw: 20, pitch: -5}`."""
    joints: Angles = {}
    """Joints by their full names, for what a robot has beside these."""


class PoseWritten(_Figure):
    """A named pose, of the whole body or of a part of it."""

    called: ClassVar[str] = "a pose"

    like: Names = []
    """Poses to begin with, later ones over earlier ones."""


class KeyframeWritten(_Figure):
    """A pose and when it is reached."""

    called: ClassVar[str] = "a keyframe"

    at: DurationNs | None = None
    """Time from the motion's start."""
    after: DurationNs | None = None
    """Time since the keyframe before it was left."""
    pose: Names = []
    """Named poses, later ones over earlier ones; then `mirror`, then the angles written here."""
    hold: DurationNs = 0
    """Time to stay in it."""
    phrase: str | None = None
    """A name for what begins when this keyframe is reached, and is known by its pose."""
    apex: Flag = False
    """Whether this is the pose that the phrase around it is known by, rather than its last one."""
    safe: Flag = False
    """Whether the motion may be left here, both feet standing."""

    @model_validator(mode="after")
    def _one_time(self) -> Self:
        if self.at is not None and self.after is not None:
            told = {"hint": "leave one of them out"}
            raise PydanticCustomError("two-times", "both 'at' and 'after'", told)
        return self


class PhraseWritten(_Written):
    """A named stretch; it begins where the one before ended."""

    called: ClassVar[str] = "a phrase"

    phrase: str
    """Its name, as people call it."""
    original: str = ""
    """Its name in the language it comes from."""
    adapted: str = ""
    """What is done otherwise than a person would, and why."""
    keyframes: Annotated[list[KeyframeWritten], Field(min_length=1)]


class Score(_Written):
    """A motion file."""

    called: ClassVar[str] = "a motion file"

    motion: str
    """The motion's name, which is the file's."""
    about: str
    """What the audience sees, in one sentence."""
    claims: list[str] = []
    """Parts of the body that it takes: `arms`, `head`, `waist`, `legs`; else those that move."""
    trail: dict[str, DurationNs] = {}
    """Parts of the body that follow the keyframes a little later, such as `head: 300ms`."""
    poses: dict[str, PoseWritten] = {}
    keyframes: list[KeyframeWritten] = []
    phrases: list[PhraseWritten] = []

    @model_validator(mode="after")
    def _one_list(self) -> Self:
        if bool(self.keyframes) == bool(self.phrases):
            told = {"hint": "a gesture has keyframes, a long motion has phrases with keyframes"}
            what = "both 'keyframes' and 'phrases'" if self.keyframes else "no keyframes"
            raise PydanticCustomError("one-list", "{what}", told | {"what": what})
        return self
