"""What stops do to robots that have little of their own for it."""

from dataclasses import replace

from moderator.robot import StopEffect


def as_freeze(freeze: StopEffect) -> StopEffect:
    """The gravest grade of a robot with no stop of its own that leaves it standing."""
    told = "as freeze: the robot has no stop of its own that leaves it standing"
    return replace(freeze, what=told)
