import asyncio
from dataclasses import replace

import pytest
from tests.robot.wrong_robots import RIGHT, WRONG, with_capabilities

from moderator.robot import Robot, Support
from moderator.robot.conformance import SENTENCES, run
from moderator.robot.conformance.watching import SENTENCES as WATCHING
from moderator_simulator.physics.robot import PhysicsRobot
from moderator_simulator.robot import KinematicRobot

SAID = [sentence.says for sentence in SENTENCES]


async def test_the_simulator_keeps_every_sentence_of_a_robot_that_walks():
    report = await run(KinematicRobot)
    assert [(result.sentence, result.finding) for result in report.broken] == []
    assert {result.skipped for result in report.results} == {"", "the robot walks"}
    assert report.ok


@pytest.mark.slow
async def test_the_simulator_in_physics_keeps_every_sentence_of_a_robot_that_does_not():
    report = await run(PhysicsRobot)
    assert [(result.sentence, result.finding) for result in report.broken] == []
    assert {result.skipped for result in report.results} == {"", "the robot does not walk"}
    assert report.ok


def test_no_sentence_stands_twice():
    assert len(set(SAID)) == len(SAID)


def test_every_sentence_has_a_robot_that_breaks_it():
    assert list(WRONG) == SAID


@pytest.mark.parametrize("sentence", SENTENCES, ids=SAID)
async def test_a_wrong_robot_is_found(sentence):
    report = await run(WRONG[sentence.says], [sentence])
    (result,) = report.results
    assert not result.passed
    assert result.finding
    assert not report.ok


async def test_what_a_robot_lacks_is_passed_over_and_said():
    mute = with_capabilities(voice=Support.NONE)
    spoken = [sentence for sentence in SENTENCES if "sound" in sentence.says]
    report = await run(mute, spoken)
    assert report.ok
    assert {result.skipped for result in report.results} == {"the robot has no voice of its own"}


async def test_a_robot_that_is_not_ready_is_told_so():
    class Flat(KinematicRobot):
        def __init__(self, setup):
            super().__init__(replace(setup, config={"battery": 0.05}))

    motions = [sentence for sentence in SENTENCES if sentence.says.startswith("progress")]
    report = await run(Flat, motions)
    (result,) = report.results
    assert "preflight is red: battery: only 5% left" in result.finding


async def test_a_robot_that_breaks_down_is_found_not_raised():
    class Breaks(KinematicRobot):
        async def connect(self):
            raise ZeroDivisionError("motor 7")

    report = await run(Breaks, SENTENCES[4:5])
    assert report.results[0].finding == "ZeroDivisionError: motor 7"


def test_the_kit_works_in_real_time_too():
    quick = [one for one in SENTENCES if "stop route" in one.says or "sound lasts" in one.says]
    report = asyncio.run(run(KinematicRobot, quick))
    assert report.ok, report.broken


def test_the_right_robot_obeys_faults():
    assert RIGHT.obeys_faults


async def test_a_robot_whose_state_is_looked_at_now_and_then_keeps_what_is_said_of_limits():
    class LookedAt(KinematicRobot):
        crossed = Robot.crossed

    report = await run(LookedAt, WATCHING)
    assert report.ok, report.broken
