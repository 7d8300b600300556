"""What every robot at the far side of a wire is looked at for before it moves."""

from collections.abc import Sequence

from moderator.adapters.steered.looking import joints
from moderator.robot import Check, Limit, Reading, RobotState, Rule

NO_LINK = Check("link", ok=False, why="no link to the robot; connect it")


def checks(
    state: RobotState, limits: Sequence[Limit], taken_by: str, *, must_stand_still: bool
) -> tuple[Check, ...]:
    """Look at link, battery, temperature, balance and joints.

    Args:
        state: what the robot says of itself.
        limits: what it must not pass; one that holds makes preflight red.
        taken_by: who else has the body; empty for nobody.
        must_stand_still: whether it may not move now.
    """
    age_ms = (state.age_s or 0.0) * 1000
    found: tuple[Check, ...] = (
        Check("link", ok=True, why=f"it last said something {age_ms:.0f} ms ago"),
        _reading("battery", Reading.BATTERY, state, limits, "change the battery"),
        _reading("temperature", Reading.TEMPERATURE, state, limits, "let it cool"),
        Check(
            "balance",
            ok=state.standing,
            why="it says that it stands" if state.standing else "it does not stand; set it up",
        ),
        joints(state, must_stand_still=must_stand_still),
    )
    if taken_by:
        why = f"{taken_by} has the robot; have it give the robot back"
        found += (Check("owner", ok=False, why=why),)
    return found


def _reading(
    name: str, reading: Reading, state: RobotState, limits: Sequence[Limit], remedy: str
) -> Check:
    value = reading.of(state)
    if value is None:
        return Check(name, ok=True, why="this robot does not tell it: look at the robot itself")
    for limit in limits:
        graver = limit.reading is reading and limit.rule is not Rule.WARN
        if graver and reading.worse(value, limit.value):
            told = f"{limit.told(value)}; {remedy}"
            return Check(name, ok=False, why=told)
    return Check(name, ok=True, why=reading.written(value))
