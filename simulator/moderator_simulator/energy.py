"""Battery and heat of the simulated body, in closed form: nothing is computed between changes."""

from math import exp

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
