"""The full set and its excerpt on their own feet; `make proof` tries them for longer."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from tests.simulator.physics.standing import ALONE

from moderator.body.kuavo import KUAVO
from moderator.motion.library import library
from moderator.motion.motion import Motion
from moderator.motion.stopping import longest_to_stand_s
from moderator.motion.trajectory import Trajectory
from moderator.motion.whole_body.mannequin import Mannequin
from moderator.motion.whole_body.margins import report
from moderator_simulator.physics.parameters import Parameters
from moderator_simulator.physics.trial import night, tried

MOTIONS = library(Path(__file__).parents[2] / "scripts" / "open-cooperation-forum")
MOTION, EXCERPT = MOTIONS["tai_chi_24"], MOTIONS["tai_chi_excerpt"]
CALM = replace(night(0, MOTION), freezes_s=())
WORST = night(2, MOTION)


def in_bounds(trial):
    assert trial.stood, trial
    assert trial.rope_n == 0
    assert trial.centre_mm <= 40
    assert trial.slip_mm < 10
    assert trial.away_m <= 0.3
    assert trial.turned_deg <= 10


@cache
def at_its_worst():
    return tried(KUAVO, MOTION, WORST)


@pytest.mark.proof
def test_it_stands():
    in_bounds(tried(KUAVO, MOTION, CALM))


@pytest.mark.proof
def test_it_stands_with_everything_wrong_at_once_and_a_push_in_every_form():
    in_bounds(at_its_worst())


@pytest.mark.proof
def test_with_half_the_feedback_it_falls_on_the_same_night():
    assert tried(KUAVO, MOTION, replace(WORST, feedback=0.5)).fell


@pytest.mark.proof
def test_frozen_it_stands_still_in_the_time_that_it_promised():
    promised_s = longest_to_stand_s(MOTION.manifest)
    assert promised_s <= 3.0
    for freeze in at_its_worst().freezes:
        assert freeze.still_s is not None
        assert freeze.still_s <= promised_s


@pytest.mark.slow
def test_the_excerpt_stands_too_and_holds_its_promise_to_freeze():
    trial = tried(KUAVO, EXCERPT, night(1, EXCERPT))
    in_bounds(trial)
    assert trial.centre_mm <= 30
    promised_s = longest_to_stand_s(EXCERPT.manifest)
    assert all(freeze.still_s and freeze.still_s <= promised_s for freeze in trial.freezes)


@pytest.mark.proof
@pytest.mark.parametrize("wrong", ALONE.values(), ids=ALONE)
def test_it_stands_with_each_thing_wrong_alone(wrong):
    pushes = WORST.pushes if wrong == Parameters() else ()
    in_bounds(tried(KUAVO, MOTION, replace(CALM, parameters=wrong, pushes=pushes)))


def test_without_feedback_it_falls():
    assert tried(KUAVO, MOTION, replace(CALM, feedback=0.0)).at_s < 10


@pytest.mark.slow
@pytest.mark.parametrize("number", [2, 4])
def test_a_form_at_half_its_duration_is_found_wanting_and_falls(number):
    mannequin = Mannequin(KUAVO)
    written, hurried = (form(number, times) for times in (1, 2))
    whole = replace(CALM, freezes_s=())
    assert not report(mannequin, written.trajectory(), written.manifest, None).findings
    assert tried(KUAVO, written, whole).stood
    broken = report(mannequin, hurried.trajectory(), hurried.manifest, None).findings
    assert "zero-moment point" in {finding.margin.of for finding in broken}
    assert tried(KUAVO, hurried, whole).fell


def form(number, times_as_fast):
    """One form by itself."""
    way, names = MOTION.trajectory(), MOTION.manifest.phrases
    begin, end = names[number - 1].start_s, names[number].start_s
    count = round(100 * (end - begin) / times_as_fast)
    at_s = [begin + i / 100 * times_as_fast for i in range(count)]
    speeds = [[times_as_fast * v for v in way.velocity_at(s)] for s in at_s]
    for row in (speeds[0], speeds[-1]):
        row[:] = [0.0] * len(row)
    cut = Trajectory(
        way.joints,
        tuple(i / 100 for i in range(count)),
        tuple(way.at(s) for s in at_s),
        tuple(map(tuple, speeds)),
    )
    short = replace(
        MOTION.manifest, duration_s=cut.duration_s, phrases=(), safe_points_s=(0.0, cut.duration_s)
    )
    return Motion(short, lambda: cut)
