import asyncio
import time
from itertools import pairwise
from pathlib import Path

import pytest

from moderator.body.joints import PARTS, REST_RAD
from moderator.errors import CannotStart
from moderator.motion.blend import reach
from moderator.motion.stopping import longest_to_stand_s, time_to_stand_s
from moderator.motion.trajectory import Trajectory
from moderator.robot import Ended, Grade, RobotSetup
from moderator.robot.registry import robot_class
from moderator.values.sound import Sound
from moderator_simulator.robot import KinematicRobot


def from_rest(robot):
    return max(abs(angle - REST_RAD[joint]) for joint, angle in robot.state().joints_rad.items())


def turn(angle_rad, lasts_s):
    """A turn of the waist from the front."""
    return reach({"waist_yaw": 0.0}, {"waist_yaw": angle_rad}, (), lasts_s)


def legs(robot):
    return [robot.state().joints_rad[joint] for joint in PARTS["legs"]]


def test_it_is_found_by_name():
    assert robot_class("simulator") is KinematicRobot


async def test_a_motion_from_rest_takes_its_own_time(ready, gestures, now):
    robot = await ready()
    began = now()
    assert (await robot.play(gestures["bow"]).outcome()).ok
    assert now() - began == pytest.approx(gestures["bow"].manifest.duration_s)


async def test_a_motion_from_elsewhere_is_joined_on_gently(ready, gestures, now):
    robot = await ready()
    waving = robot.play(gestures["wave"])
    await asyncio.sleep(1.6)
    waving.cancel()
    await waving.outcome()
    assert from_rest(robot) > 1
    began, before = now(), robot.state().joints_rad
    waving, lasts_s = robot.play(gestures["wave"]), gestures["wave"].manifest.duration_s
    while now() - began < 1:
        await asyncio.sleep(0.01)
        after = robot.state().joints_rad
        assert max(abs(after[name] - before[name]) for name in after) <= 0.01 * 1.2 * 1.001
        before = after
    assert (await waving.outcome()).ok
    assert 1 <= now() - began - lasts_s < 3


async def test_no_joint_is_ever_faster_than_its_limit(ready, gestures):
    robot = await ready()
    limits = {joint.name: joint for joint in robot.capabilities({}).joints}
    before, doing = robot.state().joints_rad, None
    for glance in range(1500):
        if glance % 100 == 0:
            doing = robot.play(gestures["wave"]) if glance % 200 == 0 else doing.cancel()
        await asyncio.sleep(0.01)
        after = robot.state().joints_rad
        for name, joint in limits.items():
            assert abs(after[name] - before[name]) <= joint.velocity_rad_s * 0.01 * 1.001
            assert joint.lower_rad <= after[name] <= joint.upper_rad
        before = after


async def test_a_rejected_motion_says_joint_time_and_figure(ready, gestures):
    robot = await ready()
    motion = gestures["nod"]
    trajectory = motion.trajectory()
    turned = [tuple(3 * angle for angle in row) for row in trajectory.positions_rad]
    wide = type(trajectory)(
        trajectory.joints, trajectory.times_s, tuple(turned), trajectory.velocities_rad_s
    )
    outcome = await robot.follow(wide).outcome()
    assert outcome.ended is Ended.REJECTED
    assert outcome.why.startswith("head_pitch reaches ")
    assert outcome.why.endswith("limit 25.0°")


async def test_relax_finishes_the_phrase_and_comes_home(ready, gestures, now):
    robot = await ready()
    waving = robot.play(gestures["wave"])
    await asyncio.sleep(1.6)
    robot.stop(Grade.RELAX)
    began = now()
    assert robot.state().moving
    assert (await waving.outcome()).why == "stopped: relax"
    assert now() - began == pytest.approx(gestures["wave"].manifest.duration_s - 1.6 + 0.25)
    assert from_rest(robot) < 1e-6


async def test_freeze_stands_still_within_a_quarter_second(ready, gestures, now):
    robot = await ready()
    waving = robot.play(gestures["wave"])
    await asyncio.sleep(1.6)
    robot.stop(Grade.FREEZE)
    began = now()
    await waving.outcome()
    assert now() - began == pytest.approx(0.25)
    assert from_rest(robot) > 1


@pytest.mark.parametrize(
    ("share", "takes_s"), [(0.2, lambda s: 0.2 * s + 0.5), (0.9, lambda s: 0.1 * s)]
)
async def test_freeze_on_the_legs_goes_to_the_nearest_safe_point(
    ready, gestures, now, share, takes_s
):
    robot = await ready()
    standing, lasts_s = legs(robot), gestures["bow"].manifest.duration_s
    bowing = robot.play(gestures["bow"])
    await asyncio.sleep(share * lasts_s)
    assert legs(robot) != standing
    robot.stop(Grade.FREEZE)
    began = now()
    await bowing.outcome()
    assert legs(robot) == pytest.approx(standing, abs=1e-6)
    assert now() - began == pytest.approx(takes_s(lasts_s))


