"""What the G1's arms and waist are told, and how much of them is ours.

Source of topic, rate, stiffness and weight, unless another is named: unitreerobotics/
unitree_sdk2_python at 37116c5, example/g1/high_level/g1_arm7_sdk_dds_example.py.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from moderator.adapters.unitree_g1 import joints
from moderator.adapters.unitree_g1.crc import crc_of
from moderator.adapters.unitree_g1.messages import LowCmd
from moderator.adapters.unitree_g1.settings import G1Settings
from moderator.adapters.wired.far_side import Told
from moderator.adapters.wired.streamer import Streamer

TOPIC = "rt/arm_sdk"
RATE_HZ = 50.0
LIVES_S = 0.1
"""So long a command may be under way. Source: ours, five of them."""
WEIGHT = 29
"""The motor whose `q` says how much of the arms is ours, 0 to 1."""


class Arms:
    """Streams poses, and takes and gives the arms slowly.

    A command holds until the next one comes. So its angles are those for the middle of that time,
    and its speeds those of the whole of it.

    Args:
        settings: stiffness, and how slowly.
        write: sends a command.
        too_late: as the streamer's.
        too_fast: told that a command was not sent, for it would have a joint leap.
    """

    def __init__(
        self,
        settings: G1Settings,
        write: Callable[[LowCmd], object],
        too_late: Callable[[str], object],
        too_fast: Callable[[], object],
    ) -> None:
        self._settings = settings
        self._write = write
        self._too_fast = too_fast
        self._last: dict[int, float] | None = None
        self._streamer = Streamer(RATE_HZ, self._send, settings.stale_s, too_late)
        self._command: Any = LowCmd()
        self._from = 0.0, 0.0
        self._to = 0.0
        self._arrival: list[asyncio.Future[None]] = []

    @property
    def latest_s(self) -> float:
        """How late a command left at most, seconds."""
        return self._streamer.latest_s

    @property
    def streaming(self) -> bool:
        """Whether they are told anything."""
        return self._streamer.on

    def weight(self, now_s: float) -> float:
        """How much of them is ours at a time of the loop, 0 to 1."""
        began, began_s = self._from
        share = max(0.0, now_s - began_s) / self._settings.ramp_s
        return min(began + share, self._to) if self._to > began else max(began - share, self._to)

    def begin(self, told: Told, motors_rad: Sequence[float], *, held: bool = False) -> None:
        """Tell them where to be, from now on; what of the waist is not ours stays where it is.

        Args:
            told: where the joints are to be.
            motors_rad: what was measured, in its own order, radians.
            held: whether they may be held as a program left them that ended: then what is ours of
                them is all, at once, for less would let them fall.
        """
        if not self._streamer.on:
            self._last = dict(enumerate(motors_rad))
            for motor in joints.HELD:
                self._tell(motor, motors_rad[motor], 0.0)
        if held:
            self._from, self._to = (1.0, 0.0), 1.0
        self._streamer.begin(told)

    async def become(self, weight: float) -> bool:
        """Have so much of them ours, little by little; whether it is, or they were let go."""
        loop = asyncio.get_running_loop()
        self._reached()
        if not self._streamer.on:
            return False
        self._from, self._to = (self.weight(loop.time()), loop.time()), weight
        there = loop.create_future()
        self._arrival.append(there)
        await there
        return self.streaming and self.weight(loop.time()) == weight

    def end(self) -> None:
        """Tell them nothing more; they stay as they are."""
        self._streamer.end()
        self._from = self.weight(asyncio.get_running_loop().time()), 0.0
        self._to = self._from[0]
        self._reached()

    def _send(self, told: Told, now_s: float) -> None:
        period_s = 1.0 / RATE_HZ
        here = joints.told(told.pose(now_s), self._last)
        there = joints.told(told.pose(now_s + period_s), here)
        self._last = here
        speeds = {motor: (there[motor] - at) / period_s for motor, at in here.items()}
        if max(map(abs, speeds.values())) > joints.FASTEST_RAD_S:
            self._too_fast()
            return
        for motor, at in here.items():
            self._tell(motor, (at + there[motor]) / 2, speeds[motor])
        weight = self.weight(now_s)
        self._command.motor_cmd[WEIGHT].q = weight
        self._command.crc = crc_of(self._command)
        self._write(self._command)
        if weight == self._to:
            self._reached()

    def _reached(self) -> None:
        """Whoever waits goes on, and sees for itself."""
        arrival, self._arrival = self._arrival, []
        for there in arrival:
            if not there.done():
                there.set_result(None)

    def _tell(self, motor: int, angle_rad: float, speed_rad_s: float) -> None:
        command = self._command.motor_cmd[motor]
        command.q, command.dq = angle_rad, speed_rad_s
        command.kp, command.kd = self._settings.kp, self._settings.kd
