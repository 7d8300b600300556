"""All listeners as one, push-to-talk, and the gate that keeps the robot from hearing itself."""

import asyncio
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

from moderator.errors import ModeratorError
from moderator.hearing.contract import Heard, Listener
from moderator.hearing.elsewhere import Elsewhere

MOST_HELD_S = 20.0
"""Push-to-talk that is never let go, because whoever held it is gone, ends after this."""

_PREPARE_WITHIN_S = 60.0
_OTHERS_WITHIN_S = 2.0
"""When one listener makes nothing of what was said, the others have so long."""
_KEPT_S = 5.0
"""What was said into push-to-talk waits so long for the host's turn."""
_WAITED_FOR_S = 1.0
"""Push-to-talk outlives a turn, or an answer that it interrupts, by no more than this."""

NOBODY_LISTENS = "no question is waited for"


class Ears:
    """Hears with every listener at once, for as long as the host has the floor.

    While the robot has it nothing is heard, unless push-to-talk takes it. All calls come from one
    running asyncio loop.

    Args:
        listeners: what hears, beside text from elsewhere.
        warn: told what the operator has to know.
    """

    def __init__(
        self, listeners: Sequence[Listener] = (), warn: Callable[[str], object] = lambda _: None
    ) -> None:
        self._elsewhere = Elsewhere()
        self._listeners = (self._elsewhere, *listeners)
        self._warn = warn
        self._failed: dict[Listener, str] = {}
        self._hearing: dict[Listener, asyncio.Task[Heard]] = {}
        self._floor: list[asyncio.Future[str]] = []
        self._held: dict[str, asyncio.TimerHandle] = {}
        self._let_go_s = 0.0
        self._unwaited: asyncio.TimerHandle | None = None
        self.open = False
        """Whether a question is waited for."""

    @property
    def trouble(self) -> str:
        """Which listeners hear nothing, and why; empty when all do."""
        whys = [(each.name, self._failed.get(each) or each.trouble) for each in self._listeners]
        return ", ".join(f"{name}: {why}" for name, why in whys if why)

    @property
    def held(self) -> tuple[str, ...]:
        """Which inputs hold push-to-talk, in the order in which they pressed it."""
        return tuple(self._held)

    @property
    def deaf(self) -> bool:
        """Whether nothing listens here: text from elsewhere may come all the same."""
        listen = (each for each in self._listeners if each not in self._failed)
        return all(each is self._elsewhere or each.trouble for each in listen)

    @property
    def interruptible(self) -> bool:
        """Whether the robot has the floor, and can be interrupted."""
        return bool(self._floor)

    async def prepare(self, questions: Sequence[str]) -> None:
        """Make every listener ready; one that cannot hear is told of, and left out.

        Args:
            questions: the ways in which the show's scripted questions are asked.
        """
        self._failed.clear()
        await asyncio.gather(*(self._prepare(each, questions) for each in self._listeners))

    async def _prepare(self, listener: Listener, questions: Sequence[str]) -> None:
        try:
            async with asyncio.timeout(_PREPARE_WITHIN_S):
                await listener.prepare(questions)
        except TimeoutError:
            self._fails(listener, f"it is not ready after {_PREPARE_WITHIN_S:g} s")
        except Exception as error:  # noqa: BLE001 — the keyboard hears in any case
            self._fails(listener, _in_words(error))

    async def hear(self) -> Heard:
        """Wait for what is said next, with whichever listener hears it first.

        An empty text is the answer only when the other listeners make nothing of it either.
        """
        since_s = asyncio.get_running_loop().time() - self._let_go_s
        if not self._held and since_s > _KEPT_S:
            await self._deafen()
        self.open = True
        self._waited_for()
        try:
            return await self._first_heard()
        except asyncio.CancelledError:
            self._end_holds()
            raise
        finally:
            self.open = False
            for origin in self.held:
                self.release(origin)
            await self._deafen()

    async def _first_heard(self) -> Heard:
        loop = asyncio.get_running_loop()
        nothing: Heard | None = None
        until_s = math.inf
        self._begin(self._listeners)
        while True:
            within_s = None if nothing is None else max(0.0, until_s - loop.time())
            waits = tuple(self._hearing.values())
            await asyncio.wait(waits, timeout=within_s, return_when=asyncio.FIRST_COMPLETED)
            for heard in self._heard():
                if heard.text.strip():
                    return heard
                if nothing is None:
                    nothing, until_s = heard, loop.time() + _OTHERS_WITHIN_S
            others = self._hearing.keys() - {self._elsewhere}
            if nothing is not None and (not others or loop.time() >= until_s):
                return nothing
            if self._elsewhere not in self._hearing:  # what it told was nothing
                self._elsewhere.forget()
                self._begin((self._elsewhere,))

    async def interrupted(self) -> str:
        """Wait until the host takes the floor from the robot; which input said so."""
        if not self._held:
            await self._deafen()
        taken: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._floor.append(taken)
        self._waited_for()
        try:
            return await taken
        finally:
            self._floor.remove(taken)
            if self._held and not self._floor and not self.open:
                loop = asyncio.get_running_loop()
                self._unwaited = loop.call_later(_WAITED_FOR_S, self._end_holds)

    def why_not_press(self, origin: str) -> str:
        """Why push-to-talk would do nothing now; empty when it would do something."""
        if origin in self._held:
            return "push-to-talk is held already"
        return "" if self.open or self._floor or self._held else NOBODY_LISTENS

    def press(self, origin: str) -> None:
        """Push-to-talk is held from now on; the robot falls silent if it speaks."""
        loop = asyncio.get_running_loop()
        first = not self._held
        self._held[origin] = loop.call_later(MOST_HELD_S, self._never_let_go, origin)
        if first:
            self._begin(self._listeners)
            self._each(lambda listener: listener.press())
        self.interrupt(origin)

    def release(self, origin: str) -> None:
        """It is held no more by that input."""
        if timer := self._held.pop(origin, None):
            timer.cancel()
            if not self._held:
                self._let_go_s = asyncio.get_running_loop().time()
                self._each(lambda listener: listener.release())

    def interrupt(self, origin: str) -> None:
        """Take the floor from the robot, if it has it."""
        for taken in self._floor:
            if not taken.done():
                taken.set_result(origin)

    def why_not_tell(self) -> str:
        """Why text from elsewhere would be dropped now; empty when it would be heard."""
        if self.open or self._held:
            return "what was told before is not heard yet" if self._elsewhere.full else ""
        return "the robot has the floor: push-to-talk takes it" if self._floor else NOBODY_LISTENS

    def tell(self, heard: Heard) -> None:
        """Text from elsewhere, which is dropped where `why_not_tell` says why."""
        if not self.why_not_tell():
            self._elsewhere.tell(heard)

    async def close(self) -> None:
        """Let go of every listener."""
        self._waited_for()
        for origin in self.held:
            self.release(origin)
        await self._deafen()
        for listener in self._listeners:
            with suppress(Exception):  # the show has ended; the others are closed too
                await listener.close()

    def _begin(self, listeners: Iterable[Listener]) -> None:
        """Wait with these too, where they hear."""
        for listener in listeners:
            if listener not in self._hearing and listener not in self._failed:
                self._hearing[listener] = asyncio.ensure_future(listener.hear())

    def _heard(self) -> Iterator[Heard]:
        """What has been heard, in the listeners' order."""
        for listener in self._listeners:
            hearing = self._hearing.get(listener)
            if hearing is None or not hearing.done():
                continue
            del self._hearing[listener]
            if hearing.cancelled():
                self._fails(listener, "it has given up")
            elif error := hearing.exception():
                self._fails(listener, _in_words(error))
            else:
                yield hearing.result()

    async def _deafen(self) -> None:
        """Wait with no listener any more."""
        hearing, self._hearing = list(self._hearing.values()), {}
        self._each(lambda listener: listener.forget())
        for each in hearing:
            each.cancel()
        if hearing:
            await asyncio.gather(*hearing, return_exceptions=True)

    def _each(self, doing: Callable[[Listener], None]) -> None:
        for listener in self._listeners:
            try:
                doing(listener)
            except Exception as error:  # noqa: BLE001 — the others hear all the same
                self._fails(listener, _in_words(error))

    def _fails(self, listener: Listener, why: str) -> None:
        self._failed[listener] = why
        self._warn(f"{listener.name} hears nothing: {why}")

    def _waited_for(self) -> None:
        """A question, or an interruption, is waited for again, or nothing is to be any more."""
        if self._unwaited:
            self._unwaited.cancel()
            self._unwaited = None

    def _end_holds(self) -> None:
        """Nobody waits for what is said any more, though push-to-talk is held."""
        for origin in self.held:
            self._warn(f"push-to-talk, held by {origin}, has ended: {NOBODY_LISTENS}")
            self.release(origin)

    def _never_let_go(self, origin: str) -> None:
        self._warn(f"push-to-talk was not let go for {MOST_HELD_S:g} s by {origin}, and has ended")
        self.release(origin)


def _in_words(error: BaseException) -> str:
    return str(error) if isinstance(error, ModeratorError) else f"{type(error).__name__}: {error}"
