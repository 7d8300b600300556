"""Whether the robot can really do the cue on standby."""

from moderator.cues.cue import Cue
from moderator.robot import Check, RobotState

LEAST_BATTERY = 0.10
"""Charge under which no cue is begun; assumed, to be set for a robot by its own preflight."""

HOTTEST_C = 80.0
"""Actuator temperature over which no cue is begun; assumed, likewise."""


def readiness(cue: Cue, state: RobotState) -> tuple[Check, ...]:
    """The named checks of the cue on standby; GO is refused while one is not green.

    A cue that asks nothing of the robot needs none.

    Args:
        cue: the cue.
        state: what the robot says of itself now.
    """
    moves = any(True for _ in cue.motions())
    if not moves and not any(True for _ in cue.lines()):
        return ()
    checks = [
        Check("link", state.link, "it is there" if state.link else "it is lost"),
        Check("fault", not state.fault, state.fault or "none is reported"),
    ]
    if moves:
        checks += [
            Check(
                "balance", state.standing, "it stands" if state.standing else "it does not stand"
            ),
            Check("battery", state.battery >= LEAST_BATTERY, f"{state.battery:.0%} left"),
            Check(
                "temperature",
                state.temperature_c <= HOTTEST_C,
                f"hottest actuator {state.temperature_c:.0f} °C",
            ),
        ]
    return tuple(checks)


def why_not(checks: tuple[Check, ...]) -> str:
    """What is not green, in one line; empty when everything is."""
    return ", ".join(f"{check.name}: {check.why}" for check in checks if not check.ok)
