"""The table as MuJoCo reads it."""

import mujoco
import numpy as np
import pytest

from moderator.body.joints import JOINTS
from moderator.body.kuavo import KUAVO
from moderator.body.mjcf import mjcf, standing_height_m


@pytest.fixture(scope="module")
def model():
    return mujoco.MjModel.from_xml_string(mjcf(KUAVO))


@pytest.fixture
def standing(model):
    data = mujoco.MjData(model)
    data.qpos[2] = standing_height_m(KUAVO)
    mujoco.mj_forward(model, data)
    return data


def test_mujoco_weighs_it_as_the_table_does(model):
    assert model.body_subtreemass[0] == pytest.approx(KUAVO.mass_kg, abs=1e-3)


def test_every_joint_has_a_motor_of_its_name_that_keeps_its_torque(model):
    assert {model.actuator(i).name for i in range(model.nu)} == set(JOINTS)
    for joint in KUAVO.joints:
        low, high = model.actuator(joint.name).forcerange
        assert (low, high) == (-joint.torque_nm, joint.torque_nm)
        assert tuple(model.joint(joint.name).range) == pytest.approx(
            (joint.lower_rad, joint.upper_rad), abs=1e-6
        )


def test_straight_it_stands_with_both_soles_on_the_floor(standing):
    for side in ("left", "right"):
        assert standing.site(f"{side}_sole").xpos[2] == pytest.approx(0.0, abs=1e-9)


def test_hanging_hands_have_their_palms_towards_the_thighs(standing):
    for side, inward in (("left", -1), ("right", 1)):
        frame = standing.site(f"{side}_palm").xmat.reshape(3, 3)
        np.testing.assert_allclose(frame[:, 2], (0, inward, 0), atol=1e-9)
        np.testing.assert_allclose(frame[:, 0], (0, 0, -1), atol=1e-9)


def test_its_shapes_touch_the_floor_alone(model, standing):
    standing.qpos[2] -= 0.01
    mujoco.mj_forward(model, standing)
    floor = model.geom("floor").id
    assert standing.ncon > 0
    assert all(floor in standing.contact[i].geom for i in range(standing.ncon))
