"""What is said to the robot in a dialogue, and decided of its drafts, right or wrong."""

import asyncio

from moderator.engine.orders import Verb

SAID = ("", "Who are you?", "Where is this hall?", "How deep is the sea?")
TYPED = ("", "Ask my maker.", "It is {clock.time}, [mark: now] I think.")
TURNS_S = (0.0, 0.05, 0.4, 1.0, 3.0, 25.0)


class Conversation:
    """Takes part in the dialogue that runs, if one does.

    Args:
        draw: a random stream.
        parts: the run's parts.
        conductor: the conductor.
    """

    def __init__(self, draw, parts, conductor):
        self._draw = draw
        self._ears = parts.ears
        self._conductor = conductor

    @property
    def possible(self):
        """Whether anything that is said now is heard."""
        ears = self._ears
        return bool(self._conductor.deciding.asked or ears.open or ears.interruptible or ears.held)

    async def go_on(self):
        """Say things, and decide on drafts, for as long as it is fun."""
        while self.possible:
            draft = self._conductor.deciding.asked
            if draft and self._draw.random() < 0.8:
                await self._decide(draft)
            else:
                await self._talk()
            if self._draw.random() < 0.3:
                return
            await asyncio.sleep(self._draw.choice(TURNS_S))

    async def _decide(self, draft):
        offered = [answer for answer, _ in draft.offered]
        verb = self._draw.choice((Verb.APPROVE, Verb.REFUSE, Verb.PICK, Verb.ANSWER, Verb.ANSWER))
        picked = self._draw.choice(offered) if offered and verb is Verb.PICK else None
        await self._order(verb, picked, self._draw.choice(TYPED))

    async def _talk(self):
        ears, draw = self._ears, self._draw
        if ears.held and draw.random() < 0.7:
            if draw.random() < 0.7:
                await self._hear()
            await self._order(Verb.LISTENED)
        elif ears.interruptible:
            await self._order(draw.choice((Verb.INTERRUPT, Verb.LISTEN, Verb.HEARD)))
        elif draw.random() < 0.3:
            await self._order(Verb.LISTEN)
        else:
            await self._hear()

    async def _hear(self):
        await self._order(Verb.HEARD, "elsewhere", words=self._draw.choice(SAID))

    async def _order(self, verb, named=None, words=""):
        await self._conductor.order(verb, "operator", named, words=words)
