from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderator.motion.whole_body.footwork import (
    CLEARANCE_M,
    Planted,
    carried,
    minimum_jerk,
    stepped,
    way_of,
)

TIMES = np.linspace(0.0, 12.0, 1201)
metres = st.floats(-0.6, 0.6)


@st.composite
def places(draw):
    """A sole's places, two seconds apart."""
    found = []
    for i in range(draw(st.integers(1, 5))):
        up = draw(st.sampled_from([0.0, 0.0, 0.1, 0.3])) if i else 0.0
        reached = 2.0 * i
        at = Planted(reached, reached + 0.5, draw(metres), draw(metres), draw(metres), up)
        again = bool(found) and draw(st.booleans())
        found.append(Planted(reached, reached + 0.5, *found[-1].row[[0, 1, 3, 2]]) if again else at)
    return found


@given(places())
def test_a_sole_is_at_each_place_for_as_long_as_it_is_there(planted):
    rows, stands = way_of(planted, TIMES)
    for at in planted:
        there = (at.reached_s <= TIMES) & (at.left_s >= TIMES)
        assert rows[there] == pytest.approx(np.tile(at.row, (there.sum(), 1)), abs=1e-9)
        assert (stands[there][:-1] == at.stands).all()


@given(places())
def test_a_sole_is_never_under_the_floor_and_one_that_moves_does_not_stand(planted):
    rows, stands = way_of(planted, TIMES)
    assert rows[:, 2].min() >= -1e-12
    moved = np.abs(np.diff(rows, axis=0)).max(axis=1) > 1e-9
    assert not (stands[1:] & stands[:-1] & moved).any()


@given(places())
def test_a_sole_has_no_jumps(planted):
    rows, _ = way_of(planted, TIMES)
    # 1.2 m in 1.5 s at most, 1.9 times the mean in the middle of a reach, 10 ms a sample; and
    # quicker in the share of the time that is left for it.
    assert np.abs(np.diff(rows, axis=0)).max() < 0.025


def test_a_step_clears_the_floor():
    rows, _ = way_of([Planted(0, 1, 0, 0, 0), Planted(3, 4, 0.3, 0, 0)], TIMES)
    assert rows[:, 2].max() == pytest.approx(CLEARANCE_M)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_reach_only_goes_on_and_is_halfway_in_the_middle(one, other):
    early, late = minimum_jerk(np.array(sorted((one, other))))
    assert 0 <= early <= late <= 1 + 1e-12
    assert minimum_jerk(np.array([0.0, 0.5, 1.0])).tolist() == [0, 0.5, 1]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_a_figure_stays_between_its_keyframes_and_rests_at_each(values):
    keys = [(2.0 * i, 2.0 * i + 0.5, value) for i, value in enumerate(values)]
    found = stepped(keys, TIMES)
    for (_, left, here), (reached, _, there) in pairwise(keys):
        between = found[(left <= TIMES) & (reached >= TIMES)]
        assert between.min() >= min(here, there) - 1e-12
        assert between.max() <= max(here, there) + 1e-12
    for reached, left, value in keys:
        held = found[(reached <= TIMES) & (left >= TIMES)]
        assert held == pytest.approx(np.full(len(held), value), abs=1e-12)


@given(st.lists(metres, min_size=2, max_size=6), st.floats(0.6, 1.0))
@settings(max_examples=25, deadline=None)
def test_the_centre_of_mass_is_where_its_pressure_is_as_asked(values, height):
    keys = [(2.0 * i, 2.0 * i + 0.2, value) for i, value in enumerate(values)]
    pressure = np.stack([stepped(keys, TIMES), np.zeros(len(TIMES))], axis=1)
    centre = carried(pressure, height, 100.0)
    push = np.diff(centre, 2, axis=0) * 100.0**2
    assert centre[1:-1] - height / 9.81 * push == pytest.approx(pressure[1:-1], abs=1e-6)
    assert centre.min() >= pressure.min() - 1e-9
    assert centre.max() <= pressure.max() + 1e-9


def test_a_weight_that_stays_leaves_the_centre_of_mass_where_it_is():
    pressure = np.full((200, 2), 0.05)
    assert carried(pressure, 0.8, 100.0) == pytest.approx(pressure)
