"""A stage of fakes: everything takes a known time, fails when told to, and is written down."""

import asyncio
import random
from contextlib import contextmanager, suppress
from copy import copy

from moderator.cues.floor import Floor
from moderator.cues.stage import Lost, Stage
from moderator.hearing.gate import Gate
from moderator.robot import Ended, Outcome
from moderator.show.lengths import Estimated

LASTS_S = {"say": 2.0, "move": 3.0, "look": 1.0, "play": 4.0, "send": 0.5}


class FakeStage(Stage):
    """Implements `Stage`; `tests/cues/test_stage.py` holds it to what the engine's own does."""

    def __init__(self, materials, knowledge, people):
        self.materials = materials
        self.knowledge = knowledge
        self.people = people
        self._loop = asyncio.get_running_loop()
        self._zero_s = self._loop.time()
        self.began_ns = 0
        self.lengths = Estimated(materials)
        self.place, self.moment_ns, self.ended_ns = "", None, None
        self.fails = {}
        """Outcomes other than success, by verb or by what it was to do."""
        self.did = []
        """(seconds, what) of each thing begun."""
        self.ends = []
        """(seconds, what, how) of each thing ended."""
        self.entries = []
        """(seconds, kind, data) of each entry."""
        self.gestures_last_s = 0.0
        """How long the gestures of a filler outlast its words."""
        self.exact_ends_ns = []
        self.next_number = None
        self.interruptions = asyncio.Queue()
        """Who takes the floor from the robot, when told to."""
        self.so = ()
        """The conditions that hold."""
        self.go = None
        self.go_means = []
        self.gate = Gate()
        self.given_floor = Floor()

    def now_ns(self):
        return round((self._loop.time() - self._zero_s) * 1e9)

    @property
    def now_s(self):
        return self.now_ns() / 1e9

    async def until(self, when_ns):
        await asyncio.sleep(max(0, when_ns - self.now_ns()) / 1e9)

    def ends_at(self, when_ns):
        self.ended_ns = when_ns
        self.exact_ends_ns.append(when_ns)

    def child(self, place, heading, began_ns, moment_ns):
        other = copy(self)
        other.place, other.began_ns, other.moment_ns = place, began_ns, moment_ns
        other.ended_ns, other.exact_ends_ns = None, []
        return other

    def holds(self, condition):
        return condition in self.so

    async def say(self, text, *, answer=None, filled=None, heard=None, gestures=None):
        await self.until(self.moment_ns or 0)
        outcome = await self._do("say", text)
        if heard:
            heard.set()
            await asyncio.sleep(self.gestures_last_s)
        return outcome

    async def hear(self, turn):
        return await self.people.ask(turn)

    async def interrupted(self):
        return await self.interruptions.get()

    async def decide(self, draft):
        with suppress(TimeoutError):
            async with asyncio.timeout((draft.due_ns - self.now_ns()) / 1e9):
                return await self.people.approve(draft)
        return None

    async def move(self, motion, *, apex=False):
        if apex and self.moment_ns is not None:
            await self.until(self.moment_ns - self.lengths.apex_ns(motion))
        return await self._do("move", motion)

    async def look(self, bearing_deg, *, down_deg=0.0, in_s=1.2):
        return await self._do("look", (bearing_deg, down_deg) if down_deg else bearing_deg)

    async def play(self, file, how):
        await self.until(self.moment_ns or 0)
        return await self._do("play", file)

    async def fade(self, cue, level, over_ns, *, ends):
        self.did.append((self.now_s, (cue, level, ends)))
        await asyncio.sleep(over_ns / 1e9)
        return Outcome.succeeded()

    async def send(self, device, message):
        return await self._do("send", (device, message.told, getattr(message, "body", None)))

    async def _do(self, verb, what):
        self.did.append((self.now_s, what))
        try:
            await asyncio.sleep(LASTS_S[verb])
        except asyncio.CancelledError:
            self.ends.append((self.now_s, what, "cancelled"))
            raise
        outcome = self.fails.get(verb) or self.fails.get(what) or Outcome.succeeded()
        self.ends.append((self.now_s, what, outcome.ended.value))
        if outcome.ended is Ended.UNKNOWN:
            raise Lost(outcome)
        return outcome

    def record(self, kind, **data):
        self.entries.append((self.now_s, kind, data))

    def stream(self, purpose):
        return random.Random(purpose)

    @contextmanager
    def on_go(self, means):
        self.go, self.go_means = asyncio.Event(), [*self.go_means, means]
        try:
            yield self.go
        finally:
            self.go = None

    @contextmanager
    def floor(self):
        yield self.given_floor

    def then(self, number):
        self.next_number = number

    def told(self, kind):
        """(seconds, data) of each entry of a kind."""
        return [(at_s, data) for at_s, told, data in self.entries if told == kind]

    def begun(self):
        """What was begun, in order."""
        return [what for _, what in self.did]
