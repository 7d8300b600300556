import asyncio

import pytest
from tests.sounds import silence

from moderator.errors import CannotStart
from moderator.robot import Outcome
from moderator.voice.play_live import ProcessPlayer


async def test_a_sound_is_played_to_its_end(perform, stage):
    assert (await perform("play: {file: music.wav, level: 0.8}")).ok
    assert stage.ends == [(4.0, "music.wav", "succeeded")]


async def test_a_sound_that_cannot_be_played_fails_the_cue(perform, stage):
    stage.fails["play"] = Outcome.aborted("sound", "no sound device opens")
    assert not (await perform("play: music.wav")).ok


async def test_a_sound_can_be_silenced(perform, stage):
    playing = perform("play: music.wav")
    await asyncio.sleep(1)
    playing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await playing
    assert stage.ends == [(1.0, "music.wav", "cancelled")]


@pytest.fixture
def music(tmp_path):
    silence(tmp_path / "show" / "music.wav", 0.5)


@pytest.mark.usefixtures("music")
@pytest.mark.real_time
async def test_a_live_sound_plays_in_a_process_that_is_gone_afterwards(on_stage):
    show = await on_stage('- {cue: "1", play: music.wav}', player=ProcessPlayer("NULL"))
    await show.go()
    await show.until_state("finished", within_s=10)
    assert show.outcomes() == {"1": "succeeded"}
    assert show.entries("cue_ended")[0].data["actual_s"] > 0.5


@pytest.mark.usefixtures("music")
@pytest.mark.real_time
async def test_a_missing_sound_device_is_told_before_standby_if_the_show_plays_anything(on_stage):
    with pytest.raises(CannotStart, match="sound"):
        await on_stage('- {cue: "1", play: music.wav}', player=ProcessPlayer("JACK"))


@pytest.mark.real_time
async def test_a_show_that_plays_nothing_needs_no_sound_device(on_stage):
    show = await on_stage('- {cue: "1", wait: 1s}', player=ProcessPlayer("JACK"))
    assert show.state == "standby"


@pytest.mark.usefixtures("music")
@pytest.mark.real_time
async def test_a_sound_device_that_is_lost_fails_the_cue_and_holds_the_show(on_stage):
    player = ProcessPlayer("NULL")
    show = await on_stage('- {cue: "1", play: music.wav}\n- {cue: "2", wait: 1s}', player=player)
    await show.go()
    await show.after(0.2)
    player._playing[0]._process.result().kill()
    await show.until_state("held", within_s=10)
    assert show.outcomes() == {"1": "aborted"}
