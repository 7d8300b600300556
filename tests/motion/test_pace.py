from dataclasses import astuple
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from moderator.motion.pace import Passing, led_to, led_to_nearest, straight

places = st.floats(0, 100)
brakes = st.sampled_from([0.25, 0.5, 1.0])


@st.composite
def under_way(draw):
    """A way and a moment in it, such as there is when another way begins."""
    within_s = draw(brakes)
    first = led_to(draw(places), 5.0, Passing(draw(places)), within_s)
    now_s = 5.0 + draw(st.floats(0, 1)) * first.lasts_s
    return now_s, first.at(now_s), within_s


def moments(way, steps=200):
    return [way.at(way.begins_s + way.lasts_s * step / steps) for step in range(steps + 1)]


@given(under_way(), places)
def test_it_stands_still_at_the_place_it_was_led_to(moment, goal):
    now_s, here, within_s = moment
    end = led_to(goal, now_s, here, within_s).at(float("inf"))
    assert end.place_s == pytest.approx(goal, abs=1e-6)
    assert end.pace == pytest.approx(0, abs=1e-6)


@given(under_way(), places)
def test_it_is_never_faster_than_the_trajectory_and_its_pace_never_jumps(moment, goal):
    now_s, here, within_s = moment
    way = led_to(goal, now_s, here, within_s)
    seen = moments(way)
    step_s = way.lasts_s / 200
    assert astuple(seen[0]) == pytest.approx(astuple(here), abs=1e-9)
    for before, after in pairwise(seen):
        assert abs(after.pace) <= 1 + 1e-9
        assert abs(after.change) <= 2 / within_s + 1e-6
        assert abs(after.change - before.change) <= 4 / within_s**2 * step_s + 1e-6
        assert abs(after.place_s - before.place_s) <= step_s + 1e-9


def test_a_place_so_far_that_full_pace_is_just_reached_is_come_to():
    way = led_to(0.0, 6.5, Passing(0.9999999999999998, 0.0), 1.0)
    assert way.lasts_s == pytest.approx(2.0, abs=0.001)


def test_straight_through_takes_the_trajectorys_own_time():
    whole = straight(7.0, 3.4)
    assert whole.ends_s == 10.4
    assert whole.at(10.4) == Passing(pytest.approx(3.4))


def test_the_way_ahead_takes_its_length_and_half_the_braking():
    assert led_to(3.0, 0.0, Passing(1.0), 0.25).ends_s == pytest.approx(2.0 + 0.125)


def test_the_way_back_takes_its_length_and_twice_the_braking():
    way = led_to(0.0, 0.0, Passing(1.0), 0.25)
    assert way.ends_s == pytest.approx(1.0 + 0.5)
    assert max(moment.place_s for moment in moments(way)) < 1.0 + 0.125


@given(st.lists(st.floats(0, 2) | places, min_size=1, max_size=6), under_way())
@example([0.0, 0.0625], (5.0, Passing(0.0), 0.25))
def test_the_nearest_is_nearest_in_time(goals, moment):
    now_s, here, within_s = moment
    nearest = led_to_nearest(goals, now_s, here, within_s)
    for goal in goals:
        assert nearest.lasts_s <= led_to(goal, now_s, here, within_s).lasts_s + 1e-6


def test_with_nowhere_to_go_there_is_no_way():
    assert led_to_nearest([], 0.0, Passing(1.0), 0.25) is None
