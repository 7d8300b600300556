import asyncio
import socket

import pytest
from tests.outputs.obs_server import obs_server

from moderator.errors import SendFailed
from moderator.outputs.message import ObsAddress, ObsRequest, ObsRequests
from moderator.outputs.messages import LiveOutputs
from moderator.outputs.obs import ObsSender

pytestmark = pytest.mark.real_time

ON_AIR = ObsRequest("SetCurrentProgramScene", {"sceneName": "Stage"})
SHOWN = ObsRequest("SetSceneItemEnabled", {"sceneItemEnabled": True}, ("Stage", "Third"))


@pytest.fixture
async def sender():
    sender = ObsSender(limit_s=0.5)
    yield sender
    await sender.close()


@pytest.fixture
async def obs():
    async with obs_server() as obs:
        yield obs


def to(obs, *requests, password_from=""):
    return ObsRequests(ObsAddress(obs.place, password_from), requests)


async def test_requests_are_done_one_after_the_other(sender, obs):
    await sender.send(to(obs, ON_AIR, SHOWN))
    assert obs.asked == [
        ("SetCurrentProgramScene", {"sceneName": "Stage"}),
        ("GetSceneItemId", {"sceneName": "Stage", "sourceName": "Third"}),
        ("SetSceneItemEnabled", {"sceneName": "Stage", "sceneItemId": 2, "sceneItemEnabled": True}),
    ]
    assert sender.trouble(ObsAddress(obs.place)) == ""


async def test_what_obs_refuses_is_told_in_its_words(sender, obs):
    nowhere = ObsRequest("SetCurrentProgramScene", {"sceneName": "Nowhere"})
    with pytest.raises(SendFailed, match="SetCurrentProgramScene: No source was found by the name"):
        await sender.send(to(obs, nowhere))


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ("closes", "closed the connection; nobody knows whether it was done"),
        ("breaks_off", "closed the connection; nobody knows whether it was done"),
        ("garbles", "does not speak obs-websocket 5; nobody knows whether it was done"),
        ("hangs", "no answer within 0.5 s"),
    ],
)
async def test_one_that_fails_in_the_middle_is_told_at_once_and_connected_to_again(
    sender, obs, how, why
):
    await sender.send(to(obs, ON_AIR))
    obs.how = how
    with pytest.raises(SendFailed, match=why):
        await sender.send(to(obs, ON_AIR))
    obs.how = "well"
    if how != "hangs":  # one that hangs is connected to still
        async with asyncio.timeout(5):
            while True:
                try:
                    await sender.send(to(obs, ON_AIR))
                    break
                except SendFailed:
                    await asyncio.sleep(0.05)


async def test_the_password_is_taken_from_the_environment(sender, monkeypatch):
    async with obs_server("open sesame") as obs:
        monkeypatch.setenv("OBS_PASSWORD", "open sesame")
        await sender.send(to(obs, ON_AIR, password_from="OBS_PASSWORD"))
        monkeypatch.setenv("WRONG", "sesame")
        for name, why in (
            ("WRONG", "refuses the password"),
            ("UNSET", "wants a password: the environment has no UNSET"),
            ("", "wants a password: write password_from"),
        ):
            with pytest.raises(SendFailed, match=why):
                await sender.send(to(obs, ON_AIR, password_from=name))
            assert sender.trouble(ObsAddress(obs.place, name)) == why


async def test_one_that_is_not_there_is_told_by_looking_and_found_when_it_comes(sender):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    address = ObsAddress(f"127.0.0.1:{port}")
    await sender.look([address])
    async with asyncio.timeout(5):
        while sender.trouble(address) != "cannot be reached":  # noqa: ASYNC110 -- as a look would
            await asyncio.sleep(0.02)
        async with obs_server(port=port) as obs:
            while sender.trouble(address):  # noqa: ASYNC110 -- the same
                await asyncio.sleep(0.02)
            await sender.send(to(obs, ON_AIR))


@pytest.mark.parametrize("how", ["closes", "breaks_off"])
async def test_an_obs_that_closes_fails_its_cue_alone_and_the_show_goes_on(on_stage, how):
    async with obs_server() as obs:
        show = await on_stage(
            """
            - {cue: "1", obs: {on: stream, scene: Stage}, continue: auto_follow, on_failure: skip}
            - {cue: "2", wait: 0s}
            """,
            head=f'devices: {{stream: {{obs: "{obs.place}"}}}}',
            outputs=LiveOutputs(),
        )
        obs.how = how
        await show.go()
        await show.until_state("finished", within_s=5)
        assert show.outcomes() == {"1": "aborted", "2": "succeeded"}
        [lost] = show.entries("send_failed")
        assert "nobody knows whether it was done" in lost.data["why"]
        await show.parts.outputs.close()
