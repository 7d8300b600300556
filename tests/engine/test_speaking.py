"""Lines that are rendered on the spot, and what is told of those that cannot be."""

from dataclasses import replace

import pytest
from tests.bench import ListeningRobot
from tests.knowledge.fixed import Fixed

from moderator.engine.stage import CueStage
from moderator.errors import SpeechFailed
from moderator.faults import Fault
from moderator.knowledge.template import fill
from moderator.robot import Grade, Support
from moderator.values.quantity import Text

LINE = '- {cue: "1", speak: "It is {clock.time}.", on_failure: skip}'


def _fails(error):
    def fail(*_):
        raise error

    return fail


async def test_a_line_whose_source_is_silent_fails_for_its_source(on_stage, monkeypatch):
    clock = Fixed("clock", {"time": "14:00"}, None)
    clock.silent = "nobody answers what time it is"
    monkeypatch.setattr("moderator.cli.wiring.live_facts", lambda *_: {"clock": clock})
    show = await on_stage(LINE)
    await show.go()
    ended = await show.until("cue_ended", within_s=60)
    assert ended.data["code"] == "source"
    assert ended.data["why"] == "nobody answers what time it is"
    assert show.robot.told == ["activate"]


async def test_a_line_that_cannot_be_rendered_fails_for_its_speech(on_stage, monkeypatch):
    show = await on_stage(LINE)
    fail = _fails(SpeechFailed("the speech engine does not answer"))
    monkeypatch.setattr(show.parts.speaker._renderer, "render", fail)
    await show.go()
    ended = await show.until("cue_ended", within_s=60)
    assert ended.data["code"] == "speech"
    assert ended.data["why"] == "the speech engine does not answer"


@pytest.fixture
def mute(monkeypatch):
    """The robot has no voice: the show computer speaks."""
    capabilities = replace(ListeningRobot.capabilities({}), voice=Support.NONE)
    monkeypatch.setattr(ListeningRobot, "capabilities", classmethod(lambda *_: capabilities))
    monkeypatch.setattr("moderator.show.load.robot_class", lambda _: ListeningRobot)


SPOKEN = '- {cue: "1", speak: "Good afternoon, and welcome to Shijingshan."}'


async def test_a_line_on_a_sound_device_that_is_gone_fails_for_its_sound(on_stage, mute):
    show = await on_stage(SPOKEN)
    await show.go()
    await show.after(1)
    show.parts.player.through.come(Fault.model_validate({"fault": "sound_device", "at": "1s"}))
    ended = await show.until("cue_ended", within_s=60)
    assert (ended.data["outcome"], ended.data["code"]) == ("aborted", "sound")
    assert ended.data["why"] == "the sound device is gone"


async def test_what_is_cut_off_of_a_line_is_recorded_word_by_word(on_stage, mute):
    show = await on_stage(SPOKEN)
    await show.go()
    await show.after(1)
    show.stop(Grade.FREEZE)
    await show.until_state("stopped")
    [said], [unsaid] = show.entries("said"), show.entries("unsaid")
    assert said.data["text"] == "Good afternoon, and welcome to Shijingshan."
    assert unsaid.data["text"] == "and welcome to Shijingshan"
    assert unsaid.at_s == 1.0


async def test_of_a_line_that_comes_to_its_end_nothing_is_unsaid(on_stage, mute):
    show = await on_stage(SPOKEN)
    await show.go()
    await show.after(1)
    show.stop(Grade.RELAX)
    await show.until_state("stopped")
    assert show.entries("unsaid") == []


TWO = """
- cue: "1"
  speak: It is exactly {clock.time}. Welcome to the forum. Sit down.
  on_failure: skip
"""


async def test_the_first_sentence_is_spoken_while_the_rest_is_rendered(on_stage, monkeypatch):
    show = await on_stage(TWO)
    rendered, render = [], show.parts.speaker._renderer.render

    def rendering(line):
        rendered.append((line.written, len(show.entries("said"))))
        return render(line)

    monkeypatch.setattr(show.parts.speaker._renderer, "render", rendering)
    await show.go()
    await show.until("cue_ended", within_s=60)
    first, rest = show.entries("said")
    assert [line for line, _ in rendered] == [first.data["text"], rest.data["text"]]
    assert rest.data["text"] == "Welcome to the forum. Sit down."
    assert rest.at_s == pytest.approx(first.at_s + first.data["duration_s"])


