"""The gestures on the simulated body: no hand through the body, the weight on the feet."""

from itertools import combinations

import mujoco
import numpy as np
import pytest

from moderator.body.joints import REST_RAD, part_of
from moderator.body.kuavo import KUAVO
from moderator.body.mjcf import mjcf
from moderator.motion.library import library
from moderator.motion.variants import family

STEP_S = 0.025
APART_M, TOUCHING_M = 0.015, 0.002
TOUCH = ("applause", "fist_palm_salute")
"""Gestures in which the hands come together on purpose."""
INSIDE_M = 0.020

GESTURES = library(None)
MODEL = mujoco.MjModel.from_xml_string(mjcf(KUAVO))
DATA = mujoco.MjData(MODEL)


def limb_of(geom):
    """The arm that a felt shape belongs to; empty for all that is no arm."""
    link = MODEL.body(MODEL.geom_bodyid[geom]).name
    return link.split("_")[0] if part_of(link) == "arms" else ""


FELT = [i for i in range(MODEL.ngeom) if MODEL.geom(i).name not in ("", "floor")]
PAIRS = [(one, other) for one, other in combinations(FELT, 2) if limb_of(one) != limb_of(other)]
HANDS = {"left_wrist_pitch_0", "right_wrist_pitch_0"}


def stand(pose):
    """Put the body into a pose with its left sole flat on the floor."""
    DATA.qpos[:7] = (0, 0, 0, 1, 0, 0, 0)
    for joint, angle in (dict(REST_RAD) | pose).items():
        DATA.joint(joint).qpos[0] = angle
    mujoco.mj_kinematics(MODEL, DATA)
    upright = DATA.site("left_sole").xmat.reshape(3, 3).T
    mujoco.mju_mat2Quat(DATA.qpos[3:7], upright.flatten())
    mujoco.mj_kinematics(MODEL, DATA)
    DATA.qpos[:3] -= DATA.site("left_sole").xpos
    mujoco.mj_forward(MODEL, DATA)


def poses(name):
    """The motion's poses in time."""
    way = GESTURES[name].trajectory()
    for time_s in np.arange(0, way.duration_s, STEP_S):
        yield dict(zip(way.joints, way.at(time_s), strict=True))


def apart_m(pair):
    return mujoco.mj_geomDistance(MODEL, DATA, *pair, 1.0, None)


def names(pair):
    return {MODEL.geom(geom).name for geom in pair}


@pytest.mark.parametrize("name", GESTURES.names())
def test_an_arm_never_comes_near_the_body_or_the_other_arm(name):
    nearest = {}
    for pose in poses(name):
        stand(pose)
        for pair in PAIRS:
            nearest[pair] = min(nearest.get(pair, 1.0), apart_m(pair))
    for pair, distance in nearest.items():
        touches = family(name) in TOUCH and names(pair) == HANDS
        assert distance >= (TOUCHING_M if touches else APART_M), names(pair)


@pytest.mark.parametrize("name", [name for name in GESTURES if family(name) in TOUCH])
def test_hands_that_come_together_do(name):
    (hands,) = [pair for pair in PAIRS if names(pair) == HANDS]
    nearest = 1.0
    for pose in poses(name):
        stand(pose)
        nearest = min(nearest, apart_m(hands))
    assert nearest < APART_M


@pytest.mark.parametrize("name", GESTURES.names())
def test_both_feet_stand_flat_and_the_weight_is_well_inside_them(name):
    for pose in poses(name):
        stand(pose)
        left, right = DATA.site("left_sole"), DATA.site("right_sole")
        assert left.xmat == pytest.approx(right.xmat, abs=1e-4)
        assert right.xpos[2] == pytest.approx(0.0, abs=1e-4)
        middle = (left.xpos + right.xpos) / 2
        ahead, aside = np.abs(DATA.subtree_com[0] - middle)[:2]
        sole = KUAVO.sole
        assert ahead <= (sole.toe_m + sole.heel_m) / 2 - INSIDE_M
        assert aside <= abs(left.xpos[1] - right.xpos[1]) / 2 + sole.half_m - INSIDE_M
