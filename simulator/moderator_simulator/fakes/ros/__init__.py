"""A robot's ROS and its rosbridge server, made of software: what other fakes are built on.

Independent of the adapters: it shares no code with them. It does what the real server does, its
silences among them; source: RobotWebTools/rosbridge_suite, branches `ros1` and `ros2` (2.1.0).
"""

from moderator_simulator.fakes.ros.actionlib import ActionlibServer
from moderator_simulator.fakes.ros.actions import Asked, Ros2ActionServer
from moderator_simulator.fakes.ros.graph import Graph, Refused
from moderator_simulator.fakes.ros.server import Server, serve
from moderator_simulator.fakes.ros.wire import Wire

__all__ = [
    "ActionlibServer",
    "Asked",
    "Graph",
    "Refused",
    "Ros2ActionServer",
    "Server",
    "Wire",
    "serve",
]
