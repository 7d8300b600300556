from tests.sounds import silence

from moderator.cli.sheets.stage import stage_work

CUES = """
- {cue: "1", name: Light, pre_wait: 5s, send: {to: lights, osc: /go, args: ["1"]}}
- {cue: "2", move: bow}
- cue: "3"
  timeline:
    - {at: 0s, wait: 1s}
    - {at: 4s, send: {to: screen, path: /film}}
- cue: "4"
  sequence:
    - {wait: 30s}
    - {send: {to: screen, path: /slide}}
"""
HOT = "hot:\n  - {cue: H1, send: {to: lights, osc: /black}}\n"


def test_messages_are_told_when_they_leave_also_out_of_groups(planned):
    show = planned(CUES, HOT)
    starts = {called.number: called.planned.start_ns for called in show.rundown.cues}
    messages = stage_work(show).messages
    assert [(time, cue, to) for time, cue, to, _, _ in messages] == [
        ("23:59:05", "1", "lights"),
        (show.time(starts["3"] + 4_000_000_000), "3", "screen"),
        (show.time(starts["4"] + 30_000_000_000), "4", "screen"),
        ("hot", "H1", "lights"),
    ]
    assert messages[0][3:] == ("Light", "/go 1")
    assert messages[-1][3:] == ("send lights /black", "")


def test_lights_screens_and_changes_of_sound_are_told(planned, tmp_path):
    silence(tmp_path / "rain.wav", 20)
    cues = """
- {cue: "1", light: {on: wash, look: warm}}
- {cue: "2", obs: {on: camera, scene: Slides}}
- {cue: "3", play: {file: rain.wav}, continue: auto_continue}
- {cue: "4", fade: {to: 0.5, cue: "3"}}
- {cue: "5", stop_sound: {cue: "3"}}
"""
    messages = stage_work(planned(cues)).messages
    assert [(cue, to, title, what) for _, cue, to, title, what in messages] == [
        ("1", "wash", "wash: warm", ""),
        ("2", "camera", "camera: Slides", ""),
        ("3", "sound", "sound rain.wav", ""),
        ("4", "sound", "fade cue 3 to 0.5", ""),
        ("5", "sound", "stop the sound of cue 3", ""),
    ]


def test_motions_are_told_with_what_moves(planned):
    [(_, cue, what, parts, length)] = stage_work(planned(CUES)).moves
    assert (cue, parts) == ("2", "arms, head, legs")
    assert what.startswith("Bows")
    assert length == "0:05"


def test_people_places_and_checks_are_told(planned):
    work = stage_work(planned(CUES, HOT))
    assert work.spots == (
        ("lectern", "40° to the robot's left"),
        ("door", "90° to the robot's right"),
        ("mark", "straight ahead of the robot"),
    )
    assert ("Ji Pengfei", "General Manager", "Jee Pung-fay", "speaker") in work.people
    assert work.checks == (("cordon", "Is the cordon closed?", "Close it."),)
    assert work.devices == (
        ("lights", "osc 127.0.0.1:8000"),
        ("screen", "http http://127.0.0.1:8088"),
        ("wash", "artnet 127.0.0.1"),
        ("camera", "obs 127.0.0.1:4455"),
    )
    assert [row[0] for row in work.hot] == ["H1"]


def test_fixed_times_are_told_with_the_time_to_spare(planned):
    cues = '- {cue: "1", wait: 10s}\n- {cue: "2", name: Link, wait: 5s, fixed: "00:05"}'
    late = '- {cue: "1", wait: 2m}\n- {cue: "2", name: Link, wait: 5s, fixed: "00:00"}'
    assert stage_work(planned(cues)).fixed == (
        ("00:05:00", "2", "Link", "fixed at 00:05, 5:40 to spare as planned"),
    )
    assert stage_work(planned(late)).fixed[0][3] == "fixed at 00:00, 1:10 late as planned"
