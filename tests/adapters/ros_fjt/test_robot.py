"""What a robot that follows joint trajectories does when something comes between."""

import asyncio
import sys
import time

import pytest

from moderator.adapters.ros_fjt.robot import RosFjt
from moderator.errors import CannotStart
from moderator.motion.blend import reach
from moderator.robot import Ended, Grade, RobotSetup

pytestmark = [pytest.mark.real_time, pytest.mark.slow]

ELBOW, THEIRS = "left_elbow", "left_elbow_joint"


class Stage:
    """A fake robot and its adapter."""

    def __init__(self, fake, ros):
        self.fake = fake
        self.config = {"port": fake.port, "ros": ros}
        self.robot = RosFjt(RobotSetup(self.config))

    async def ready(self):
        await self.robot.connect()
        red = [check for check in await self.robot.preflight() if not check.ok]
        assert red == []
        await self.robot.activate()

    def swing(self, lasts_s=1.0, by_rad=-0.4):
        can = self.robot.capabilities(self.config)
        here = self.robot.state().joints_rad[ELBOW]
        return reach({ELBOW: here}, {ELBOW: here + by_rad}, can.joints, lasts_s)

    def track(self):
        """Where the fake's elbow was: seconds and radians."""
        lines = self.fake.recorded("joints")
        return [(line["at_s"], line["rad"][THEIRS]) for line in lines]


@pytest.fixture(params=[1, 2], ids=["ros1", "ros2"])
async def stage(request, start_robot):
    fake = await start_robot("--ros", str(request.param))
    stage = Stage(fake, request.param)
    yield stage
    await stage.robot.disconnect()


async def ended(handle, within_s=10):
    async with asyncio.timeout(within_s):
        return await handle.outcome()


async def test_a_motion_is_one_goal_and_ends_where_it_should(stage):
    await stage.ready()
    await asyncio.sleep(1.2)
    before = len(stage.fake.recorded("goal"))
    outcome = await ended(stage.robot.follow(stage.swing()))
    assert outcome.ended is Ended.SUCCEEDED
    assert len(stage.fake.recorded("goal")) == before + 1
    assert abs(stage.robot.state().joints_rad[ELBOW] - stage.track()[-1][1]) < 0.01
    assert stage.fake.recorded("rejected") == []


async def test_a_long_motion_goes_on_smoothly_from_goal_to_goal(stage):
    await stage.ready()
    await asyncio.sleep(1.2)
    before = len(stage.fake.recorded("goal"))
    outcome = await ended(stage.robot.follow(stage.swing(6.0, -0.6)), 15)
    assert outcome.ended is Ended.SUCCEEDED
    assert len(stage.fake.recorded("goal")) >= before + 2
    track = stage.track()
    speeds = [
        (after[1] - start[1]) / (after[0] - start[0])
        for start, after in zip(track[::10], track[10::10], strict=False)
    ]
    assert min(speeds) > -0.35  # 1.875 × 0.6 rad / 6 s is its greatest: no goal makes it jump
    assert max(speeds) < 0.05


async def test_an_engine_that_dies_leaves_a_robot_that_comes_to_rest(stage):
    await stage.ready()
    stage.robot.follow(stage.swing(9.0, -1.2))
    await asyncio.sleep(0.5)
    stage.robot._far._bridge._line.lose("killed, for this test")
    await asyncio.sleep(5.0)
    track = stage.track()
    assert track[-1][1] < track[0][1] - 0.05
    lately = [rad for at_s, rad in track if at_s > track[-1][0] - 0.4]
    assert max(lately) - min(lately) < 0.001
    assert lately[-1] > track[0][1] - 1.0


async def test_freezing_leaves_with_the_turn_of_the_loop_and_slows_down(stage):
    await stage.ready()
    handle = stage.robot.follow(stage.swing(4.0, -1.0))
    await asyncio.sleep(2.0)
    goals = len(stage.fake.recorded("goal"))
    stopped_s = time.monotonic()
    stage.robot.stop(Grade.FREEZE)
    outcome = await ended(handle)
    assert outcome.ended is Ended.CANCELLED
    later = stage.fake.recorded("goal")[goals:]
    assert later[0]["at_s"] - stopped_s < 0.05
    await asyncio.sleep(0.5)
    after = [rad for at_s, rad in stage.track() if at_s > stopped_s + 0.45]
    assert max(after) - min(after) < 0.005
    assert stage.fake.recorded("cancel") == []


