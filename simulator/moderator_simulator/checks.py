"""What the simulated robot looks at before it moves."""

from moderator.adapters.steered.looking import joints
from moderator.robot import Check, RobotState
from moderator_simulator.settings import Settings

_TAKEN_OVER = Check(
    "hand controller", ok=False, why="it has taken the robot over; have it give the robot back"
)


def checks(
    state: RobotState, settings: Settings, *, must_stand_still: bool, taken_over: bool = False
) -> tuple[Check, ...]:
    """Look at everything that must be right.

    Args:
        state: what the robot says of itself.
        settings: what is too low or too hot.
        must_stand_still: whether it may not move now.
        taken_over: whether its hand controller has it.
    """
    assert state.battery is not None  # this robot measures both
    assert state.temperature_c is not None
    charge, heat_c = f"{state.battery:.0%} left", f"{state.temperature_c:.0f} °C"
    if not state.link:
        return (Check("link", ok=False, why="no link to the robot; connect it"),)
    return (
        Check("link", ok=True, why="state and commands pass"),
        _check(
            "battery",
            state.battery >= settings.least_battery,
            charge,
            f"only {charge}; change the battery",
        ),
        _check(
            "temperature",
            state.temperature_c <= settings.hottest_c,
            heat_c,
            f"{heat_c} is too hot; let it cool below {settings.hottest_c:.0f} °C",
        ),
        _check("balance", state.standing, "it stands", "it does not stand; set it on its feet"),
        joints(state, must_stand_still=must_stand_still),
        *((_TAKEN_OVER,) if taken_over else ()),
    )


def _check(name: str, ok: bool, found: str, wrong: str) -> Check:
    return Check(name, ok=ok, why=found if ok else wrong)
