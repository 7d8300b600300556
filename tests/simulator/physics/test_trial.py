from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from tests.simulator.physics.standing import JOINTS, swayed

from moderator.body.kuavo import KUAVO
from moderator.motion.library import library
from moderator.motion.motion import Manifest, Motion, Phrase
from moderator.motion.trajectory import Trajectory
from moderator_simulator.physics.parameters import Parameters
from moderator_simulator.physics.trial import PUSH_N, Push, night, tried


def swaying(aside_rad):
    """A motion of six seconds that shifts the weight to one side and to the other."""
    rows = swayed(aside_rad)[::10]
    times = tuple(0.1 * i for i in range(len(rows)))
    speeds = np.gradient(rows, 0.1, axis=0)
    way = Trajectory(tuple(JOINTS), times, tuple(map(tuple, rows)), tuple(map(tuple, speeds)))
    rest = dict(zip(JOINTS, map(float, rows[0]), strict=True))
    manifest = Manifest(
        name="sway",
        about="Sways.",
        duration_s=way.duration_s,
        start_rad=rest,
        end_rad=rest,
        peaks=way.peaks(),
        safe_points_s=(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 5.9),
        phrases=(Phrase("One", 0.0), Phrase("Two", 2.0), Phrase("Three", 4.0)),
        claims=("legs",),
    )
    return Motion(manifest, lambda: way)


SWAY = swaying(0.05)


def test_on_the_first_night_nothing_is_wrong():
    first = night(0, SWAY)
    assert first.parameters == Parameters()
    assert first.pushes == ()
    trial = tried(KUAVO, SWAY, first)
    assert trial.stood
    assert trial.at_s == SWAY.manifest.duration_s
    assert trial.rope_n == 0
    assert trial.away_m < 0.005
    assert trial.turned_deg < 0.5


def test_later_nights_differ_and_each_is_always_the_same():
    nights = [night(number, SWAY) for number in range(1, 9)]
    assert nights == [night(number, SWAY) for number in range(1, 9)]
    assert {one.parameters.mass for one in nights} == {0.95, 1.05}
    assert len({one.pushes for one in nights}) == len({one.freezes_s for one in nights}) == 8


def test_it_is_pushed_once_in_every_phrase():
    for number in range(1, 9):
        pushes = night(number, SWAY).pushes
        for push, (begin, end) in zip(pushes, pairwise((0, 2, 4, 5.9)), strict=True):
            assert begin <= push.at_s <= end
            assert np.linalg.norm(push.force_n) == pytest.approx(PUSH_N)


def test_without_phrases_it_is_pushed_now_and_then():
    manifest = replace(SWAY.manifest, phrases=(), duration_s=60.0)
    times = [push.at_s for push in night(1, replace(SWAY, manifest=manifest)).pushes]
    assert [int(at_s // 15) for at_s in times] == [0, 1, 2, 3]


def test_a_push_is_felt():
    still = replace(night(0, SWAY), freezes_s=())
    pushed = replace(still, pushes=(Push(3.0, (PUSH_N, 0.0, 0.0)),))
    assert tried(KUAVO, SWAY, pushed).centre_mm > 1.5 * tried(KUAVO, SWAY, still).centre_mm


def test_a_fall_is_told_with_its_time():
    shove = replace(night(0, SWAY), pushes=(Push(2.0, (1500.0, 0.0, 0.0)),), freezes_s=(1.0, 5.0))
    trial = tried(KUAVO, SWAY, shove)
    assert trial.fell.startswith("it fell")
    assert 2.0 < trial.at_s < 4.0
    assert not trial.stood
    assert [freeze.at_s for freeze in trial.freezes] == [1.0]


def test_freezes_are_tried_on_copies():
    calm = night(0, SWAY)
    frozen, free = (tried(KUAVO, SWAY, replace(calm, freezes_s=at_s)) for at_s in ((1.3, 3.4), ()))
    assert replace(frozen, freezes=()) == free
    for freeze in frozen.freezes:
        assert freeze.still_s is not None
        assert 0.1 < freeze.still_s < 1.2


def test_a_body_that_cannot_balance_falls_when_it_is_frozen_too():
    weak = replace(night(0, swaying(0.11)), feedback=0.1, freezes_s=(1.5,))
    trial = tried(KUAVO, swaying(0.11), weak)
    assert not trial.stood


@pytest.mark.parametrize(
    ("every", "nights"),
    [
        pytest.param(4, (0,), marks=pytest.mark.slow, id="a fourth of them"),
        pytest.param(1, (0, 1, 2), marks=pytest.mark.proof, id="all, three nights"),
    ],
)
def test_gestures_stand_with_everything_wrong(every, nights):
    for name in sorted(library(None).names())[::every]:
        motion = library(None)[name]
        for number in nights:
            trial = tried(KUAVO, motion, night(number, motion))
            assert trial.stood, (name, number, trial)
