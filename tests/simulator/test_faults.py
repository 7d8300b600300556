import asyncio

import pytest

from moderator.errors import CannotStart
from moderator.faults import Prompter
from moderator.robot import Ended, Grade, RobotSetup
from moderator.values.sound import Sound
from moderator_simulator.body import JOINTS
from moderator_simulator.faults import read_faults
from moderator_simulator.robot import KinematicRobot


def line(lasts_s):
    return Sound("line.wav", round(lasts_s * 1e9))


@pytest.mark.parametrize("during", ["wave", "wave.2"])
async def test_a_fault_in_a_gesture_comes_in_its_variant_too(ready, gestures, during):
    robot = await ready({"fault": "balance", "during": during})
    assert (await robot.play(gestures["wave.2"]).outcome()).code == "balance"


async def test_a_fault_in_one_variant_comes_in_no_other(ready, gestures):
    robot = await ready({"fault": "balance", "during": "wave.2"})
    assert (await robot.play(gestures["wave"]).outcome()).ok


async def test_a_joint_fails_half_way_through_the_motion_it_is_told(ready, gestures, now):
    robot = await ready({"fault": "joint", "joint": "left_knee", "during": "bow"})
    assert (await robot.play(gestures["wave"]).outcome()).ok
    began = now()
    outcome = await robot.play(gestures["bow"]).outcome()
    assert (outcome.ended, outcome.code) == (Ended.ABORTED, "joint")
    assert outcome.why == "left_knee does not answer"
    assert now() - began == pytest.approx(gestures["bow"].manifest.duration_s / 2)
    before = robot.state()
    assert (before.moving, before.standing, before.fault) == (False, True, outcome.why)
    await asyncio.sleep(10)
    assert robot.state().joints_rad == before.joints_rad


async def test_a_fault_in_a_motion_can_have_its_time(ready, gestures, now):
    robot = await ready({"fault": "balance", "during": "bow", "after": "400ms"})
    began = now()
    outcome = await robot.play(gestures["bow"]).outcome()
    assert outcome.code == "balance"
    assert now() - began == pytest.approx(0.4)
    assert not robot.state().standing


async def test_a_motion_that_was_cancelled_before_does_not_bring_its_fault(ready, gestures):
    robot = await ready({"fault": "balance", "during": "wave", "after": "3s"})
    waving = robot.play(gestures["wave"])
    waving.cancel()
    await waving.outcome()
    await asyncio.sleep(10)
    assert robot.state().standing
    assert (await robot.play(gestures["wave"]).outcome()).code == "balance"


async def test_a_lost_link_is_unknown_for_everything_under_way(ready, gestures, now):
    robot = await ready({"fault": "link", "at": "1s", "for": "5s"})
    waving, speaking = robot.play(gestures["wave"]), robot.say(line(20))
    assert (await waving.outcome()).ended is Ended.UNKNOWN
    assert (await speaking.outcome()).ended is Ended.UNKNOWN
    assert now() == 1
    assert not robot.state().link
    assert not robot.stop(Grade.FREEZE).sent
    assert (await robot.say(line(1)).outcome()).ended is Ended.REJECTED
    assert [check.name for check in await robot.preflight()] == ["link"]
    await asyncio.sleep(5)
    assert robot.state().link
    assert not robot.state().moving
    assert all(check.ok for check in await robot.preflight())
    await robot.activate()
    assert (await robot.play(gestures["wave"]).outcome()).ok


async def test_a_broken_voice_aborts_what_is_said(ready):
    robot = await ready({"fault": "voice", "after": "1s", "for": "2s"})
    outcome = await robot.say(line(5)).outcome()
    assert (outcome.ended, outcome.code) == (Ended.ABORTED, "voice")
    assert (await robot.say(line(5)).outcome()).ended is Ended.ABORTED
    await asyncio.sleep(2)
    assert (await robot.say(line(5)).outcome()).ok


async def test_a_battery_that_drops_makes_preflight_red(ready, gestures):
    robot = await ready({"fault": "battery", "at": "1s", "level": 0.1})
    assert (await robot.play(gestures["wave"]).outcome()).ok
    assert [check.name for check in await robot.preflight() if not check.ok] == ["battery"]


