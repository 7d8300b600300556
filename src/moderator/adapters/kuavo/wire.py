"""What goes over the wire to a Kuavo: names, types and messages."""

from collections.abc import Mapping
from math import degrees
from typing import Any

from moderator.adapters.kuavo.joints import ARM_NAMES, ARMS, HEAD, WAIST, in_degrees

Message = dict[str, Any]

ARM_TRAJ = "/kuavo_arm_traj", "sensor_msgs/JointState"
HEAD_MOTION = "/robot_head_motion_data", "kuavo_msgs/robotHeadMotionData"
WAIST_MOTION = "/robot_waist_motion_data", "kuavo_msgs/robotWaistControl"
VELOCITY = "/cmd_vel", "geometry_msgs/Twist"
SENSORS = "/sensors_data_raw", "kuavo_msgs/sensorsData"
HAND_CONTROLLER = "/joy", "sensor_msgs/Joy"
SOUND = "/audio_data", "std_msgs/Int16MultiArray"
SILENCE = "/stop_music", "std_msgs/Bool"
STOP_ROBOT = "/stop_robot", "std_msgs/Bool"
PUBLISHED = (ARM_TRAJ, HEAD_MOTION, WAIST_MOTION, VELOCITY, SOUND, SILENCE, STOP_ROBOT)

FALL_STAND = "/humanoid_controller/FallStandController/fall_stand_state_", "std_msgs/Float64"
GOT_UP = 3
"""Of `FALL_STAND`, which it says while it lies or gets up: 0 is fallen, and below this it does not
stand. From here on versions differ, and its attitude tells. Source: FallStandController.cpp,
which publishes it, and two versions of the maker's joystick node, which read it."""

CHANGE_MODE = "/arm_traj_change_mode"
GET_MODE = "/humanoid_get_arm_ctrl_mode"
INTERRUPT = "/interrupt_arm_traj"
TAI_CHI = "/perform_taiji"
TAI_CHI_EXECUTING = "/taiji_executing"
EXECUTE = "/execute_arm_action"
ACTION_STATE = "/robot_action_state", "kuavo_msgs/RobotActionState"
FAILED, DONE = 0, 2
"""Of `/robot_action_state`; 1 is running. Source: Kuavo's public interface."""
GET_PARAM = "/rosapi/get_param"
SERVICES = "/rosapi/services"

HOLD, AUTO_SWING, EXTERNAL = 0, 1, 2
"""Modes of the arms: hold where they are, swing while walking, follow what is sent."""
MODES = {HOLD: "hold", AUTO_SWING: "auto-swing", EXTERNAL: "external control"}

RATE_HZ = 100.0
"""Poses a second on `/kuavo_arm_traj`. Source: Kuavo's public interface."""


def arms(pose_rad: Mapping[str, float]) -> Message:
    """A pose for `/kuavo_arm_traj`; degrees."""
    return {"name": ARM_NAMES, "position": in_degrees(pose_rad, ARMS)}


def head(pose_rad: Mapping[str, float]) -> Message:
    """A pose for `/robot_head_motion_data`; degrees."""
    return {"joint_data": in_degrees(pose_rad, HEAD)}


def waist(pose_rad: Mapping[str, float]) -> Message:
    """A pose for `/robot_waist_motion_data`: degrees, and to the left is negative there.

    Source: the description of that topic.
    """
    return {"data": {"data": [-degrees(pose_rad[WAIST[0]])]}}


def velocity(vx_m_s: float, vy_m_s: float, wz_rad_s: float) -> Message:
    """For `/cmd_vel`: metres and radians a second."""
    return {
        "linear": {"x": vx_m_s, "y": vy_m_s, "z": 0.0},
        "angular": {"x": 0.0, "y": 0.0, "z": wz_rad_s},
    }


STANDING = velocity(0.0, 0.0, 0.0)
"""At no velocity it steps to a stand. Source: the description of `/cmd_vel`."""


def stamp_s(header: Mapping[str, Any]) -> float:
    """When a message was made, seconds of the robot's clock."""
    stamp = header["stamp"]
    return float(stamp["secs"]) + float(stamp["nsecs"]) * 1e-9
