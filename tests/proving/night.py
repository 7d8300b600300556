"""One show on one night: drawn from a seed, run by the engine, watched at every entry."""

import asyncio
import os
import threading
from collections import Counter
from dataclasses import dataclass, field

from tests.proving.memory import MemoryJournal
from tests.proving.nights import WHEN, Operator, drawn_faults
from tests.proving.promises import Watch
from tests.proving.shows import drawn_show
from tests.proving.watched import WatchedRobot

from moderator.cli.faults import addresses
from moderator.cli.wiring import assemble
from moderator.engine.conductor import Conductor
from moderator.engine.hall import Hall
from moderator.engine.lifecycle import State
from moderator.engine.session import open_show
from moderator.engine.virtual import VirtualTimeLoop
from moderator.errors import ModeratorError
from moderator.journal.board import Board
from moderator.journal.entry import encode
from moderator.people import PeopleSetup
from moderator.robot import Grade, RobotSetup
from moderator.values.chance import Chance

_DOING = ("motion", "gesture", "said")
_COUNTED = {
    "state": [("state", "to"), ("trigger", "trigger")],
    "cue_ended": [("outcome", "outcome")],
    "order": [("order", "order")],
    "order_refused": [("refused", "order")],
    "fault_injected": [("fault", "fault")],
    "stop": [("stop", "grade")],
    "show_ended": [("ended", "ended")],
    "cue_started": [],
    "go": [],
    "go_refused": [],
}
"""Of each kind of entry that is counted: the groups, and the keys that say which of them."""


@dataclass
class Told:
    """What a night came to.

    Attributes:
        seed: what it was drawn from.
        broken: (promise, number of the entry, what is wrong).
        entries: the record.
        cues: how many cues the show has.
        faults: how many faults were drawn.
        seen: how often each state, trigger, outcome, kind of cue and order was seen.
    """

    seed: int
    broken: list = field(default_factory=list)
    entries: list = field(default_factory=list)
    cues: int = 0
    faults: int = 0
    seen: Counter = field(default_factory=Counter)

    @property
    def content(self):
        """The record's bytes."""
        return b"".join(map(encode, self.entries))


class Night:
    """A show under way, as the promises see it.

    Args:
        prepared: the show.
        people: makes its people.
        seed: of every chance.
        journal: makes the record, given what tells the show's time.
        faults: draws what fails.
    """

    def __init__(self, prepared, people, seed, journal=MemoryJournal, faults=drawn_faults):
        show = prepared.loaded.show
        self.chance = Chance(seed)
        draw = self.chance.stream("faults")
        numbers = [called.number for called in (*prepared.rundown.cues, *prepared.rundown.hot)]
        self._prepared = prepared
        self._hall = hall = Hall(
            tuple(faults(draw, prepared.rundown.planned_ns / 1e9, numbers)),
            self.chance,
            people(PeopleSetup(show.rehearsal, self.chance)),
            prepared.renderer,
            addresses(prepared.loaded),
        )
        self.faults = len(hall.faults)
        self._robot = WatchedRobot(
            RobotSetup(chance=self.chance, faults=hall.robot_faults, prompter=hall.prompter)
        )
        self._start(self._robot, journal)
        self.board = Board()
        self.doings = {}
        self.opened = False
        self.seen = Counter(
            f"when {key}" for fault in hall.faults for key in WHEN if key in fault.model_fields_set
        )
        self._doing = None
        self._claims = {}
        self.watch = Watch(self)
        self._robot.on_command = self._commanded

    def _start(self, robot, journal, position=0, **more):
        hall = self._hall
        self.parts = assemble(
            self._prepared,
            robot,
            hall.people,
            hall.player,
            hall.outputs,
            self.chance,
            lambda clock: hall.keeping(journal(clock)),
            renders=hall.renderer,
            asked=hall.sources.asked,
            **more,
        )
        self.conductor = Conductor(self.parts, position)
        self.parts.journal._followers.append(self)

    @property
    def entries(self):
        """The record, where it is in memory."""
        return self.parts.journal.ledger.lines

    def claims(self, number):
        """What a cue holds while it acts."""
        if number not in self._claims:
            self._claims[number] = self.called[number].cue.claims(self.parts.materials)
        return self._claims[number]

    @property
    def called(self):
        """Each cue in the place where it stands now, by its number."""
        return self.parts.rundown.by_number

    def after(self, number):
        """The number of the cue after one in the rundown; None after the last."""
        position = self.called[number].position + 1
        cues = self.parts.rundown.cues
        return cues[position].number if 0 < position < len(cues) else None

    def put(self, entry):
        """An entry was written."""
        kind = entry.kind
        self.opened = self.opened or kind in ("playhead", "disarmed")
        if kind in _DOING:
            self._doing = entry.cue
        elif kind == "cue_started":
            self.doings.pop(entry.cue, None)
        self.watch.put(entry)
        self._count(entry)

    async def run(self, work=None):
        """The show from preflight to its end.

        Args:
            work: what is done to it, as a coroutine; an operator's drawn inputs when left out.
        """
        draw = self.chance.stream("operator")
        with self._hall.open():
            await self._show(draw, work or Operator(draw, self.parts, self.conductor).work)
        self.watch.end()

    async def _show(self, draw, work, left=None):
        try:
            async with open_show(self.parts, "drawn", self.conductor, left):
                await work()
                if draw.random() < 0.1:  # and everybody leaves in that instant
                    self._robot.stopped_from_elsewhere(draw.choice(list(Grade)))
                    for _ in range(draw.randrange(12)):
                        await asyncio.sleep(0)
                now = self.conductor.lifecycle.now
                if now is not State.FINISHED and (now is not State.FAULTED or draw.random() < 0.1):
                    self.conductor.stop(draw.choice(list(Grade)), "the operator leaves")
        except ModeratorError:
            fault = self.board.fault
            if fault is None or not fault.what.startswith("preflight: "):
                raise

    def left_over(self):
        """Note every task of this loop but the one that asks."""
        left = asyncio.all_tasks() - {asyncio.current_task()}
        self.watch.broken += [("left over", 0, f"task {task.get_coro()}") for task in left]

    def _commanded(self, what, handle=None):
        if what in ("play", "say") and self._doing is not None:
            self.doings.setdefault(self._doing, []).append((what, handle))
            self._doing = None
        self.watch.command(what, handle)

    def _count(self, entry):
        if entry.kind not in _COUNTED:
            return
        seen, data = self.seen, entry.data
        for group, key in _COUNTED[entry.kind]:
            seen[f"{group} {data[key]}"] += 1
        match entry.kind:
            case "cue_started":
                for action in self.called[entry.cue].cue.actions():
                    seen["kind " + action.kind] += 1
            case "go":
                seen["order go, meaning another" if "means" in data else "order go"] += 1
            case "go_refused":
                seen["refused go"] += 1


