"""What the fake offers: its topics and services."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

from moderator_simulator.fakes.kuavo.body import AUTO_SWING, EXTERNAL, HOLD, Body
from moderator_simulator.fakes.record import Record
from moderator_simulator.fakes.ros import Graph, Refused

_SENSORS = "/sensors_data_raw"
_FALL_STAND = "/humanoid_controller/FallStandController/fall_stand_state_"
_TICK_S = 0.002
_UPRIGHT = {"x": 0.0, "y": 0.0, "z": 0.0, "w": 1.0}
_FALLEN = {"x": 0.0, "y": 0.7071, "z": 0.0, "w": 0.7071}
_TAIJI_S = 3.0
"""The real one takes longer; nothing says how long."""


class FakeKuavo:
    """A Kuavo.

    Args:
        record: where what came and what became of it goes.
        rate_hz: messages a second of its sensors.
        version: 45 or 52.
    """

    def __init__(self, record: Record, rate_hz: float, version: int = 45) -> None:
        self.graph = Graph()
        self.body = Body(version)
        self.silent = False
        self._record = record
        self._every = max(1, round(1 / rate_hz / _TICK_S))
        self._interrupted = asyncio.Event()
        graph = self.graph
        graph.params["/robot_version"] = version
        graph.topic(_SENSORS, "kuavo_msgs/sensorsData")
        graph.topic("/joy", "sensor_msgs/Joy")
        graph.topic(_FALL_STAND, "std_msgs/Float64")
        graph.topic("/robot_action_state", "kuavo_msgs/RobotActionState")
        graph.on_message("/kuavo_arm_traj", self._arms, "sensor_msgs/JointState")
        graph.on_message("/robot_head_motion_data", self._head, "kuavo_msgs/robotHeadMotionData")
        waist = "kuavo_msgs/robotWaistControl"
        graph.on_message("/robot_waist_motion_data", self._waist, waist)
        graph.on_message("/cmd_vel", self._velocity, "geometry_msgs/Twist")
        graph.on_message("/stop_robot", self._stop_robot, "std_msgs/Bool")
        graph.on_message("/audio_data", self._sound, "std_msgs/Int16MultiArray")
        graph.on_message("/stop_music", self._silence, "std_msgs/Bool")
        mode = "kuavo_msgs/changeArmCtrlMode"
        graph.service("/arm_traj_change_mode", mode, self._change_mode)
        graph.service("/humanoid_get_arm_ctrl_mode", mode, self._get_mode)
        graph.service("/execute_arm_action", "kuavo_msgs/ExecuteArmAction", self._execute)
        graph.service("/interrupt_arm_traj", "std_srvs/Trigger", self._interrupt)
        graph.service("/perform_taiji", "std_srvs/Trigger", self._taiji)

    async def live(self) -> None:
        """Go on and tell of it, until cancelled."""
        loop = asyncio.get_running_loop()
        due_s, tick = loop.time(), 0
        while True:
            self.body.go_on(loop.time())
            if tick % self._every == 0 and not self.silent:
                self.graph.publish(_SENSORS, self._told())
                self._record.write("joints", q=[round(angle, 6) for angle in self.body.angles])
            tick += 1
            due_s = max(due_s + _TICK_S, loop.time() - 1)
            await asyncio.sleep(max(0.0, due_s - loop.time()))

    def obey(self, order: Mapping[str, Any]) -> None:
        """Do what a test asks for.

        Be `silent` or `fall`, say how far it `gets_up`, `hold` a joint, `press` a button, be of
        another `version`, `withdraw` a service, or leave one `unanswered`.
        """
        body = self.body
        self.silent = order.get("silent", self.silent)
        body.fallen = order.get("fall", body.fallen)
        body.held = order.get("hold", body.held)
        if "press" in order:
            self.graph.publish("/joy", {"axes": [], "buttons": order["press"]})
        if "gets_up" in order:
            self.graph.publish(_FALL_STAND, {"data": float(order["gets_up"])})
        if "withdraw" in order:
            self.graph.withdraw(order["withdraw"])
        if "unanswered" in order:
            self.graph.silence(order["unanswered"])
        if "version" in order:
            self.graph.params["/robot_version"] = order["version"]

    def _told(self) -> dict[str, Any]:
        angles = list(self.body.angles)
        none = [0.0] * len(angles)
        data = {"joint_q": angles, "joint_v": none, "joint_vd": none, "joint_torque": none}
        quat = _FALLEN if self.body.fallen else _UPRIGHT
        secs, nsecs = divmod(time.time_ns(), 1_000_000_000)
        stamp = {"secs": secs, "nsecs": nsecs}
        return {
            "header": {"seq": 0, "stamp": stamp, "frame_id": "world"},
            "sensor_time": stamp,
            "joint_data": data,
            "imu_data": {"quat": quat},
        }

    def _arms(self, told: Mapping[str, Any]) -> None:
        refused = self.body.arms(told["position"])
        if refused:
            self.graph.complain(refused)
        self._record.write("arms", deg=told["position"], mode=self.body.mode, refused=refused)

    def _head(self, told: Mapping[str, Any]) -> None:
        refused = self.body.head(told["joint_data"])
        if refused:
            self.graph.complain(refused)
        self._record.write("head", deg=told["joint_data"], refused=refused)

    def _waist(self, told: Mapping[str, Any]) -> None:
        (angle,) = told["data"]["data"]
        refused = self.body.waist(angle)
        if refused:
            self.graph.complain(refused)
        self._record.write("waist", deg=angle, refused=refused)

    def _velocity(self, told: Mapping[str, Any]) -> None:
        self.body.walk(told)
        self._record.write("velocity", velocity=self.body.velocity)

    def _stop_robot(self, told: Mapping[str, Any]) -> None:
        self.body.fallen = bool(told["data"])
        self._record.write("stop_robot")

    def _sound(self, told: Mapping[str, Any]) -> None:
        self._record.write("sound", samples=len(told["data"]))

    def _silence(self, told: Mapping[str, Any]) -> None:
        del told
        self._record.write("silence")

    def _change_mode(self, told: Mapping[str, Any]) -> dict[str, Any]:
        mode = told["control_mode"]
        known = mode in (HOLD, AUTO_SWING, EXTERNAL)
        if known:
            self.body.change_mode(mode)
        self._record.write("mode", mode=mode)
        why = "" if known else f"no mode {mode}"
        return {"result": known, "mode": self.body.mode, "message": why}

    def _get_mode(self, told: Mapping[str, Any]) -> dict[str, Any]:
        del told
        return {"result": True, "mode": self.body.mode, "control_mode": self.body.mode}

    async def _execute(self, told: Mapping[str, Any]) -> dict[str, Any]:
        if not told.get("action_name"):
            raise Refused("there is no such action")
        self._record.write("action", name=told["action_name"])
        self._interrupted.clear()
        asyncio.get_running_loop().create_task(self._act())
        return {"success": True, "message": ""}

    async def _act(self) -> None:
        self.graph.publish("/robot_action_state", {"state": 1})
        try:
            async with asyncio.timeout(_TAIJI_S):
                await self._interrupted.wait()
            state = 0
        except TimeoutError:
            state = 2
        self.graph.publish("/robot_action_state", {"state": state})

    def _interrupt(self, told: Mapping[str, Any]) -> dict[str, Any]:
        del told
        self._interrupted.set()
        self._record.write("interrupt")
        return {"success": True, "message": ""}

    def _taiji(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """It answers at once, and nothing ends it before its time."""
        del told
        self._record.write("taiji")
        self.graph.params["/taiji_executing"] = True
        over = self.graph.params.__setitem__
        asyncio.get_running_loop().call_later(_TAIJI_S, over, "/taiji_executing", False)
        return {"success": True, "message": ""}
