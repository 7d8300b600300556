"""Its angles make the same turns as ours: worked out link by link, along both chains."""

import random
from itertools import product
from math import pi, radians

import numpy as np
import pytest

from moderator.adapters.unitree_g1.joints import JOINTS, MOTORS, measured, told
from moderator.body.joints import REST_RAD

TILT = 0.2793


def turn(axis, angle):
    """A rotation about an axis of the frame before it."""
    x, y, z = np.eye(3)["xyz".index(axis)]
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross


def ours(pose, side):
    """Upper arm, forearm and hand, each hanging at zero."""
    at = {name: pose[f"{side}_{name}"] for name in ARM}
    upper = turn("y", at["shoulder_pitch"]) @ turn("x", at["shoulder_roll"])
    upper = upper @ turn("z", at["shoulder_yaw"])
    fore = upper @ turn("y", at["elbow"])
    hand = fore @ turn("z", at["forearm_yaw"]) @ turn("x", at["wrist_roll"])
    return upper, fore, hand @ turn("y", at["wrist_pitch"])


def its(motors, side):
    """The same along the joints of its URDF, whose forearm points forward at zero."""
    first, tilt = (15, TILT) if side == "left" else (22, -TILT)
    pitch, roll, yaw, elbow, *wrist = (motors[first + place] for place in range(7))
    upper = turn("x", tilt) @ turn("y", pitch) @ turn("x", -tilt) @ turn("x", roll)
    upper = upper @ turn("z", yaw)
    fore = upper @ turn("y", elbow)
    hand = fore @ turn("x", wrist[0]) @ turn("y", wrist[1]) @ turn("z", wrist[2])
    hanging = turn("y", -pi / 2)
    return upper, fore @ hanging, hand @ hanging


ARM = (
    *("shoulder_pitch", "shoulder_roll", "shoulder_yaw", "elbow"),
    *("forearm_yaw", "wrist_roll", "wrist_pitch"),
)


def in_order(motors):
    return [motors.get(motor, 0.0) for motor in range(MOTORS)]


def poses(count):
    chance = random.Random(5)
    for _ in range(count):
        ends = {
            joint.name: (max(joint.lower_rad, -1.0), min(joint.upper_rad, 1.0)) for joint in JOINTS
        }
        yield {name: chance.uniform(*sorted(between)) for name, between in ends.items()}


@pytest.mark.parametrize("side", ["left", "right"])
def test_upper_arm_forearm_and_hand_are_turned_as_ours_are(side):
    tried = 0
    for pose in poses(400):
        motors = told(pose)
        if back(pose) > 1e-9:
            continue  # beyond its own range: told the nearest
        tried += 1
        for one, other in zip(ours(pose, side), its(motors, side), strict=True):
            assert np.allclose(one, other, atol=1e-9)
    assert tried > 300


def back(pose):
    return max(abs(measured(in_order(told(pose)))[joint] - pose[joint]) for joint in pose)


def test_the_arm_hangs_at_our_zero_and_points_forward_where_we_say_so():
    zero = told(dict.fromkeys((joint.name for joint in JOINTS), 0.0))
    assert zero[15 + 3] == pytest.approx(pi / 2)
    assert np.allclose(its(zero, "left")[1] @ [0, 0, -1], [0, 0, -1], atol=1e-9)
    forward = dict.fromkeys((joint.name for joint in JOINTS), 0.0)
    forward |= {"left_shoulder_pitch": radians(-90), "right_shoulder_pitch": radians(-90)}
    for side in ("left", "right"):
        assert np.allclose(its(told(forward), side)[1] @ [0, 0, -1], [1, 0, 0], atol=1e-9)


def test_from_any_pose_to_any_other_its_joints_go_as_ours_do():
    chance = random.Random(3)

    def drawn():
        pose = {joint.name: chance.uniform(joint.lower_rad, joint.upper_rad) for joint in JOINTS}
        narrow = {"pitch": (-1.5, 0.9), "roll": (-1.0, 1.0)}
        for side, part in product(("left", "right"), narrow):
            pose[f"{side}_shoulder_{part}"] = chance.uniform(*narrow[part])
        return pose

    for _ in range(150):
        start, goal = drawn(), drawn()
        last = None
        for step in range(201):
            share = step / 200
            now = told({name: at + share * (goal[name] - at) for name, at in start.items()}, last)
            if last:
                assert max(abs(now[motor] - last[motor]) for motor in now) < 0.35
            last = now


def test_beyond_its_own_range_it_is_told_the_end_of_it():
    pose = {joint.name: REST_RAD[joint.name] for joint in JOINTS}
    pose["left_elbow"] = 0.9
    assert told(pose)[18] == pytest.approx(2.0944)


def test_fewer_motors_are_no_g1():
    with pytest.raises(ValueError, match="23 motors, not of 29"):
        measured([0.0] * 23)


def test_legs_are_read_in_its_order():
    found = measured([0.01 * motor for motor in range(MOTORS)])
    assert found["left_hip_pitch"] == 0.0
    assert found["left_knee"] == 0.03
    assert found["right_ankle_roll"] == pytest.approx(0.11)
    assert found["waist_yaw"] == pytest.approx(0.12)
