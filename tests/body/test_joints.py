from math import atan2, degrees, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderator.body.joints import JOINTS, PARTS, REST_RAD, mirrored, part_of
from moderator.motion.forward import sole, standing

poses = st.dictionaries(st.sampled_from(JOINTS), st.floats(-3, 3))


def test_a_humanoid_has_29_joints_each_in_one_part() -> None:
    assert len(JOINTS) == len(set(JOINTS)) == sum(map(len, PARTS.values())) == 29
    assert {part_of(joint) for joint in JOINTS} == set(PARTS)
    assert part_of("left_thumb") is None


@given(poses)
def test_a_pose_mirrored_twice_is_itself(pose: dict[str, float]) -> None:
    assert mirrored(mirrored(pose)) == pose


@given(poses)
def test_a_mirrored_pose_stands_as_in_a_mirror(pose: dict[str, float]) -> None:
    one, other = standing(pose), standing(mirrored(pose))
    for name, mirror in (("left_wrist", "right_wrist"), ("right_knee", "left_knee"), ("head",) * 2):
        x, y, z = one[name].origin
        assert other[mirror].origin == pytest.approx((x, -y, z), abs=1e-6)


def test_mirroring_keeps_pitch_and_turns_roll_and_yaw() -> None:
    pose = {"left_elbow": -1.0, "left_hip_roll": 0.2, "head_yaw": 0.3, "head_pitch": 0.4}
    assert mirrored(pose) == {
        "right_elbow": -1.0,
        "right_hip_roll": -0.2,
        "head_yaw": -0.3,
        "head_pitch": 0.4,
    }


def test_at_rest_it_stands_upright_with_both_soles_flat() -> None:
    body = standing(REST_RAD)
    assert body["pelvis"].z == pytest.approx((0, 0, 1))
    for side in ("left", "right"):
        assert [height for _, _, height in sole(body[f"{side}_ankle"])] == pytest.approx([0] * 4)
    assert 10 <= degrees(REST_RAD["left_knee"]) <= 15


@pytest.mark.parametrize(
    ("joint", "angle", "link", "axis", "sign"),
    [
        ("left_shoulder_pitch", -1.0, "left_wrist", 0, 1),
        ("left_shoulder_roll", 1.0, "left_wrist", 1, 1),
        ("right_shoulder_roll", -1.0, "right_wrist", 1, -1),
        ("left_elbow", -1.0, "left_wrist", 0, 1),
        ("waist_yaw", 1.0, "left_shoulder", 0, -1),
    ],
)
def test_the_signs_are_as_they_are_described(joint, angle, link, axis, sign) -> None:
    straight, bent = standing({}), standing({joint: angle})
    assert sign * (bent[link].origin[axis] - straight[link].origin[axis]) > 0.1


def test_a_lifted_leg_leaves_the_body_on_the_other() -> None:
    body = standing({"right_hip_pitch": -1.4, "right_knee": 1.4})
    assert body["pelvis"].z == pytest.approx((0, 0, 1))
    assert min(height for _, _, height in sole(body["left_ankle"])) == pytest.approx(0)
    assert min(height for _, _, height in sole(body["right_ankle"])) > 0.2
    assert body["right_knee"].origin[0] > 0.2


def test_a_bow_leans_the_trunk_forward_over_flat_feet() -> None:
    both = {"hip_pitch": -0.8, "knee": 0.3, "ankle_pitch": -0.1}
    body = standing({f"{s}_{j}": a for s in ("left", "right") for j, a in both.items()})
    assert body["head"].origin[0] - body["pelvis"].origin[0] > 0.25
    assert [height for _, _, height in sole(body["left_ankle"])] == pytest.approx([0] * 4, abs=1e-9)


def test_the_body_is_as_tall_as_it_is_said_to_be() -> None:
    crown = standing({})["head"].at(0, 0, 0.092 + 0.09)[2]
    assert crown == pytest.approx(1.66, abs=0.02)


def test_the_head_turns_and_nods_on_the_turned_trunk() -> None:
    body = standing({"waist_yaw": 0.3, "head_yaw": 0.2, "head_pitch": 0.4})
    forward, left, up = body["head"].x
    assert atan2(left, forward) == pytest.approx(0.5)
    assert up == pytest.approx(-sin(0.4))


def test_a_foot_with_its_heel_up_does_not_carry_the_body_even_when_lower() -> None:
    toes = {"left_hip_pitch": -0.6, "left_knee": 0.6, "left_ankle_pitch": 0.3}
    flat = {"right_hip_pitch": -0.375, "right_knee": 0.75, "right_ankle_pitch": -0.375}
    assert standing(toes | flat)["pelvis"].z == pytest.approx((0, 0, 1), abs=0.01)
