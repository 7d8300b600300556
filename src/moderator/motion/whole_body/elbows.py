"""Where elbows hang when hands are somewhere."""

import numpy as np

from moderator.body.joints import SIDES
from moderator.motion.whole_body.mannequin import Array, Mannequin

_STRETCHED = 0.999
_UPRIGHT = 1e-3


def elbows_at(mannequin: Mannequin, side: int, hands: Array) -> Array:
    """Where an elbow hangs under, or beside, the line from its shoulder to its wrist.

    Args:
        mannequin: the body.
        side: 0 for the left.
        hands: palm's place from the hips (m), its quaternion, and how far the elbow is raised
            outward from under that line (rad), as the chest is turned, shape (k, 8).

    Returns:
        Metres in the chest's frame, shape (k, 3).
    """
    body, name = mannequin.body, SIDES[side]
    shoulder = np.array(body.link(f"{name}_shoulder_pitch").at_m)
    upper = float(np.linalg.norm(body.link(f"{name}_elbow").at_m))
    links = ("forearm_yaw", "wrist_roll", "wrist_pitch")
    lower = sum(float(np.linalg.norm(body.link(f"{name}_{link}").at_m)) for link in links)
    palm = hands[:, :3] - np.array(body.link("waist_yaw").at_m)
    fingers, normal = _axes(hands[:, 3:7])
    wrist = palm + body.palm_m[2] * fingers - abs(body.palm_m[1]) * normal
    line = wrist - shoulder
    length = np.linalg.norm(line, axis=1, keepdims=True) + 1e-9
    along = line / length
    reach = np.minimum(length, _STRETCHED * (upper + lower))
    foot = (upper**2 - lower**2 + reach**2) / (2 * reach)
    radius = np.sqrt(np.maximum(upper**2 - foot**2, 0.0))
    down = _across(np.array([0.0, 0.0, -1.0]), along)
    upright = np.linalg.norm(down, axis=1) < _UPRIGHT
    down[upright] = _across(np.array([-1.0, 0.0, 0.0]), along[upright])
    down /= np.linalg.norm(down, axis=1, keepdims=True)
    across = np.cross(along, down)
    outward = np.where((across[:, 1:2] > 0) == (side == 0), across, -across)
    swivel = hands[:, 7:8]
    found: Array = (
        shoulder + foot * along + radius * (np.cos(swivel) * down + np.sin(swivel) * outward)
    )
    return found


def _across(direction: Array, along: Array) -> Array:
    """What of a direction is at right angles to others, shape (k, 3)."""
    found: Array = direction - (along @ direction)[:, None] * along
    return found


def _axes(turns: Array) -> tuple[Array, Array]:
    """First and last axis of frames, from their quaternions of any length, shape (k, 4)."""
    w, x, y, z = (turns / np.linalg.norm(turns, axis=1, keepdims=True)).T
    first = np.stack([1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)], axis=1)
    last = np.stack([2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)], axis=1)
    return first, last
