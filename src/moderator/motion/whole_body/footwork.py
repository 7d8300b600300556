"""Feet and weight over time: where each sole is, and how the centre of mass goes between them."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from moderator.motion.whole_body.mannequin import Array

CLEARANCE_M = 0.035
"""How high a sole is lifted on its way from one place to another. Source: ours."""
TURN_CLEARANCE_M = 0.02
"""As much, when it only turns where it stands."""
_G = 9.81


@dataclass(frozen=True)
class Planted:
    """Where a sole is at a keyframe.

    Attributes:
        reached_s: when it comes there, seconds.
        left_s: when it leaves again.
        x_m: its middle on the stage, towards the audience.
        y_m: to the body's left when it faces the audience.
        heading_rad: where its toes point, from the audience to the left.
        up_m: how high it is held; 0 standing.
        toes_rad: how far its toes are raised.
    """

    reached_s: float
    left_s: float
    x_m: float
    y_m: float
    heading_rad: float
    up_m: float = 0.0
    toes_rad: float = 0.0

    @property
    def stands(self) -> bool:
        """Whether it is on the floor."""
        return self.up_m == 0.0

    @property
    def row(self) -> Array:
        """x, y, up (m), heading, toes (rad)."""
        return np.array([self.x_m, self.y_m, self.up_m, self.heading_rad, self.toes_rad])


def way_of(planted: list[Planted], times_s: Array) -> tuple[Array, Array]:
    """A sole's way through its places.

    Args:
        planted: in order of time.
        times_s: shape (k,).

    Returns:
        Rows of x, y, up (m), heading, toes (rad), shape (k, 5), and whether it stands, shape (k,).
    """
    rows = np.tile(planted[0].row, (len(times_s), 1))
    stands = np.full(len(times_s), planted[0].stands)
    for before, after in pairwise(planted):
        begin, end = np.searchsorted(times_s, (before.left_s, after.reached_s))
        rows[end:] = after.row
        stands[end:] = after.stands
        if np.array_equal(before.row, after.row):
            continue
        share = (times_s[begin:end] - before.left_s) / (after.reached_s - before.left_s)
        rows[begin:end] = _swing(before, after, share)
        stands[begin:end] = False
    return rows, stands


def _swing(before: Planted, after: Planted, share: Array) -> Array:
    """From one place to another, up first and down last."""
    across = minimum_jerk(np.clip((share - 0.1) / 0.8, 0.0, 1.0))
    rows = before.row + across[:, None] * (after.row - before.row)
    way = float(np.hypot(after.x_m - before.x_m, after.y_m - before.y_m))
    clear = CLEARANCE_M if way > 0.02 else TURN_CLEARANCE_M
    if before.stands and after.stands:
        rows[:, 2] = clear * _hump(share)
        return rows
    # Lifted to be held, or put down after that: the height goes its own way, monotone, and a sole
    # that is put down or taken up is away from the floor before it travels far.
    rise = minimum_jerk(share)
    rows[:, 2] = before.up_m + rise * (after.up_m - before.up_m)
    if before.stands:
        rows[:, :2] = before.row[:2] + minimum_jerk(np.clip((share - 0.15) / 0.85, 0, 1))[
            :, None
        ] * (after.row[:2] - before.row[:2])
    elif after.stands:
        rows[:, :2] = before.row[:2] + minimum_jerk(np.clip(share / 0.85, 0, 1))[:, None] * (
            after.row[:2] - before.row[:2]
        )
    return rows


def _hump(share: Array) -> Array:
    """Up from the floor and down again, standing still at both ends, 1 in the middle."""
    return 16.0 * share**2 * (1.0 - share) ** 2


def minimum_jerk(share: Array) -> Array:
    """Share of a way at a share of its time.

    Source: Flash & Hogan 1985, J. Neurosci. 5(7):1688.
    """
    return share**3 * (10.0 + share * (6.0 * share - 15.0))


def stepped(keys: list[tuple[float, float, float]], times_s: Array) -> Array:
    """A figure that rests at its keyframes and goes smoothly between them.

    Args:
        keys: when it is reached, when it is left again (s), and what it is then, in order.
        times_s: shape (k,).
    """
    values = np.full(len(times_s), keys[0][2])
    for (_, left, here), (reached, _, there) in pairwise(keys):
        begin, end = np.searchsorted(times_s, (left, reached))
        values[end:] = there
        share = (times_s[begin:end] - left) / (reached - left)
        values[begin:end] = here + minimum_jerk(share) * (there - here)
    return values


def carried(pressure_m: Array, height_m: float, rate_hz: float) -> Array:
    """The centre of mass whose centre of pressure goes as given, standing still at both ends.

    Args:
        pressure_m: centre of pressure, even in time, shape (k, 2).
        height_m: of the centre of mass over the floor.
        rate_hz: samples a second.

    Returns:
        Metres, shape (k, 2).

    Source: the cart-table model, Kajita et al. 2003, ICRA, pp. 1620-1626.
    """
    from scipy.linalg import solve_banded

    count = len(pressure_m)
    stiff = height_m / _G * rate_hz**2
    bands = np.zeros((3, count))
    bands[0, 1:] = -stiff
    bands[1] = 1.0 + 2.0 * stiff
    bands[2, :-1] = -stiff
    bands[1, 0] = bands[1, -1] = 1.0 + stiff
    found: Array = solve_banded((1, 1), bands, pressure_m)
    return found
