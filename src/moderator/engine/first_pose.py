"""How far the robot is from the pose that a cue's first motion begins in."""

from collections.abc import Sequence

from moderator.engine.parts import Parts
from moderator.robot import Check
from moderator.show.rundown import Called

_STANDS_IN_RAD = 0.1


def first_pose(parts: Parts, cues: Sequence[Called]) -> tuple[Check, ...]:
    """One check for cues that move; never red, since every motion begins from where the robot is.

    Args:
        parts: the run's parts.
        cues: those that start together.
    """
    asked = next((motion for called in cues for motion in called.cue.motions()), "")
    variants = parts.materials.motions.variants(asked)
    if not variants or not parts.materials.motions.is_compiled(variants[0]):
        return ()
    begins = parts.materials.motion(variants[0]).trajectory()
    now = parts.robot.state().joints_rad
    apart = {
        joint: abs(now.get(joint, angle) - angle)
        for joint, angle in zip(begins.joints, begins.positions_rad[0], strict=True)
    }
    furthest = max(apart, key=lambda joint: apart[joint])
    if apart[furthest] < _STANDS_IN_RAD:
        return (Check("pose", True, f"it stands as {variants[0]} begins"),)
    name = furthest.replace("_", " ")
    why = f"its {name} is {apart[furthest]:.1f} rad from where {variants[0]} begins: it goes there"
    return (Check("pose", True, why),)
