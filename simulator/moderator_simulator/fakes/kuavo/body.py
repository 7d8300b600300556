"""The body of the fake: arms and head that go where they are told, as fast as they can."""

from collections.abc import Mapping, Sequence
from math import radians

_LEGS, _ARM_JOINTS = 12, 14

_STANDING = (
    *(0.026, 0.001, -0.466, 0.847, -0.435, -0.021),
    *(-0.011, 0.001, -0.462, 0.840, -0.431, 0.016),
)
"""Legs of a standing robot, radians. Source: the message that the maker's description prints."""

_SWING = (0.152, 0.0, 0.0, -0.405, 0.0, 0.0, 0.0)
"""Where an arm hangs, radians. Source: likewise."""

_ARM_DEG = (
    *((-137.5, 34.4), (-20.0, 83.7), (-90.0, 26.4), (-150.0, 0.0)),
    *((-90.0, 90.0), (-75.0, 40.0), (-40.0, 40.0)),
    *((-180.0, 90.0), (-120.0, 20.0), (-26.4, 90.0), (-150.0, 0.0)),
    *((-90.0, 90.0), (-40.0, 75.0), (-40.0, 40.0)),
)
"""Ranges of the arms, degrees. Source: Kuavo's public interface, model 45."""

_HEAD_DEG = ((-30.0, 30.0), (-25.0, 25.0))
"""Source: `robotHeadMotionData.msg`."""

_ARMS_DEG = {
    45: _ARM_DEG,
    52: (
        *((-180.0, 90.0), (-20.0, 200.0), (-85.0, 85.0), (-150.0, 0.0)),
        *((-90.0, 90.0), (-75.0, 40.0), (-40.0, 40.0)),
        *((-180.0, 90.0), (-200.0, 20.0), (-85.0, 85.0), (-150.0, 0.0)),
        *((-90.0, 90.0), (-40.0, 75.0), (-40.0, 40.0)),
    ),
}
"""By version. Source of 52: biped_s52.urdf."""

_ARM_RAD_S, _HEAD_RAD_S, _WAIST_RAD_S = 18.0, 5.2, 8.7
"""Greatest speeds, radians a second. Source: biped_s52.urdf and biped_s45.urdf."""

HOLD, AUTO_SWING, EXTERNAL = 0, 1, 2
_GENERATION_5 = 50


class Body:
    """Joint angles, radians, in the order of `/sensors_data_raw`.

    Args:
        version: 45, or 52, whose waist turns.
    """

    def __init__(self, version: int) -> None:
        waist = [0.0] if version >= _GENERATION_5 else []
        self.mode = AUTO_SWING
        self.angles = [*_STANDING, *waist, *_SWING, *_SWING, 0.0, 0.0]
        self._ranges = _ARMS_DEG[version]
        self._waist = _LEGS if waist else None
        self._first = _LEGS + len(waist)
        self._arms = slice(self._first, self._first + _ARM_JOINTS)
        self._head = slice(self._arms.stop, self._arms.stop + 2)
        self.velocity = (0.0, 0.0, 0.0)
        self.fallen = False
        self.held: int | None = None
        self._goal = list(self.angles)
        self._at_s: float | None = None

    def change_mode(self, mode: int) -> None:
        """Hold, swing or follow."""
        self.mode = mode
        if mode == AUTO_SWING:
            self._goal[self._arms] = [*_SWING, *_SWING]
        elif mode == HOLD:
            self._goal[self._arms] = self.angles[self._arms]

    def arms(self, degrees: Sequence[float]) -> str:
        """Take a pose of the arms, while they follow; why not, or nothing."""
        if len(degrees) != _ARM_JOINTS:
            return f"{len(degrees)} joints in /kuavo_arm_traj"
        if self.mode != EXTERNAL:
            return ""
        for place, (angle, (low, high)) in enumerate(zip(degrees, self._ranges, strict=True)):
            if not low - 1e-6 <= angle <= high + 1e-6:
                return f"arm joint {place + 1} beyond its range: {angle:.2f}°"
        self._goal[self._arms] = [radians(angle) for angle in degrees]
        return ""

    def head(self, degrees: Sequence[float]) -> str:
        """Take a pose of the head; why not, or nothing."""
        for angle, (low, high) in zip(degrees, _HEAD_DEG, strict=True):
            if not low - 1e-6 <= angle <= high + 1e-6:
                return f"the head beyond its range: {angle:.2f}°"
        self._goal[self._head] = [radians(angle) for angle in degrees]
        return ""

    def waist(self, degrees: float) -> str:
        """Take an angle of the waist, to the left negative; why not, or nothing."""
        if self._waist is None:
            return "this model's waist does not turn"
        self._goal[self._waist] = -radians(degrees)
        return ""

    def walk(self, twist: Mapping[str, Mapping[str, float]]) -> None:
        """Walk at that velocity, until another comes."""
        linear, angular = twist["linear"], twist["angular"]
        self.velocity = linear["x"], linear["y"], angular["z"]

    def go_on(self, now_s: float) -> None:
        """Be where the joints can be by now."""
        passed_s = now_s - (now_s if self._at_s is None else self._at_s)
        self._at_s = now_s
        for place, goal in enumerate(self._goal):
            if place < _LEGS or place == self.held:
                continue
            far = self._speed_rad_s(place) * passed_s
            away = goal - self.angles[place]
            self.angles[place] += max(-far, min(far, away))

    def _speed_rad_s(self, place: int) -> float:
        if place == self._waist:
            return _WAIST_RAD_S
        return _HEAD_RAD_S if place >= self._head.start else _ARM_RAD_S
