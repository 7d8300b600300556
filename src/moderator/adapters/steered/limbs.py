"""The joints that are steered, and what they may do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from moderator.body.table import Joint


@dataclass(frozen=True)
class Limbs:
    """What of a body is steered.

    Attributes:
        joints: those that take motions, with their limits.
        legs: names of those that the body stands on.
        rest: angle of every joint at rest, radians.
        blend_s: least time in which a motion is joined on, seconds.
        walk_m_s: greatest walking speed in any direction, metres a second.
        walk_rad_s: greatest turning speed while walking, radians a second.
    """

    joints: Sequence[Joint]
    legs: frozenset[str]
    rest: Mapping[str, float]
    blend_s: float
    walk_m_s: float
    walk_rad_s: float
