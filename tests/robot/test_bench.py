import wave

import pytest

from moderator.body.joints import PARTS
from moderator.robot import RobotSetup
from moderator.robot.conformance.bench import (
    Bench,
    NotReady,
    can,
    gentle_joints,
    named,
    readied,
    swing,
)
from moderator.robot.state import Check
from moderator_simulator.robot import KinematicRobot

ROBOT = KinematicRobot(RobotSetup())


async def test_a_sound_is_silence_that_lasts_as_long_as_it_says():
    bench = Bench(KinematicRobot)
    sound = bench.sound(0.5)
    assert sound.duration_ns == 500_000_000
    assert sound.path.name == "silence-0.5.wav"
    with wave.open(str(sound.path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 16_000)
        assert file.readframes(file.getnframes()) == bytes(2 * 8_000)
    assert bench.sound(0.2).path.parent == sound.path.parent
    await bench.close()
    assert not sound.path.parent.exists()


def test_a_gentle_joint_swings_to_its_roomier_side_and_no_further_than_half_way():
    capabilities = can(ROBOT)
    for number, joint in enumerate(gentle_joints(ROBOT)):
        trajectory = swing(ROBOT, joint=number)
        rest = capabilities.rest[joint.name]
        (start,), (goal,) = trajectory.positions_rad[0], trajectory.positions_rad[-1]
        up, down = joint.upper_rad - rest, rest - joint.lower_rad
        room = min(0.3, max(up, down) / 2)
        assert trajectory.joints == (joint.name,)
        assert (start, goal) == pytest.approx((rest, rest + (room if up >= down else -room)))


def test_a_swing_takes_a_second_unless_it_is_told_otherwise():
    assert swing(ROBOT).duration_s == pytest.approx(1.0)
    assert swing(ROBOT, 3.0).duration_s == pytest.approx(3.0)


def test_no_leg_is_gentle():
    assert not {joint.name for joint in gentle_joints(ROBOT)} & set(PARTS["legs"])


def test_a_trajectory_becomes_a_motion_with_its_own_figures():
    trajectory = swing(ROBOT)
    motion = named(trajectory)
    manifest, (joint,) = motion.manifest, trajectory.joints
    assert (manifest.name, manifest.about) == ("swing", "A small move.")
    assert manifest.duration_s == trajectory.duration_s
    assert manifest.start_rad == {joint: trajectory.positions_rad[0][0]}
    assert manifest.end_rad == {joint: trajectory.positions_rad[-1][0]}
    assert manifest.peaks == trajectory.peaks()
    assert manifest.safe_points_s == (trajectory.duration_s,)
    assert (manifest.phrases, manifest.claims) == ((), ())
    assert motion.trajectory() is trajectory
    assert named(trajectory, "nod").manifest.name == "nod"


async def test_all_that_is_red_is_told():
    class Red(KinematicRobot):
        async def preflight(self):
            return (
                Check("battery", False, "flat"),
                Check("link", True, ""),
                Check("arm", False, "off"),
            )

    with pytest.raises(NotReady, match=r"^preflight is red: battery: flat; arm: off$"):
        await readied(Red(RobotSetup()))
