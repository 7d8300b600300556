"""A body that is measured: where it is, how old that is, and whether it has arrived."""

import asyncio
from collections.abc import Callable, Mapping
from math import degrees, inf

from moderator.adapters.steered.follower import Follower, Told
from moderator.adapters.wired.far_side import Measured
from moderator.robot import Check

_LOOKS_EVERY_S = 0.02
_STILL_RAD = 0.003
"""A body whose joints turn less between two looks a tenth of a second apart is still. Source: ours,
above the noise of a joint's encoder and below what an audience sees."""
_STILL_FOR_S = 0.1
_PATIENCE_S = 2.0


class MeasuredBody(Follower):
    """The body at the far side.

    Args:
        rest_rad: angle of every steered joint, radians, where nothing has been measured yet.
        led: where the joints are told to be for a pose, radians.
        tolerance_rad: a joint that is nearer than this to where it is to be is there.
        astray_rad: one that is further off than this, radians,
        for_s: for so long, seconds, is not led any more.

    Attributes:
        followed: whether it goes where its joints are told to be.
        latest: what the robot said last; None before it said anything.
        worst_rad: how far a joint that was moving has been off at most, radians.
    """

    def __init__(
        self,
        rest_rad: dict[str, float],
        led: Callable[[Mapping[str, float]], Mapping[str, float]],
        tolerance_rad: float,
        astray_rad: float,
        for_s: float,
    ) -> None:
        super().__init__()
        self._astray_rad, self._astray_for_s = astray_rad, for_s
        self._astray_since_s: float | None = None
        self.followed = False
        self.latest: Measured | None = None
        self.worst_rad = 0.0
        self._rest_rad = rest_rad
        self._led = led
        self._tolerance_rad = tolerance_rad
        self._told: Told | None = None
        self._error_rad = 0.0

    def hear(self, measured: Measured) -> None:
        """Take in what the robot says of itself."""
        self.latest = measured
        if self._told:
            told = self._led(self._told.pose(measured.at_s))
            found = measured.joints_rad
            self._error_rad = max(abs(told[joint] - found[joint]) for joint in self._rest_rad)
            if self._error_rad <= self._astray_rad:
                self._astray_since_s = None
            elif self._astray_since_s is None:
                self._astray_since_s = measured.at_s
            if self._told.busy:
                self.worst_rad = max(self.worst_rad, self._error_rad)
        self.on_change()

    async def set_up(self, told: Told) -> None:
        """Compare with where the joints are told to be."""
        self._told = told

    @property
    def fallen(self) -> str:
        """That it does not stand, if it says so."""
        return "" if self.latest is None or self.latest.standing else "it does not stand"

    def angles_rad(self) -> dict[str, float]:
        """Measured angle of every steered joint."""
        if self.latest is None:
            return dict(self._rest_rad)
        return {joint: self.latest.joints_rad[joint] for joint in self._rest_rad}

    @property
    def tracking_error_rad(self) -> float:
        """How far the joint furthest off was from where it was told to be when it was measured."""
        return self._error_rad

    @property
    def astray(self) -> str:
        """The joint that something keeps from where it is led, and how far off; else empty."""
        since_s, latest = self._astray_since_s, self.latest
        if since_s is None or latest is None or latest.at_s - since_s <= self._astray_for_s:
            return ""
        return self.missing(self._told.pose(latest.at_s) if self._told else {}, -inf)

    @property
    def age_s(self) -> float:
        """How long ago the robot last said something."""
        if self.latest is None:
            return inf
        return asyncio.get_running_loop().time() - self.latest.at_s

    def missing(self, goal_rad: dict[str, float], since_s: float) -> str:
        """The joint that is furthest from there, while one is too far, of a body that follows."""
        if not self.followed or self.latest is None:
            return ""
        if self.latest.at_s < since_s:
            return "the robot has not said since then where it is"
        found = self.angles_rad()
        led = self._led({**found, **goal_rad})
        away = {joint: abs(led[joint] - found[joint]) for joint in goal_rad}
        joint = max(away, key=away.__getitem__, default="")
        if not joint or away[joint] <= self._tolerance_rad:
            return ""
        return f"{joint} is {degrees(away[joint]):.1f}° from where it was told to be"

    def stir(self) -> None:
        """The far side is told by its robot."""

    async def stillness(self) -> None:
        """Wait until what is measured does not change, for at most two seconds."""
        loop = asyncio.get_running_loop()
        until_s = loop.time() + _PATIENCE_S
        since_s, before = loop.time(), self.angles_rad()
        while loop.time() < min(until_s, since_s + _STILL_FOR_S):
            await asyncio.sleep(_LOOKS_EVERY_S)
            now = self.angles_rad()
            if any(abs(angle - before[joint]) > _STILL_RAD for joint, angle in now.items()):
                since_s, before = loop.time(), now

    def checks(self) -> tuple[Check, ...]:
        """The far side has its own."""
        return ()
