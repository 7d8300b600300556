import asyncio
import json

import pytest
from tests.console.remote.elsewhere import inputs
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from moderator.console.remote.access import read_tokens

pytestmark = pytest.mark.real_time

WAVES = """
- {cue: "1", move: wave}
- {cue: "2", wait: 30s}
"""
TOKENS = {f"MODERATOR_{role}_TOKEN": role.lower() * 4 for role in ("VIEW", "CAPTIONS")}


def looking(show, token="", **options):
    uri = f"ws://127.0.0.1:{show.ports.http}/api/body"
    told = ["moderator.body", *([f"bearer.{token}"] if token else [])]
    return connect(uri, proxy=None, compression=None, subprotocols=told, **options)


async def told(socket, kind):
    async with asyncio.timeout(5):
        while (message := json.loads(await socket.recv()))["type"] != kind:
            pass
    return message


async def test_the_body_is_told_and_then_where_its_joints_are(elsewhere):
    show = await elsewhere(WAVES)
    async with looking(show) as socket:
        body = await told(socket, "body")
        pose = await told(socket, "pose")
    names = [joint["name"] for joint in body["joints"]]
    assert sorted(names) == sorted(show.robot.state().joints_rad)
    assert len(pose["mrad"]) == len(body["joints"])
    hung_on = [""]
    for link in body["links"]:
        assert link["parent"] in hung_on
        hung_on.append(link["name"])


async def test_while_it_moves_it_is_told_twenty_times_a_second(elsewhere):
    show = await elsewhere(WAVES)
    async with looking(show) as socket:
        await show.go()
        await show.until("motion")
        await told(socket, "pose")
        loop, poses = asyncio.get_running_loop(), []
        begun_s = loop.time()
        while loop.time() - begun_s < 2:
            poses.append((await told(socket, "pose"))["mrad"])
    assert len({tuple(pose) for pose in poses}) >= 30


async def test_who_is_behind_misses_some_and_is_kept(elsewhere):
    show = await elsewhere(WAVES)
    async with looking(show, max_queue=1) as socket:
        await told(socket, "body")
        await show.go()
        await show.after(3)
        pose = await told(socket, "pose")
    assert pose["mrad"]
    assert show.turned_away == {}


async def test_a_token_for_looking_sees_it_and_one_for_captions_does_not(elsewhere):
    show = await elsewhere(to=inputs(tokens=read_tokens(None, TOKENS)))
    async with looking(show, TOKENS["MODERATOR_VIEW_TOKEN"]) as socket:
        await told(socket, "body")
    with pytest.raises(InvalidStatus):
        async with looking(show, TOKENS["MODERATOR_CAPTIONS_TOKEN"]):
            pass
