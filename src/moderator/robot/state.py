"""What a robot says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class RobotState:
    """What the robot says of itself now.

    Attributes:
        joints_rad: measured angle of every joint, radians.
        battery: charge left, 0 to 1; None from a robot that does not tell.
        temperature_c: the hottest actuator, degrees Celsius; None likewise.
        standing: whether it stands on its feet and keeps its balance.
        link: whether state and commands pass.
        moving: whether any joint is being driven somewhere.
        fault: the robot's own fault in words, empty when there is none.
        tracking_error_rad: how far the joint that is furthest off is from where it was told to be,
            radians; None likewise.
        tilt_rad: how far the pelvis leans from how it should in this pose (a bow is no tilt),
            radians; None likewise.
        age_s: how old all this is, seconds; None likewise.
    """

    joints_rad: Mapping[str, float]
    battery: float | None
    temperature_c: float | None
    standing: bool
    link: bool
    moving: bool
    fault: str = ""
    tracking_error_rad: float | None = None
    tilt_rad: float | None = None
    age_s: float | None = None


@dataclass(frozen=True)
class Check:
    """One named check before standby can go green.

    Attributes:
        name: `battery`, `temperature`, `balance`, `link`, `joints` or the adapter's own.
        ok: whether it is green.
        why: what was found, and when it is not green what to do.
    """

    name: str
    ok: bool
    why: str


@dataclass(frozen=True)
class Gauge:
    """How hard something was for the body.

    Attributes:
        name: what is measured, in words for the operator: `foot force`, `hottest knee`.
        value: its worst reading, finite: the highest, or of a margin the lowest.
        unit: of the value, as it is written: `N`, `mm`, `°C`.
    """

    name: str
    value: float
    unit: str


@dataclass(frozen=True)
class Found:
    """What a probe found: nothing of it was moved.

    Attributes:
        firmware: the robot's own word for its version; empty where it does not say.
        mode: what it is doing now, in its own words.
        joints: how many joints it tells of.
        checks: what answers, and what is missing with what to do about it.
    """

    firmware: str = ""
    mode: str = ""
    joints: int = 0
    checks: tuple[Check, ...] = ()
