"""Every margin has a motion that breaks it."""

from dataclasses import replace

import numpy as np
import pytest
from tests.motion.whole_body.conftest import SCORE, compiled_from, quicker

from moderator.body.kuavo import KUAVO
from moderator.motion.library import library
from moderator.motion.motion import Manifest, Phrase
from moderator.motion.trajectory import Trajectory
from moderator.motion.whole_body.margins import report
from moderator.motion.whole_body.told import HEADINGS, lines, rows


def sheet(way, *phrases):
    """A manifest of a trajectory, safe at its ends."""
    start = dict(zip(way.joints, way.positions_rad[0], strict=True))
    ends = (0.0, way.duration_s)
    return Manifest("try", "", way.duration_s, start, start, way.peaks(), ends, phrases, ("arms",))


def swung(seconds=2.0, back=False, **goals_rad):
    """Joints that go from rest to angles, and back if asked."""
    from moderator.body.joints import REST_RAD

    joints = tuple(goals_rad)
    rest = tuple(REST_RAD[joint] for joint in joints)
    there = tuple(goals_rad.values())
    rows = (rest, there, rest) if back else (rest, there)
    still = (0.0,) * len(joints)
    times = tuple(seconds * i for i in range(len(rows)))
    return Trajectory(joints, times, rows, (still,) * len(rows))


def paced(way, times):
    """The same way in less time."""
    return Trajectory(
        way.joints,
        tuple(time / times for time in way.times_s),
        way.positions_rad,
        tuple(tuple(speed * times for speed in row) for row in way.velocities_rad_s),
    )


def broken(way, *phrases):
    """What is broken, in order of time."""
    return [f.margin for f in report(KUAVO, way, sheet(way, *phrases)).findings]


def kinds(way):
    return {(margin.what, margin.of) for margin in broken(way)}


def test_the_small_score_breaks_nothing(small):
    assert broken(small.trajectory) == []


def test_played_too_fast_its_zero_moment_point_leaves_the_feet(small):
    assert kinds(paced(small.trajectory, 1.5)) == set()
    found = kinds(paced(small.trajectory, 2.5))
    assert ("support", "zero-moment point") in found
    assert ("support", "centre of mass") not in found  # where it goes is the same


def test_a_hand_through_the_body_is_too_near():
    way = swung(left_shoulder_yaw=-1.4, left_elbow=-1.9, left_shoulder_pitch=-0.3)
    [margin] = broken(way)
    assert margin.what == "self-distance"
    assert "waist_yaw" in margin.of
    assert margin.figure < 0
    assert margin.margin == pytest.approx(margin.figure - 15)


def test_hands_may_meet_but_not_pass_through_each_other():
    gestures = library(None)
    for name in ("applause", "fist_palm_salute"):
        motion = gestures[name]
        found = report(KUAVO, motion.trajectory(), motion.manifest)
        assert found.findings == ()
        assert min(form.apart_mm for form in found.forms) < 15
    pressed = dict(zip(motion.trajectory().joints, motion.trajectory().at(1.4), strict=True))
    deeper = {joint: angle for joint, angle in pressed.items() if "shoulder_yaw" in joint}
    further = {joint: angle * 1.2 for joint, angle in deeper.items()}
    assert {what for what, _ in kinds(swung(**(pressed | further)))} == {"self-distance"}


def test_a_lean_takes_the_centre_of_mass_off_the_feet():
    lean = {"left_ankle_pitch": 0.15, "right_ankle_pitch": 0.15}
    assert ("support", "centre of mass") in kinds(swung(6.0, **lean))


def test_a_foot_that_is_dragged_along_slides():
    # Neither bears more than the other, so both turn by half of it.
    found = kinds(swung(3.0, left_hip_yaw=0.4))
    assert {("slide", "left foot"), ("slide", "right foot")} <= found


def test_a_throw_takes_more_torque_than_a_joint_has():
    quick = swung(0.25, back=True, waist_yaw=1.2)
    assert ("torque", "waist_yaw") in kinds(quick)
    assert ("torque", "waist_yaw") not in kinds(swung(2.0, back=True, waist_yaw=1.2))


def test_angle_and_speed_are_held_against_the_body():
    assert ("angle", "head_yaw") in kinds(swung(head_yaw=0.6))
    assert ("speed", "head_yaw") in kinds(swung(0.1, head_yaw=0.5))


def test_a_score_in_too_little_time_leaves_its_feet_behind(score):
    motion, _ = compiled_from(score(text=quicker(SCORE, 4)))
    assert {f.margin.what for f in motion.margins.findings} >= {"error"}


def test_findings_come_in_order_of_time_with_the_form_that_they_are_in():
    way = swung(2.0, back=True, left_shoulder_yaw=-1.4, left_elbow=-1.9, head_yaw=0.6)
    found = report(KUAVO, way, sheet(way, Phrase("first", 0.0), Phrase("second", 2.0))).findings
    begins = [finding.from_s for finding in found]
    assert begins == sorted(begins)
    assert len(found) > 1
    assert {finding.form for finding in found} <= {"first", "second"}
    assert str(found[0]).startswith(f"from {begins[0]:.2f} s in first: ")


def test_each_form_has_the_margins_of_its_own_time(small):
    forms = small.margins.forms
    whole = {(m.what, m.of): m.figure for m in small.margins.margins}
    assert min(f.centre_mm for f in forms) == pytest.approx(whole["support", "centre of mass"])
    assert min(f.pressure_mm for f in forms) == pytest.approx(whole["support", "zero-moment point"])
    assert max(f.foot_mm for f in forms) == pytest.approx(whole["error", "foot"])
    assert all(0.1 < form.torque_share[0] < 1 for form in forms)
    assert len({form.foot_mm for form in forms} | {form.centre_mm for form in forms}) == 6


def test_it_says_how_the_motion_ends_from_where_it_began(small):
    first, last = (small.trajectory.at(t) for t in (0.0, small.manifest.duration_s))
    assert np.abs(np.array(first) - np.array(last)).max() < 0.3
    # One step of 12 cm, the other foot drawn up to it: both feet are 12 cm further.
    assert small.margins.ends_m == pytest.approx(0.12, abs=0.02)
    still = report(KUAVO, swung(back=True, head_yaw=0.2), sheet(swung(back=True, head_yaw=0.2)))
    assert (still.ends_m, still.ends_deg) == pytest.approx((0, 0), abs=1e-9)


def test_the_longest_freeze_is_that_of_the_manifest(small):
    fewer = replace(small.manifest, safe_points_s=(0.0, small.manifest.duration_s))
    assert report(KUAVO, small.trajectory, fewer).stands_within_s > 5
    assert small.margins.stands_within_s < 3


def test_margins_as_text_have_a_row_a_form_and_a_line_an_offence():
    way = swung(left_shoulder_yaw=-1.4, left_elbow=-1.9, left_shoulder_pitch=-0.3)
    found = report(KUAVO, way, sheet(way))
    [row] = rows(found)
    assert len(row) == len(HEADINGS)
    told = list(lines(found))
    assert told[0].split() == " ".join(HEADINGS).split()
    assert told[1].startswith("try   0.0 s")
    assert sum(": " in line for line in told) == len(found.findings)


def test_a_joint_that_the_body_lacks_is_no_motion_of_it():
    with pytest.raises(ValueError, match="not in"):
        report(
            KUAVO,
            Trajectory(("tail",), (0, 1), ((0,), (1,)), ((0,), (0,))),
            sheet(swung(head_yaw=0.1)),
        )
