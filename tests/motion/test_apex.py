from math import dist

import pytest

from moderator.motion.apex import apex_s
from moderator.motion.library import library
from moderator.motion.motion import Phrase
from moderator.motion.trajectory import Trajectory

GESTURES = library(None)


def raised(*knots):
    """One joint that stands still at each knot: (seconds, radians)."""
    times, angles = zip(*knots, strict=True)
    still = tuple((0.0,) for _ in times)
    return Trajectory(("elbow",), times, tuple((angle,) for angle in angles), still)


def test_it_is_where_a_motion_is_furthest_from_its_start_and_first_nearly_still():
    held = raised((0.0, 0.0), (1.0, 1.0), (2.0, 1.0), (3.0, 0.0))
    assert apex_s(held) == pytest.approx(1.0, abs=0.1)
    twice = raised((0.0, 0.0), (1.0, 0.5), (2.0, 0.2), (3.0, 1.0), (4.0, 0.0))
    assert apex_s(twice) == pytest.approx(3.0, abs=0.1)


def test_a_phrase_says_about_where_it_is_and_of_several_the_last():
    way = raised((0.0, 0.0), (1.0, 1.0), (2.0, 0.5), (3.0, 0.0))
    phrases = (Phrase("one", 0.0, 0.9), Phrase("now", 1.0, 1.8), Phrase("after", 2.5))
    assert apex_s(way, phrases) == pytest.approx(2.0, abs=0.02)


def test_what_does_not_move_and_what_is_long_have_none():
    assert apex_s(raised((0.0, 1.0), (2.0, 1.0))) is None
    assert apex_s(raised((0.0, 0.0), (20.0, 1.0), (31.0, 0.0))) is None


@pytest.mark.parametrize("name", [name for name in GESTURES if not name.startswith("rest")])
def test_every_gesture_is_far_from_its_start_at_its_apex_and_hardly_moves(name):
    motion = GESTURES[name]
    way, at_s = motion.trajectory(), motion.manifest.apex_s
    assert at_s is not None
    times = [n * way.duration_s / 200 for n in range(201)]
    furthest = max(dist(way.at(t), way.at(0)) for t in times)
    fastest = max(dist(way.velocity_at(t), [0] * len(way.joints)) for t in times)
    assert dist(way.at(at_s), way.at(0)) > 0.6 * furthest
    assert dist(way.velocity_at(at_s), [0] * len(way.joints)) < 0.15 * fastest
