"""What a cue needs besides the robot: what GO makes of it, and who can see it."""

import pytest
from tests.sounds import silence

from moderator.errors import SpeechFailed
from moderator.faults import Fault
from moderator.journal.board import board_of
from moderator.knowledge.sources.failing import FailingSources
from moderator.outputs.messages import RecordedOutputs
from moderator.robot import Check
from moderator.voice.failing import FailingRenderer
from moderator.voice.play import NullPlayer

ADDRESSES = {"desk": "http://127.0.0.1:8080", "lamps": "127.0.0.1:7700"}
HEAD = 'devices: {desk: {http: "http://127.0.0.1:8080"}, lamps: {osc: "127.0.0.1:7700"}}'
LIVE_LINE = "speak: 'It is {clock.time}.'"
ANSWERS = """
  - cue: "1"
    dialogue:
      with: host
      at_most: 1m
      opening: Please ask me.
      deflect: ["I do not know."]
      answers:
        - {id: time, ask: ["What is the time?"], say: "It is {clock.time}."}
"""


def fault(kind, **keys):
    return Fault.model_validate({"fault": kind, "at": "0s", **keys})


class NoProcess:
    """A renderer that renders nothing, and of which nothing is known."""

    trouble = standing_in = ""

    def render(self, _line):
        raise SpeechFailed("nothing is rendered here")


@pytest.fixture
async def hall(on_stage, tmp_path):
    """Brings a show to standby in a hall whose parts fail when a test says so."""
    silence(tmp_path / "show" / "music.wav", 20)
    things = {
        "speech": FailingRenderer(NoProcess()),
        "sound_device": NullPlayer(),
        "outputs": RecordedOutputs(ADDRESSES),
        "source": FailingSources(),
    }

    async def raise_(cues, **options):
        show = await on_stage(
            cues,
            head=options.pop("head", HEAD),
            renders=things["speech"],
            player=things["sound_device"],
            outputs=things["outputs"],
            asked=things["source"].asked,
            **options,
        )
        show.fail = lambda kind, **keys: things[kind].come(fault(kind, **keys))
        show.mend = lambda kind, **keys: things[kind].go(fault(kind, **keys))
        return show

    return raise_


def red(show):
    return {check.name: check.why for check in show.conductor.checks() if not check.ok}


async def test_a_cue_has_a_check_of_each_thing_that_it_needs(hall):
    show = await hall("""
      - cue: "1"
        speak: "[mark: now] It is {clock.time}."
        gestures: {now: wave}
        play: music.wav
        send: {to: desk, path: /x}
    """)
    assert show.conductor.checks()[-7:] == (
        Check("motions", True, "they are loaded"),
        Check("lines", True, "they lie rendered, or can be"),
        Check("voice", True, "it is the one asked for"),
        Check("sources", True, "they answer"),
        Check("files", True, "they are there"),
        Check("sound", True, "nothing is known to be wrong"),
        Check("devices", True, "nothing is known to be wrong"),
    )


async def test_a_voice_that_another_stands_in_for_is_a_warning(hall, monkeypatch):
    show = await hall('- {cue: "1", speak: "It is {clock.time}."}')
    monkeypatch.setattr(NoProcess, "standing_in", "the neural voice joe: its process died")
    assert red(show) == {"voice": "the neural voice joe: its process died"}
    assert (await show.go()).accepted


async def test_a_cue_that_needs_nothing_has_no_check(hall):
    show = await hall('- {cue: "1", wait: 1s}')
    assert show.conductor.checks() == ()


async def test_of_a_device_that_takes_osc_nothing_is_known_and_nothing_said(hall):
    show = await hall('- {cue: "1", send: {to: lamps, osc: /x}}')
    show.fail("outputs")
    assert show.conductor.checks() == ()
    assert (await show.go()).accepted


