"""A day of show time in one process, watched from outside: whether memory and handles stay flat.

`python -m tests.proving.long_night --hours 24`
"""

import argparse
import asyncio
import ctypes
import gc
import os
import sys
import tempfile
import threading
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import linear_regression

from tests.proving.audience import watched
from tests.proving.night import Night
from tests.proving.nights import Operator, drawn_faults
from tests.proving.shows import drawn_show
from tests.proving.workshop import Workshop

from moderator.engine.lifecycle import State
from moderator.engine.orders import Verb
from moderator.engine.virtual import VirtualTimeLoop
from moderator.journal.failing import FailingJournal
from moderator.robot import Grade
from moderator.values.chance import Chance

LOOKS = 24
"""How often the process is looked at, at equal distances."""
_VISITS = 3
"""How often between two looks somebody comes to watch, and goes."""
_FAULTS_EVERY_S = 1800.0
_PAGE = os.sysconf("SC_PAGE_SIZE")
_ALLOWED = {
    "kib": 96.0,  # what is freed of Python's own heap stays where a page is not wholly free
    "heap_kib": 16.0,
    "blocks": 100.0,
    "objects": 25.0,
    "files": 0.5,
    "threads": 0.5,
    "tasks": 2.0,
}
"""By how much each may grow over the second half for each 1,000 entries of the record."""


@dataclass(frozen=True)
class Look:
    """What the process holds at one moment, its waste collected.

    Attributes:
        entries: how many are in the record.
        kib: resident memory, without what was freed.
        heap_kib: of that, what the C library has given out and not taken back.
        blocks: of memory that Python holds, each an object or part of one.
        objects: that the collector knows.
        files: open handles, ports among them.
        threads: that run.
        tasks: of the loop.
    """

    entries: int
    kib: float
    heap_kib: float
    blocks: int
    objects: int
    files: int
    threads: int
    tasks: int


