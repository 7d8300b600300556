"""Whether a body stands, by the attitude of its pelvis."""

from math import acos, degrees

_FALLEN_DEG = 45.0
"""A pelvis that leans more has fallen. Source: assumed; no posture of ours leans half as much."""


def stands(w: float, x: float, y: float, z: float) -> bool:
    """Whether a body of this attitude stands, by its quaternion.

    One of no length, which a robot without an attitude sends, stands.
    """
    length = x * x + y * y + z * z + w * w
    if length <= 0:
        return True
    upright = 1 - 2 * (x * x + y * y) / length
    return degrees(acos(max(-1.0, min(1.0, upright)))) < _FALLEN_DEG
