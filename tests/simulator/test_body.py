from math import degrees

from moderator.body.joints import JOINTS as NAMES
from moderator.body.joints import REST_RAD
from moderator_simulator.body import JOINTS, LEGS
from moderator_simulator.robot import KinematicRobot


def test_it_has_the_29_joints_of_the_robot_neutral_names():
    assert {joint.name for joint in JOINTS} == set(NAMES)
    assert len(JOINTS) == 29
    assert len(LEGS) == 12


def test_both_sides_have_the_same_reach_mirrored_but_for_the_shoulders():
    limits = {joint.name: joint for joint in JOINTS}
    for name in ("hip_roll", "hip_yaw", "forearm_yaw", "wrist_roll"):
        left, right = limits[f"left_{name}"], limits[f"right_{name}"]
        assert (left.lower_rad, left.upper_rad) == (-right.upper_rad, -right.lower_rad), name
    for name in ("hip_pitch", "knee", "ankle_pitch", "elbow", "wrist_pitch"):
        left, right = limits[f"left_{name}"], limits[f"right_{name}"]
        assert (left.lower_rad, left.upper_rad) == (right.lower_rad, right.upper_rad), name
    assert round(degrees(limits["left_shoulder_pitch"].lower_rad), 1) == -137.5
    assert round(degrees(limits["right_shoulder_pitch"].lower_rad), 1) == -180.0


def test_what_is_assumed_is_called_assumed():
    for joint in JOINTS:
        assert "urdf" in joint.source or "assumed" in joint.source
    assert [joint.name for joint in JOINTS if "assumed" in joint.source] == ["waist_yaw"]


def test_it_rests_as_every_humanoid_here_does():
    assert KinematicRobot.capabilities({}).rest == REST_RAD


def test_only_the_robots_own_stop_may_leave_it_falling():
    stops = KinematicRobot.capabilities({}).stops
    assert [grade.value for grade, effect in stops.items() if not effect.leaves_standing] == [
        "robot_stop"
    ]
