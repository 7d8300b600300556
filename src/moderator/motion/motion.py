"""A motion by name: what it is, known without its arrays, and its arrays when they are needed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from moderator.motion.peak import Peak
from moderator.motion.trajectory import Trajectory

__all__ = ["Manifest", "Motion", "Peak", "Phrase"]


@dataclass(frozen=True)
class Phrase:
    """A named stretch of a motion, such as one form of a Tai Chi set.

    Attributes:
        name: as people call it.
        start_s: when it begins, seconds from the motion's start.
        apex_s: when the pose that it is known by is reached; None where nothing says so.
        original: its name in the language it comes from, or empty.
    """

    name: str
    start_s: float
    apex_s: float | None = None
    original: str = ""


@dataclass(frozen=True)
class Manifest:
    """All that checks and plans read of a motion.

    Attributes:
        name: unique among the motions that a show can name.
        about: one sentence on what the audience sees.
        duration_s: seconds.
        start_rad: pose at its start, radians by joint.
        end_rad: pose at its end.
        peaks: how far and how fast each joint goes.
        safe_points_s: when it may be left with the robot in a stable two-footed posture, rising.
        phrases: its named stretches in order; empty for a short gesture.
        claims: the parts of the body it moves: `arms`, `head`, `waist`, `legs`.
        start_rad_s: speed at its start, radians a second, of the joints that do not begin at rest.
        apex_s: when it is at its height; None where it has no such time, or it is not known.
    """

    name: str
    about: str
    duration_s: float
    start_rad: Mapping[str, float]
    end_rad: Mapping[str, float]
    peaks: Mapping[str, Peak]
    safe_points_s: tuple[float, ...]
    phrases: tuple[Phrase, ...]
    claims: tuple[str, ...]
    start_rad_s: Mapping[str, float] = field(default_factory=dict)
    apex_s: float | None = None

    def form_at(self, time_s: float) -> str:
        """The name of the stretch under way at a time, seconds; empty where there is none."""
        begun = [phrase.name for phrase in self.phrases if phrase.start_s <= time_s + 1e-9]
        return begun[-1] if begun else ""


@dataclass(frozen=True)
class Motion:
    """A motion that a show can name.

    Attributes:
        manifest: what it is.
        trajectory: reads its joint trajectory; the first call may read a file, later ones do not.
    """

    manifest: Manifest
    trajectory: Callable[[], Trajectory]

    @property
    def name(self) -> str:
        """Its name."""
        return self.manifest.name
