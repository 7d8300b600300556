"""The engine's process dies, as by `kill -9`, and another goes on from the record alone."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.proving.memory import Ledger, MemoryJournal
from tests.proving.night import Night
from tests.proving.nights import Operator

from moderator.cli.going_on import in_words
from moderator.engine.left_off import left_off
from moderator.errors import CannotStart
from moderator.journal.board import board_of
from moderator.journal.entry import encode
from moderator.journal.reading import read_record
from moderator.journal.segments import segment_name
from moderator.robot import Grade, StopReceipt

SHARE = 0.08
"""Of the nights, in how many the process dies."""
_WHEN = (
    ("", "", 300), ("", "", 300), ("", "", 60), ("go", "", 15), ("go", "", 15), ("order", "", 3),
    ("cue_started", "", 15), ("cue_ended", "", 15), ("stop", "", 2), ("state", "preflight", 2),
    ("state", "stopping", 2), ("state", "stopped", 2), ("state", "held", 2),
    ("state", "faulted", 1), ("state", "finished", 1), ("resumed", "", 1),
)  # fmt: skip
"""The kind of entry at which it dies, the state it tells of, and up to which of them."""


@dataclass
class Kill:
    """When it dies.

    Attributes:
        kind: of the entry; any when empty.
        state: that it tells of; any when empty.
        nth: which of those.
        steps: of the loop after it.
    """

    kind: str
    state: str
    nth: int
    steps: int

    def comes(self, entry):
        """Whether this is the entry."""
        if (self.kind and entry.kind != self.kind) or entry.data.get("to", "") != (
            self.state or entry.data.get("to", "")
        ):
            return False
        self.nth -= 1
        return self.nth == 0


def drawn_kills(draw):
    """None on most nights, and two on some."""
    if draw.random() >= SHARE:
        return []
    kills = []
    for _ in range(draw.choice((1, 1, 2))):
        kind, state, most = draw.choice(_WHEN)
        kills.append(Kill(kind, state, draw.randint(1, most), draw.choice((0, 0, 1, 2, 5, 9))))
    return kills


class Adapter:
    """The robot as one process has it.

    Args:
        robot: the robot.

    Attributes:
        dead: whether the process is; what its tasks still do then reaches nothing.
    """

    def __init__(self, robot):
        self._robot = robot
        self._nothing = _Nothing(robot)
        self.dead = False

    def __getattr__(self, name):
        return getattr(self._nothing if self.dead else self._robot, name)


class _Nothing:
    """What a dead process reaches."""

    def __init__(self, robot):
        self.state = robot.state

    def stop(self, grade):
        """Nobody hears it."""
        return StopReceipt(grade, sent=False, why="the process is dead")

    async def hold(self):
        """Nobody hears it."""

    deactivate = disconnect = hold

    def __getattr__(self, name):
        raise asyncio.CancelledError


class Segment(MemoryJournal):
    """The record of another process: what fails before it has begun is told to nobody."""

    _begun = False

    def write(self, kind, cue=None, **data):
        """As the journal does, from the process's own first entry on."""
        self._begun = self._begun or not kind.startswith("fault_")
        return super().write(kind, cue, **data) if self._begun else None


class KilledNight(Night):
    """A live show whose process dies, once or twice.

    Args:
        prepared: the show.
        people: makes its people.
        seed: of every chance.
        kills: when.
    """

    def __init__(self, prepared, people, seed, kills):
        self._starts = prepared.loaded.show.starts
        self._late = timedelta(0)
        self._kills = kills
        self._segments = []
        self._kept = []
        self._living = self._died = None
        super().__init__(prepared, people, seed)
        self._fate = self.chance.stream("kills/fate")
        self._late = timedelta(minutes=self._fate.choice((0, 7, 5000)))

    @property
    def entries(self):
        """The record, all segments as one."""
        return self._kept + ([] if self._adapter.dead else super().entries)

    def put(self, entry):
        """An entry was written."""
        super().put(entry)
        if self._kills and self._kills[0].comes(entry):
            self._die_in(self._kills.pop(0).steps)

    async def run(self, work=None):
        """The show, from preflight to its end or to where it cannot go on."""
        draw, left, dead = self.chance.stream("operator"), None, []
        with self._hall.open():
            while True:
                self._died = asyncio.get_running_loop().create_future()
                work = Operator(draw, self.parts, self.conductor).work
                self._living = asyncio.create_task(self._show(draw, work, left))
                await asyncio.wait((self._living, self._died), return_when="FIRST_COMPLETED")
                if not self._died.done():
                    await self._living
                    self.watch.end()
                    break
                self._living.cancel()
                dead.append(self._living)
                left = await self._left_off()
                if left is None:
                    break
                self._go_on(left)
        for task in dead:
            with suppress(BaseException):
                await task

    def _start(self, robot, journal, **more):
        self._adapter = Adapter(robot)
        super()._start(self._adapter, journal, live=True, wall=self._wall, **more)

    def _wall(self, zone):
        date = self._starts + self._late
        return (date + timedelta(seconds=asyncio.get_running_loop().time())).astimezone(zone)

    def _die_in(self, steps):
        if steps:
            asyncio.get_running_loop().call_soon(self._die_in, steps - 1)
        elif not self._adapter.dead and not self._living.done():
            self._die()

    def _die(self):
        """From here on what this process does is seen by nobody."""
        self.seen["kill"] += 1
        self._adapter.dead = True
        self._robot.left_alone()
        self._lose_the_rest()
        self.opened, self.doings = False, {}
        self.watch.cut(self._kept)
        self.watch.command("died")
        self._died.set_result(None)

    def _lose_the_rest(self):
        """Keep what was acknowledged and some of what came after, the last line torn at times."""
        journal, draw = self.parts.journal, self._fate
        lines, acknowledged = journal.ledger.lines, journal.ledger.acknowledged
        journal._followers, journal._writer = [], Ledger()
        journal.ledger = journal._writer
        kept = draw.randint(acknowledged, len(lines))
        content = b"".join(map(encode, lines[:kept]))
        if kept < len(lines) and draw.random() < 0.5:
            line = encode(lines[kept])
            content += line[: draw.randrange(len(line))]
        self._segments.append(content)
        self._kept += lines[:kept]

    async def _left_off(self):
        """Where somebody who starts it again finds it; None when it cannot go on."""
        if self._fate.random() < 0.8:  # the supervisor has missed its heartbeat
            await asyncio.sleep(0.2)
            self._robot.stopped_from_elsewhere(Grade.FREEZE)
        await asyncio.sleep(self._fate.choice((1.5, 10.0, 120.0)))
        self._robot.left_alone()  # it may have been connecting when it died
        record = self._read_back()
        if list(record.entries) != self._kept or board_of(record.entries) != self.board:
            self.watch.broken.append(("recover", len(self._kept), "the record reads otherwise"))
        try:
            left = left_off(record, self._prepared.rundown)
        except CannotStart as error:
            over = any(e.kind == "state" and e.data["to"] == "finished" for e in self._kept)
            if self._kept and not over:
                self.watch.broken.append(("recover", len(self._kept), str(error)))
            return None
        assert in_words(left)
        return left

    def _read_back(self):
        with TemporaryDirectory() as folder:
            for number, content in enumerate(self._segments, 1):
                (Path(folder) / segment_name(number)).write_bytes(content)
            return read_record(Path(folder))

    def _go_on(self, left):
        """Another process, which knows nothing but what the record tells."""

        def segment(clock):
            journal = Segment(clock)
            journal._n = left.board.n
            return journal

        self._start(self._robot, segment, position=left.position, first=left.first)
        self.parts.journal.heed(self._hall._heard)
