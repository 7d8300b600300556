"""What a stage promises: the engine's own and the fake that the other tests here use."""

import asyncio

import pytest
from tests.sounds import silence

from moderator.cues.playback import Playback
from moderator.cues.stage import Lost
from moderator.engine.stage import CueStage
from moderator.outputs.message import HttpAddress, HttpRequest, OscAddress, OscMessage

CUE = '- {cue: "1", speak: "Good afternoon, everybody, and welcome."}'
LINE = "Good afternoon, everybody, and welcome."


@pytest.fixture(params=["fake", "engine"])
async def any_stage(request, tmp_path, on_stage, stage):
    if request.param == "fake":
        return stage
    silence(tmp_path / "show" / "music.wav", 4)
    devices = 'devices: {lights: {osc: "127.0.0.1:7700"}, screen: {http: "http://127.0.0.1:80"}}'
    show = await on_stage(CUE, head=devices)
    return CueStage(show.parts, show.parts.rundown.cues[0].cue, show.conductor, 0)


DOINGS = {
    "say": lambda stage: stage.say(LINE),
    "move": lambda stage: stage.move("wave"),
    "look": lambda stage: stage.look(30.0),
    "play": lambda stage: stage.play("music.wav", Playback()),
}


@pytest.mark.parametrize("verb", DOINGS)
async def test_a_verb_returns_when_the_thing_has_ended(any_stage, verb):
    before = any_stage.now_ns()
    assert (await DOINGS[verb](any_stage)).ok
    assert any_stage.now_ns() - before >= 1_000_000_000


@pytest.mark.parametrize("verb", DOINGS)
async def test_cancelling_a_verb_ends_the_thing_so_that_it_can_be_done_again(any_stage, verb):
    doing = asyncio.create_task(DOINGS[verb](any_stage))
    await asyncio.sleep(0.4)
    doing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await doing
    assert (await DOINGS[verb](any_stage)).ok


async def test_messages_are_sent(any_stage):
    lights, screen = OscAddress("127.0.0.1:7700"), HttpAddress("http://127.0.0.1:8080")
    assert (await any_stage.send("lights", OscMessage(lights, "/cue/1", (1,)))).ok
    assert (await any_stage.send("screen", HttpRequest(screen, "post", "/next"))).ok


async def test_until_is_exact_and_returns_at_once_for_what_is_past(any_stage):
    await any_stage.until(1_234_567_891)
    assert any_stage.now_ns() == 1_234_567_891
    await any_stage.until(0)
    assert any_stage.now_ns() == 1_234_567_891


async def test_go_is_the_cues_own_only_while_it_is_open(any_stage):
    with any_stage.on_go("the talk has ended") as go:
        assert not go.is_set()
    with any_stage.on_go("the talk has ended") as again:
        assert again is not go


async def test_a_stream_depends_on_its_purpose_alone(any_stage):
    assert any_stage.stream("a").random() != any_stage.stream("b").random()


async def test_what_nobody_knows_is_raised(stage, on_stage):
    from moderator.robot import Outcome

    stage.fails["move"] = Outcome.unknown("the link is lost")
    show = await on_stage(CUE, faults=[{"fault": "link", "after": "1s"}])
    engine = CueStage(show.parts, show.parts.rundown.cues[0].cue, show.conductor, 0)
    for either in (engine, stage):
        with pytest.raises(Lost) as lost:
            await either.move("wave")
        assert lost.value.outcome.why == "the link is lost"
