"""What every steered robot is looked at for before it moves."""

from moderator.robot import Check, RobotState


def joints(state: RobotState, *, must_stand_still: bool) -> Check:
    """Whether every joint answers.

    Args:
        state: what the robot says of itself.
        must_stand_still: whether it may not move now.
    """
    if state.fault:
        return Check("joints", ok=False, why=f"{state.fault}; have it repaired")
    if must_stand_still and state.moving:
        return Check("joints", ok=False, why="it is still coming to a standstill; wait")
    return Check("joints", ok=True, why="every joint answers")
