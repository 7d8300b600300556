"""How the weight lies on the feet, as planned: from where the centre of mass goes."""

import numpy as np

from moderator.body.table import Body
from moderator.motion.seen.camera import Array
from moderator.motion.whole_body.ground import Grounded

GRAVITY_M_S2 = 9.81
_SMOOTHED_S = 0.2
"""Over how long accelerations are averaged: they come from differences of places."""


def loads(body: Body, grounded: Grounded) -> Array:
    """The upright force that each foot bears, newtons, shape (k, 2).

    Of two feet each bears as much as the zero moment point is near to it, on the line between the
    middles of their soles. Source: Vukobratović & Borovac 2004, Int. J. Humanoid Robotics 1(1):157,
    for the point, with the body taken as a mass at its centre.
    """
    times, centres = grounded.times_s, grounded.centres_m
    faster = _accelerations(times, centres)
    upward = np.maximum(GRAVITY_M_S2 + faster[:, 2], 0.0)
    zmp = centres[:, :2] - centres[:, 2:] * faster[:, :2] / np.maximum(upward, 1.0)[:, None]
    left, right = grounded.soles[:, 0, :2], grounded.soles[:, 1, :2]
    between = left - right
    length = np.maximum((between**2).sum(axis=1), 1e-6)
    share = np.clip(((zmp - right) * between).sum(axis=1) / length, 0.0, 1.0)
    share = np.where(grounded.standing.all(axis=1), share, grounded.standing[:, 0])
    return np.column_stack([share, 1 - share]) * (body.mass_kg * upward)[:, None]


def _accelerations(times_s: Array, centres_m: Array) -> Array:
    if len(times_s) < 3:
        return np.zeros_like(centres_m)
    speeds = np.gradient(centres_m, times_s, axis=0)
    faster = np.gradient(speeds, times_s, axis=0)
    width = max(1, round(_SMOOTHED_S / (times_s[1] - times_s[0]))) | 1
    if width > len(times_s):
        return np.zeros_like(centres_m)
    padded = np.pad(faster, ((width // 2, width // 2), (0, 0)), mode="edge")
    kernel = np.ones(width) / width
    return np.column_stack([np.convolve(column, kernel, mode="valid") for column in padded.T])
