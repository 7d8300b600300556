"""A stretch of the way ahead: near the way, at rest at its end, inside every range."""

from math import inf, sin

import pytest

from moderator.adapters.ros_fjt.window import SLOWS_S, sampled
from moderator.body.table import Joint

ELBOW = Joint("left_elbow", -1.0, 1.0, 3.0, "test")


class Swinging:
    """A way that swings, and ends."""

    def __init__(self, ends_s=inf, wide_rad=0.9):
        self.ends_s = ends_s
        self.busy = True
        self._wide_rad = wide_rad

    def pose(self, now_s=None):
        return {"left_elbow": self._wide_rad * sin(min(now_s, self.ends_s))}


def test_it_is_the_way_to_a_milliradian():
    told = Swinging()
    window = sampled(told, [ELBOW], 10.0, 4.0)
    for step in range(400):
        at_s = 10.0 + step / 100
        off = window.at(at_s)["left_elbow"] - told.pose(at_s)["left_elbow"]
        assert abs(off) < 0.0001


def test_it_ends_at_rest_where_the_way_goes_on():
    window = sampled(Swinging(), [ELBOW], 0.0, 4.0)
    assert window.cut
    assert window.ends_s == pytest.approx(4.0 + SLOWS_S)
    assert window.true_until_s == 4.0
    assert window.velocities_rad_s[-1] == (0.0,)
    assert window.velocities_rad_s[-2][0] == pytest.approx(0.9 * -0.6536, abs=0.002)


def test_it_comes_to_rest_inside_the_range():
    window = sampled(Swinging(wide_rad=1.0), [ELBOW], 0.0, 1.0)
    assert window.positions_rad[-1][0] > window.positions_rad[-2][0]
    wide = sampled(Swinging(wide_rad=1.15), [ELBOW], 0.0, 1.0)
    assert wide.positions_rad[-1][0] == 1.0


def test_it_is_the_whole_way_where_that_ends():
    window = sampled(Swinging(ends_s=1.5), [ELBOW], 0.0, 4.0)
    assert not window.cut
    assert window.true_until_s == inf
    assert window.ends_s == 1.5
    assert window.at(99.0)["left_elbow"] == pytest.approx(0.9 * sin(1.5))
    assert window.velocities_rad_s[-1] == (0.0,)


def test_a_way_that_has_ended_is_held():
    window = sampled(Swinging(ends_s=1.5), [ELBOW], 2.0, 4.0)
    assert {row[0] for row in window.positions_rad} == {0.9 * sin(1.5)}
    assert {row[0] for row in window.velocities_rad_s} == {0.0}
