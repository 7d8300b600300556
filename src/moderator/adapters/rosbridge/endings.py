"""How goals end, as ROS 1 and ROS 2 number it."""

from collections.abc import Mapping
from typing import Any

from moderator.adapters.rosbridge.goal import GoalEnd, GoalResult

_ROS1 = {
    2: GoalEnd.CANCELED,  # PREEMPTED
    3: GoalEnd.SUCCEEDED,
    4: GoalEnd.ABORTED,
    5: GoalEnd.REJECTED,
    8: GoalEnd.CANCELED,  # RECALLED
}
"""Source: actionlib_msgs/msg/GoalStatus."""

_ROS2 = {4: GoalEnd.SUCCEEDED, 5: GoalEnd.CANCELED, 6: GoalEnd.ABORTED}
"""Source: action_msgs/msg/GoalStatus."""


def of_ros1(message: Mapping[str, Any]) -> GoalResult:
    """What a message of an action's `result` topic says."""
    status = message["status"]
    end = _ROS1.get(status["status"], GoalEnd.UNKNOWN)
    return GoalResult(end, message["result"], status.get("text", ""))


def of_ros2(message: Mapping[str, Any]) -> GoalResult:
    """What an `action_result` says.

    Before 2.0 the status stood inside the values, beside the result (rosbridge_suite issue 920).
    """
    values = message.get("values")
    status = message.get("status")
    if status is None and isinstance(values, Mapping):
        status = values.get("status")
        values = values.get("result", values)
    if not isinstance(values, Mapping):
        rejected = "rejected" in str(values)
        return GoalResult(GoalEnd.REJECTED if rejected else GoalEnd.UNKNOWN, why=str(values))
    if message.get("result", True) is False:
        return GoalResult(GoalEnd.UNKNOWN, values, "rosbridge says only that it failed")
    end = _ROS2.get(status if isinstance(status, int) else 0, GoalEnd.UNKNOWN)
    why = "" if end is not GoalEnd.UNKNOWN else f"its status is {status}"
    return GoalResult(end, values, why)
