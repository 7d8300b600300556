"""Push-to-talk: what is said while it is held is recognised, and heard soon after it is let go."""

import asyncio
from collections import deque
from collections.abc import Sequence

from typing_extensions import override

from moderator.child import ChildEnded
from moderator.errors import CannotStart
from moderator.hearing.contract import Heard, Listener
from moderator.hearing.microphone import Listening, Microphone

_MICROPHONE = Microphone()
_ANSWERS_WITHIN_S = 10.0
"""After the release; a recogniser that takes longer is ended and started anew."""


class PushToTalk(Listener):
    """A recogniser that hears a microphone while push-to-talk is held.

    When a process of it dies, that is told, and it is started anew; one that dies again before
    anything was heard stays away. What is heard while nobody waits for it is dropped.

    Args:
        kind: of recogniser.
        setting: the recogniser's own.
        microphone: what is listened to.
    """

    def __init__(self, kind: str, setting: str = "", microphone: Microphone = _MICROPHONE) -> None:
        self.name = kind
        self._setting = setting
        self._microphone = microphone
        self._questions: tuple[str, ...] = ()
        self._listening: Listening | None = None
        self._following: asyncio.Task[None] | None = None
        self._waiting: list[asyncio.Future[Heard]] = []
        self._held = False
        self._number = 0
        """Of the last press."""
        self._forgotten = 0
        """The last press of a turn that has ended."""
        self._awaited: deque[int] = deque()
        """The presses that the process has still to answer, one answer each."""
        self._late: asyncio.TimerHandle | None = None

    @override
    async def prepare(self, questions: Sequence[str]) -> None:
        if self._listening and self._questions == tuple(questions):
            return
        await self.close()
        self._questions = tuple(questions)
        self._listening = await self._start()
        self.trouble = ""
        self._following = asyncio.create_task(self._follow())

    @override
    async def hear(self) -> Heard:
        heard: asyncio.Future[Heard] = asyncio.get_running_loop().create_future()
        self._waiting.append(heard)
        try:
            return await heard
        finally:
            self._waiting.remove(heard)

    @override
    def press(self) -> None:
        self._held = True
        self._number += 1
        self._in_time()
        if self._listening:
            self._awaited.append(self._number)
            self._listening.press()

    @override
    def release(self) -> None:
        held, self._held = self._held, False
        if self._listening:
            self._listening.release()
        if held and self._listening and self._number in self._awaited:
            loop = asyncio.get_running_loop()
            self._late = loop.call_later(_ANSWERS_WITHIN_S, self._listening.kill)
        elif held:
            self._hears(self._number, Heard("", self.name, 0.0))

    @override
    def forget(self) -> None:
        self._forgotten = self._number

    @override
    async def close(self) -> None:
        self._in_time()
        following, self._following = self._following, None
        try:
            if following:
                following.cancel()
                await asyncio.gather(following, return_exceptions=True)
        finally:
            listening, self._listening = self._listening, None
            self._awaited.clear()
            if listening:
                await listening.end()

    async def _start(self) -> Listening:
        return await Listening.start(self.name, self._setting, self._questions, self._microphone)

    async def _follow(self) -> None:
        """Pass on what is heard, and start anew what has ended; once, until it was of use."""
        again = True
        while self._listening:
            try:
                said = await self._listening.heard()
            except ChildEnded:
                await self._lost()
                if not again or not await self._start_anew():
                    return
                again = False
                continue
            again = True
            number = self._awaited.popleft() if self._awaited else 0
            if number == self._number:
                # Also where it was held for too long, and is let go later.
                self._held = False
                self._in_time()
            heard = Heard(said["text"], self.name, said["confidence"], said["language"])
            self._hears(number, heard)

    async def _lost(self) -> None:
        """Tell that nothing is heard, also those who wait for what was being said."""
        listening, self._listening = self._listening, None
        self.trouble = "its process has ended"
        asked = self._held or bool(self._awaited)
        number = self._number
        self._awaited.clear()
        self._in_time()
        if listening:
            self.trouble = await listening.why_ended() or self.trouble
            await listening.end()
        if asked:
            self._held = False
            self._hears(number, Heard("", self.name, 0.0))

    async def _start_anew(self) -> bool:
        try:
            self._listening = await self._start()
        except CannotStart as failure:
            self.trouble = str(failure)
            return False
        self.trouble = ""
        return True

    def _hears(self, number: int, heard: Heard) -> None:
        """Tell those who wait what a press gave, unless its turn has ended."""
        if number <= self._forgotten:
            return
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(heard)

    def _in_time(self) -> None:
        if self._late:
            self._late.cancel()
            self._late = None
