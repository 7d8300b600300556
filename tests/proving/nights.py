"""What happens to a show on its night: faults and inputs, drawn as it goes."""

import asyncio
from contextlib import suppress

from tests.proving.conversation import Conversation

from moderator.engine.lifecycle import State
from moderator.engine.orders import Verb
from moderator.engine.preflight import prepare
from moderator.errors import ModeratorError
from moderator.faults import ANY_BODY, IN_HALL, Fault
from moderator.robot import Grade

PASSES_S = (0.0, 0.0, 0.05, 0.2, 0.31, 1.0, 3.0)
REACTION_S = 0.4
CALM_S = 240.0
SHORT_TIMES = ("100ms", "2s", "20s")
TIMES = ("500ms", "10s", "1m")
FAULTS = {
    "link": SHORT_TIMES,
    "joint": SHORT_TIMES,
    "balance": SHORT_TIMES,
    "voice": SHORT_TIMES,
    "battery": (),
    "overheat": (),
    "take_over": SHORT_TIMES,
    "outputs": TIMES,
    "sound_device": TIMES,
    "speech": TIMES,
    "source": TIMES,
    "console": TIMES,
    "disk": TIMES,
    "clock": (),
    "slow": TIMES,
}
"""Every kind, and how long it may last."""
WHEN = ("at", "after", "cue", "during", "within", "chance")
_JOINTS = ("right_elbow", "left_knee", "head_yaw")
_STEPS_A_CUE = 0.9
_REARRANGING = (Verb.REORDER, Verb.REORDER, Verb.DROP, Verb.CUT_TO, Verb.SHORTEN)
ORDERS = tuple(
    verb
    for verb in Verb
    if verb
    not in (
        Verb.REVISE,
        Verb.LOCK,
        Verb.UNLOCK,
        Verb.MUTE,
        Verb.UNMUTE,
        Verb.LEVEL,
        Verb.NOTE,
    )
)
"""Those that are drawn; a locked night would see no other, and the rest leave the show as it is."""

_OF_TALKS = (Verb.ABSENT, Verb.PRESENT, Verb.GIVE_TIME, Verb.TAKE_BACK, Verb.ENDED, Verb.GO)
_OVER = (State.STOPPED, State.FAULTED)
_BUSY = ("running", "stopping")


def drawn_faults(draw, length_s, numbers):
    """Two faults or more, as in a faults file, of every kind and timed in every way.

    Args:
        draw: a random stream.
        length_s: about how long the show takes, seconds.
        numbers: of its cues.
    """
    for number in range(draw.choice((2, 2, 2, 3, 4))):
        kind = draw.choice(_DRAWN)
        fault = {"fault": kind, **_when(draw, kind, length_s, numbers), **_details(draw, kind)}
        if FAULTS[kind] and (kind in IN_HALL or draw.random() < 0.95):
            fault["for"] = draw.choice(FAULTS[kind])
        if number >= 2:
            fault["chance"] = 0.7
        yield Fault.model_validate(fault)


_DRAWN = [kind for kind in FAULTS for _ in range(3 if kind in ANY_BODY else 2)]


def _when(draw, kind, length_s, numbers):
    match draw.randrange(12):
        case 0 | 1 | 2 if kind in ANY_BODY:
            return {"during": draw.choice(("wave", "bow", "nod", "open_palms"))}
        case 3:
            return {"at": f"{draw.choice((0, 1, 5))}s"}
        case 4 | 5:
            return {"cue": draw.choice(numbers), "after": draw.choice(("0s", "300ms", "2s"))}
        case 6:
            return {"after": "0s", "within": f"{round(length_s)}s"}
        case _:
            return {"after": f"{round(1000 * draw.uniform(0, length_s))}ms"}


def _details(draw, kind):
    match kind:
        case "joint":
            return {"joint": draw.choice(_JOINTS)}
        case "battery":
            return {"level": draw.choice((0.0, 0.05, 0.12, 0.3))}
        case "overheat":
            return {"temperature_c": draw.choice((70, 78, 95))}
        case "outputs" if draw.random() < 0.5:
            return {"device": draw.choice(("desk", "lamps", "screen"))}
        case "source" if draw.random() < 0.5:
            return {"source": draw.choice(("clock", "show"))}
        case "disk" if draw.random() < 0.3:
            return {"slow": "200ms"}
        case "clock":
            return {"by": draw.choice(("1s", "30s", "10m"))}
        case "slow":
            return {"by": draw.choice(("5ms", "30ms", "300ms"))}
    return {}


