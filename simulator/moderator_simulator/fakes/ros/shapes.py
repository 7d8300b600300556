"""Fields of message types, where the fake knows them: the real server drops what does not fit.

Source: the `.msg`, `.srv` and `.action` files of the packages named in each type; rosbridge
raises `NonexistentFieldException` for a field that a type lacks (internal/message_conversion.py).
"""

from collections.abc import Mapping
from typing import Any

_TIME = {"secs": 0, "nsecs": 0}
_TIME2 = {"sec": 0, "nanosec": 0}
_HEADER = {"seq": 0, "stamp": _TIME, "frame_id": ""}
_HEADER2 = {"stamp": _TIME2, "frame_id": ""}
_GOAL_ID = {"stamp": _TIME, "id": ""}


def _trajectory(header: Mapping[str, Any], time: Mapping[str, int]) -> dict[str, Any]:
    point = {
        "positions": [0.0],
        "velocities": [0.0],
        "accelerations": [0.0],
        "effort": [0.0],
        "time_from_start": time,
    }
    return {"header": header, "joint_names": [""], "points": [point]}


_TOLERANCE = [{"name": "", "position": 0.0, "velocity": 0.0, "acceleration": 0.0}]


def _follow(trajectory: Mapping[str, Any], time: Mapping[str, int]) -> dict[str, Any]:
    return {
        "trajectory": trajectory,
        "path_tolerance": _TOLERANCE,
        "goal_tolerance": _TOLERANCE,
        "goal_time_tolerance": time,
    }


SHAPES: dict[str, Mapping[str, Any]] = {
    "actionlib_msgs/GoalID": _GOAL_ID,
    "control_msgs/FollowJointTrajectoryActionGoal": {
        "header": _HEADER,
        "goal_id": _GOAL_ID,
        "goal": _follow(_trajectory(_HEADER, _TIME), _TIME),
    },
    "control_msgs/action/FollowJointTrajectory": _follow(_trajectory(_HEADER2, _TIME2), _TIME2),
    "geometry_msgs/Twist": {
        "linear": {"x": 0.0, "y": 0.0, "z": 0.0},
        "angular": {"x": 0.0, "y": 0.0, "z": 0.0},
    },
    "sensor_msgs/JointState": {
        "header": _HEADER,
        "name": [""],
        "position": [0.0],
        "velocity": [0.0],
        "effort": [0.0],
    },
    "std_msgs/Bool": {"data": False},
    "std_msgs/Int16MultiArray": {
        "layout": {"dim": [{"label": "", "size": 0, "stride": 0}], "data_offset": 0},
        "data": [0],
    },
    "std_msgs/String": {"data": ""},
    "std_srvs/SetBool": {"data": False},
    "std_srvs/Trigger": {},
}
"""An example of each; a fake with types of its own adds them. Services: of their requests."""


def misfit(kind: str, message: object) -> str:
    """What of a message its type lacks, in words; empty when it fits, or nobody knows the type."""
    return _misfit(SHAPES[kind], message, "") if kind in SHAPES else ""


def _misfit(shape: object, found: object, where: str) -> str:
    if isinstance(shape, Mapping):
        if not isinstance(found, Mapping):
            return f"{where or 'the message'} is no message"
        for name, value in found.items():
            if name not in shape:
                return f"there is no field {f'{where}.{name}' if where else name}"
            if wrong := _misfit(shape[name], value, f"{where}.{name}" if where else str(name)):
                return wrong
        return ""
    if isinstance(shape, list):
        if not isinstance(found, list):
            return f"{where} is no list"
        return next((wrong for one in found if (wrong := _misfit(shape[0], one, where))), "")
    if isinstance(shape, float):
        fits = isinstance(found, int | float) and not isinstance(found, bool)
    else:
        fits = type(found) is type(shape)
    return "" if fits else f"{where} is {found!r}"
