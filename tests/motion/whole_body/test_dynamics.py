import numpy as np
import pytest

from moderator.motion.trajectory import Trajectory
from moderator.motion.whole_body.measures import course

G = 9.81


def held(body, seconds=2.0, **angles_rad):
    """A pose that is held."""
    pose = body.full(angles_rad)
    still = (0.0,) * len(pose)
    return Trajectory(body.joints, (0.0, seconds), (tuple(pose),) * 2, (still,) * 2)


def swung(body, joint, by_rad, seconds=1.0):
    """One joint swung from rest and stopped."""
    start, end = body.rest, body.full({joint: by_rad})
    still = (0.0,) * len(start)
    return Trajectory(body.joints, (0.0, seconds), (tuple(start), tuple(end)), (still,) * 2)


def torque(way, body, joint):
    return way.effort.torques_nm[:, body.joints.index(joint)]


def test_a_still_body_presses_where_its_centre_of_mass_is(body):
    way = course(body, held(body, left_shoulder_pitch=-1.2, waist_yaw=0.4))
    assert way.effort.pressure_m == pytest.approx(way.ground.centres_m[:, :2], abs=1e-6)


def test_an_arm_held_ahead_weighs_on_its_shoulder_as_a_lever_does(body):
    angles = {"left_shoulder_pitch": -np.pi / 2, "left_shoulder_roll": 0.0, "left_elbow": 0.0}
    way = course(body, held(body, **angles))
    arm = [
        link
        for link in body.body.links
        if link.name.startswith("left_")
        and (link.name.split("_")[1] in ("shoulder", "elbow", "forearm", "wrist"))
    ]
    at, lever = {}, 0.0
    for link in arm:
        at[link.name] = at.get(link.parent, 0.0) + (0.0 if link is arm[0] else -link.at_m[2])
        lever += link.mass_kg * (at[link.name] - link.centre_m[2])
    found = torque(way, body, "left_shoulder_pitch")[0]
    assert abs(found) == pytest.approx(lever * G, rel=0.02)


def test_both_feet_bear_alike_in_a_pose_that_is_its_own_mirror(body):
    way = course(body, held(body))
    assert way.effort.shares == pytest.approx(0.5, abs=0.01)
    left, right = (torque(way, body, f"{side}_knee") for side in ("left", "right"))
    assert left == pytest.approx(right, abs=0.2)


def test_rising_slowly_the_joints_do_the_work_that_lifts_the_weight(body):
    low = {"hip_pitch": -0.6, "knee": 1.2, "ankle_pitch": -0.6}
    crouch = body.full({f"{side}_{j}": a for side in ("left", "right") for j, a in low.items()})
    still = (0.0,) * len(crouch)
    rising = Trajectory(body.joints, (0, 8), (tuple(crouch), tuple(body.rest)), (still, still))
    way = course(body, rising)
    angles = way.ground.poses[:, body.places]
    power = (way.effort.torques_nm[1:-1] * (angles[2:] - angles[:-2])).sum(axis=1)
    heights = way.ground.centres_m[:, 2]
    lifting = body.body.mass_kg * G * (heights[2:] - heights[:-2])
    assert lifting.max() > 0.4
    # Joints also rub: 0.2 Nm at a radian a second, at a fifth of that at most.
    assert power == pytest.approx(lifting, rel=0.02, abs=0.02)


def test_a_quick_swing_moves_the_zero_moment_point_away_from_the_centre_of_mass(body):
    slow, quick = (course(body, swung(body, "waist_yaw", 1.0, s)) for s in (8.0, 1.0))
    ahead, brisk = (course(body, swung(body, "left_shoulder_pitch", -1.5, s)) for s in (8.0, 0.6))

    def apart(way):
        return np.abs(way.effort.pressure_m - way.ground.centres_m[:, :2]).max()

    assert apart(ahead) < 0.002 < 0.02 < apart(brisk)
    assert apart(slow) < apart(quick)


def test_a_quicker_swing_takes_more_torque(body):
    calm, quick = (
        np.abs(torque(course(body, swung(body, "waist_yaw", 1.0, s)), body, "waist_yaw")).max()
        for s in (4.0, 1.0)
    )
    assert quick > 4 * calm
