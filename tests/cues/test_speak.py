import asyncio

import pytest
from tests.bench import ListeningRobot

from moderator.robot import Outcome

BOW = """
  - cue: "1"
    speak: "Good afternoon. [mark: bow] My name is Kuafu. [mark: wave] I am glad to be here."
    gestures: {bow: salute, wave: wave}
""".replace("salute", "bow")


async def test_a_line_is_said_to_its_end(perform, stage):
    assert (await perform("speak: Good afternoon.")).ok
    assert stage.ends == [(2.0, "Good afternoon.", "succeeded")]


async def test_a_line_that_cannot_be_said_fails_the_cue(perform, stage):
    stage.fails["say"] = Outcome.aborted("voice", "the loudspeaker does not answer")
    assert not (await perform("speak: Good afternoon.")).ok


async def test_a_line_can_be_cut_off(perform, stage):
    saying = perform("speak: Good afternoon.")
    await asyncio.sleep(0.5)
    saying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await saying
    assert stage.ends == [(0.5, "Good afternoon.", "cancelled")]


async def test_gestures_are_made_at_their_marks_in_the_sound(on_stage):
    show = await on_stage("""
      - cue: "1"
        speak: "Good [mark: first] afternoon. My name is Kuafu and I am [mark: second] here."
        gestures: {first: open_palm_left, second: open_palm_left}
    """)
    [line] = show.parts.speaker.ready_lines(show.parts.rundown.cues[0].cue.lines())
    marks = dict(line.sound.marks)
    await show.go()
    await show.until_state("held", within_s=60)
    gestures = show.entries("gesture")
    said = show.entries("said")[0].at_s
    assert [entry.data["mark"] for entry in gestures] == ["first", "second"]
    assert [entry.at_s - said for entry in gestures] == [
        pytest.approx(marks["first"] / 1e9),
        pytest.approx(marks["second"] / 1e9),
    ]
    [ended] = show.entries("cue_ended")
    assert ended.data["outcome"] == "rejected", "the first gesture still moves the arm"


async def test_a_cue_ends_when_both_its_line_and_its_gestures_have(on_stage):
    show = await on_stage("""
      - cue: "1"
        speak: "Good afternoon [mark: last] all."
        gestures: {last: bow}
    """)
    await show.go()
    await show.until_state("finished")
    gesture, said = show.entries("gesture")[0], show.entries("said")[0]
    assert show.entries("cue_ended")[0].at_s > gesture.at_s + 2
    assert show.entries("cue_ended")[0].at_s > said.at_s + said.data["duration_s"]


async def test_no_gesture_is_made_in_a_line_that_has_broken_off(on_stage):
    show = await on_stage(BOW, faults=[{"fault": "voice", "after": "500ms"}])
    await show.go()
    await show.until_state("held", within_s=60)
    [ended] = show.entries("cue_ended")
    assert (ended.at_s, ended.data["outcome"], ended.data["code"]) == (0.5, "aborted", "voice")
    assert show.entries("gesture") == []


async def test_a_line_with_a_live_fact_is_rendered_when_it_is_spoken(on_stage):
    show = await on_stage('- {cue: "1", speak: "It is {clock.time}."}')
    await show.after(120)
    await show.go()
    await show.until_state("finished")
    [said] = show.entries("said")
    assert said.data["text"] == "It is 14:02."
    assert said.data["sources"][0]["fact"] == "clock.time"
    assert said.at_s == 120.0


async def test_where_the_robot_has_no_voice_the_show_computer_speaks(on_stage, monkeypatch):
    from dataclasses import replace

    from moderator.robot import Support

    capabilities = ListeningRobot.capabilities({})
    mute = replace(capabilities, voice=Support.NONE)
    monkeypatch.setattr(ListeningRobot, "capabilities", classmethod(lambda cls, config: mute))
    monkeypatch.setattr("moderator.show.load.robot_class", lambda name: ListeningRobot)
    show = await on_stage('- {cue: "1", speak: Good afternoon.}\n- {cue: "2", speak: And you.}')
    await show.go()
    said = await show.until("said")
    await show.until("cue_ended", "1")
    assert show.robot.told == ["activate"]
    assert show.now == pytest.approx(said.data["duration_s"], abs=0.02)
    await show.go()
    await show.after(0.1)
    show.stop()
    await show.until_state("stopped")
    assert show.now > said.data["duration_s"] + 0.5
