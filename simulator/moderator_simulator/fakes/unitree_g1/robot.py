"""What the fake offers: its topics and services."""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from struct import pack
from typing import Any

from moderator.adapters.unitree_g1.messages import (
    BmsState,
    IMUState,
    LowCmd,
    LowState,
    MotorState,
    Request,
    Response,
    ResponseHeader,
    ResponseStatus,
)
from moderator_simulator.fakes.record import Record
from moderator_simulator.fakes.unitree_g1.air import Air
from moderator_simulator.fakes.unitree_g1.body import Body
from moderator_simulator.fakes.unitree_g1.dds import Participant
from moderator_simulator.fakes.unitree_g1.sum import crc_of

_TICK_S = 0.004
_BATTERY_EVERY_S = 0.5
_ACTION_S = 2.0
_RELEASE, _HUG = 99, 19
_ACTIONS = (11, 12, 13, 15, 17, 18, _HUG, 20, 21, 22, 23, 24, 25, 26, 27)
_LED_FOR_S = 0.5
"""So long after the last command `rt/arm_sdk` counts as occupied. Source: assumed."""
_UPRIGHT, _FALLEN = [1.0, 0.0, 0.0, 0.0], [0.7071, 0.0, 0.7071, 0.0]

Answer = tuple[int, object]


