import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderator_simulator.pace import led_to, slowed, straight

places = st.floats(0, 100)
paces = st.floats(-1, 1)
brakes = st.floats(0.5, 20)


def end(way):
    return way[-1].place_s(float("inf")), way[-1].pace_at(float("inf"))


@given(at=places, pace=paces, goal=places, brake=brakes)
def test_it_stands_still_at_the_place_it_was_led_to(at, pace, goal, brake):
    place, left = end(led_to(goal, 5.0, at, pace, brake))
    assert place == pytest.approx(goal, abs=1e-6)
    assert left == pytest.approx(0, abs=1e-6)


@given(at=places, pace=paces, goal=places, brake=brakes)
def test_it_is_never_faster_than_the_trajectory_and_never_jumps(at, pace, goal, brake):
    way = led_to(goal, 5.0, at, pace, brake)
    before, begins = (at, pace), 5.0
    for stretch in way:
        assert stretch.begins_s == pytest.approx(begins)
        assert (stretch.at_s, stretch.pace) == pytest.approx(before, abs=1e-6)
        assert abs(stretch.pace) <= 1 + 1e-9
        assert abs(stretch.change) <= brake + 1e-9
        before = stretch.place_s(stretch.ends_s), stretch.pace_at(stretch.ends_s)
        begins = stretch.ends_s


@given(at=places, pace=paces, brake=brakes)
def test_slowing_down_ends_at_no_pace(at, pace, brake):
    place, left = end(slowed(5.0, at, pace, brake))
    assert left == pytest.approx(0, abs=1e-9)
    assert place == pytest.approx(at + pace * abs(pace) / (2 * brake))


def test_straight_through_takes_the_trajectorys_own_time():
    (whole,) = straight(7.0, 3.4)
    assert whole.ends_s == 10.4
    assert whole.place_s(10.4) == pytest.approx(3.4)


def test_the_way_ahead_takes_its_length_and_half_the_braking():
    way = led_to(3.0, 0.0, 1.0, 1.0, 2.0)
    assert way[-1].ends_s == pytest.approx(2.0 + 0.25)


def test_the_way_back_is_braked_first():
    way = led_to(0.0, 0.0, 1.0, 1.0, 2.0)
    assert max(stretch.place_s(stretch.ends_s) for stretch in way) == pytest.approx(1.25)
