import asyncio
import json

import pytest
from tests.console.remote.elsewhere import inputs
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from moderator.console.remote.access import read_tokens
from moderator.robot import Grade

pytestmark = pytest.mark.real_time

LINES = """
  - {cue: "1", speak: "Shijingshan grew by 7.6 % in 2025, and it goes on growing."}
  - {cue: "2", wait: 30s}
"""
TOKENS = {f"MODERATOR_{role}_TOKEN": role.lower() * 3 for role in ("OPERATOR", "CAPTIONS")}


def reading(show, token="", **options):
    uri = f"ws://127.0.0.1:{show.ports.http}/api/captions"
    told = ["moderator.captions", *([f"bearer.{token}"] if token else [])]
    return connect(uri, proxy=None, compression=None, subprotocols=told, **options)


async def told(socket, within_s=5):
    async with asyncio.timeout(within_s):
        while (message := json.loads(await socket.recv()))["type"] == "pulse":
            pass
        return message


async def test_a_line_comes_as_it_begins_with_the_time_of_each_word(elsewhere):
    show = await elsewhere(LINES)
    async with reading(show) as socket:
        assert await told(socket) == {"type": "show", "show": "A show on the bench"}
        await show.go()
        said = await told(socket)
    assert said["type"] == "said"
    assert "".join(word["text"] for word in said["words"]).strip() == said["text"]
    times = [word["at_s"] for word in said["words"]]
    assert times == sorted(times)
    assert 0 <= times[0] < times[-1] < said["duration_s"]


async def test_of_a_line_that_is_cut_off_comes_what_was_heard(elsewhere):
    show = await elsewhere(LINES)
    await show.go()
    async with reading(show) as socket:
        await told(socket)
        said = await told(socket)  # whoever comes in the middle of a line has it
        await show.after(0.8)
        show.stop(Grade.FREEZE)
        unsaid = await told(socket)
    assert (unsaid["type"], unsaid["of"]) == ("unsaid", said["n"])
    assert said["text"].startswith(unsaid["heard"])
    assert unsaid["heard"] != said["text"]


async def test_whoever_comes_after_a_line_does_not_get_it_though_its_cue_goes_on(elsewhere):
    show = await elsewhere('- {cue: "1", speak: "Hello.", wait: 30s}')
    await show.go()
    said = await show.until("said")
    await show.after(said.data["duration_s"] + 0.3)
    assert show.running == ["1"]
    async with reading(show) as socket:
        assert (await told(socket))["type"] == "show"
        with pytest.raises(TimeoutError):
            await told(socket, within_s=0.5)


async def test_a_token_for_captions_reads_them_and_nothing_else(elsewhere):
    show = await elsewhere(LINES, to=inputs(tokens=read_tokens(None, TOKENS)))
    async with reading(show, TOKENS["MODERATOR_CAPTIONS_TOKEN"]) as socket:
        assert (await told(socket))["type"] == "show"
    caller = show.caller(authorization="Bearer " + TOKENS["MODERATOR_CAPTIONS_TOKEN"])
    for answer in (
        await caller.get("show"),
        await caller.get("openapi.json"),
        await caller.post("stop/freeze"),
        await caller.post("go", {"cue": "1", "seen": 1, "key": "k"}),
    ):
        assert answer.status_code == 403
    with pytest.raises(InvalidStatus):
        await show.watch(subprotocols=["bearer." + TOKENS["MODERATOR_CAPTIONS_TOKEN"]])
    with pytest.raises(InvalidStatus):
        async with reading(show):
            pass


async def test_whoever_sends_is_closed(elsewhere):
    show = await elsewhere(LINES)
    async with reading(show) as socket:
        await told(socket)
        await socket.send("{}")
        with pytest.raises(ConnectionClosed) as closed:
            await told(socket)
    assert closed.value.rcvd.code == 1008


async def test_a_reader_who_never_reads_costs_nobody_anything(elsewhere):
    show = await elsewhere(LINES)
    async with reading(show, ping_interval=None, max_queue=1) as socket:
        await told(socket)
        socket.transport.pause_reading()
        loop = asyncio.get_running_loop()
        slowest = 0.0
        async with asyncio.timeout(30):
            while "live: too slow to follow" not in show.turned_away:
                began = loop.time()
                line = {"text": "y" * 60_000, "spoken": "y", "duration_s": 1.0, "words_ms": [0]}
                show.parts.journal.write("said", "1", **line)
                await show.order("next")
                slowest = max(slowest, loop.time() - began)
                await asyncio.sleep(0.04)
        assert slowest < 1.0
        assert show.entries("warning")[-1].data["what"].startswith("turned away: live: too slow")
        socket.transport.abort()
