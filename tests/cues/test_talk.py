import asyncio

import pytest

from moderator.robot import Outcome

TALK = """\
talk:
  by: ji
  title: From Fantasy to Reality
  at: lectern
  walk_on: 20s
  allotted: 12m
  warn: {2m: amber, 30s: red}
  overtime: {0s: look, 30s: gesture, 1m: remind, 2m: hand_over}
  remind: One last thought, please.
"""


async def over_to(stage, perform, seconds, text=TALK):
    """A talk that ends so long after it began."""
    talking = perform(text)
    await asyncio.sleep(1 + seconds)
    stage.people.talks.set()
    return await talking


async def test_a_talk_is_recorded_with_who_and_how_long(perform, stage):
    assert (await over_to(stage, perform, 600)).ok
    [(began_s, started)] = stage.told("talk_started")
    [(_, ended)] = stage.told("talk_ended")
    assert began_s == 1.0
    assert started["name"] == "Ji Pengfei"
    assert started["title"] == "From Fantasy to Reality"
    assert started["allotted_s"] == 720.0
    assert (ended["actual_s"], ended["how"]) == (600.0, "applause")


async def test_the_robot_turns_to_the_speaker_and_back(perform, stage):
    await over_to(stage, perform, 600)
    assert stage.did == [(1.0, 40), (601.0, 0.0)]


async def test_warnings_and_courtesies_come_at_their_times_exactly(perform, stage):
    await over_to(stage, perform, 900)
    began = 1.0
    assert [(at - began, data["colour"]) for at, data in stage.told("monitor")] == [
        (600.0, "amber"),
        (690.0, "red"),
    ]
    assert [(at - began, data["grade"]) for at, data in stage.told("courtesy")] == [
        (720.0, "look"),
        (750.0, "gesture"),
        (780.0, "remind"),
        (840.0, "hand_over"),
    ]
    assert stage.begun() == [40, 40, "open_palm_left", "One last thought, please.", 0.0]
    assert stage.told("notice")[0][1]["text"] == "time to take the stage back: press GO"


async def test_a_speaker_who_keeps_to_the_time_hears_nothing(perform, stage):
    await over_to(stage, perform, 719)
    assert stage.told("courtesy") == []


async def test_a_speaker_to_the_right_gets_the_right_palm(perform, stage):
    await over_to(stage, perform, 760, TALK.replace("lectern", "piano"))
    assert "open_palm_right" in stage.begun()


async def test_go_means_that_the_talk_has_ended(perform, stage):
    talking = perform(TALK)
    await asyncio.sleep(100)
    assert stage.go_means == ["the talk has ended"]
    stage.go.set()
    assert (await talking).ok
    [(_, ended)] = stage.told("talk_ended")
    assert (ended["actual_s"], ended["how"]) == (99.0, "operator")
    assert stage.go is None


async def test_the_robot_hands_over_by_itself_when_it_is_to(perform, stage):
    assert (await perform(TALK + "  hand_over: robot\n")).ok
    [(_, ended)] = stage.told("talk_ended")
    assert (ended["actual_s"], ended["how"]) == (840.0, "handed over")


async def test_a_speaker_who_does_not_come_is_absent(perform, stage):
    stage.people.comes_after_s = None
    outcome = await perform(TALK)
    assert (outcome.ok, outcome.why) == (False, "ji did not come")
    assert stage.told("absent") == [(20.0, {"by": "Ji Pengfei"})]


async def test_for_one_who_is_absent_the_robot_says_so_and_goes_on(perform, stage):
    stage.people.comes_after_s = None
    text = TALK + '  if_absent: {say: We go on., go_to: "22"}\n'
    assert (await perform(text)).ok
    assert stage.begun() == ["We go on."]
    assert stage.next_number == "22"


@pytest.mark.parametrize(("verb", "grade"), [("look", "look"), ("say", "remind")])
async def test_a_robot_that_fails_never_cuts_a_speaker_short(perform, stage, verb, grade):
    stage.fails[verb] = Outcome.rejected("it walks")
    assert (await over_to(stage, perform, 900)).ok
    assert {"what": f"{grade}: it walks"} in [data for _, data in stage.told("warning")]
    assert len(stage.told("courtesy")) == 4


async def test_a_talk_can_be_cancelled(perform, stage):
    talking = perform(TALK)
    await asyncio.sleep(1.5)
    talking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await talking
    assert stage.ends == [(1.5, 40, "cancelled")]
    assert stage.go is None


async def test_go_ends_the_talk_and_starts_nothing(on_stage):
    show = await on_stage('- {cue: "1", talk: {by: ji, allotted: 5m}}\n- {cue: "2", wait: 1s}')
    await show.go()
    await show.until("talk_started")
    assert show.conductor.standby().says == "the talk has ended"
    assert (await show.go(expecting="2")).reason == "standby is cue 1"
    assert (await show.go(expecting="1")).accepted
    again = await show.go(expecting="1")
    assert (again.accepted, again.reason) == (False, "that was asked already")
    await show.until("cue_ended", "1")
    await show.after(10)
    assert show.cues("cue_started") == ["1"]
    assert (show.state, show.standby) == ("standby", "2")
    assert show.entries("go")[-1].data["means"] == "the talk has ended"


async def test_after_one_who_is_absent_the_named_cue_is_on_standby(on_stage):
    show = await on_stage("""
      - cue: "1"
        talk: {by: ji, allotted: 5m, walk_on: 5s, if_absent: {say: We go on., go_to: "3"}}
      - {cue: "2", wait: 1s}
      - {cue: "3", wait: 1s}
    """)
    show.people.comes_after_s = None
    await show.go()
    await show.until("cue_ended", "1")
    await show.after(1)
    assert (show.state, show.standby) == ("standby", "3")
    assert not show.entries("fault")
