"""The looks that are taken while a show is live."""

import asyncio

import pytest
from tests.sounds import silence

from moderator.engine.looking import looking
from moderator.outputs.messages import RecordedOutputs

CUES = """
  - {cue: "1", play: music.wav}
  - {cue: "2", speak: "It is {clock.time}."}
"""
HEAD = 'devices: {desk: {http: "http://127.0.0.1:8080"}, lamps: {osc: "127.0.0.1:7700"}}'


@pytest.fixture
async def watched(on_stage, tmp_path):
    """A show that is looked at, once."""
    silence(tmp_path / "show" / "music.wav", 2)
    show = await on_stage(CUES, head=HEAD, outputs=Watched(), renders=Asked())
    async with looking(show.parts, show.conductor):
        await show.after(0.1)
        yield show


class Watched(RecordedOutputs):
    """Tells what is looked at."""

    def __init__(self):
        super().__init__()
        self.looks = []

    async def look(self, addresses):
        self.looks.append(list(map(str, addresses)))
        if len(self.looks) == 3:
            raise ZeroDivisionError("port 7")


class Asked:
    """A renderer that is found not to start."""

    trouble = standing_in = ""

    def look(self):
        self.trouble = "it does not start"


async def test_what_is_found_red_of_the_standby_is_recorded_within_seconds(watched, tmp_path):
    assert watched.entries("unready") == []
    (tmp_path / "show" / "music.wav").unlink()
    entry = await watched.until("unready", "1", within_s=5)
    assert entry.data == {"red": {"files": "music.wav is gone"}}
    silence(tmp_path / "show" / "music.wav", 2)
    await watched.until("unready", "1", within_s=5, red={})


async def test_what_renders_is_looked_at_where_a_line_is_not_rendered(watched):
    await watched.order("next")
    entry = await watched.until("unready", "2", within_s=5)
    assert entry.data == {"red": {"lines": "it does not start"}}


async def test_a_look_that_fails_is_told_once_and_the_others_go_on(watched, tmp_path):
    warning = await watched.until("warning", within_s=10)
    assert warning.data["what"] == (
        "nobody looks after the devices any more: ZeroDivisionError: port 7"
    )
    assert watched.parts.outputs.looks == [["http://127.0.0.1:8080", "127.0.0.1:7700"]] * 3
    (tmp_path / "show" / "music.wav").unlink()
    await watched.until("unready", "1", within_s=5)
    assert len(watched.entries("warning")) == 1


async def test_nobody_looks_any_more_once_it_is_left(on_stage):
    show = await on_stage('- {cue: "1", wait: 1s}', outputs=Watched())
    await show.after(0.1)
    before = asyncio.all_tasks()
    async with looking(show.parts, show.conductor):
        await show.after(0.1)
    assert asyncio.all_tasks() == before


async def test_what_ends_the_show_is_raised_as_it_is(on_stage):
    show = await on_stage('- {cue: "1", wait: 1s}')
    with pytest.raises(ZeroDivisionError):
        async with looking(show.parts, show.conductor):
            raise ZeroDivisionError
