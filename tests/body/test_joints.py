from math import atan2, degrees, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.body.posed import axes, hung, place, sole_heights, stood

from moderator.body.joints import JOINTS, PARTS, REST_RAD, mirrored, part_of
from moderator.body.kuavo import KUAVO

poses = st.dictionaries(st.sampled_from(JOINTS), st.floats(-3, 3))


def test_a_humanoid_has_29_joints_each_in_one_part() -> None:
    assert len(JOINTS) == len(set(JOINTS)) == sum(map(len, PARTS.values())) == 29
    assert {part_of(joint) for joint in JOINTS} == set(PARTS)
    assert part_of("left_thumb") is None


@given(poses)
def test_a_pose_mirrored_twice_is_itself(pose: dict[str, float]) -> None:
    assert mirrored(mirrored(pose)) == pose


@given(poses)
def test_a_mirrored_pose_is_as_in_a_mirror(pose: dict[str, float]) -> None:
    twins = (("left_wrist_pitch", "right_wrist_pitch"), ("right_knee", "left_knee"))
    for name, mirror in (*twins, ("head_pitch", "head_pitch")):
        x, y, z = place(hung(pose), name)
        assert place(hung(mirrored(pose)), mirror) == pytest.approx((x, -y, z), abs=1e-6)


def test_mirroring_keeps_pitch_and_turns_roll_and_yaw() -> None:
    pose = {"left_elbow": -1.0, "left_hip_roll": 0.2, "head_yaw": 0.3, "head_pitch": 0.4}
    assert mirrored(pose) == {
        "right_elbow": -1.0,
        "right_hip_roll": -0.2,
        "head_yaw": -0.3,
        "head_pitch": 0.4,
    }


def test_at_rest_it_stands_upright_with_both_soles_flat() -> None:
    body = stood(REST_RAD)
    assert axes(body, "pelvis")[:, 2] == pytest.approx((0, 0, 1))
    for side in ("left", "right"):
        assert sole_heights(body, side) == pytest.approx([0] * 4, abs=1e-9)
    assert 10 <= degrees(REST_RAD["left_knee"]) <= 15


@pytest.mark.parametrize(
    ("joint", "angle", "link", "axis", "sign"),
    [
        ("left_shoulder_pitch", -1.0, "left_wrist_pitch", 0, 1),
        ("left_shoulder_roll", 1.0, "left_wrist_pitch", 1, 1),
        ("right_shoulder_roll", -1.0, "right_wrist_pitch", 1, -1),
        ("left_elbow", -1.0, "left_wrist_pitch", 0, 1),
        ("waist_yaw", 1.0, "left_shoulder_pitch", 0, -1),
    ],
)
def test_the_signs_are_as_they_are_described(joint, angle, link, axis, sign) -> None:
    straight, bent = place(hung({}), link), place(hung({joint: angle}), link)
    assert sign * (bent[axis] - straight[axis]) > 0.1


def test_a_lifted_leg_leaves_the_body_on_the_other() -> None:
    body = stood({"right_hip_pitch": -1.4, "right_knee": 1.4})
    assert axes(body, "pelvis")[:, 2] == pytest.approx((0, 0, 1))
    assert sole_heights(body, "left") == pytest.approx([0] * 4, abs=1e-9)
    assert min(sole_heights(body, "right")) > 0.2
    assert place(body, "right_knee")[0] > 0.2


def test_a_bow_leans_the_trunk_forward_over_flat_feet() -> None:
    both = {"hip_pitch": -0.8, "knee": 0.3, "ankle_pitch": -0.1}
    body = stood({f"{s}_{j}": a for s in ("left", "right") for j, a in both.items()})
    assert place(body, "head_pitch")[0] - place(body, "pelvis")[0] > 0.25
    assert sole_heights(body, "left") == pytest.approx([0] * 4, abs=1e-9)


def test_the_body_is_as_tall_as_it_is_said_to_be() -> None:
    head = KUAVO.link("head_pitch")
    crown = max(shape.end[2] + shape.size[-1] for shape in head.shapes)
    assert place(stood({}), "head_pitch")[2] + crown == pytest.approx(1.66, abs=0.02)


def test_the_head_turns_and_nods_on_the_turned_trunk() -> None:
    body = hung({"waist_yaw": 0.3, "head_yaw": 0.2, "head_pitch": 0.4})
    forward, left, up = axes(body, "head_pitch")[:, 0]
    assert atan2(left, forward) == pytest.approx(0.5)
    assert up == pytest.approx(-sin(0.4))
