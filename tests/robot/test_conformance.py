import asyncio
from dataclasses import replace
from fnmatch import fnmatchcase

import pytest
from tests.robot.findings import FOUND
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


class LateVoice(KinematicRobot):
    """One whose voice is late, as its config says."""

    late = {"voice_latency_s": 0.3}

    def __init__(self, setup):
        super().__init__(replace(setup, config=self.late))

    @classmethod
    def capabilities(cls, config):
        return super().capabilities(cls.late)


async def test_the_simulator_keeps_what_it_says_of_its_voice():
    spoken = [each for each in SENTENCES if "sound" in each.says or "voice" in each.says]
    report = await run(LateVoice, spoken)
    assert [(result.sentence, result.finding) for result in report.broken] == []
    assert {result.skipped for result in report.results} == {""}


async def test_a_robot_that_says_nothing_of_its_voices_latency_is_not_asked():
    late = [each for each in SENTENCES if each.says == "the voice is as late as the robot says"]
    report = await run(with_capabilities(voice_latency=None), late)
    assert [result.skipped for result in report.results] == [
        "it does not say how late its voice is"
    ]


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
async def test_a_wrong_robot_is_found_and_told_what_is_wrong(sentence):
    report = await run(WRONG[sentence.says], [sentence])
    (result,) = report.results
    assert not result.passed
    assert result.sentence == sentence.says
    assert fnmatchcase(result.finding, FOUND[sentence.says])
    assert not report.ok


async def test_what_a_robot_lacks_is_passed_over_and_said():
    mute = with_capabilities(voice=Support.NONE)
    spoken = [sentence for sentence in SENTENCES if "sound" in sentence.says]
    report = await run(mute, spoken)
    assert report.ok
    assert [result.sentence for result in report.results] == [one.says for one in spoken]
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

    report = await run(Breaks, SENTENCES[5:6])
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


class Hesitates(KinematicRobot):
    """Gives no receipt of its n-th stop."""

    last = 0

    def stop(self, grade):
        type(self).last -= 1
        return super().stop(grade) if self.last else None


STATES = (
    "before connecting",
    "connected",
    "after preflight",
    "active",
    "moving",
    "stopping",
    "stopped",
    "after disconnecting",
)


@pytest.mark.parametrize("state", STATES)
async def test_stop_is_tried_in_every_state_and_the_finding_names_it(state):
    Hesitates.last = 1 + 2 * STATES.index(state)
    (in_every_state,) = [one for one in SENTENCES if one.says.startswith("stop works in every")]
    report = await run(Hesitates, [in_every_state])
    assert report.results[0].finding == f"{state}: no receipt of relax"


def _sentence(says):
    (one,) = [one for one in SENTENCES if one.says == says]
    return one


async def _found(robot, says):
    report = await run(robot, [_sentence(says)])
    return report.results[0].finding


async def test_a_robot_that_moves_after_it_has_ended_is_told_how_far():
    class Drifts(KinematicRobot):
        looks = 0

        def state(self):
            state = super().state()
            type(self).looks += 1
            drifted = {name: at + 0.01 * self.looks for name, at in state.joints_rad.items()}
            return replace(state, joints_rad=drifted)

    found = await _found(Drifts, "preflight moves nothing")
    assert found.startswith("a joint has moved by 0.0")


async def test_a_robot_that_is_never_still_is_told_so():
    class Trembles(KinematicRobot):
        activated = False

        async def activate(self):
            await super().activate()
            self.activated = True

        async def preflight(self):
            self.activated = False
            return await super().preflight()

        def state(self):
            return replace(super().state(), moving=self.activated)

    assert await _found(Trembles, "activation moves nothing") == "a joint is being driven"
    cancelled = "cancel ends a motion as cancelled, at a standstill"
    assert await _found(Trembles, cancelled) == "the body is not at a standstill"
    beyond = "a motion beyond a limit is rejected with joint, time and figure"
    assert await _found(Trembles, beyond) == "it moved all the same"


async def test_a_robot_that_goes_on_to_its_goal_although_cancelled_is_told_so():
    class Arrives(KinematicRobot):
        def follow(self, trajectory):
            self.goal = dict(zip(trajectory.joints, trajectory.positions_rad[-1], strict=True))
            return super().follow(trajectory)

        def state(self):
            state = super().state()
            return replace(state, joints_rad={**state.joints_rad, **getattr(self, "goal", {})})

    cancelled = "cancel ends a motion as cancelled, at a standstill"
    assert await _found(Arrives, cancelled) == "it went on to its end"


async def test_a_loss_that_says_nothing_and_one_that_comes_too_early_are_told():
    class Silent(KinematicRobot):
        async def lost(self):
            await super().lost()
            return " "

    class Early(KinematicRobot):
        async def lost(self):
            return "lost"

    says = "a robot that loses its link tells the one who waits"
    assert await _found(Silent, says) == "it does not say what happened"
    assert await _found(Early, says) == "a loss is told after activation"
