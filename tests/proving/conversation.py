"""What is said to the robot in a dialogue, and decided of its drafts, right or wrong."""

from moderator.engine.orders import Verb

SAID = ("Who are you?", "Where is this hall?", "Can you swim?", " ")


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
        """Say, or decide, one thing."""
        draft = self._conductor.deciding.asked
        if draft and self._draw.random() < 0.8:
            return await self._decide(draft)
        return await self._talk()

    async def _decide(self, draft):
        match self._draw.randrange(4):
            case 0:
                await self._order(Verb.APPROVE)
            case 1:
                await self._order(Verb.REFUSE)
            case 2 if draft.offered:
                await self._order(Verb.PICK, self._draw.choice(draft.offered)[0])
            case _:
                await self._order(Verb.ANSWER, words="Ask me {again} [mark: now] in 2030.")

    async def _talk(self):
        ears, draw = self._ears, self._draw
        if ears.held and draw.random() < 0.7:
            if draw.random() < 0.7:
                await self._hear()
            await self._order(Verb.LISTENED)
        elif ears.interruptible:
            await self._order(draw.choice((Verb.INTERRUPT, Verb.LISTEN)))
        elif draw.random() < 0.3:
            await self._order(Verb.LISTEN)
        else:
            await self._hear()

    async def _hear(self):
        await self._order(Verb.HEARD, "elsewhere", words=self._draw.choice(SAID))

    async def _order(self, verb, named=None, words=""):
        await self._conductor.order(verb, "operator", named, words=words)
