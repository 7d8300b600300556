"""A robot that follows joint trajectories: `python -m moderator_simulator.fakes.ros --ros 1`.

It says one JSON line when it can be reached, `{"ready": true, "port": 9090}`, and goes when its
standard input ends. Orders to it are JSON lines there, any of:

    {"wire": "cut"}                     a fault of the wire, see `Wire`; `sound` ends it
    {"wire": "slow", "delay_s": 0.2}
    {"stuck": "left_elbow_joint"}       a joint that does not move any more; `{"stuck": null}` frees
    {"states": false}                   no joint states; `true` again
    {"forget": true}                    the controller forgets its goals, started again (ROS 1)
    {"cancel_all": true}                somebody cancels every goal
    {"goals_block": true}               rosbridge as by its default (ROS 2)
"""

import argparse
import asyncio
import json
import time
from collections.abc import Mapping
from math import radians
from pathlib import Path
from typing import Any

from moderator_simulator.fakes.orders import orders
from moderator_simulator.fakes.record import Record
from moderator_simulator.fakes.ros.actionlib import ActionlibServer
from moderator_simulator.fakes.ros.actions import Ros2ActionServer
from moderator_simulator.fakes.ros.controller import Controller
from moderator_simulator.fakes.ros.graph import BRIDGE_NODE, Graph
from moderator_simulator.fakes.ros.server import Server, serve
from moderator_simulator.fakes.ros.servos import Servos

_ARM = ("shoulder_pitch", "shoulder_roll", "shoulder_yaw", "elbow", "forearm_yaw")
_HANGING_DEG = {"shoulder_pitch": 6.0, "shoulder_roll": 9.0, "elbow": -24.0}
JOINTS: Mapping[str, float] = {
    **{
        f"{side}_{joint}_joint": radians(_HANGING_DEG.get(joint, 0.0))
        * (-1 if side == "right" and joint == "shoulder_roll" else 1)
        for side in ("left", "right")
        for joint in (*_ARM, "wrist_roll", "wrist_pitch")
    },
    "waist_yaw_joint": 0.0,
    "head_yaw_joint": 0.0,
    "head_pitch_joint": 0.0,
}
"""Names of a body without a maker, and where it hangs, radians."""

_STEP_S = 0.005
"""200 Hz, which is a common `update_rate` of a controller manager. Source: assumed."""


class Robot:
    """The body, its controller, and what its ROS has of them."""

    def __init__(self, told: argparse.Namespace) -> None:
        self.graph = Graph(told.ros)
        self.record = Record(told.record)
        speeds = dict.fromkeys(JOINTS, told.speed)
        self.servos = Servos(JOINTS, told.lag, speeds)
        self._controller = Controller(
            self.servos, tuple(JOINTS), self.record, path_rad=told.path_tolerance
        )
        self._every_s = 1.0 / told.rate
        self.says_states = True
        kind = "sensor_msgs/JointState" if told.ros == 1 else "sensor_msgs/msg/JointState"
        self.graph.topic("/joint_states", kind)
        follow, cancel = self._controller.goal, self._controller.cancel
        self.actionlib: ActionlibServer | None = None
        self.action: ActionlibServer | Ros2ActionServer
        if told.ros == 1:
            kind = "control_msgs/FollowJointTrajectoryAction"
            self.actionlib = ActionlibServer(self.graph, told.action, kind, follow, cancel)
            self.action = self.actionlib
        else:
            kind = "control_msgs/action/FollowJointTrajectory"
            self.action = Ros2ActionServer(self.graph, told.action, kind, follow, cancel)

    async def live(self) -> None:
        """Let time pass for the body, and say where it is."""
        now_s = states_s = time.monotonic()
        while True:
            await asyncio.sleep(_STEP_S)
            before_s, now_s = now_s, time.monotonic()
            self._controller.go(now_s)
            self.servos.go(now_s - before_s)
            if now_s >= states_s:
                states_s = max(states_s + self._every_s, now_s - self._every_s)
                if self.says_states:
                    self.graph.publish("/joint_states", self._states())
                told = {joint: round(rad, 5) for joint, rad in self.servos.now_rad.items()}
                self.record.write("joints", rad=told)

    def _states(self) -> dict[str, object]:
        whole, rest = divmod(time.time_ns(), 10**9)
        header: dict[str, object] = {"seq": 0, "stamp": {"secs": whole, "nsecs": rest}}
        if self.graph.ros == 2:
            header = {"stamp": {"sec": whole, "nanosec": rest}}
        return {
            "header": {**header, "frame_id": ""},
            "name": list(self.servos.now_rad),
            "position": list(self.servos.now_rad.values()),
            "velocity": list(self.servos.speeds_rad_s.values()),
            "effort": [],
        }


def obey(order: Mapping[str, Any], robot: Robot, server: Server) -> None:
    """Do what standard input says."""
    if "wire" in order:
        server.wire.set(order["wire"], order.get("delay_s", 0.2))
    if "stuck" in order:
        robot.servos.stuck = {order["stuck"]} if order["stuck"] else set()
    if "states" in order:
        robot.says_states = order["states"]
    if order.get("forget") and robot.actionlib:
        robot.actionlib.forget()
    if order.get("cancel_all"):
        robot.action.cancel_all()
    if "goals_block" in order:
        name = f"{BRIDGE_NODE}:send_action_goals_in_new_thread"
        robot.graph.params[name] = not order["goals_block"]
    robot.record.write("order", order=dict(order))


async def main(told: argparse.Namespace) -> None:
    """Be a robot until standard input ends."""
    robot = Robot(told)
    server = await serve(robot.graph, told.host, told.port)
    living = [asyncio.create_task(robot.live())]
    if robot.actionlib:
        living.append(asyncio.create_task(robot.actionlib.run()))
    print(json.dumps({"ready": True, "port": server.port}), flush=True)  # noqa: T201
    try:
        async for order in orders():
            obey(order, robot, server)
    finally:
        for task in living:
            task.cancel()
        await asyncio.gather(*living, return_exceptions=True)
        await server.stop()
        robot.record.close()


def _arguments() -> argparse.Namespace:
    reads = argparse.ArgumentParser(prog="moderator_simulator.fakes.ros")
    reads.add_argument("--ros", type=int, choices=(1, 2), default=1)
    reads.add_argument("--host", default="127.0.0.1")
    reads.add_argument("--port", type=int, default=0, help="0 for any")
    reads.add_argument("--action", default="/joint_trajectory_controller/follow_joint_trajectory")
    reads.add_argument("--rate", type=float, default=100.0, help="joint states a second")
    reads.add_argument("--lag", type=float, default=0.02, help="of each servo, seconds")
    reads.add_argument("--speed", type=float, default=3.0, help="of each joint, radians a second")
    reads.add_argument("--path-tolerance", type=float, default=0.0, help="radians; 0 for any")
    reads.add_argument("--record", type=Path, help="JSON lines of what came and where joints were")
    return reads.parse_args()


if __name__ == "__main__":
    asyncio.run(main(_arguments()))