@pytest.mark.parametrize(
    ("cue", "fails", "keys", "reason"),
    [
        (LIVE_LINE, "speech", {}, "lines: the speech engine does not answer"),
        (
            LIVE_LINE,
            "source",
            {"source": "clock"},
            "sources: nobody answers what clock.time is: no facts of clock come",
        ),
        ("play: music.wav", "sound_device", {}, "sound: the sound device is gone"),
        (
            "send: {to: desk, path: /x}",
            "outputs",
            {"device": "desk"},
            "devices: desk does not answer",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)
async def test_a_cue_that_can_do_nothing_at_all_is_not_called(hall, cue, fails, keys, reason):
    show = await hall(f'- cue: "1"\n  {cue}')
    show.fail(fails, **keys)
    assert (await show.go()).reason == reason
    assert show.cues("cue_started") == []
    show.mend(fails, **keys)
    assert (await show.go()).accepted


async def test_a_line_that_lies_rendered_needs_no_renderer_and_no_source(hall):
    show = await hall('- {cue: "1", speak: Good day.}')
    show.fail("speech")
    show.fail("source")
    assert (await show.go()).accepted
    await show.until_state("finished")
    assert show.outcomes() == {"1": "succeeded"}


async def test_a_fact_of_the_sheet_needs_no_source(hall, tmp_path):
    sheet = "colour: {text: red, about: The colour, as_of: today, source: us}\n"
    (tmp_path / "show" / "facts.yaml").write_text(sheet)
    line = "- {cue: '1', speak: 'It is {colour}.'}"
    show = await hall(line, head=HEAD + "\nfacts: facts.yaml")
    show.fail("source")
    assert [check.name for check in show.conductor.checks()] == ["link", "fault", "lines", "voice"]


async def test_a_cue_that_can_do_some_of_its_work_is_called_with_a_warning(hall):
    show = await hall('- {cue: "1", play: music.wav, send: {to: desk, path: /x}}')
    show.fail("sound_device")
    assert red(show) == {"sound": "the sound device is gone"}
    assert (await show.go()).accepted
    await show.until("sent", "1")
    await show.until_state("held")


async def test_a_cue_that_starts_with_others_that_can_be_done_is_called(hall):
    show = await hall("""
      - {cue: "1", speak: Good day., continue: auto_continue}
      - {cue: "2", play: music.wav}
    """)
    show.fail("sound_device")
    assert red(show) == {"sound": "the sound device is gone"}
    assert (await show.go()).accepted


async def test_a_disarmed_cue_needs_nothing(hall):
    show = await hall('- {cue: "1", play: music.wav}\n- {cue: "2", wait: 1s}')
    show.fail("sound_device")
    await show.order("disarm", "1")
    assert show.conductor.checks() == ()
    assert (await show.go()).accepted


@pytest.mark.parametrize("rule", ["skip", '{go_to: "H1"}'])
async def test_a_rule_for_failure_comes_before_a_refusal(hall, rule):
    show = await hall(
        f'- {{cue: "1", play: music.wav, on_failure: {rule}}}\n- {{cue: "2", wait: 1s}}',
        hot='- {cue: "H1", speak: We go on.}',
    )
    show.fail("sound_device")
    assert red(show) == {"sound": "the sound device is gone"}
    assert (await show.go()).accepted
    await show.after(10)
    assert (show.state, show.standby) == ("standby", "2")


async def test_an_answer_that_cannot_be_given_is_a_warning(hall):
    show = await hall(ANSWERS)
    show.fail("source")
    assert list(red(show)) == ["sources"]
    assert (await show.go()).accepted


async def test_a_dialogue_that_cannot_be_opened_is_not_called(hall):
    show = await hall(ANSWERS.replace("Please ask me.", '"It is {clock.time}, ask me."'))
    show.fail("source")
    assert (await show.go()).reason.startswith("sources: nobody answers what clock.time is")


async def test_a_talk_is_the_speakers_whatever_the_robot_cannot_say(hall):
    talk = "talk: {by: ji, allotted: 1m, if_absent: {say: 'At {clock.time} we go on.'}}"
    show = await hall(f'- cue: "1"\n  {talk}')
    show.fail("speech")
    assert red(show) == {"lines": "the speech engine does not answer"}
    assert (await show.go()).accepted


async def test_a_hot_cue_is_looked_at_too(hall):
    show = await hall('- {cue: "1", wait: 1s}', hot='- {cue: "H1", play: music.wav}')
    show.fail("sound_device")
    assert (await show.hot("H1")).reason == "sound: the sound device is gone"


async def test_a_motion_that_is_not_loaded_is_red(hall):
    show = await hall('- {cue: "1", move: wave}')
    motions = show.parts.materials.motions
    motions._compiled.remove(motions.variants("wave")[0])
    assert (await show.go()).reason == f"motions: {motions.variants('wave')[0]} not loaded"


async def test_sounds_that_were_gone_at_the_last_look_are_red(hall, tmp_path):
    show = await hall('- {cue: "1", play: music.wav}\n- {cue: "2", speak: Good day.}')
    (tmp_path / "show" / "music.wav").unlink()
    line = next(show.parts.speaker.ready_lines(["Good day."])).sound
    kept = line.path.read_bytes()
    line.path.unlink()
    try:
        assert red(show) == {}
        show.parts.materials.look()
        show.parts.speaker.look(["Good day."])
        assert red(show) == {"files": "music.wav is gone"}
        assert (await show.go()).reason == "files: music.wav is gone"
        await show.order("next")
        assert red(show) == {"lines": "the sound of 'Good day.' is gone"}
    finally:
        line.path.write_bytes(kept)
    silence(tmp_path / "show" / "music.wav", 20)
    show.parts.materials.look()
    show.parts.speaker.look(["Good day."])
    assert red(show) == {}
    await show.order("back")
    assert red(show) == {}


async def test_the_record_and_the_board_have_what_is_red_of_the_standby(hall):
    show = await hall("""
      - {cue: "1", wait: 1s}
      - {cue: "2", play: music.wav}
      - {cue: "3", wait: 1s}
    """)
    assert show.entries("unready") == []
    show.fail("sound_device")
    await show.go()
    await show.until("unready", "2")
    assert dict(board_of(show.entries()).unready) == {"sound": "the sound device is gone"}
    show.conductor.tell_red()
    assert len(show.entries("unready")) == 1
    show.mend("sound_device")
    show.conductor.tell_red()
    [_, last] = show.entries("unready")
    assert (last.cue, last.data) == ("2", {"red": {}})
    assert board_of(show.entries()).as_json()["unready"] == {}


async def test_what_is_red_is_told_of_whichever_cue_comes_on_standby(hall):
    show = await hall("""
      - {cue: "1", wait: 1s}
      - {cue: "2", play: music.wav}
      - {cue: "3", play: music.wav}
      - {cue: "4", wait: 1s}
    """)
    show.fail("sound_device")
    gone = {"sound": "the sound device is gone"}
    for order, cue, red_now in [
        ("next", None, gone),
        ("next", None, gone),
        ("next", None, {}),
        ("jump", "2", gone),
        ("disarm", "2", {}),
        ("arm", "2", gone),
        ("skip", None, gone),
        ("skip", None, {}),
        ("back", None, gone),
    ]:
        assert (await show.order(order, cue)).accepted
        assert dict(board_of(show.entries()).unready) == red_now, order


async def test_a_robot_whose_state_cannot_be_read_is_told_as_red(hall, monkeypatch):
    show = await hall('- {cue: "1", move: wave}')

    def broken():
        raise ZeroDivisionError("gauge 7")

    monkeypatch.setattr(show.robot, "state", broken)
    show.conductor.tell_red()
    [entry] = show.entries("unready")
    assert entry.data["red"] == {
        "link": "the robot's state cannot be read: ZeroDivisionError: gauge 7"
    }
    monkeypatch.undo()
