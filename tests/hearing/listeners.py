"""Listeners that hear what a test says."""

import asyncio

from moderator.errors import CannotStart
from moderator.hearing import Heard, Listener


class Speaking(Listener):
    """Hears what is said into it, a moment after push-to-talk is let go."""

    def __init__(self, name="microphone", decodes_in_s=0.2):
        self.name = name
        self.did = []
        self.says = Heard("", name, 0.0)
        self.breaks = False
        self.absent = False
        self._decodes_in_s = decodes_in_s
        self._released = asyncio.Event()

    async def prepare(self, questions):
        if self.absent:
            raise CannotStart("there is no microphone", "plug one in")
        self.did.append(("prepare", tuple(questions)))

    def press(self):
        self._released.clear()
        self.did.append("press")

    def release(self):
        self._released.set()
        self.did.append("release")

    async def hear(self):
        await self._released.wait()
        if self.breaks:
            raise OSError("the microphone was pulled out")
        await asyncio.sleep(self._decodes_in_s)
        self._released.clear()
        return self.says

    async def close(self):
        self.did.append("close")
