"""A real OBS Studio under Xvfb: `apt-get install obs-studio xvfb`."""

import asyncio
import json
import os
import shutil
import socket
from contextlib import AsyncExitStack

import pytest

from moderator.cues.device_messages import item_enabled, text_of
from moderator.errors import SendFailed
from moderator.outputs.message import ObsAddress, ObsRequest, ObsRequests
from moderator.outputs.obs import ObsSender

pytestmark = [
    pytest.mark.proof,
    pytest.mark.real_time,
    pytest.mark.skipif(
        not (shutil.which("obs") and shutil.which("Xvfb")), reason="there is no OBS here"
    ),
]

SETTINGS = """
[General]
FirstRun=true
EnableAutoUpdates=false
[OBSWebSocket]
FirstLoad=false
ServerEnabled=true
ServerPort={port}
AuthRequired=true
ServerPassword=open sesame
"""
TITLE = 'Ji "Feng" <b>季鹏飞</b> Цзи ' + "x" * 300


def _free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture
async def obs(tmp_path, monkeypatch):
    """One that is running; gives its address and what ends it."""
    monkeypatch.setenv("OBS_PASSWORD", "open sesame")
    port = _free_port()
    folder = tmp_path / ".config" / "obs-studio"
    folder.mkdir(parents=True)
    (folder / "global.ini").write_text(SETTINGS.format(port=port), "utf-8")
    async with AsyncExitStack() as stack:

        async def start(*command):
            environment = {**os.environ, "HOME": str(tmp_path), "DISPLAY": ":78"}
            process = await asyncio.create_subprocess_exec(
                *command,
                env=environment | {"LIBGL_ALWAYS_SOFTWARE": "1"},
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
            )
            stack.push_async_callback(_end, process)
            return process

        await start("Xvfb", ":78", "-screen", "0", "800x600x24")
        await asyncio.sleep(1)
        yield (
            ObsAddress(f"127.0.0.1:{port}", "OBS_PASSWORD"),
            lambda: start("obs", "--multi", "--minimize-to-tray"),
        )


async def _end(process):
    if process.returncode is None:
        process.kill()
        await process.wait()


@pytest.fixture
async def sender():
    sender = ObsSender(limit_s=3.0)
    yield sender
    await sender.close()


async def _there(sender, address, within_s=60):
    await sender.look([address])
    async with asyncio.timeout(within_s):
        while True:
            try:
                await sender.send(ObsRequests(address, (ObsRequest("GetVersion"),)))
                return
            except SendFailed:
                await asyncio.sleep(0.2)


async def test_a_real_obs_does_what_cues_ask_and_is_found_again_after_its_death(sender, obs):
    address, start = obs
    process = await start()
    await _there(sender, address)
    made = {"sceneName": "Stage", "inputName": "Name", "inputKind": "text_ft2_source_v2"}
    for request in (
        ObsRequest("CreateScene", {"sceneName": "Stage"}),
        ObsRequest("CreateInput", made),
        text_of("Name", TITLE),
        item_enabled("Stage", "Name", enabled=False),
        ObsRequest("SetCurrentProgramScene", {"sceneName": "Stage"}),
        ObsRequest("StartRecord"),
    ):
        await sender.send(ObsRequests(address, (request,)))
    await asyncio.sleep(1)
    await sender.send(ObsRequests(address, (ObsRequest("StopRecord"),)))
    link = sender._links[address]
    settings = (await link._answer("GetInputSettings", {"inputName": "Name"}))["inputSettings"]
    assert settings["text"] == TITLE
    items = (await link._answer("GetSceneItemList", {"sceneName": "Stage"}))["sceneItems"]
    assert [item["sceneItemEnabled"] for item in items] == [False]
    assert json.dumps(await link._answer("GetCurrentProgramScene", {})).count("Stage") >= 1
    nowhere = ObsRequest("SetCurrentProgramScene", {"sceneName": "Nowhere"})
    with pytest.raises(SendFailed, match="No source was found by the name of `Nowhere`"):
        await sender.send(ObsRequests(address, (nowhere,)))
    process.kill()
    await process.wait()
    with pytest.raises(SendFailed):
        await sender.send(ObsRequests(address, (ObsRequest("GetVersion"),)))
    await start()
    await _there(sender, address)
