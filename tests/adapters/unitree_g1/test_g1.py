"""What goes over DDS to a G1, and what comes of it there."""

import asyncio
from itertools import pairwise
from math import degrees, radians

import pytest

pytest.importorskip("cyclonedds")

from tests.adapters.unitree_g1.night import config_of

from moderator.adapters.unitree_g1.robot import UnitreeG1
from moderator.errors import CannotStart, NotLegal
from moderator.motion.blend import reach
from moderator.motion.motion import Manifest, Motion
from moderator.robot import Ended, Grade, RobotSetup

pytestmark = pytest.mark.real_time


def raised(robot, deg=-100.0, lasts_s=2.0):
    """A move of the left elbow from where it is."""
    start = {"left_elbow": robot.state().joints_rad["left_elbow"]}
    joints = robot.capabilities(robot.setup.config).joints
    return reach(start, {"left_elbow": radians(deg)}, joints, lasts_s)


async def test_connecting_and_preflight_send_nothing_that_moves(night):
    robot = await night.connected()
    assert all(check.ok for check in await robot.preflight())
    assert night.came("arms") == []
    assert {line["function"] for line in night.came("asked")} <= {1001, 7001}


async def test_the_arms_are_taken_slowly_from_where_they_are_and_given_back_so(night):
    robot = await night.active()
    await robot.disconnect()
    sent = night.came("arms")
    weights = [line["weight"] for line in sent]
    assert weights[0] == 0
    assert max(weights) == 1
    assert weights[-1] == 0
    assert max(abs(later - one) for one, later in pairwise(weights)) < 0.1
    where = next(line["q"] for line in night.came("joints"))
    assert sent[0]["q"] == pytest.approx(where[12:29], abs=0.002)
    assert night.fake.asked()["complaints"] == []


async def test_a_motion_is_streamed_with_its_speeds_and_arrives(night):
    robot = await night.active()
    outcome = await robot.follow(raised(robot)).outcome()
    assert outcome.ok, outcome
    elbow = [line["q"][6] for line in night.came("arms")]
    speeds = [line["dq"][6] for line in night.came("arms")]
    assert degrees(elbow[-1]) == pytest.approx(-100 + 90, abs=0.01)
    assert min(speeds) < -0.9
    assert speeds[-1] == pytest.approx(0, abs=1e-6)
    assert night.fake.asked()["complaints"] == []


async def test_its_waist_is_held_where_it_was(night):
    robot = await night.active()
    assert (await robot.follow(raised(robot)).outcome()).ok
    held = {tuple(line["q"][1:3]) for line in night.came("arms")}
    assert held == {(0.0, 0.0)}


async def test_a_freeze_holds_and_ends_the_walk(night):
    robot = await night.active()
    handle = robot.follow(raised(robot, lasts_s=4.0))
    await asyncio.sleep(1.0)
    assert robot.stop(Grade.FREEZE).sent
    outcome = await asyncio.wait_for(handle.outcome(), 2)
    assert outcome.ended is Ended.CANCELLED
    await night.until(lambda: night.came("asked")[-1]["function"] == 7105)
    assert night.came("asked")[-1]["told"]["velocity"] == [0.0, 0.0, 0.0]
    assert night.fake.asked()["weight"] == 1


async def test_a_walk_says_how_long_it_holds(night):
    robot = await night.active()
    outcome = await robot.walk(0.2, 0.0, 0.1, 0.5).outcome()
    assert outcome.ok
    await night.until(lambda: len(walks(night)) == 2)
    assert walks(night)[0] == {"velocity": [0.2, 0.0, 0.1], "duration": 0.5}
    assert walks(night)[1]["velocity"] == [0.0, 0.0, 0.0]


def walks(night):
    return [line["told"] for line in night.came("asked") if line["function"] == 7105]