class Operator:
    """Presses what a person would, and what none should.

    Args:
        draw: a random stream.
        parts: the run's parts.
        conductor: the conductor.
    """

    def __init__(self, draw, parts, conductor):
        self._draw = draw
        self._parts = parts
        self._conductor = conductor
        self._conversation = Conversation(draw, parts, conductor)
        self._numbers = [called.number for called in parts.rundown.cues]
        self._hot = [called.number for called in parts.rundown.hot]
        self._quiet, self._stirred = asyncio.Event(), asyncio.Event()
        parts.journal._followers = [*parts.journal._followers, self]
        self.patience = round(len(self._numbers) * _STEPS_A_CUE) + 15
        """How many inputs they make before they leave."""

    def put(self, entry):
        """An entry was written."""
        if entry.kind == "state":
            if entry.data["to"] in _BUSY:
                self._quiet.clear()
            else:
                self._quiet.set()
                self._stirred.set()
        elif entry.kind == "draft":
            self._stirred.set()

    async def work(self):
        """Make inputs until the show is over, or they have had enough."""
        draw, conductor = self._draw, self._conductor
        for _ in range(self.patience):
            await self._parts.people.reached()
            await self._deed()
            if draw.random() < 0.2:
                await asyncio.sleep(draw.choice(PASSES_S))
            else:
                await asyncio.sleep(REACTION_S)
                await self._calm(CALM_S * draw.random())
            if conductor.lifecycle.now is State.FINISHED and draw.random() < 0.6:
                return

    async def _calm(self, within_s):
        """Wait until nothing runs, or for as long as that; now and then decide on a draft."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                while not self._quiet.is_set():
                    self._stirred.clear()
                    await self._stirred.wait()
                    if self._conductor.deciding.asked and self._draw.random() < 0.3:
                        await self._conversation.go_on()

    async def _deed(self):
        draw, state = self._draw, self._conductor.lifecycle.now
        chance = draw.random()
        if chance < 0.07:
            return await self._odd()
        if state in _OVER:
            await asyncio.sleep(draw.choice((0.0, 5.0, 30.0, 600.0)))
            return await self._prepare()
        if state is State.HELD:
            return await self._order(Verb.RESUME)
        if self._conversation.possible and draw.random() < 0.5:
            return await self._conversation.go_on()
        if chance < 0.83:
            standby = self._conductor.standby()
            return await self._order(Verb.GO, standby.cue if standby else None)
        return await self._usual()

    async def _usual(self):
        """What an operator does now and then."""
        draw = self._draw
        match draw.randrange(15):
            case 0:
                await self._order(Verb.HOLD)
            case 9 | 10 | 11:
                await self._rearrange()
            case 12 | 13 | 14:
                await self._moderate()
            case 1:
                await self._order(draw.choice((Verb.BACK, Verb.NEXT)))
            case 2:
                await self._order(Verb.JUMP, draw.choice(self._numbers))
            case 3:
                await self._order(Verb.SKIP)
            case 4:
                verb = draw.choice((Verb.DISARM, Verb.ARM))
                await self._order(verb, draw.choice((*self._numbers, *self._hot)))
            case 5 | 6:
                await self._order(Verb.HOT, draw.choice(self._hot))
            case 7:
                self._stop()
            case _:
                await self._order(Verb.GO)

    async def _rearrange(self):
        """Change what comes, most times sensibly."""
        draw, at = self._draw, self._parts.time.standby
        verb = draw.choice(_REARRANGING)
        coming = [called.number for called in self._parts.rundown.cues[at:]] or self._numbers
        await self._order(verb, draw.choice(coming), draw.choice(coming))
        if verb is Verb.DROP and draw.random() < 0.3:
            await self._order(Verb.RESTORE, draw.choice(self._conductor._next_go.dropped or ("1",)))

    async def _moderate(self):
        """Call a talk, or take the one that runs, and say something of its speaker."""
        draw, cues = self._draw, self._parts.rundown.cues
        talks = [called.number for called in cues if called.cue.talk]
        if not talks:
            return
        number = draw.choice(talks)
        if draw.random() < 0.5:
            await self._order(Verb.ABSENT, number)
            await self._order(Verb.PRESENT, number)
        if draw.random() < 0.7:
            await self._order(Verb.JUMP, number)
            await self._order(Verb.GO, number)
        for _ in range(draw.randint(1, 4)):
            await asyncio.sleep(draw.choice((0.0, 1.0, 4.0, 12.0, 30.0)))
            verb = draw.choice(_OF_TALKS)
            await self._order(verb, number, "30s" if verb is Verb.GIVE_TIME else "")

    async def _odd(self):
        """Anything, at any time."""
        draw = self._draw
        match draw.randrange(8):
            case 0:
                self._stop()
            case 6:
                self._parts.robot.stopped_from_elsewhere(draw.choice(list(Grade)))
            case 7:
                await self._meddle()
            case 1:
                await self._prepare()
            case 2:
                await self._order(Verb.GO, draw.choice(self._numbers))
            case 3:
                orders = [self._order(draw.choice(ORDERS), self._any_cue()) for _ in range(3)]
                await asyncio.gather(*orders)
            case 4:
                self._stop()
                await asyncio.sleep(draw.choice(PASSES_S))
                self._stop()
            case _:
                await self._order(draw.choice(ORDERS), self._any_cue())

    async def _meddle(self):
        """Have it made ready, and meanwhile stop it or answer what is asked, right or wrong."""
        draw = self._draw
        preparing = asyncio.ensure_future(self._prepare())
        await asyncio.sleep(draw.choice(PASSES_S))
        if draw.random() < 0.3:
            self._stop()
        else:
            verb = draw.choice((Verb.CONFIRM, Verb.CONFIRM, Verb.DECLINE))
            await self._order(verb, draw.choice(("mark", "mark", "cordon")))
        await preparing

    def _any_cue(self):
        return self._draw.choice((None, "none", *self._hot, *self._numbers))

    def _stop(self):
        self._conductor.stop(self._draw.choice(list(Grade)), "operator")

    async def _order(self, verb, cue=None, words=""):
        return await self._conductor.order(verb, "operator", cue, words=words)

    async def _prepare(self):
        """Mend what can be mended, most times, and have everything looked at again."""
        if self._draw.random() < 0.7:
            self._parts.robot.charge()
        if self._conductor.lifecycle.may("prepare"):
            with suppress(ModeratorError):
                await prepare(self._parts, self._conductor)