def drawn(workshop, seed):
    """The show of a seed, made ready."""
    return workshop.prepared(drawn_show(Chance(seed).stream("show")))


def night(workshop, seed, journal=MemoryJournal, prepared=None):
    """Run the show of a seed; returns what it came to.

    Args:
        workshop: makes shows ready.
        seed: what everything is drawn from.
        journal: makes the record, given what tells the show's time.
        prepared: the show, where it is ready.
    """
    from tests.proving.killed import KilledNight, drawn_kills  # it is a night itself

    before = held()
    prepared = prepared or drawn(workshop, seed)
    told = Told(seed, cues=len(prepared.rundown.cues))

    async def whole():
        kills = drawn_kills(Chance(seed).stream("kills")) if journal is MemoryJournal else []
        watched = (
            KilledNight(prepared, workshop.people, seed, kills)
            if kills
            else Night(prepared, workshop.people, seed, journal)
        )
        told.faults, told.seen, told.broken = watched.faults, watched.seen, watched.watch.broken
        try:
            with watched.parts.journal as record:
                await watched.run()
            watched.left_over()
        finally:
            if isinstance(record, MemoryJournal):
                told.entries = watched.entries

    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        try:
            runner.run(whole())
        except Exception as error:  # noqa: BLE001 — a seed that fails is told, with the others
            told.broken.append(("end", 0, f"{type(error).__name__}: {error}"))
    told.broken += [("left over", 0, what) for what in left(before)]
    return told


def held():
    """What this process has open: file handles (ports too), threads, child processes."""
    return _files(), set(threading.enumerate()), _children()


def _files():
    return set(os.listdir("/proc/self/fd"))  # noqa: PTH208 — twice each night


def _children():
    children = f"/proc/self/task/{os.getpid()}/children"
    with open(children, "rb", buffering=0) as file:  # noqa: PTH123 — each night
        return set(map(int, file.read().split()))


def left(before):
    """What of that is held now and was not before."""
    files, threads, children = before
    for thread in set(threading.enumerate()) - threads:
        thread.join(1.0)
        if thread.is_alive():
            yield f"thread {thread.name}"
    if more := _files() - files:
        yield f"file handles {sorted(more)}"
    if more := _children() - children:
        yield f"processes {sorted(more)}"