async def test_a_link_that_is_cut_ends_as_unknown_and_nothing_moves_when_it_is_back(night):
    robot = await night.active()
    handle = robot.follow(raised(robot, lasts_s=4.0))
    await asyncio.sleep(1.0)
    night.fake.tell(wire="cut")
    outcome = await asyncio.wait_for(handle.outcome(), 1)
    assert outcome.ended is Ended.UNKNOWN
    assert not robot.state().link
    night.fake.tell(wire="sound")
    await robot.connect()
    sent = len(night.came("arms"))
    await asyncio.sleep(0.5)
    assert len(night.came("arms")) == sent
    await night.readied(robot)
    assert (await robot.follow(raised(robot)).outcome()).ok
    assert night.fake.asked()["complaints"] == []


async def test_one_that_was_killed_is_followed_by_one_that_lets_no_arm_fall(night):
    first = await night.active()
    assert (await first.follow(raised(first)).outcome()).ok
    first.gone("as if it were killed")
    await first.disconnect()
    assert night.fake.asked()["weight"] == 1
    second = night.made()
    await night.readied(second)
    await second.disconnect()
    assert night.fake.asked()["complaints"] == []


async def test_a_joint_that_does_not_follow_aborts_with_its_name(night):
    robot = await night.active()
    night.fake.tell(hold=18)
    outcome = await robot.follow(raised(robot)).outcome()
    assert (outcome.ended, outcome.code) == (Ended.ABORTED, "joint")
    assert "left_elbow" in outcome.why
    await asyncio.sleep(0.1)
    there = night.came("joints")[-1]["q"][18]
    assert night.came("arms")[-1]["q"][6] == pytest.approx(there, abs=0.002)


@pytest.mark.parametrize(("config", "fell"), [({}, False), ({"robot_stop": "damp"}, True)])
async def test_its_own_damping_is_sent_only_where_the_config_says_so(night, config, fell):
    robot = await night.active(**config)
    stands = robot.capabilities(robot.setup.config).stops[Grade.ROBOT_STOP].leaves_standing
    assert stands is not fell
    assert robot.stop(Grade.ROBOT_STOP).sent
    await asyncio.sleep(0.3)
    assert bool([line for line in night.came("asked") if line["function"] == 7101]) is fell


async def test_its_stop_program_tells_the_owner_and_ends_the_walk(night):
    robot = await night.active()
    handle = robot.follow(raised(robot, lasts_s=6.0))
    program = await asyncio.create_subprocess_exec(*robot.stop_route().command, stdin=-1, stdout=-1)
    assert await asyncio.wait_for(program.stdout.readline(), 10) == b"ready\n"
    program.stdin.write(b"freeze\n")
    outcome = await asyncio.wait_for(handle.outcome(), 2)
    assert outcome.ended is Ended.CANCELLED
    said, _ = await asyncio.wait_for(program.communicate(b""), 10)
    assert said == b"sent freeze\n"
    assert walks(night)[-1]["velocity"] == [0.0, 0.0, 0.0]


def own(name):
    return Motion(Manifest(name, "", 0.0, {}, {}, {}, (), (), ()), lambda: None)


async def test_an_action_of_its_own_gets_its_arms_back_and_they_are_taken_again(night):
    robot = await night.active()
    outcome = await robot.play(own("hug")).outcome()
    assert outcome.ok, outcome
    acts = [line["told"]["data"] for line in night.came("asked") if line["function"] == 7106]
    assert set(acts) == {19, 99}
    assert acts[-1] == 99
    assert night.fake.asked()["weight"] > 0.9
    outcome = await robot.follow(raised(robot)).outcome()
    assert outcome.ok, outcome
    assert night.fake.asked()["complaints"] == []


async def test_an_action_that_it_refuses_says_what_to_do(night):
    robot = await night.active()
    night.fake.tell(fsm=4)
    outcome = await robot.play(own("clap")).outcome()
    assert (outcome.ended, outcome.code) == (Ended.ABORTED, "7404")
    assert "let it stand or walk first" in outcome.why