async def test_cancelling_a_motion_slows_it_down(stage):
    await stage.ready()
    handle = stage.robot.follow(stage.swing(4.0, -1.0))
    await asyncio.sleep(1.0)
    cancelled_s = time.monotonic()
    handle.cancel()
    outcome = await ended(handle, 2)
    assert outcome.ended is Ended.CANCELLED
    await asyncio.sleep(0.5)
    after = [rad for at_s, rad in stage.track() if at_s > cancelled_s + 0.75]
    assert max(after) - min(after) < 0.005


async def test_a_cancel_by_somebody_else_is_a_stop(stage):
    await stage.ready()
    handle = stage.robot.follow(stage.swing(4.0, -1.0))
    await asyncio.sleep(1.0)
    await stage.fake.order(cancel_all=True)
    outcome = await ended(handle, 3)
    assert outcome.ended is Ended.CANCELLED
    later = await ended(stage.robot.follow(stage.swing()))
    assert later.ended is Ended.REJECTED
    await asyncio.sleep(0.5)
    lately = [rad for _, rad in stage.track()[-20:]]
    assert max(lately) - min(lately) < 0.001


async def test_a_joint_that_is_stuck_aborts_and_is_told_as_a_loss(stage):
    await stage.ready()
    waiting = asyncio.create_task(stage.robot.lost())
    await stage.fake.order(stuck=THEIRS)
    outcome = await ended(stage.robot.follow(stage.swing()))
    assert outcome.ended is Ended.ABORTED
    assert outcome.code in ("joint", "GOAL_TOLERANCE_VIOLATED")
    assert ELBOW in outcome.why
    async with asyncio.timeout(2):
        await waiting


async def test_silence_about_the_joints_is_a_lost_link(stage):
    await stage.ready()
    handle = stage.robot.follow(stage.swing(4.0))
    await asyncio.sleep(0.5)
    await stage.fake.order(states=False)
    outcome = await ended(handle, 2)
    assert outcome.ended is Ended.UNKNOWN
    assert "has said nothing for" in outcome.why
    assert not stage.robot.state().link


async def test_a_program_of_its_own_stops_it(stage):
    await stage.ready()
    route = stage.robot.stop_route()
    assert route.command[0] == sys.executable
    program = await asyncio.create_subprocess_exec(
        *route.command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    try:
        async with asyncio.timeout(10):
            assert await program.stdout.readline() == b"ready\n"
            handle = stage.robot.follow(stage.swing(4.0, -1.0))
            await asyncio.sleep(1.0)
            program.stdin.write(b"freeze\n")
            await program.stdin.drain()
            assert await program.stdout.readline() == b"sent freeze\n"
            outcome = await ended(handle)
    finally:
        program.stdin.close()
        await program.wait()
    assert outcome.ended is Ended.CANCELLED
    assert len(stage.fake.recorded("cancel")) >= 1


async def test_a_probe_tells_what_is_there_and_moves_nothing(stage):
    found = await stage.robot.probe()
    assert found.joints == len(stage.robot.capabilities(stage.config).joints)
    assert all(check.ok for check in found.checks)
    assert stage.fake.recorded("goal") == []


async def test_joints_that_the_robot_does_not_tell_are_named(start_robot):
    fake = await start_robot()
    config = {"port": fake.port, "joints": {"head_yaw": "head_yaw_joint", "head_pitch": "nod"}}
    with pytest.raises(CannotStart, match="/joint_states says nothing of head_pitch"):
        await RosFjt(RobotSetup(config)).connect()


async def test_a_controller_that_is_not_there_is_red_before_anything_moves(start_robot):
    fake = await start_robot()
    robot = RosFjt(RobotSetup({"port": fake.port, "action": "/elsewhere/follow"}))
    await robot.connect()
    red = {check.name: check.why for check in await robot.preflight() if not check.ok}
    await robot.disconnect()
    assert list(red) == ["/elsewhere/follow"]
    assert "no action server /elsewhere/follow" in red["/elsewhere/follow"]


async def test_a_rosbridge_that_cannot_cancel_is_red(start_robot):
    fake = await start_robot("--ros", "2")
    await fake.order(goals_block=True)
    robot = RosFjt(RobotSetup({"port": fake.port, "ros": 2}))
    await robot.connect()
    red = [check.why for check in await robot.preflight() if not check.ok]
    await robot.disconnect()
    assert len(red) == 1
    assert "send_action_goals_in_new_thread:=true" in red[0]
