"""Types and names on the wire.

Source: control_msgs, action/FollowJointTrajectory.action; trajectory_msgs/JointTrajectory;
sensor_msgs/JointState; action_msgs/srv/CancelGoal.
"""

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

from moderator.adapters.ros_fjt.joints import Group, Names
from moderator.adapters.ros_fjt.window import Window
from moderator.adapters.rosbridge import Action, Actionlib, Ros2Action, Rosbridge

Message = Mapping[str, Any]

STATES = {1: "sensor_msgs/JointState", 2: "sensor_msgs/msg/JointState"}

CODES = {
    -1: "INVALID_GOAL",
    -2: "INVALID_JOINTS",
    -3: "OLD_HEADER_TIMESTAMP",
    -4: "PATH_TOLERANCE_VIOLATED",
    -5: "GOAL_TOLERANCE_VIOLATED",
}
_PATIENCE_S = 1.0
"""How much later than the last knot joints may be there; as long as our own grace."""
_NOWHERE = {"stamp": {"secs": 0, "nsecs": 0}, "id": ""}


def action(bridge: Rosbridge, name: str, ros: int) -> Action:
    """The action server of that name."""
    if ros == 1:
        return Actionlib(bridge, name, "control_msgs/FollowJointTrajectoryAction")
    return Ros2Action(bridge, name, "control_msgs/action/FollowJointTrajectory")


def goal(window: Window, group: Group, names: Names, ros: int) -> Message:
    """A goal that leads a group's joints through a window.

    It carries no time of day, so that no two clocks have to agree: it begins when it arrives. Its
    first knot is at 0 s: a controller of ros2_control then begins there, and not where it measures
    its joints to be, which lag behind. Source: joint_trajectory_controller, trajectory.cpp.
    """
    at = {joint: i for i, joint in enumerate(window.joints)}
    points = []
    for time_s, row, speeds in zip(
        window.times_s, window.positions_rad, window.velocities_rad_s, strict=True
    ):
        points.append(
            {
                "positions": [
                    round(names.theirs(joint, row[at[joint]]), 6) for joint in group.ours
                ],
                "velocities": [
                    round(names.their_speed(joint, speeds[at[joint]]), 5) for joint in group.ours
                ],
                "time_from_start": duration(time_s, ros),
            }
        )
    return {
        "trajectory": {"joint_names": list(group.theirs), "points": points},
        "goal_time_tolerance": duration(_PATIENCE_S, ros),
    }


def duration(seconds: float, ros: int) -> Message:
    """A duration as that ROS has it."""
    whole, nanoseconds = divmod(round(seconds * 1e9), 10**9)
    if ros == 1:
        return {"secs": whole, "nsecs": nanoseconds}
    return {"sec": whole, "nanosec": nanoseconds}


def stamp_s(header: Message) -> float:
    """When a message was made, seconds of the robot's clock; 0 where it does not say."""
    stamp = header.get("stamp", {})
    whole = stamp.get("secs", stamp.get("sec", 0))
    return float(whole + stamp.get("nsecs", stamp.get("nanosec", 0)) / 1e9)


async def stop_all(
    bridge: Rosbridge, actions: Iterable[str], ros: int, service: str, within_s: float
) -> None:
    """Cancel every goal of some actions, whoever sent it, and call a service, all at once.

    An empty id and a zero stamp are all goals: in ROS 1 on the topic `cancel`, which has to be
    advertised; in ROS 2 of its service, which does not wait behind a goal of ours in rosbridge.

    Args:
        bridge: the link.
        actions: whose controllers are to hold their joints.
        ros: 1 or 2.
        service: a std_srvs/Trigger that stops the robot; empty for none.
        within_s: by when each has to answer.

    Raises:
        LinkLost: one could not leave.
        ServiceFailed: one was not done.
        TimeoutError: likewise, nobody knows.
    """
    asked = [bridge.call(service, {}, within_s)] if service else []
    for action in actions:
        if ros == 1:
            bridge.publish(f"{action}/cancel", _NOWHERE)
        else:
            asked.append(bridge.call(f"{action}/_action/cancel_goal", {}, within_s))
    for answer in await asyncio.gather(*asked, return_exceptions=True):
        if isinstance(answer, BaseException):
            raise answer