class FakeG1:
    """A G1.

    Args:
        record: where what came and what became of it goes.
        domain: its DDS domain.
        rate_hz: states a second.
    """

    def __init__(self, record: Record, domain: int, rate_hz: float) -> None:
        self.air = Air()
        self.body = Body()
        self.silent = self.debug = False
        self.machine, self.battery = 5, 87
        self._record = record
        self._every = max(1, round(1 / rate_hz / _TICK_S))
        self._remote = bytes(40)
        self._fsm = 500
        self._holding = 0
        self._led_s = -_LED_FOR_S
        self._acting: set[asyncio.Task[None]] = set()
        self._dds = Participant(domain, self.air)
        self._dds.tell("rt/lowstate", LowState)
        self._dds.tell("rt/lf/bmsstate", BmsState)
        self._dds.hear("rt/arm_sdk", LowCmd, self._led)
        self._dds.hear("rt/lowcmd", LowCmd, self._never)
        self._services: dict[str, Callable[[int, Mapping[str, Any], bytes], Answer | None]] = {
            "sport": self._sport,
            "arm": self._arm,
            "voice": self._voice,
            "motion_switcher": self._switcher,
        }
        for name in self._services:
            self._offer(name, name)

    async def live(self) -> None:
        """Go on and tell of it, until cancelled."""
        loop = asyncio.get_running_loop()
        due_s, tick, battery_s = loop.time(), 0, 0.0
        while True:
            self._dds.look()
            self.body.go_on(loop.time())
            late = loop.time() - due_s > _TICK_S
            if tick % self._every == 0 and not self.silent and not late:
                self._dds.write("rt/lowstate", self._state())
                self._record.write("joints", q=[round(angle, 6) for angle in self.body.angles])
            if loop.time() >= battery_s and not self.silent:
                battery_s = loop.time() + _BATTERY_EVERY_S
                self._dds.write("rt/lf/bmsstate", BmsState(soc=self.battery))
            tick += 1
            due_s = max(due_s + _TICK_S, loop.time() - 1)
            await asyncio.sleep(max(0.0, due_s - loop.time()))

    def obey(self, order: Mapping[str, Any]) -> None:
        """Do what a test asks for.

        Be `silent` or `fall`, `hold` a motor, `press` a button's byte, `push` a stick, go to its
        `debug` mode, `withdraw` a service, offer one under another name (`rename`), be another
        `machine`, be in another walking state (`fsm`), or be `holding` the pose of an action.
        """
        body = self.body
        self.silent = order.get("silent", self.silent)
        body.fallen = order.get("fall", body.fallen)
        body.held = order.get("hold", body.held)
        self.machine = order.get("machine", self.machine)
        self._fsm = order.get("fsm", self._fsm)
        self._holding = order.get("holding", self._holding)
        if "press" in order or "push" in order:
            remote = pack("<2xBx5f", order.get("press", 0), order.get("push", 0.0), 0, 0, 0, 0)
            self._remote = remote.ljust(40, b"\0")
        if "withdraw" in order:
            self._dds.deafen(f"rt/api/{order['withdraw']}/request")
        if "rename" in order:
            old, new = order["rename"]
            self._dds.deafen(f"rt/api/{old}/request")
            self._offer(new, old)
        if order.get("debug"):
            self.debug = True
            for topic in ("rt/arm_sdk", "rt/api/sport/request", "rt/api/arm/request"):
                self._dds.deafen(topic)

    def _state(self) -> LowState:
        angles = self.body.angles
        warm: Any = [38, 41]
        version: Any = [1, 4]
        motors = [MotorState(mode=1, q=angle, temperature=warm) for angle in angles]
        motors += [MotorState() for _ in range(35 - len(motors))]
        quaternion = _FALLEN if self.body.fallen else _UPRIGHT
        return LowState(
            version=version,
            mode_machine=self.machine,
            tick=time.monotonic_ns() // 1_000_000 % 2**32,
            imu_state=IMUState(quaternion=quaternion),  # type: ignore[arg-type]
            motor_state=motors,  # type: ignore[arg-type]
            wireless_remote=list(self._remote),  # type: ignore[arg-type]
        )

    def _led(self, command: LowCmd) -> None:
        motors: Any = command.motor_cmd
        refused = self.body.told(motors) if command.crc == crc_of(command) else "a wrong check sum"
        if refused:
            self.body.complaints.append(refused)
        elif motors[29].q > 0:
            self._led_s = time.monotonic()
        self._record.write(
            "arms",
            q=[round(motor.q, 6) for motor in motors[12:29]],
            dq=[round(motor.dq, 6) for motor in motors[12:29]],
            weight=motors[29].q,
            crc=command.crc,
            refused=refused,
        )

    def _never(self, command: LowCmd) -> None:
        del command
        self.body.complaints.append("something came on rt/lowcmd")

    def _offer(self, called: str, service: str) -> None:
        def asked(request: Request) -> None:
            self._asked(called, service, request)

        self._dds.tell(f"rt/api/{called}/response", Response)
        self._dds.hear(f"rt/api/{called}/request", Request, asked)

    def _asked(self, called: str, service: str, request: Request) -> None:
        function, piece = request.header.identity.api_id, bytes(request.binary)  # type: ignore[call-overload]
        told = json.loads(request.parameter or "{}")
        self._record.write("asked", service=called, function=function, told=told, bytes=len(piece))

        def answered(answer: Answer) -> None:
            header = ResponseHeader(request.header.identity, ResponseStatus(answer[0]))
            data = "" if answer[1] is None else json.dumps(answer[1])
            self._dds.write(f"rt/api/{called}/response", Response(header, data))

        if service == "arm" and function == 7106:
            number = told.get("data", told.get("action_id"))
            acting = asyncio.get_running_loop().create_task(self._act(number, answered))
            self._acting.add(acting)
            acting.add_done_callback(self._acting.discard)
            return
        answer = self._services[service](function, told, piece)
        answered((3203, None) if answer is None else answer)

    def _sport(self, function: int, told: Mapping[str, Any], piece: bytes) -> Answer | None:
        del piece
        if function == 7001:
            return 0, {"data": self._fsm}
        if function == 7101:
            self._fsm = told["data"]
            self.body.fallen = self._fsm in (0, 1)
            return 0, None
        if function == 7105:
            self.body.walk(told["velocity"], time.monotonic() + told["duration"])
            return 0, None
        return None

    def _arm(self, function: int, told: Mapping[str, Any], piece: bytes) -> Answer | None:
        del told, piece
        return (0, list(_ACTIONS)) if function == 7107 else None

    def _voice(self, function: int, told: Mapping[str, Any], piece: bytes) -> Answer | None:
        del piece
        if function in (1003, 1004):
            return (0, None) if "app_name" in told else (3204, None)
        return (0, {"volume": 80}) if function == 1005 else None

    def _switcher(self, function: int, told: Mapping[str, Any], piece: bytes) -> Answer | None:
        del told, piece
        if function != 1001:
            return None
        return 0, {"form": "0", "name": "" if self.debug else "ai"}

    async def _act(self, number: int, answered: Callable[[Answer], None]) -> None:
        """Do an arm action; its answer comes when it is over."""
        if number == _RELEASE:
            self._holding, self.body.raised = 0, 0.0
            answered((0, None))
        elif number not in _ACTIONS:
            answered((7402, None))
        elif time.monotonic() < self._led_s + _LED_FOR_S:
            answered((7400, None))
        elif self._holding:
            answered((7401, None))
        elif self._fsm not in (500, 501, 801):
            answered((7404, None))
        else:
            self.body.raised = 0.8
            await asyncio.sleep(_ACTION_S)
            self._holding = number if number == _HUG else 0
            self.body.raised = 0.8 if self._holding else 0.0
            answered((0, None))
