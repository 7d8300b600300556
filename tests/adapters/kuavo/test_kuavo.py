"""What goes over the wire to a Kuavo, and what comes of it there."""

import asyncio
import sys
from itertools import pairwise
from math import degrees, radians

import pytest
from tests.adapters.kuavo.night import Night

from moderator.adapters.kuavo.joints import ARMS, MODELS
from moderator.adapters.kuavo.robot import Kuavo
from moderator.errors import CannotStart
from moderator.motion.blend import reach
from moderator.motion.motion import Manifest, Motion
from moderator.robot import Ended, Grade, RobotSetup

pytestmark = pytest.mark.real_time


def raised(robot, deg=-40.0, lasts_s=2.0):
    """A move of the left arm from where it rests."""
    start = {"left_shoulder_pitch": MODELS["45"].rest_rad["left_shoulder_pitch"]}
    goal = {"left_shoulder_pitch": radians(deg)}
    return reach(start, goal, robot.capabilities(robot.setup.config).joints, lasts_s)


async def test_connecting_and_preflight_send_nothing_that_moves(night):
    robot = await night.connected()
    await robot.preflight()
    assert night.came("arms", "head", "velocity", "mode", "stop_robot") == []


async def test_the_first_pose_sent_is_the_one_measured(night):
    robot = await night.active()
    measured = [degrees(robot.state().joints_rad[joint]) for joint in ARMS]
    await night.until(lambda: night.came("arms"))
    assert night.came("arms")[0]["deg"] == pytest.approx(measured, abs=0.01)
    assert [line["mode"] for line in night.came("mode")] == [2]


async def test_a_motion_is_streamed_in_degrees_and_arrives(night):
    robot = await night.active()
    outcome = await robot.follow(raised(robot)).outcome()
    assert outcome.ok, outcome
    sent = [line["deg"][0] for line in night.came("arms")]
    assert sent[-1] == pytest.approx(-40, abs=0.01)
    assert max(abs(later - before) for before, later in pairwise(sent)) < 2
    assert night.fake.asked()["complaints"] == []


async def test_disconnected_the_arms_are_held_and_nothing_is_sent(night):
    robot = await night.active()
    await robot.disconnect()
    assert [line["mode"] for line in night.came("mode")] == [2, 0]
    sent = len(night.came("arms"))
    await asyncio.sleep(0.2)
    assert len(night.came("arms")) == sent


async def test_it_is_disconnected_though_nobody_changes_the_mode_of_its_arms(night):
    robot = await night.active()
    night.fake.tell(withdraw="/arm_traj_change_mode")
    await robot.disconnect()
    assert not robot.state().link
    sent = len(night.came("arms"))
    await asyncio.sleep(0.2)
    assert len(night.came("arms")) == sent


async def test_made_ready_again_it_is_told_first_where_it_stands(night):
    robot = await night.active()
    outcome = await robot.follow(raised(robot, deg=7.5, lasts_s=1.0)).outcome()
    assert outcome.ok, outcome
    robot.stop(Grade.FREEZE)
    await asyncio.sleep(0.2)
    before = len(night.came("arms"))
    await night.readied(robot)
    await asyncio.sleep(1.2)
    sent = [line["deg"][0] for line in night.came("arms")[before:]]
    assert sent[0] == pytest.approx(7.5, abs=0.05)
    assert max(abs(later - one) for one, later in pairwise(sent)) < 0.1


async def test_a_cut_link_ends_a_motion_as_unknown_and_nothing_moves_when_it_is_back(night):
    robot = await night.active()
    handle = robot.follow(raised(robot, lasts_s=4.0))
    await asyncio.sleep(1.0)
    night.fake.tell(wire="cut")
    outcome = await asyncio.wait_for(handle.outcome(), 1)
    assert outcome.ended is Ended.UNKNOWN
    assert not robot.state().link
    assert not robot.stop(Grade.FREEZE).sent
    night.fake.tell(wire="sound")
    await robot.connect()
    assert robot.state().link
    sent = len(night.came("arms"))
    await asyncio.sleep(0.5)
    assert len(night.came("arms")) == sent
    assert (await robot.follow(raised(robot)).outcome()).ended is Ended.REJECTED


async def test_what_it_says_of_getting_up_is_a_fall_until_it_stands(night):
    robot = await night.connected()
    night.fake.tell(gets_up=0)
    await asyncio.sleep(0.2)
    assert not robot.state().standing
    await asyncio.sleep(1.2)
    night.fake.tell(gets_up=4)
    await asyncio.sleep(0.2)
    assert robot.state().standing


async def test_a_joint_that_does_not_follow_aborts_with_its_name(night):
    robot = await night.active()
    night.fake.tell(hold=12)
    outcome = await robot.follow(raised(robot)).outcome()
    assert (outcome.ended, outcome.code) == (Ended.ABORTED, "joint")
    assert "left_shoulder_pitch" in outcome.why


async def test_a_walk_is_sent_again_and_again_and_ends_at_no_velocity(night):
    robot = await night.active()
    outcome = await robot.walk(0.2, 0.0, 0.1, 0.5).outcome()
    assert outcome.ok
    await night.until(lambda: night.came("velocity")[-1]["velocity"] == [0, 0, 0])
    sent = [line["velocity"] for line in night.came("velocity")]
    assert sent.count([0.2, 0.0, 0.1]) >= 9
    assert sent[-1] == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(("config", "fell"), [({}, False), ({"robot_stop": "stop_robot"}, True)])