@dataclass(frozen=True)
class Day:
    """What a long night came to.

    Attributes:
        looks: in order.
        seen: as in a night.
        watched: how often those who watched did what.
        broken: promises that were.
    """

    looks: list[Look]
    seen: Counter[str]
    watched: Counter[str]
    broken: list

    def growth(self):
        """How much of each is held more for each 1,000 entries, over the second half."""
        half = self.looks[len(self.looks) // 2 :]
        entries = [look.entries / 1000 for look in half]
        return {
            one.name: linear_regression(entries, [getattr(look, one.name) for look in half]).slope
            for one in fields(Look)
            if one.name != "entries"
        }

    def grows(self):
        """What is not flat."""
        return [
            f"{name} grow by {slope:.2f} for each 1,000 entries"
            for name, slope in self.growth().items()
            if slope > _ALLOWED[name]
        ]


class _DayOperator(Operator):
    """Works until the day is over; when the rundown is, the show begins anew."""

    def __init__(self, draw, parts, conductor, until_s):
        super().__init__(draw, parts, conductor)
        self._until_s = until_s

    async def work(self):
        """Make inputs until the time is over."""
        loop, conductor = asyncio.get_running_loop(), self._conductor
        while loop.time() < self._until_s:
            if conductor.lifecycle.now is State.FINISHED:
                conductor.stop(Grade.RELAX, "operator")
            elif conductor.standby() and conductor.standby().cue == self._numbers[-1]:
                await self._order(Verb.JUMP, self._numbers[0])
            else:
                await self._deed()
            for cue in conductor._next_go.dropped:  # else nothing is left of the show in time
                await self._order(Verb.RESTORE, cue)
            await asyncio.sleep(0.4)
            await self._calm(240.0 * self._draw.random())


def long_night(workshop, hours, out, seed=7):
    """Run a show for so long, its record on disk.

    Args:
        workshop: makes shows ready.
        hours: of virtual time.
        out: the record's folder.
        seed: what everything is drawn from.
    """
    prepared = workshop.prepared(drawn_show(Chance(seed).stream("show")))
    until_s = hours * 3600.0
    looks = []

    def faults(draw, _, *others):
        for _ in range(max(1, int(until_s / _FAULTS_EVERY_S))):
            yield from filter(_passes, drawn_faults(draw, until_s, *others))

    async def whole():
        one = Night(
            prepared, workshop.people, seed, lambda clock: FailingJournal.create(out, clock), faults
        )
        with one.parts.journal:
            async with watched(one.parts, one.conductor) as audience:
                looking = asyncio.create_task(_look_on(looks, until_s / LOOKS, one, audience))
                draw = one.chance.stream("operator")
                await one.run(_DayOperator(draw, one.parts, one.conductor, until_s).work)
                looking.cancel()
                with suppress(asyncio.CancelledError):
                    await looking
                await asyncio.sleep(0.1)
                await audience.in_step()
                if not audience.follows(one.board):
                    one.watch.broken.append(("watched", one.board.n, "is not what was recorded"))
        return Day(looks, one.seen, audience.seen, one.watch.broken)

    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        return runner.run(whole())


def _passes(fault):
    """Whether it goes away, or a person can mend it: no other day would see many cues.

    What fails in the very beginning (`at`) may end a show before it has begun.
    """
    return fault.at is None and (
        fault.lasts is not None or fault.fault in ("battery", "overheat", "clock")
    )


async def _look_on(looks, every_s, one, audience):
    """Look at the process now and then, when nobody visits and no cue runs."""
    loop = asyncio.get_running_loop()
    while True:
        next_s = loop.time() + every_s
        for _ in range(_VISITS):
            await audience.visit(every_s / _VISITS / 2)
            await asyncio.sleep(every_s / _VISITS / 4)
        await asyncio.sleep(next_s - loop.time())
        while one.conductor.running():  # noqa: ASYNC110 -- there is no hurry
            await asyncio.sleep(1.0)
        gc.collect()
        looks.append(
            Look(
                entries=one.board.n,
                kib=_resident_kib(),
                heap_kib=_heap_kib(),
                blocks=sys.getallocatedblocks(),
                objects=len(gc.get_objects()),
                files=len(os.listdir("/proc/self/fd")),  # noqa: PTH208
                threads=threading.active_count(),
                tasks=len(asyncio.all_tasks()),
            )
        )


class _Heap(ctypes.Structure):
    """What glibc's mallinfo2(3) tells."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            "arena", "ordblks", "smblks", "hblks", "hblkhd",
            "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost",
        )
    ]  # fmt: skip


def _heap_kib():
    try:
        tell = ctypes.CDLL(None).mallinfo2
    except AttributeError:  # another C library
        return 0.0
    tell.restype = _Heap
    heap = tell()
    return (heap.uordblks + heap.hblkhd) / 1024


def _resident_kib():
    with suppress(AttributeError):  # glibc's alone; what is kept for later comes by steps
        ctypes.CDLL(None).malloc_trim(0)
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * _PAGE / 1024


def main():
    """Run a long night and print what it held."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hours", type=float, default=24.0, metavar="H")
    parser.add_argument("--seed", type=int, default=7, metavar="SEED")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder))
        long_night(workshop, 1.0, Path(folder) / "first", args.seed)
        day = long_night(workshop, args.hours, Path(folder) / "out", args.seed)
    for look in day.looks:
        print(look)
    started = sum(count for what, count in day.seen.items() if what.startswith("kind "))
    print(f"{args.hours:g} h: {day.looks[-1].entries} entries, {started} actions of cues begun")
    print(", ".join(f"{count} {what}" for what, count in day.watched.items()))
    for name, slope in day.growth().items():
        print(f"{name}: {slope:+.2f} for each 1,000 entries over the second half")
    for what in (*day.grows(), *day.broken):
        print(f"BROKEN: {what}")
    return 1 if day.grows() or day.broken else 0


if __name__ == "__main__":
    sys.exit(main())
