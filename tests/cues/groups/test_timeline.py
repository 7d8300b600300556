import asyncio

import pytest

from moderator.robot import Outcome

HEAD_START_S = 0.2

LAUNCH = """
timeline:
  - {at: 0s, speak: Ladies and gentlemen.}
  - {at: 5s, move: {motion: nod, apex: true}}
  - {at: 5s, send: {to: lights, osc: /go}}
  - {at: 5s, wait: 2s}
"""


async def test_every_child_has_its_moment(perform, stage):
    assert (await perform(LAUNCH)).ok
    zero_s = stage.told("lead")[0][1]["zero_s"]
    assert zero_s == HEAD_START_S
    assert [at_s - zero_s for at_s, _ in stage.did] == pytest.approx([0.0, 5 - 0.45, 5.0])
    moments = [data["moment_s"] for _, data in stage.told("child_started")]
    assert moments == [zero_s, zero_s + 5, zero_s + 5, zero_s + 5]


async def test_its_end_is_its_last_childs(perform, stage):
    await perform(LAUNCH)
    assert stage.now_s == pytest.approx(HEAD_START_S + 5 - 0.45 + 3)
    assert [data["outcome"] for _, data in stage.told("child_ended")] == ["succeeded"] * 4


async def test_one_that_begins_late_slides_as_a_whole(perform, stage):
    await asyncio.sleep(3)
    await perform("timeline: [{at: 0s, wait: 1s}, {at: 2s, send: {to: lights, osc: /go}}]")
    moments = [data["moment_s"] for _, data in stage.told("child_started")]
    assert moments == [3.0, 5.0]


async def test_children_do_not_drift(perform, stage):
    beats = ", ".join(f"{{at: {n}s, wait: 333ms}}" for n in range(100))
    await perform(f"timeline: [{beats}]")
    began = [at_s for at_s, _ in stage.told("child_started")]
    assert began == [float(n) for n in range(100)]
    assert stage.exact_ends_ns == [99_333_000_000]


async def test_a_child_that_fails_ends_the_others(perform, stage):
    stage.fails["send"] = Outcome.aborted("send", "the desk is silent")
    outcome = await perform(LAUNCH)
    assert outcome.why == "the desk is silent"
    assert stage.ends[-1] == (pytest.approx(HEAD_START_S + 5.5), "nod", "cancelled")
    ends = {data["child"]: data["outcome"] for _, data in stage.told("child_ended")}
    assert ends["timeline[2]"] == "aborted"
    assert ends["timeline[1]"] == ends["timeline[3]"] == "cancelled"


async def test_the_others_go_on_without_one_that_may_be_skipped(perform, stage):
    stage.fails["send"] = Outcome.aborted("send", "the desk is silent")
    skipping = LAUNCH.replace("osc: /go}}", "osc: /go}, on_failure: skip}")
    assert (await perform(skipping)).ok
    assert stage.ends[-1][1:] == ("nod", "succeeded")


async def test_cancelled_it_ends_what_it_began(perform, stage):
    acting = perform(LAUNCH)
    await asyncio.sleep(1)
    acting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await acting
    assert stage.ends == [(1.0, "Ladies and gentlemen.", "cancelled")]
    assert stage.told("child_ended")[0][1]["outcome"] == "cancelled"


async def test_groups_in_it_are_told_of_by_their_place(perform, stage):
    await perform("timeline: [{at: 1s, sequence: [{wait: 1s}, {name: Rest, wait: 2s}]}]")
    told = [(at_s, data["child"]) for at_s, data in stage.told("child_started")]
    within = "timeline[0].sequence"
    assert told == [(1.0, "timeline[0]"), (1.0, f"{within}[0]"), (2.0, f"{within}[1]")]
    assert stage.exact_ends_ns == [4_000_000_000]


async def test_a_group_with_a_moment_begins_early_enough_and_delays_nothing(perform, stage):
    await perform("timeline: [{at: 1s, wait: 1s}, {at: 3s, count_down: {from: 2, zero: Go!}}]")
    assert stage.told("lead") == []
    assert [(at_s, what) for at_s, what in stage.did] == [(3.0, "2!"), (4.0, "1!"), (5.0, "Go!")]
    began = {data["child"]: at_s for at_s, data in stage.told("child_started")}
    assert began["timeline[1]"] == pytest.approx(3 - HEAD_START_S)


async def test_the_first_word_the_apex_and_the_message_are_at_one_moment(on_stage):
    show = await on_stage(
        """
      - cue: "1"
        timeline:
          - at: 3s
            speak: Pow!
            move: {motion: hand_to_heart, apex: true}
            send: {to: lights, osc: /go}
    """,
        head='devices: {lights: {osc: "127.0.0.1:7700"}}',
    )
    await show.go()
    [sent] = [await show.until("sent")]
    still = show.robot.state().joints_rad
    await show.until_state("finished")
    [said], [motion] = show.entries("said"), show.entries("motion")
    assert sent.at_s == 3.0
    assert said.at_s + said.data["first_word_s"] == pytest.approx(3.0, abs=1e-6)
    apex_s = show.parts.materials.motion("hand_to_heart").manifest.apex_s
    assert motion.at_s + apex_s == pytest.approx(3.0, abs=1e-6)
    trajectory = show.parts.materials.motion("hand_to_heart").trajectory()
    there = dict(zip(trajectory.joints, trajectory.at(apex_s), strict=True))
    assert {joint: still[joint] for joint in there} == pytest.approx(there, abs=0.05)
