"""What a G1 says of itself, read."""

from struct import unpack_from
from typing import Any

from moderator.adapters.unitree_g1.joints import MOTORS
from moderator.adapters.unitree_g1.messages import LowState

TOPIC = "rt/lowstate"
BATTERY_TOPIC = "rt/lf/bmsstate"
"""Source: unitreerobotics/unitree_mujoco at 24b7a49, simulate/src/unitree_sdk2_bridge.h."""

_STICK = 0.1
"""A stick that is moved less is left alone. Source: assumed."""


def motors_rad(told: LowState) -> list[float]:
    """Angles in its own order, radians; as many as are there."""
    motors: Any = told.motor_state
    return [motor.q for motor in motors[:MOTORS]]


def hottest_c(told: LowState) -> float:
    """The hottest of its motors, degrees Celsius: shell or winding."""
    motors: Any = told.motor_state
    return float(max(max(motor.temperature) for motor in motors))


def stamp_s(told: LowState) -> float:
    """When that was so, on its own clock, seconds.

    Source: unitreerobotics/unitree_mujoco at 24b7a49, likewise: `tick` counts milliseconds.
    """
    return told.tick * 1e-3


def steered_by_hand(told: LowState) -> bool:
    """Whether a button of its hand controller is down, or a stick is moved.

    Source: unitree_sdk2_python at 37116c5, example/wireless_controller/wireless_controller.py.
    """
    figures: Any = told.wireless_remote
    remote = bytes(figures)
    left_x, right_x, right_y, _, left_y = unpack_from("<5f", remote, 4)
    moved = max(map(abs, (left_x, right_x, right_y, left_y))) > _STICK
    return moved or any(remote[2:4])
