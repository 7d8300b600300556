"""Muting, the master level, and notes: nothing of the body changes."""

import pytest

from moderator.engine.orders import Verb
from moderator.journal.board import board_of
from moderator.values.sound import Sound
from moderator.voice.master import Master
from moderator.voice.play import NullPlayer, Order

CUES = """
- {cue: "1", speak: "Good afternoon. My name is Kuafu."}
- {cue: "2", wait: 30s}
"""


@pytest.fixture
async def player():
    """What keeps the sounds that are played through a master."""

    class Kept(NullPlayer):
        def play(self, order, at_s=None):
            self.sound = super().play(order, at_s)
            return self.sound

    kept = Kept()
    yield kept
    await kept.close()


def told(sound):
    return [level for _, level, _ in sound.levels]


async def test_what_plays_is_muted_at_once_and_comes_back_as_loud_as_it_was(player, tmp_path):
    master = Master(player)
    playing = master.play(Order(Sound(tmp_path / "a.wav", 10**10), 0.5))
    master.set(level=1.0, muted=True)
    playing.set_level(0.8, 1.0)
    master.set(level=0.5, muted=False)
    assert told(player.sound) == [0.5, 0.0, 0.0, 0.4]


async def test_what_comes_is_as_loud_as_the_master_says(player, tmp_path):
    master = Master(player)
    master.set(level=0.25, muted=False)
    master.play(Order(Sound(tmp_path / "a.wav", 10**10), 0.8))
    assert told(player.sound) == [0.2]


async def test_a_muted_robot_goes_on_and_its_record_says_so(on_stage):
    show = await on_stage(CUES)
    assert (await show.order("mute")).accepted
    assert (await show.order("mute")).reason == "it is muted"
    assert board_of(show.entries()).muted
    await show.go()
    ended = await show.until("cue_ended", "1")
    assert show.outcomes() == {"1": "succeeded"}
    assert ended.data["actual_s"] == pytest.approx(ended.data["planned_s"], abs=0.1)
    assert "say" not in show.robot.told
    assert (await show.order("unmute")).accepted
    await show.order("jump", "1")
    await show.go(expecting="1")
    assert "say" in show.robot.told


@pytest.mark.parametrize(("percent", "accepted"), [("80", True), ("101", False), ("-1", False)])
async def test_a_level_is_a_share(on_stage, percent, accepted):
    show = await on_stage(CUES)
    answer = await show.conductor.order(Verb.LEVEL, "test", words=percent)
    assert answer.accepted is accepted
    assert board_of(show.entries()).level == (0.8 if accepted else 1.0)


async def test_a_note_is_kept_against_its_cue(on_stage):
    show = await on_stage(CUES)
    assert (await show.conductor.order(Verb.NOTE, "test", "2", words=" too  slow ")).accepted
    assert show.entries("note", "2")[0].data == {"text": "too slow", "origin": "test"}
    refused = await show.conductor.order(Verb.NOTE, "test", "9", words="x")
    assert refused.reason == "there is no cue 9"