async def test_the_robots_own_stop_is_sent_only_where_the_config_says_so(night, config, fell):
    robot = await night.active(**config)
    stands = robot.capabilities(robot.setup.config).stops[Grade.ROBOT_STOP].leaves_standing
    assert stands is not fell
    assert robot.stop(Grade.ROBOT_STOP).sent
    await asyncio.sleep(0.3)
    assert bool(night.came("stop_robot")) is fell


async def test_its_stop_program_has_the_arms_held_and_no_velocity(night):
    robot = await night.active()
    handle = robot.follow(raised(robot, lasts_s=6.0))
    await asyncio.sleep(1.0)
    program = await asyncio.create_subprocess_exec(*robot.stop_route().command, stdin=-1, stdout=-1)
    said, _ = await asyncio.wait_for(program.communicate(b"freeze\n"), 10)
    assert said.decode().split("\n")[:2] == ["ready", "sent freeze"]
    outcome = await asyncio.wait_for(handle.outcome(), 2)
    assert outcome.ended is Ended.CANCELLED
    assert [line["mode"] for line in night.came("mode")] == [2, 0]
    assert night.came("interrupt")
    assert night.came("velocity")[-1]["velocity"] == [0, 0, 0]


async def test_its_arms_are_held_though_nobody_answers_that_they_are_interrupted(night):
    robot = await night.active()
    night.fake.tell(unanswered="/interrupt_arm_traj")
    program = await asyncio.create_subprocess_exec(*robot.stop_route().command, stdin=-1, stdout=-1)
    said, _ = await asyncio.wait_for(program.communicate(b"freeze\n"), 10)
    assert "/interrupt_arm_traj did not answer" in said.decode().split("\n")[1]
    assert [line["mode"] for line in night.came("mode")] == [2, 0]


async def test_a_stop_program_without_a_robot_says_so():
    module = "moderator.adapters.kuavo.stopping"
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, "127.0.0.1", "9"), stdin=-1, stdout=-1
    )
    said = await asyncio.wait_for(program.stdout.readline(), 10)
    program.stdin.close()
    assert said.startswith(b"lost no rosbridge server at 127.0.0.1:9")
    assert await asyncio.wait_for(program.wait(), 10) == 0


async def test_another_model_makes_preflight_red(night):
    night.fake.tell(version=52)
    robot = await night.connected()
    red = {check.name: check.why for check in await robot.preflight() if not check.ok}
    assert red == {"model": "it says 52, and the config's model is 45"}


async def test_a_probe_reads_and_says_what_is_missing(night):
    night.fake.tell(withdraw="/humanoid_get_arm_ctrl_mode")
    found = await night.made().probe()
    assert (found.firmware, found.mode, found.joints) == ("45", "", 28)
    wrong = {check.name: check.why for check in found.checks if not check.ok}
    assert list(wrong) == ["/humanoid_get_arm_ctrl_mode"]
    assert night.came("arms", "head", "velocity", "mode") == []


async def test_nobody_there_is_told_with_what_to_do():
    with pytest.raises(CannotStart, match=r"no rosbridge server at 127\.0\.0\.1:9"):
        await Kuavo(RobotSetup({"port": 9})).connect()


async def test_one_with_a_waist_turns_it_to_its_own_other_side(tmp_path):
    night = Night(tmp_path, version=52)
    try:
        robot = await night.active(model="52")
        joints = robot.capabilities(robot.setup.config).joints
        outcome = await robot.follow(
            reach({"waist_yaw": 0.0}, {"waist_yaw": radians(20)}, joints, 1.0)
        ).outcome()
        assert outcome.ok, outcome
        assert night.came("waist")[-1]["deg"] == pytest.approx(-20, abs=0.01)
        assert degrees(robot.state().joints_rad["waist_yaw"]) == pytest.approx(20, abs=0.2)
        assert night.fake.asked()["complaints"] == []
    finally:
        await night.close()


def own(robot, name):
    return Motion(Manifest(name, "", 0.0, {}, {}, {}, (), (), ()), lambda: None)


async def test_its_own_tai_chi_ends_when_it_says_so_and_the_stream_goes_on_after_it(night):
    robot = await night.active()
    began = len(night.came("arms"))
    outcome = await robot.play(own(robot, "perform_taiji")).outcome()
    assert outcome.ok
    assert night.came("taiji")
    await asyncio.sleep(0.2)
    sent = [line["deg"] for line in night.came("arms")]
    assert began < len(sent) < began + 60
    assert max(abs(a - b) for a, b in zip(sent[began - 1], sent[-1], strict=True)) < 0.1
    outcome = await robot.follow(raised(robot)).outcome()
    assert outcome.ok, outcome


async def test_nothing_stops_its_own_tai_chi_and_that_is_said(night):
    robot = await night.active()
    handle = robot.play(own(robot, "perform_taiji"))
    await asyncio.sleep(0.5)
    robot.stop(Grade.FREEZE)
    outcome = await asyncio.wait_for(handle.outcome(), 1)
    assert outcome.ended is Ended.UNKNOWN
    assert "nothing ends it" in outcome.why
    assert robot.state().moving
    await night.until(lambda: not robot.state().moving)


async def test_an_action_of_its_arms_is_done_and_another_is_interrupted(night):
    robot = await night.active(actions={"greet": "it greets"})
    outcome = await robot.play(own(robot, "greet")).outcome()
    assert outcome.ok
    handle = robot.play(own(robot, "greet"))
    await asyncio.sleep(0.5)
    refused = await robot.follow(raised(robot)).outcome()
    assert refused.why == "the robot does its own greet"
    handle.cancel()
    outcome = await asyncio.wait_for(handle.outcome(), 1)
    assert outcome.ended is Ended.CANCELLED
    assert [line["name"] for line in night.came("action")] == ["greet", "greet"]