async def test_a_dead_battery_aborts(ready, gestures):
    robot = await ready({"fault": "battery", "at": "1s", "level": 0})
    outcome = await robot.play(gestures["wave"]).outcome()
    assert (outcome.ended, outcome.code) == (Ended.ABORTED, "battery")


async def test_an_overheated_robot_cools_down_by_itself(ready, gestures):
    robot = await ready({"fault": "overheat", "at": "1s"})
    assert (await robot.play(gestures["wave"]).outcome()).code == "overheat"
    assert [check.name for check in await robot.preflight() if not check.ok] == ["temperature"]
    await asyncio.sleep(600)
    assert all(check.ok for check in await robot.preflight())


async def test_the_same_faults_come_at_the_same_times(ready, gestures, now):
    ends = []
    for _ in range(2):
        robot = await ready({"fault": "joint", "joint": "head_yaw", "after": "1234ms"})
        began = now()
        await robot.play(gestures["wave"]).outcome()
        ends.append(now() - began)
    assert ends[0] == pytest.approx(ends[1], abs=1e-12)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (
            {"fault": "lnik", "at": "5s"},
            "fault: 'lnik' is none of what can stand here (did you mean 'link'?)",
        ),
        ({"fault": "link"}, "nothing says when it fails (give at, after, cue or during)"),
        ({"fault": "link", "at": "5"}, "'5' has no unit (write 5s or 5m)"),
        ({"fault": "link", "at": "5s", "during": "bow"}, "at stands alone"),
        ({"fault": "joint", "at": "5s"}, "a fault of joint needs its joint"),
        ({"fault": "link", "at": "5s", "joint": "head_yaw"}, "joint is for joint (leave it out)"),
        ({"fault": "disk", "at": "5s"}, "'disk' happens to what is around a robot"),
        ({"fault": "joint", "at": "5s", "joint": "left_kne"}, "no joint 'left_kne'"),
        ({"at": "5s"}, "a fault without 'fault'"),
        (
            {"fault": "link", "at": "5s", "form": "3s"},
            "'form' is not a key of a fault (did you mean 'for'?)",
        ),
        ({"fault": "battery", "at": "5s", "level": 2}, "level: '2' is too much (at most 1)"),
    ],
)
def test_a_fault_that_makes_no_sense_is_told_in_one_line(fault, told):
    with pytest.raises(CannotStart) as refused:
        read_faults([{"fault": "link", "at": "1s"}, fault], JOINTS)
    assert str(refused.value).startswith("fault 2: ")
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


async def test_what_happens_to_a_body_in_physics_alone_is_refused_by_the_kinematic_one(ready):
    with pytest.raises(CannotStart) as refused:
        await ready({"fault": "push", "at": "1s"})
    assert "'push' happens to a body in physics alone" in str(refused.value)
    assert "--robot simulator-physics" in str(refused.value)


async def test_a_take_over_leaves_everything_unknown_and_preflight_red_until_it_is_over(
    ready, gestures
):
    robot = await ready({"fault": "take_over", "after": "1s", "for": "5s"})
    outcome = await robot.play(gestures["wave"]).outcome()
    assert (outcome.ended, outcome.why) == (
        Ended.UNKNOWN,
        "the hand controller has taken it over",
    )
    assert await robot.lost() == outcome.why
    assert robot.play(gestures["wave"]).ended.ended is Ended.REJECTED
    await asyncio.sleep(1)
    [red] = [check for check in await robot.preflight() if not check.ok]
    assert red.name == "hand controller"
    await asyncio.sleep(4)
    assert all(check.ok for check in await robot.preflight())
    await robot.activate()
    assert (await robot.play(gestures["wave"]).outcome()).ok


async def test_a_fault_in_a_cue_counts_from_where_that_cue_began_and_comes_once(now):
    prompter, told = Prompter(), []
    prompter.on_fault = lambda fault, comes: told.append((fault.fault, comes, now()))
    fault = {"fault": "voice", "cue": "2", "after": "1s", "for": "3s"}
    robot = KinematicRobot(RobotSetup(faults=(fault,), prompter=prompter))
    await robot.connect()
    prompter.cue("1")
    await asyncio.sleep(5)
    for _ in range(2):
        prompter.cue("2")
        await asyncio.sleep(10)
    assert told == [("voice", True, 6), ("voice", False, 9)]
    await robot.disconnect()