async def test_robot_stop_stands_still_this_instant(ready, gestures, now):
    robot = await ready()
    bowing = robot.play(gestures["bow"])
    await asyncio.sleep(1.0)
    before = robot.state().joints_rad
    robot.stop(Grade.ROBOT_STOP)
    assert robot.state().joints_rad == before
    assert (await bowing.outcome()).ended is Ended.CANCELLED
    await asyncio.sleep(10)
    assert robot.state().joints_rad == before


async def test_preflight_is_red_until_it_stands_still_after_a_stop(ready, gestures):
    robot = await ready()
    waving = robot.play(gestures["wave"])
    await asyncio.sleep(1.6)
    robot.stop(Grade.RELAX)
    red = [check for check in await robot.preflight() if not check.ok]
    assert [check.name for check in red] == ["joints"]
    await waving.outcome()
    assert all(check.ok for check in await robot.preflight())


async def test_hand_and_head_move_beside_each_other_but_not_twice(ready, gestures):
    robot = await ready()
    bowing = robot.play(gestures["bow"])
    outcome = await robot.play(gestures["nod"]).outcome()
    assert outcome.ended is Ended.REJECTED
    assert outcome.why == "bow moves head_pitch"
    outcome = await robot.walk(0.1, 0, 0, 0.5).outcome()
    assert outcome.why == "a motion moves the legs"
    assert (await bowing.outcome()).ok


async def test_a_motion_of_the_legs_waits_for_walking(ready, gestures):
    robot = await ready()
    walking = robot.walk(0.1, 0, 0, 0.5)
    assert (await robot.play(gestures["bow"]).outcome()).why == "it is walking"
    waving = robot.play(gestures["wave"])
    assert (await walking.outcome()).ok
    assert (await waving.outcome()).ok


async def test_a_sound_lasts_to_the_nanosecond(ready, now):
    robot = await ready()
    began = now()
    assert (await robot.say(Sound(Path("line.wav"), 4_967_123_457)).outcome()).ok
    assert now() == began + 4.967123457


async def test_a_robot_without_a_link_is_seen_as_it_was_last(ready, gestures):
    robot = await ready()
    waving = robot.play(gestures["wave"])
    await asyncio.sleep(1.6)
    waving.cancel()
    await waving.outcome()
    await robot.disconnect()
    assert not robot.state().link
    assert from_rest(robot) > 1


def test_a_setting_that_is_none_is_told_in_one_line():
    with pytest.raises(CannotStart) as told:
        KinematicRobot(RobotSetup(config={"batery": 0.5, "moving_hours": 0}))
    assert "'batery' is not a key of the simulator's config (did you mean 'battery'?)" in str(
        told.value
    )
    assert "moving_hours: '0' is too little" in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.slow
async def test_two_thousand_cues_cost_little(ready, gestures):
    robot = await ready(standing_hours=1000, moving_hours=1000)
    motion, sound = gestures["wave"], Sound(Path("line.wav"), 5_000_000_000)
    motion.trajectory()
    began_s = time.process_time()
    for _ in range(1000):
        assert (await robot.play(motion).outcome()).ok
        assert (await robot.say(sound).outcome()).ok
    assert time.process_time() - began_s < 0.5


@pytest.mark.parametrize("grade", [Grade.FREEZE, Grade.ROBOT_STOP])
async def test_what_waits_to_go_home_ends_with_a_graver_stop(ready, gestures, now, grade):
    robot = await ready()
    waving, turning = robot.play(gestures["wave"]), robot.follow(turn(0.2, 1.0))
    await asyncio.sleep(0.3)
    robot.stop(Grade.RELAX)
    await asyncio.sleep(1.5)
    assert robot.state().moving
    robot.stop(grade)
    began = now()
    assert (await turning.outcome()).ended is Ended.CANCELLED
    assert (await waving.outcome()).ended is Ended.CANCELLED
    assert now() - began <= 0.25


async def test_a_lost_link_ends_what_waits_to_go_home(ready, gestures, now):
    robot = await ready({"fault": "link", "after": "2s"})
    waving, turning = robot.play(gestures["wave"]), robot.follow(turn(0.2, 1.0))
    await asyncio.sleep(0.3)
    robot.stop(Grade.RELAX)
    assert (await turning.outcome()).ended is Ended.UNKNOWN
    assert (await waving.outcome()).ended is Ended.UNKNOWN
    assert now() == 2


async def test_a_joint_that_is_taken_over_stays_with_the_later_motion(ready):
    robot = await ready()
    slow = robot.follow(turn(0.5, 3.0))
    await asyncio.sleep(1.5)
    slow.cancel()
    here = robot.state().joints_rad["waist_yaw"]
    later = robot.follow(reach({"waist_yaw": here}, {"waist_yaw": here - 0.1}, (), 0.2))
    assert (await later.outcome()).ok
    assert (await slow.outcome()).ended is Ended.CANCELLED
    assert robot.state().joints_rad["waist_yaw"] == pytest.approx(here - 0.1)


