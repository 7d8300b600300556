"""G1's stop program: `python -m moderator.adapters.unitree_g1.stopping SETTINGS`, in JSON."""

import asyncio
import sys
from math import inf

from moderator.adapters.unitree_g1 import codes, state
from moderator.adapters.unitree_g1.link import Link
from moderator.adapters.unitree_g1.messages import LowState, String
from moderator.adapters.unitree_g1.services import Services
from moderator.adapters.unitree_g1.settings import G1Settings
from moderator.adapters.wired.stop_program import StopChannel, run
from moderator.errors import CannotStart
from moderator.robot import Grade

OWNER = "rt/moderator/owner"
"""Ours: who owns the robot."""
STOPPED = "rt/moderator/stop"
"""Ours: a stop by another process, told to the owner."""

SAID_S = 1.0
"""So long either may be under way."""

STANDING = {"velocity": [0.0, 0.0, 0.0], "duration": 1.0}
"""No velocity. Source: unitree_sdk2_python at 37116c5, g1_loco_client.py, `StopMove`."""
DAMPED = {"data": codes.DAMP}

_LOOKS_EVERY_S = 0.05
_SAYS_WITHIN_S = 2.0


class G1Stop(StopChannel):
    """Tells whoever streams, and ends the walk; the arms stay where they were last told to be.

    Args:
        settings: which robot, and what the gravest grade sends.
    """

    def __init__(self, settings: G1Settings) -> None:
        self._settings = settings
        self._link: Link | None = None
        self._heard_s = 0.0

    async def open(self) -> None:
        """Join the domain, and wait until the robot says something."""
        self._link = link = Link(self._settings, _LOOKS_EVERY_S)
        self._services = Services(link, (self._settings.loco_service,))
        self._told = link.writer(STOPPED, String, SAID_S)
        self._heard_s = -inf
        link.hear(state.TOPIC, LowState, self._heard, last=True)
        if not await link.until(lambda: self._age_s < inf, _SAYS_WITHIN_S):
            raise CannotStart(f"no G1 says {state.TOPIC} in DDS domain {self._settings.domain}")

    async def lost(self) -> str:
        """Wait until the robot has said nothing for too long."""
        assert self._link is not None  # it was opened
        await self._link.until(lambda: self._age_s > _SAYS_WITHIN_S, inf)
        return f"the robot has said nothing for {self._age_s:.1f} s"

    async def stop(self, grade: Grade) -> None:
        """Stop: a relax is left to whoever streams."""
        loco = self._settings.loco_service
        told = self._told.write(String(data=grade.value))
        stands = self._services.post(loco, codes.SET_VELOCITY, STANDING)
        if grade is Grade.ROBOT_STOP and self._settings.robot_stop == "damp":
            stands = self._services.post(loco, codes.SET_STATE, DAMPED)
        if not told:
            raise CannotStart("DDS does not send")
        if not stands:
            raise CannotStart(
                f"nobody takes requests of {loco!r}: the owner is told, no walk ended"
            )

    async def close(self) -> None:
        """Leave the domain."""
        if self._link:
            self._link.close()

    @property
    def _age_s(self) -> float:
        return asyncio.get_running_loop().time() - self._heard_s

    def _heard(self, told: LowState) -> None:
        del told
        self._heard_s = asyncio.get_running_loop().time()


if __name__ == "__main__":
    sys.exit(run(G1Stop(G1Settings.model_validate_json(sys.argv[1]))))
