"""Music beside the robot's words: it gives way, fades, ends; and what the record says of it."""

import wave

import numpy as np
import pytest
from tests.sounds import silence

from moderator.engine.mixing import ATTACK_S, HOLD_S, RELAX_S, RELEASE_S
from moderator.robot import Grade
from moderator.voice.loudness import levelled, loudness

RATE = 22_050
UNDER_WORDS = """
  - {cue: "1", play: {file: music.wav, level: 0.8, ducks: -12dB}, continue: auto_continue}
  - {cue: "2", pre_wait: 3s, speak: "Good afternoon, everybody, and welcome to this hall."}
"""


@pytest.fixture
def music(tmp_path):
    (tmp_path / "show").mkdir(exist_ok=True)
    silence(tmp_path / "show" / "music.wav", 20)


def levels(show):
    return [(e.at_s, e.data["level"], e.data["over_s"]) for e in show.entries("level")]


@pytest.mark.usefixtures("music")
async def test_music_gives_way_to_words_and_comes_back_after_them(on_stage):
    show = await on_stage(UNDER_WORDS)
    await show.go()
    await show.until("cue_ended", "1")
    [said] = show.entries("said")
    over_s = said.at_s + said.data["duration_s"] + HOLD_S
    assert levels(show) == [
        (3.0, pytest.approx(0.8 * 10 ** (-12 / 20), abs=1e-4), ATTACK_S),
        (pytest.approx(over_s, abs=1e-4), 0.8, RELEASE_S),
    ]
    assert {entry.cue for entry in show.entries("level")} == {"1"}
    assert show.entries("sound")[0].data["level"] == 0.8


@pytest.mark.usefixtures("music")
async def test_music_does_not_pump_between_two_lines(on_stage):
    show = await on_stage("""
      - {cue: "1", play: {file: music.wav, ducks: -12dB}, continue: auto_continue}
      - {cue: "2", sequence: [{speak: One.}, {wait: 300ms}, {speak: Two.}]}
    """)
    await show.go()
    await show.until("cue_ended", "1")
    assert len(levels(show)) == 2


@pytest.mark.usefixtures("music")
async def test_music_that_does_not_duck_stays_as_it_is(on_stage):
    show = await on_stage(UNDER_WORDS.replace(", ducks: -12dB", ""))
    await show.go()
    await show.until("cue_ended", "1")
    assert levels(show) == []


def mixed_levels(show, times_s):
    """The music's level at some times, as anybody can tell it from the record."""
    [sound] = show.entries("sound")
    knots = [(sound.at_s, sound.data.get("level", 1.0))]
    for at_s, level, over_s in levels(show):
        now = np.interp(at_s, *zip(*knots, strict=True))
        knots = [knot for knot in knots if knot[0] < at_s]
        knots += [(at_s, now), (at_s + over_s, level)]
    return np.interp(times_s, *zip(*knots, strict=True))


async def test_words_stay_far_louder_than_the_music_under_them(on_stage, tmp_path):
    noise = np.random.default_rng(1).normal(size=20 * RATE) * 0.1
    music = levelled(np.cumsum(noise - noise.mean()) / 40, RATE)
    (tmp_path / "show").mkdir(exist_ok=True)
    with wave.open(str(tmp_path / "show" / "music.wav"), "wb") as file:
        file.setparams((1, 2, RATE, len(music), "NONE", ""))
        file.writeframes((np.clip(music, -1, 1) * 32767).astype("<i2").tobytes())
    show = await on_stage(UNDER_WORDS)
    await show.go()
    await show.until("cue_ended", "1")
    [said] = show.entries("said")
    [line] = show.parts.speaker.ready_lines(show.parts.rundown.cues[1].cue.lines())
    with wave.open(str(line.sound.path)) as file:
        rate = file.getframerate()
        voice = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
    begin = round((said.at_s + ATTACK_S - show.entries("sound")[0].at_s) * RATE)
    under = music[begin : begin + round(said.data["duration_s"] * RATE)]
    times_s = show.entries("sound")[0].at_s + (begin + np.arange(len(under))) / RATE
    beside = loudness(under * mixed_levels(show, times_s), RATE)
    assert loudness(voice, rate) - beside > 10
    assert loudness(voice, rate) - loudness(under * 0.8, RATE) < 6, "not without ducking"


@pytest.mark.usefixtures("music")
async def test_a_sound_fades_in_and_out_and_begins_again(on_stage):
    show = await on_stage("""
      - cue: "1"
        play: {file: music.wav, fade_in: 2s, fade_out: 3s, loop: true, ends_with_cue: true}
        wait: 50s
      - {cue: "2", play: {file: music.wav, fade_out: 3s}}
    """)
    await show.go()
    await show.until("cue_ended", "1")
    assert show.entries("sound")[0].data["fade_in_s"] == 2.0
    assert levels(show) == [(50.0, 0.0, 3.0)]
    assert show.now == pytest.approx(53.0, abs=0.02)
    await show.go()
    began = show.now
    await show.until("cue_ended", "2")
    assert levels(show)[1] == (pytest.approx(began + 17, abs=0.02), 0.0, 3.0)
    assert show.outcomes() == {"1": "succeeded", "2": "succeeded"}


@pytest.mark.usefixtures("music")
async def test_a_fade_and_the_end_of_a_sound_are_cues(on_stage):
    show = await on_stage("""
      - {cue: "1", play: {file: music.wav}, continue: auto_continue}
      - {cue: "2", pre_wait: 2s, fade: {cue: "1", to: 0.3, over: 2s}, continue: auto_follow}
      - {cue: "3", stop_sound: {over: 1s}, continue: auto_follow}
      - {cue: "4", fade: 0.5}
    """)
    await show.go()
    await show.until_state("finished")
    assert levels(show) == [(2.0, 0.3, 2.0), (4.0, 0.0, 1.0)]
    assert show.outcomes() == dict.fromkeys("1234", "succeeded")
    assert show.entries("cue_ended", "1")[0].at_s == 5.0
    assert "nothing plays" in show.entries("warning")[0].data["what"]


@pytest.mark.usefixtures("music")
@pytest.mark.parametrize(
    ("grade", "told"),
    [(Grade.RELAX, [(0.0, RELAX_S)]), (Grade.FREEZE, []), (Grade.ROBOT_STOP, [])],
)
async def test_relaxed_music_fades_and_any_graver_stop_cuts_it(on_stage, grade, told):
    show = await on_stage('- {cue: "1", play: {file: music.wav, fade_out: 1s}}')
    await show.go()
    await show.after(1)
    show.stop(grade)
    await show.until("cue_ended", "1")
    assert [(level, over_s) for _, level, over_s in levels(show)] == told
    assert show.now == pytest.approx(1 + (RELAX_S if told else 0), abs=0.02)