async def test_a_small_way_to_the_start_is_blended_too(ready, now):
    robot = await ready()
    assert (await robot.follow(turn(0.01, 1.0)).outcome()).ok
    before, began = robot.state().joints_rad, now()
    turning = robot.follow(turn(0.5, 1.0))
    await asyncio.sleep(0.001)
    assert robot.state().joints_rad["waist_yaw"] == pytest.approx(before["waist_yaw"], abs=1e-6)
    await turning.outcome()
    assert now() - began == pytest.approx(1.0 + turn(0.5, 1.0).duration_s)


async def test_freeze_never_goes_faster_than_the_motion_on_its_legs(ready, gestures):
    robot = await ready()
    bowing = robot.play(gestures["bow"])
    await asyncio.sleep(0.6)
    robot.stop(Grade.FREEZE)
    fastest = gestures["bow"].manifest.peaks["left_hip_pitch"].velocity_rad_s
    before, speed = robot.state().joints_rad["left_hip_pitch"], None
    while robot.state().moving:
        await asyncio.sleep(0.005)
        after = robot.state().joints_rad["left_hip_pitch"]
        speed_before, speed = speed, (after - before) / 0.005
        assert abs(speed) <= fastest * 1.001
        if speed_before is not None:
            assert abs(speed - speed_before) <= 0.15 * fastest
        before = after
    await bowing.outcome()


@pytest.mark.parametrize("grade", [Grade.FREEZE, Grade.RELAX])
async def test_a_stop_is_slowed_without_a_jump_in_speed(ready, gestures, grade):
    robot = await ready()
    robot.play(gestures["wave"])
    await asyncio.sleep(0.5)
    speeds, before = [], robot.state().joints_rad["right_elbow"]
    for glance in range(200):
        if glance == 50:
            robot.stop(grade)
        await asyncio.sleep(0.002)
        after = robot.state().joints_rad["right_elbow"]
        speeds.append((after - before) / 0.002)
        before = after
    fastest = max(map(abs, speeds))
    assert fastest > 0.5
    assert all(abs(b - a) <= 0.05 * fastest for a, b in pairwise(speeds))


async def test_freeze_takes_as_long_as_the_motion_promised(ready, gestures, now):
    bow = gestures["bow"]
    longest_s = longest_to_stand_s(bow.manifest)
    for twentieth in range(1, 20):
        robot, at_s = await ready(), twentieth / 20 * bow.manifest.duration_s
        bowing = robot.play(bow)
        await asyncio.sleep(at_s)
        robot.stop(Grade.FREEZE)
        began = now()
        await bowing.outcome()
        assert now() - began == pytest.approx(time_to_stand_s(bow.manifest, at_s), abs=1e-6)
        assert now() - began <= longest_s


async def test_freeze_on_its_legs_goes_no_further_from_its_path_than_the_knots_of_it(
    ready, gestures
):
    robot, bow = await ready(), gestures["bow"].trajectory()
    robot.play(gestures["bow"])
    await asyncio.sleep(0.4)
    robot.stop(Grade.FREEZE)
    path = [bow.at(step / 1000) for step in range(round(1000 * bow.duration_s))]
    while robot.state().moving:
        await asyncio.sleep(0.05)
        pose = robot.state().joints_rad
        assert (
            min(
                max(abs(angle - pose[name]) for name, angle in zip(bow.joints, row, strict=True))
                for row in path
            )
            < 0.002
        )


async def test_a_motion_joined_on_to_a_moving_body_takes_up_its_speed(ready):
    robot = await ready()
    slow = robot.follow(turn(1.0, 1.5))
    await asyncio.sleep(0.9)
    slow.cancel()
    before = robot.state().joints_rad["waist_yaw"]
    await asyncio.sleep(0.01)
    here = robot.state().joints_rad["waist_yaw"]
    later = robot.follow(turn(-0.5, 2.0))
    await asyncio.sleep(0.01)
    after = robot.state().joints_rad["waist_yaw"]
    assert here - before > 0.005
    assert after - here == pytest.approx(here - before, abs=0.001)
    assert (await later.outcome()).ok


async def test_a_motion_that_cannot_be_joined_on_is_rejected_and_says_why(ready):
    robot = await ready()
    limit = next(j for j in robot.capabilities({}).joints if j.name == "waist_yaw").upper_rad
    runs_up = Trajectory(("waist_yaw",), (0.0, 1.0), ((limit,), (0.0,)), ((-4.0,), (0.0,)))
    outcome = await robot.follow(runs_up).outcome()
    assert outcome.ended is Ended.REJECTED
    assert outcome.why.startswith("there is no way there: waist_yaw reaches ")
