"""From GO to the robot's first command, in shows of 5, 500 and 5,000 cues.

Run: .venv/bin/python bench/go.py. On the wall clock and an ordinary loop, the record's flush
included; figures are microseconds, and the ratio to the smallest show's median.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path

from moderator.cli.wiring import assemble, prepare
from moderator.engine.conductor import Conductor
from moderator.engine.lifecycle import State
from moderator.engine.orders import Verb
from moderator.engine.parts import Parts
from moderator.engine.session import open_show
from moderator.journal.journal import Journal
from moderator.outputs.messages import RecordedOutputs
from moderator.people import PeopleSetup, people_class
from moderator.robot import Robot, RobotSetup
from moderator.robot.registry import robot_class
from moderator.show.load import load
from moderator.values.chance import Chance
from moderator.voice.play import NullPlayer
from moderator.voice.render import Renderer
from shows import HEAD

SIZES = (5, 500, 5000)
PRESSES = 200
Stand = tuple[Parts, Conductor]
Wrap = Callable[[type[Robot]], type[Robot]]
Around = Callable[[Parts, Conductor], AbstractAsyncContextManager[object]]


def nothing(_parts: Parts, _conductor: Conductor) -> AbstractAsyncContextManager[None]:
    """The show alone."""
    return nullcontext()


@asynccontextmanager
async def on_standby(folder: Path, robot: Wrap, around: Around) -> AsyncIterator[Stand]:
    """A show on standby; its parts and its conductor.

    Args:
        folder: the show's.
        robot: makes the robot's class of the simulator's.
        around: what is open beside the show.
    """
    prepared = prepare(load(str(folder), "simulator"), Renderer())
    chance = Chance(1)
    parts = assemble(
        prepared,
        robot(robot_class("simulator"))(RobotSetup(chance=chance)),
        people_class("simulated")(PeopleSetup(prepared.loaded.show.rehearsal, chance)),
        NullPlayer(),
        RecordedOutputs(),
        chance,
        lambda clock: Journal.create(folder / "out", clock),
    )
    conductor = Conductor(parts)
    with prepared.renderer, parts.journal:
        async with around(parts, conductor), open_show(parts, "fingerprint", conductor):
            yield parts, conductor


async def pressed(folder: Path, around: Around = nothing) -> list[float]:
    """Press GO for a motion many times; seconds from each press to the robot's first command."""
    commanded: list[float] = []

    def stopwatch(base):
        class Stopwatch(base):
            def play(self, motion):  # noqa: ARG002 -- as the contract has it
                commanded.append(time.perf_counter())
                raise RuntimeError("measured")

        return Stopwatch

    took = []
    async with on_standby(folder, stopwatch, around) as (parts, conductor):
        middle = parts.rundown.cues[len(parts.rundown.cues) // 2].number
        for _ in range(PRESSES):
            await conductor.order(Verb.JUMP, "bench", middle)
            await asyncio.sleep(0.002)
            before = time.perf_counter()
            answer = await conductor.order(Verb.GO, "bench", middle)
            assert answer.accepted, answer.reason
            while not commanded or conductor.lifecycle.now is State.RUNNING:  # noqa: ASYNC110
                await asyncio.sleep(0)
            took.append(commanded.pop() - before)
    return took


def waves(folder: Path, size: int) -> Path:
    """Write a show of so many motions; returns its folder."""
    folder.mkdir()
    head = HEAD.replace("acts:", "defaults: {guard: 0s, on_failure: skip}\nacts:")
    cues = "".join(f'      - {{cue: "{n}", move: wave}}\n' for n in range(size))
    (folder / "show.yaml").write_text(head + cues, encoding="utf-8")
    return folder


def main() -> None:
    """Print a line for each size."""
    first = 0.0
    with tempfile.TemporaryDirectory() as name:
        for size in SIZES:
            folder = waves(Path(name) / str(size), size)
            took = asyncio.run(pressed(folder))
            median = statistics.median(took)
            first = first or median
            worst = sorted(took)[len(took) * 99 // 100]
            print(
                f"{size} cues: median {median * 1e6:.0f} µs, p99 {worst * 1e6:.0f} µs,"
                f" ratio {median / first:.2f}"
            )


if __name__ == "__main__":
    main()