@pytest.mark.parametrize(
    ("order", "red", "says"),
    [
        ({"debug": True}, ["mode", "walking", "arms"], "L2"),
        ({"rename": ["sport", "loco"]}, ["walking"], "set `loco_service: loco` in the config"),
        ({"fsm": 1}, ["walking"], "damping"),
    ],
)
async def test_what_is_missing_is_an_instruction(night, order, red, says):
    night.fake.tell(**order)
    await asyncio.sleep(0.2)
    robot = await night.connected()
    wrong = {check.name: check.why for check in await robot.preflight() if not check.ok}
    assert list(wrong) == red
    assert says in " ".join(wrong.values())


async def test_a_probe_reads_and_moves_nothing(night):
    night.fake.tell(withdraw="arm", machine=4)
    found = await night.made().probe()
    assert (found.firmware, found.mode, found.joints) == ("1.4", "ai", 29)
    wrong = [check.name for check in found.checks if not check.ok]
    assert wrong == ["model", "service arm"]
    assert night.came("arms") == []
    assert {line["function"] for line in night.came("asked")} <= {1001, 7001}


async def test_nobody_there_is_told_with_what_to_do(night):
    nowhere = {**config_of(night.fake.ready), "domain": 0, "peers": ["127.0.0.1"]}
    with pytest.raises(CannotStart, match="no G1 says rt/lowstate on lo, DDS domain 0"):
        await UnitreeG1(RobotSetup(nowhere)).connect()


async def test_no_such_network_is_told_with_those_that_there_are():
    with pytest.raises(CannotStart, match=r"no network interface 'eth77' — .*there are .*lo"):
        await UnitreeG1(RobotSetup({"interface": "eth77"})).connect()


def test_settings_of_joints_that_it_has_not_are_refused():
    with pytest.raises(CannotStart, match="rest: this robot has no joint 'head_yaw'"):
        UnitreeG1.capabilities({"rest": {"head_yaw": 3}})


@pytest.mark.parametrize("how", ["stop", "hand", "disconnect", "fall"])
async def test_an_action_that_has_not_begun_when_all_stops_does_not_begin(night, how):
    robot = await night.active()
    handle = robot.play(own("high_wave"))
    await asyncio.sleep(0.5)
    if how == "stop":
        robot.stop(Grade.FREEZE)
    elif how == "disconnect":
        await robot.disconnect()
    else:
        night.fake.tell(**({"press": 1} if how == "hand" else {"fall": True}))
    outcome = await asyncio.wait_for(handle.outcome(), 2)
    assert not outcome.ok
    await asyncio.sleep(2.0)
    assert [line for line in night.came("asked") if line["function"] == 7106] == []


async def test_a_stop_while_its_arms_are_being_taken_is_no_readiness(night):
    robot = await night.connected()
    await robot.preflight()
    readying = asyncio.ensure_future(robot.activate())
    await asyncio.sleep(0.3)
    robot.stop(Grade.FREEZE)
    await robot.preflight()
    with pytest.raises(NotLegal, match="stopped while it was being activated"):
        await readying
    assert (await robot.follow(raised(robot)).outcome()).ended is Ended.REJECTED
    assert night.fake.asked()["complaints"] == []


async def test_a_stop_that_nobody_takes_is_said(night):
    robot = await night.active()
    night.fake.tell(withdraw="sport")
    await asyncio.sleep(0.3)
    receipt = robot.stop(Grade.FREEZE)
    assert (receipt.sent, receipt.why) == (
        False,
        "nobody takes requests of 'sport': only its arms are stopped",
    )


@pytest.mark.parametrize(
    ("order", "config", "red"),
    [
        ({"machine": 4}, {}, "model"),
        ({"withdraw": "voice"}, {"voice": "robot"}, "service voice"),
        ({"withdraw": "arm"}, {"renderings": {"wave": "high_wave"}}, "service arm"),
    ],
)
async def test_what_a_night_needs_of_it_is_looked_at(night, order, config, red):
    night.fake.tell(**order)
    await asyncio.sleep(0.2)
    robot = await night.connected(**config)
    assert [check.name for check in await robot.preflight() if not check.ok] == [red]


async def test_arms_that_hold_a_pose_are_released_before_another_action(night):
    robot = await night.active()
    night.fake.tell(holding=19)
    assert (await robot.play(own("clap")).outcome()).ok
