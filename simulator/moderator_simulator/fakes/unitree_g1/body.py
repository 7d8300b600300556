"""The body of the fake: arms and waist that follow two masters, by weight."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, isfinite

_LEGS, _LED, _MOTORS = 12, range(12, 29), 29
_WEIGHT = 29

_STANCE = (
    *(-0.1, 0.0, 0.0, 0.3, -0.2, 0.0),
    *(-0.1, 0.0, 0.0, 0.3, -0.2, 0.0),
    *(0.0, 0.0, 0.0),
    *(0.104, 0.159, -0.029, 1.152, 0.0, 0.0, 0.0),
    *(0.104, -0.159, 0.029, 1.152, 0.0, 0.0, 0.0),
)
"""Where its own controller holds it, radians, knees and arms a little bent. Source: assumed."""

_ARM = (
    *((-3.0892, 2.6704), (-1.5882, 2.2515), (-2.618, 2.618), (-1.0472, 2.0944)),
    *((-1.9723, 1.9723), (-1.6145, 1.6145), (-1.6145, 1.6145)),
)
_RIGHT_ARM = (_ARM[0], (-2.2515, 1.5882), *_ARM[2:])
_RANGES = ((-2.618, 2.618), (-0.52, 0.52), (-0.52, 0.52), *_ARM, *_RIGHT_ARM)
"""Of waist and arms, radians. Source: unitreerobotics/unitree_ros, g1_29dof_rev_1_0.urdf."""

_OWN_PER_S = 8.0
"""How quickly its own controller brings the arms back. Source: assumed."""
_FASTEST_RAD_S = 37.0
"""Source: the same URDF."""
_DROP = 0.2
"""Weight that is taken away at once lets the arms fall. Source: assumed how much."""
_ELSEWHERE_RAD = 0.05
_LEAP_RAD, _LEAP_RAD_S = 0.5, 15.0
"""Between two commands. Source: assumed."""


@dataclass(frozen=True)
class Drive:
    """What one motor was told last: radians, radians a second, stiffness over damping, 1/s."""

    q: float
    dq: float
    per_s: float


class Body:
    """Motor angles, radians, in its own order.

    Attributes:
        angles: where they are.
        weight: how much of arms and waist is the caller's, 0 to 1.
        complaints: what came that would be dangerous on a real robot.
    """

    def __init__(self) -> None:
        self.angles = list(_STANCE)
        self.weight = 0.0
        self.complaints: list[str] = []
        self.velocity = (0.0, 0.0, 0.0)
        self.fallen = False
        self.held: int | None = None
        self.raised = 0.0
        self._drives: dict[int, Drive] = {}
        self._at_s: float | None = None
        self._walks_until_s = 0.0

    def told(self, motors: Sequence[object]) -> str:
        """Take a command; why not, or nothing."""
        figures = [(m.q, m.dq, m.tau, m.kp, m.kd) for m in motors]  # type: ignore[attr-defined]
        if not all(isfinite(figure) for row in figures for figure in row):
            return "a figure is none"
        if any(any(row) for row in figures[:_LEGS]):
            return "its legs were told something"
        for motor, (low, high) in zip(_LED, _RANGES, strict=True):
            if not low - 1e-4 <= figures[motor][0] <= high + 1e-4:
                return f"motor {motor} beyond its range: {figures[motor][0]:.3f}"
        weight = figures[_WEIGHT][0]
        if not 0.0 <= weight <= 1.0:
            return f"a weight of {weight}"
        self._judge(weight, figures)
        self.weight = weight
        self._drives = {
            motor: Drive(q, dq, kp / kd if kd > 0 else 0.0)
            for motor, (q, dq, _, kp, kd) in enumerate(figures)
            if motor in _LED
        }
        return ""

    def walk(self, velocity: Sequence[float], until_s: float) -> None:
        """Walk at that velocity until then."""
        vx, vy, wz = velocity
        self.velocity, self._walks_until_s = (vx, vy, wz), until_s

    def go_on(self, now_s: float) -> None:
        """Be where the motors can be by now."""
        passed_s = now_s - (now_s if self._at_s is None else self._at_s)
        self._at_s = now_s
        if now_s >= self._walks_until_s:
            self.velocity = (0.0, 0.0, 0.0)
        for motor in _LED:
            if motor != self.held:
                self._turn(motor, passed_s)

    def own(self, motor: int) -> float:
        """Where its own controller wants a motor: its stance, or an action of its own."""
        return _STANCE[motor] - (self.raised if motor == 22 else 0.0)

    def _turn(self, motor: int, passed_s: float) -> None:
        at, drive = self.angles[motor], self._drives.get(motor)
        weight = self.weight if drive else 0.0
        led_per_s = drive.per_s if drive else 0.0
        towards = self.own(motor), drive.q if drive else 0.0
        per_s = (1 - weight) * _OWN_PER_S + weight * led_per_s
        pushed = weight * drive.dq if drive else 0.0
        if per_s <= 0:
            self.angles[motor] = at + pushed * passed_s
            return
        goal = ((1 - weight) * _OWN_PER_S * towards[0] + weight * led_per_s * towards[1]) / per_s
        goal += pushed / per_s
        by = (goal - at) * (1 - exp(-per_s * passed_s))
        most = _FASTEST_RAD_S * passed_s
        self.angles[motor] = at + max(-most, min(most, by))

    def _judge(self, weight: float, figures: Sequence[Sequence[float]]) -> None:
        if weight < self.weight - _DROP:
            self.complaints.append(f"the arms fell: weight {self.weight:.2f} to {weight:.2f}")
        steps = [
            abs(figures[motor][0] - drive.q) for motor, drive in self._drives.items() if weight > 0
        ]
        fastest = max(abs(figures[motor][1]) for motor in _LED)
        if self.weight > 0 and (max(steps, default=0.0) > _LEAP_RAD or fastest > _LEAP_RAD_S):
            self.complaints.append(f"a joint leapt: {max(steps):.2f} rad, {fastest:.1f} rad/s")
        if self.weight == 0 < weight:
            away = max(abs(figures[motor][0] - self.angles[motor]) for motor in _LED)
            if away > _ELSEWHERE_RAD:
                self.complaints.append(f"the arms were taken {away:.2f} rad from where they are")
        limp = weight > 0 and any(figures[motor][3] <= 0 for motor in _LED)
        if limp:
            self.complaints.append("a joint of arms or waist was given no stiffness")