GESTURED = """
- cue: "1"
  speak: "It is [mark: now] exactly {clock.time}. Welcome to the forum."
  gestures: {now: bow}
"""


async def test_a_gesture_does_not_hold_up_what_follows_its_sentence(on_stage):
    show = await on_stage(GESTURED)
    await show.go()
    await show.until("cue_ended", within_s=60)
    first, rest = show.entries("said")
    [gesture] = show.entries("gesture")
    assert rest.at_s == pytest.approx(first.at_s + first.data["duration_s"])
    assert gesture.at_s + 3.0 > rest.at_s


ASKED = """
- cue: "1"
  dialogue:
    with: host
    at_most: 5m
    deflect: ["I do not know."]
    answers:
      - id: who
        ask: ["Who are you?"]
        say: "I am [mark: now] Kuafu, and I have a great deal to tell you about myself."
  gestures: {now: bow}
"""


async def test_taking_the_floor_silences_at_once_though_a_gesture_has_yet_to_end(on_stage):
    show = await on_stage(ASKED)
    await show.go()
    await show.people.questions.put("Who are you?")
    began = await show.until("gesture")
    await show.after(0.5)
    taken_s = show.now
    await show.order("interrupt")
    unsaid = await show.until("unsaid")
    interrupted = await show.until("interrupted")
    assert unsaid.at_s == pytest.approx(taken_s, abs=0.011)
    assert interrupted.at_s > unsaid.at_s > began.at_s


async def test_what_was_approved_is_said_whatever_its_sources_say_since(on_stage):
    show = await on_stage('- {cue: "1", wait: 1h}')
    stage = CueStage(show.parts, show.parts.rundown.cues[0].cue, show.conductor, 0)
    line = "It was {clock.time}. Now it is later than {clock.time}."
    approved = fill(line, lambda _: Text("13:59"))
    assert (await stage.say(line, filled=approved)).ok
    assert [entry.data["text"] for entry in show.entries("said")] == [
        "It was 13:59.",
        "Now it is later than 13:59.",
    ]


async def test_a_rest_that_cannot_be_rendered_is_unsaid_and_the_line_fails(on_stage, monkeypatch):
    show = await on_stage(TWO)
    render = show.parts.speaker._renderer.render

    def rendering(line):
        if "Welcome" in line.written:
            raise SpeechFailed("the speech engine does not answer")
        return render(line)

    monkeypatch.setattr(show.parts.speaker._renderer, "render", rendering)
    await show.go()
    ended = await show.until("cue_ended", within_s=60)
    assert ended.data["code"] == "half_said"
    assert [entry.data["text"] for entry in show.entries("unsaid")] == [
        "Welcome to the forum. Sit down."
    ]


async def test_a_line_cut_off_in_its_first_sentence_leaves_the_rest_unsaid_too(on_stage):
    show = await on_stage(TWO)
    await show.go()
    await show.after(0.5)
    show.stop(Grade.FREEZE)
    await show.until_state("stopped")
    [unsaid] = show.entries("unsaid")
    assert unsaid.data["text"].endswith("Welcome to the forum. Sit down.")
    assert len(show.entries("said")) == 1


async def test_a_line_on_the_show_computer_that_breaks_off_was_not_said_to_its_end(on_stage, mute):
    show = await on_stage(SPOKEN)
    await show.go()
    await show.after(1)
    await show.parts.player.close()
    ended = await show.until("cue_ended", within_s=60)
    assert (ended.at_s, ended.data["outcome"]) == (1.0, "cancelled")


async def test_a_grave_stop_silences_the_show_computer_at_once(on_stage, mute):
    show = await on_stage(SPOKEN)
    await show.go()
    await show.after(1)
    show.stop(Grade.FREEZE)
    await show.until_state("stopped")
    assert show.now == 1.0
    assert show.outcomes() == {"1": "cancelled"}


async def test_a_robot_without_a_voice_says_nothing_while_the_sound_device_is_gone(on_stage, mute):
    show = await on_stage(SPOKEN)
    show.parts.player.through.come(Fault.model_validate({"fault": "sound_device", "at": "1s"}))
    assert (await show.go()).reason == "sound: the sound device is gone"
