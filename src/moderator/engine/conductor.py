"""The one task that owns a show's life: it takes orders one at a time, and stop at once."""

import asyncio
from collections import Counter

from moderator.engine.causes import in_a_line
from moderator.engine.deciding import Deciding
from moderator.engine.ending import Ending
from moderator.engine.inquiring import Inquiring
from moderator.engine.left_off import LeftOff
from moderator.engine.lifecycle import CALLABLE, Lifecycle, State
from moderator.engine.next_go import NextGo
from moderator.engine.obeying import Obeying
from moderator.engine.orders import Answer, Order, Verb
from moderator.engine.parts import Parts
from moderator.engine.readiness import Readiness
from moderator.engine.revising import Revising
from moderator.engine.runner import CueTask, any_loss_is_told
from moderator.engine.running import Running
from moderator.people import Standby
from moderator.robot import Check, Grade, StopReceipt
from moderator.show.rundown import Called

_ENDED = "the show has ended"


class Conductor:
    """Owns the lifecycle, the playhead and the running cues.

    Args:
        parts: the run's parts.
        first: position in the rundown that is on standby first.
    """

    def __init__(self, parts: Parts, first: int = 0) -> None:
        self._parts = parts
        self._queue: asyncio.Queue[Order | CueTask | None] = asyncio.Queue()
        self._over = False
        self.preparing = False
        """Whether a preflight is under way, also one that was stopped."""
        self.readied = 0
        """How often preflight was green."""
        self.reached_end = False
        """Whether the show has come to its end, whatever was done afterwards."""
        self.turned_away: Counter[str] = Counter()
        """How often an input from elsewhere was no order, by what was wrong with it."""
        self._turn: asyncio.Event | None = None
        self._ready = asyncio.Event()
        self.turns = 0
        """How often anything about the show has changed."""
        self._next_go = NextGo(parts, first, self.turn)
        self.lifecycle = Lifecycle(self._changed)
        self.inquiring = Inquiring(parts.journal)
        self.deciding = Deciding(parts.journal)
        readiness = Readiness(parts)
        self._running = Running(
            parts, self.lifecycle, self._next_go, readiness, self, self._queue.put_nowait
        )
        self._ending = Ending(parts, self.lifecycle, self._next_go, self._running)
        self._obeying = Obeying(
            parts,
            self.lifecycle,
            self._next_go,
            self._running,
            readiness,
            self.inquiring,
            self.deciding,
        )

    @property
    def revising(self) -> Revising:
        """What takes in a revised show."""
        return self._obeying.revising

    @property
    def lost(self) -> str:
        """How the body was lost, in words; empty while it is ours."""
        return self._ending.lost

    def opened(self) -> None:
        """The record has begun: say where the show is to begin."""
        self._next_go.opened()

    def go_on(self, left: LeftOff) -> None:
        """Go on where a run was cut short: as after a stop, nothing moves until preflight."""
        self._parts.time.rundown = left.rundown
        self._running.go_on(left)
        self._parts.time.go_on(left.over_ns, left.begun)
        self._next_go.go_on(left.board.disarmed, left.board.dropped)
        self._obeying.locking.locked = left.board.locked
        self._parts.player.set(level=left.board.level, muted=left.board.muted)
        self.lifecycle.fire("recover")
        self._next_go.opened()

    async def order(
        self,
        verb: Verb,
        origin: str,
        cue: str | None = None,
        seen: int | None = None,
        words: str = "",
        confidence: float = 1.0,
    ) -> Answer:
        """Have an order carried out; returns when it is, or is refused, and that is recorded.

        Args:
            verb: what to do.
            origin: which input it came from.
            cue: the cue it names, for GO the one it expects on standby; or what else `NAMES` tells.
            seen: the last entry of the record that was known to whoever asks.
            words: what was typed, or heard.
            confidence: in what was heard, 0 to 1.
        """
        if self._over:
            return Answer(accepted=False, reason=_ENDED)
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._queue.put_nowait(Order(verb, origin, cue, answer, seen, words, confidence))
        given = await answer
        await self._parts.journal.flushed()
        return given

    @property
    def over(self) -> bool:
        """Whether the show is being left, or was."""
        return self._over

    def close(self) -> None:
        """Refuse every order from now on: the show is being left."""
        self._over = True

    def stop(self, grade: Grade, origin: str) -> StopReceipt:
        """Stop the robot, then everything else. Goes round the queue and waits for nothing."""
        receipt = self._ending.stop(grade, origin)
        self._queue.put_nowait(None)
        return receipt

    def lose(self, what: str, called: Called | None = None) -> None:
        """The body is not ours any more: running cues end `unknown`, and the show is faulted.

        Nothing is sent to the robot until preflight.

        Args:
            what: what happened, for the operator.
            called: the cue that found out, if one did.
        """
        if self._ending.lose(what, called):
            self._queue.put_nowait(None)

    def hold(self, why: str) -> None:
        """Hold the show at its next safe point, if it is under way; a person resumes it."""
        if self.lifecycle.may("hold"):
            self._obeying.held_for = why
            self.lifecycle.fire("hold")
            self._queue.put_nowait(None)

    def ready(self) -> None:
        """Preflight is green: the standby can be called."""
        self._ending.over()
        self.readied += 1
        self._ready.set()
        self._ready = asyncio.Event()
        self._parts.speaker.ready()
        self.lifecycle.fire("ready")
        self._next_go.tell(anew=True)
        self.tell_red()
        self._queue.put_nowait(None)

    async def made_ready(self, since: int) -> int:
        """Wait until preflight was green more often than that; return how often."""
        while self.readied == since:
            await self._ready.wait()
        return self.readied

    async def turned(self, since: int | None = None) -> None:
        """Wait until anything about the show changes.

        Args:
            since: the `turns` that the caller has seen; from now on when left out.
        """
        seen = self.turns if since is None else since
        while self.turns == seen:
            self._turn = self._turn or asyncio.Event()
            await self._turn.wait()

    def turn(self) -> None:
        """Wake those who wait in `turned`."""
        self.turns += 1
        if self._turn:
            self._turn.set()
            self._turn = None

    def standby(self) -> Standby | None:
        """What the next GO does, in words; None when GO does nothing."""
        if self.lifecycle.now not in CALLABLE:
            return None
        return self._next_go.standby()

    def refusal(self) -> str:
        """Why a GO would do nothing now; empty when it would do something."""
        return self._obeying.refusal()

    def checks(self) -> tuple[Check, ...]:
        """What GO would start needs, each check green or red."""
        return self._obeying.checks()

    def tell_red(self) -> None:
        """Record which checks of the cue on standby are red, when that has changed."""
        self._obeying.tell_red()

    def running(self) -> tuple[Called, ...]:
        """The cues that run, in the order in which they began."""
        return self._running.cues()

    def waiting(self) -> tuple[Called, ...]:
        """The cues that start when the show is resumed."""
        return self._running.waiting()

    def passes_over(self, called: Called) -> str:
        """Why a cue does nothing when its turn comes; empty when it is to do something."""
        return self._next_go.passes_over(called)

    def tally(self) -> dict[str, int]:
        """How many cues ended which way: done, skipped, failed, unknown."""
        return self._parts.tally.as_counts()

    def over_ns(self) -> int:
        """How far the show is over its plan; negative when it is ahead."""
        return self._parts.time.over_ns()

    def open_go(self, number: str, means: str) -> asyncio.Event:
        """Let the operator's GO set an event from now on."""
        return self._next_go.open(number, means)

    def close_go(self, event: asyncio.Event) -> None:
        """Let GO be GO again."""
        self._next_go.close(event)

    def may_begin(self) -> None:
        """Let a cue begin something; a stop is obeyed before the cue has even heard of it.

        Raises:
            asyncio.CancelledError: the show was stopped.
        """
        if self.lifecycle.now not in (*CALLABLE, State.HELD):
            raise asyncio.CancelledError

    async def conduct(self) -> None:
        """Take orders until the task is cancelled; every cue has ended on return."""
        one: Order | CueTask | None = None
        try:
            async with self._running.group:
                while True:
                    one = await self._queue.get()
                    if isinstance(one, Order):  # it comes after the ends of this instant
                        for task in self._running.done():
                            await any_loss_is_told(task)
                            self._take(task)
                    elif isinstance(one, asyncio.Task):
                        await any_loss_is_told(one)
                    self._take(one)
        except Exception as error:
            self._parts.journal.write("fault", what=f"defect: {in_a_line(error)}")
            self.stop(Grade.RELAX, "defect")
            raise
        finally:
            self._over = True
            self.inquiring.drop()
            self._running.cancel()
            left = [one]  # it may have been cancelled with one at hand
            while not self._queue.empty():
                left.append(self._queue.get_nowait())
            for order in left:
                if isinstance(order, Order):
                    _answer(order, Answer(accepted=False, reason=_ENDED))
            for task in self._running.done():
                self._running.ended(task)
            self._settle()

    def _take(self, one: Order | CueTask | None) -> None:
        if isinstance(one, Order) and self._over:
            _answer(one, Answer(accepted=False, reason=_ENDED))
        elif isinstance(one, Order):
            _answer(one, self._obeying.obey(one))
        elif one is not None:
            self._running.ended(one)
        self._settle()
        self.turn()

    def _settle(self) -> None:
        """Bring the state in line with what runs."""
        if self._running:
            return
        match self.lifecycle.now:
            case State.STOPPING:
                self.lifecycle.fire("rest")
            case State.STANDBY | State.RUNNING if self._next_go.called() is None:
                self.lifecycle.fire("finish")
            case State.RUNNING:
                self.lifecycle.fire("settle")
                self._next_go.tell()
                self.tell_red()

    def _changed(self, source: State, target: State, trigger: str) -> None:
        self._parts.journal.write(
            "state", **{"from": source.value, "to": target.value, "trigger": trigger}
        )
        self.reached_end |= target is State.FINISHED
        if source is State.PREFLIGHT:
            self.inquiring.drop()
        self.turn()


def _answer(order: Order, answer: Answer) -> None:
    """Tell the one who asked, if they still want to know."""
    if not order.answer.done():
        order.answer.set_result(answer)
