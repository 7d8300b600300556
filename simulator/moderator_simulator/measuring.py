"""What the simulated robot says of itself, and which limits that passes."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from math import inf

from moderator.adapters.steered.follower import Follower
from moderator.adapters.steered.moving import Moving
from moderator.robot import Limit, Passed, Reading, RobotState
from moderator_simulator.body import CAPABILITIES
from moderator_simulator.breakage import Breakage
from moderator_simulator.crossings import Crossings
from moderator_simulator.energy import Energy
from moderator_simulator.settings import Settings


class Measuring:
    """Reads the body by the clock; without a link, what was read last.

    Args:
        settings: charge and heat before it was first connected.
        follower: the body.
        breakage: what has failed.
    """

    def __init__(self, settings: Settings, follower: Follower, breakage: Breakage) -> None:
        self._follower = follower
        self._breakage = breakage
        self._body: tuple[Moving, Energy] | None = None
        self._linked = False
        self._known = RobotState(
            CAPABILITIES.rest,
            settings.battery,
            settings.ambient_c,
            standing=True,
            link=False,
            moving=False,
        )
        self._crossings = Crossings(self._reading, self._soonest_s)

    def begin(self, moving: Moving, energy: Energy) -> None:
        """There is a body to be read."""
        self._body = moving, energy
        energy.on_jump = self._crossings.jumped
        self._follower.on_change = self._crossings.look

    def link(self, *, there: bool) -> None:
        """The link has come, or goes; what is known then stays known."""
        if self._linked and not there:
            self._known = replace(self._measured(), link=False)
        self._linked = there
        self._crossings.jumped()

    def state(self) -> RobotState:
        """The state by the clock; without a link, the last one known."""
        return self._measured() if self._linked else self._known

    async def crossed(self, limits: Sequence[Limit], were: Passed) -> Passed:
        """Wait until other limits are passed than were."""
        return await self._crossings.wait(limits, were)

    def _measured(self) -> RobotState:
        if self._body is None:
            return self._known
        moving, energy = self._body
        now_s = asyncio.get_running_loop().time()
        follower = self._follower
        return RobotState(
            joints_rad=follower.angles_rad(),
            battery=energy.battery(now_s),
            temperature_c=energy.temperature_c(now_s),
            standing=not (self._breakage.now("balance") or follower.fallen),
            link=True,
            moving=moving.busy,
            fault="; ".join(filter(None, (self._breakage.told, follower.fallen))),
            tracking_error_rad=follower.tracking_error_rad,
            tilt_rad=follower.tilt_rad,
            age_s=follower.age_s,
        )

    def _reading(self, reading: Reading) -> float | None:
        """One reading, without all the rest."""
        if self._body is None or not self._linked:
            return None
        _, energy = self._body
        match reading:
            case Reading.BATTERY:
                return energy.battery(asyncio.get_running_loop().time())
            case Reading.TEMPERATURE:
                return energy.temperature_c(asyncio.get_running_loop().time())
            case Reading.TRACKING_ERROR:
                return self._follower.tracking_error_rad
            case Reading.TILT:
                return self._follower.tilt_rad
            case Reading.STALE:
                return self._follower.age_s

    def _soonest_s(self, limit: Limit, was: bool) -> float:
        """Charge and heat go at known rates; the body tells of what else changes."""
        if self._body is None or not self._linked:
            return inf
        _, energy = self._body
        return energy.soonest_s(asyncio.get_running_loop().time(), limit, was=was)
