"""Battery and heat of the simulated body, in closed form: nothing is computed between changes."""

from collections.abc import Callable
from math import exp, inf, log

from moderator.robot import Limit, Reading
from moderator_simulator.settings import Settings


class Energy:
    """What moving costs.

    The battery runs down in a straight line, faster while the body moves. The hottest actuator goes
    exponentially towards a temperature that depends on whether the body moves.

    Args:
        settings: rates and where they start from.
        now_s: the loop's time, seconds.
    """

    def __init__(self, settings: Settings, now_s: float) -> None:
        self._settings = settings
        self._since_s = now_s
        self._battery = settings.battery
        self._temperature_c = settings.ambient_c + settings.standing_rise_c
        self._moving = False
        self.on_jump: Callable[[], None] = lambda: None
        """Told when charge or heat have changed otherwise than by their rates."""

    def battery(self, now_s: float) -> float:
        """Charge left, 0 to 1."""
        settings = self._settings
        hours = settings.moving_hours if self._moving else settings.standing_hours
        return max(0.0, self._battery - (now_s - self._since_s) / (3600.0 * hours))

    def temperature_c(self, now_s: float) -> float:
        """Temperature of the hottest actuator, degrees Celsius."""
        settings = self._settings
        rise_c = settings.moving_rise_c if self._moving else settings.standing_rise_c
        goal_c = settings.ambient_c + rise_c
        left = exp(-(now_s - self._since_s) / settings.warming_s)
        return goal_c + (self._temperature_c - goal_c) * left

    def change(
        self,
        now_s: float,
        *,
        moving: bool,
        battery: float | None = None,
        temperature_c: float | None = None,
    ) -> None:
        """Go on from here at other rates, or from another charge or temperature."""
        charge = self.battery(now_s)
        heat_c = self.temperature_c(now_s)
        self._battery = charge if battery is None else battery
        self._temperature_c = heat_c if temperature_c is None else temperature_c
        self._since_s, self._moving = now_s, moving
        if battery is not None or temperature_c is not None:
            self.on_jump()

    def soonest_s(self, now_s: float, limit: Limit, *, was: bool) -> float:
        """In how many seconds a limit can be passed at the soonest, however the body moves.

        Args:
            now_s: the loop's time, seconds.
            limit: of charge or heat; any other is never passed by what is here.
            was: whether it is passed, so that it is asked when it may be so no more.
        """
        settings = self._settings
        if limit.reading is Reading.BATTERY and not was:
            hours = min(settings.moving_hours, settings.standing_hours)
            return (self.battery(now_s) - limit.value) * 3600.0 * hours
        if limit.reading is not Reading.TEMPERATURE:
            return inf
        heat_c = self.temperature_c(now_s)
        if was:
            goal_c = settings.ambient_c + min(settings.standing_rise_c, settings.moving_rise_c)
            return self._warming_s(goal_c - heat_c, goal_c - limit.back)
        goal_c = settings.ambient_c + max(settings.standing_rise_c, settings.moving_rise_c)
        return self._warming_s(heat_c - goal_c, limit.value - goal_c)

    def _warming_s(self, away_c: float, left_c: float) -> float:
        """How long it takes to come from so far below a goal to so far below it.

        Args:
            away_c: how far it is from there now, below 0.
            left_c: how far it is then; at 0 and above it never comes there.
        """
        if left_c >= 0:
            return inf
        return self._settings.warming_s * log(away_c / left_c) if away_c < left_c else 0.0
