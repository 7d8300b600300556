"""A client of rosbridge: topics, services and actions of a robot that runs ROS 1 or ROS 2.

Source of the protocol: RobotWebTools/rosbridge_suite, ROSBRIDGE_PROTOCOL.md (2.1.0). What a server
really does was read in its branches `ros1` and `ros2`; `docs/decisions/rosbridge.md` tells it.
"""

from moderator.adapters.rosbridge.actionlib import Actionlib
from moderator.adapters.rosbridge.actions import Action, Ros2Action
from moderator.adapters.rosbridge.bridge import Rosbridge
from moderator.adapters.rosbridge.draining import Patience
from moderator.adapters.rosbridge.goal import Goal, GoalEnd, GoalResult
from moderator.adapters.rosbridge.repeated import Repeated
from moderator.adapters.rosbridge.trouble import LinkLost, NoSuchService, ServiceFailed

__all__ = [
    "Action",
    "Actionlib",
    "Goal",
    "GoalEnd",
    "GoalResult",
    "LinkLost",
    "NoSuchService",
    "Patience",
    "Repeated",
    "Ros2Action",
    "Rosbridge",
    "ServiceFailed",
]
