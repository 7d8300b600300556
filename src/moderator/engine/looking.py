"""Looking, while a show is live, at what its cues need besides the robot, so that GO need not."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from moderator.engine.causes import in_a_line
from moderator.engine.conductor import Conductor
from moderator.engine.parts import Parts
from moderator.show.checks import all_lines

_EVERY_S = 2.0


@asynccontextmanager
async def looking(parts: Parts, conductor: Conductor) -> AsyncIterator[None]:
    """Look again and again while this is open; what is found red of the standby is recorded.

    What has to wait for a disk does it in a thread.

    Args:
        parts: the run's parts.
        conductor: knows which cue is on standby.
    """
    lines = all_lines(parts.show)
    devices = [device.address for device in parts.show.devices.values()]

    async def tell() -> None:
        conductor.tell_red()

    looks: dict[str, Callable[[], Awaitable[None]]] = {
        "lines": lambda: asyncio.to_thread(parts.speaker.look, lines),
        "files": lambda: asyncio.to_thread(parts.materials.look),
        "sound": parts.player.look,
        "devices": lambda: parts.outputs.look(devices),
        "standby": tell,
    }
    looking_at = [asyncio.create_task(_again(what, look, parts)) for what, look in looks.items()]
    try:
        yield
    finally:
        for task in looking_at:
            task.cancel()
        await asyncio.gather(*looking_at, return_exceptions=True)


async def _again(what: str, look: Callable[[], Awaitable[None]], parts: Parts) -> None:
    while True:
        try:
            await look()
        except Exception as error:  # noqa: BLE001 — a look that fails is no reason to end a show
            told = f"nobody looks after the {what} any more: {in_a_line(error)}"
            parts.journal.write("warning", what=told)
            return
        await asyncio.sleep(_EVERY_S)
