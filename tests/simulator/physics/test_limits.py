"""Limits on what only a body in physics measures: a push and a weak joint pass them."""

import pytest

from moderator_simulator.physics.robot import PhysicsRobot

CUES = """
  - {cue: "1", move: wave, continue: auto_follow}
  - {cue: "2", wait: 1s, continue: auto_follow}
  - {cue: "3", move: bow}
"""
PUSH = {"fault": "push", "during": "wave", "after": "1s", "for": "400ms", "force_n": 100.0,
        "angle_deg": 0.0}  # fmt: skip


class WeakElbow(PhysicsRobot):
    """Its right elbow has next to no torque."""

    async def connect(self):
        await super().connect()
        model = self._flesh._world._plant.model
        model.actuator_forcerange[model.actuator("right_elbow").id] = (-0.6, 0.6)


async def test_a_push_passes_the_tilt_limit_and_the_show_holds(on_stage):
    head = "limits: {tilt: {warn: 2°, hold: 4°}}"
    show = await on_stage(CUES, head=head, robot=PhysicsRobot, faults=[PUSH])
    await show.go()
    held = await show.until("limit", reading="tilt", rule="hold")
    began_s = show.starts()["1"]
    assert began_s + 1.0 < held.at_s < began_s + 2.0
    assert 4.0 <= held.data["value"] < 6.0
    assert held.data["what"].endswith("above 4°: the show holds")
    assert [entry.data["rule"] for entry in show.entries("limit", beyond=True)] == ["warn", "hold"]
    await show.until("cue_ended", "1")
    await show.after(10)
    assert (show.state, show.outcomes()) == ("held", {"1": "succeeded"})
    assert show.robot.state().standing
    assert len(show.entries("limit", beyond=False)) == 2
    await show.resume()
    await show.until_state("finished")
    assert show.outcomes()["3"] == "succeeded"


async def test_nothing_is_passed_where_nothing_pushes(on_stage):
    head = "limits: {tilt: {warn: 2°, hold: 4°}, tracking_error: {warn: 3°, freeze: 4°}}"
    show = await on_stage(CUES, head=head, robot=PhysicsRobot)
    await show.go()
    await show.until_state("finished")
    assert show.entries("limit") == []


@pytest.mark.parametrize("grade", ["relax", "freeze"])
async def test_a_weak_joint_passes_the_limit_on_tracking_and_the_robot_is_stopped(on_stage, grade):
    head = f"limits: {{tracking_error: {{warn: 3°, {grade}: 4°}}}}"
    show = await on_stage(CUES, head=head, robot=WeakElbow)
    await show.go()
    passed = await show.until("limit", reading="tracking_error", rule=grade)
    assert 4.0 <= passed.data["value"] < 12.0
    [stop] = show.entries("stop")
    assert (stop.data["grade"], stop.data["sent"]) == (grade, True)
    assert stop.data["origin"].startswith("tracking error ")
    await show.until_state("stopped", within_s=30)
    assert show.outcomes() == {"1": "cancelled"}
    assert show.robot.state().standing
