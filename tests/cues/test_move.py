import asyncio

import pytest

from moderator.robot import Outcome


async def test_a_motion_is_made_to_its_end(perform, stage):
    assert (await perform("move: wave")).ok
    assert stage.ends == [(3.0, "wave", "succeeded")]


async def test_a_motion_that_the_robot_refuses_fails_the_cue(perform, stage):
    stage.fails["move"] = Outcome.rejected("left_elbow at 3.0 rad, limit 2.6 rad")
    outcome = await perform("move: wave")
    assert (outcome.ok, outcome.why) == (False, "left_elbow at 3.0 rad, limit 2.6 rad")


async def test_a_motion_can_be_ended_early(perform, stage):
    moving = perform("move: wave")
    await asyncio.sleep(1)
    moving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await moving
    assert stage.ends == [(1.0, "wave", "cancelled")]


async def test_a_cue_has_ended_when_the_body_has(on_stage):
    show = await on_stage('- {cue: "1", move: bow}')
    await show.go()
    await show.until("cue_ended")
    assert not show.robot.state().moving
    motion = show.entries("motion")[0]
    assert show.entries("cue_ended")[0].at_s >= motion.data["duration_s"]
