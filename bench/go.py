"""From GO to the robot's first command, in shows of 5, 500 and 5,000 cues.

Run: .venv/bin/python bench/go.py. On the wall clock and an ordinary loop, the record's flush
included; figures are microseconds, and the ratio to the smallest show's median.
"""

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from moderator.cli.wiring import assemble, prepare
from moderator.engine.conductor import Conductor
from moderator.engine.lifecycle import State
from moderator.engine.orders import Verb
from moderator.engine.session import open_show
from moderator.journal.journal import Journal
from moderator.outputs.messages import RecordedOutputs
from moderator.people import PeopleSetup, people_class
from moderator.robot import RobotSetup
from moderator.robot.registry import robot_class
from moderator.show.load import load
from moderator.values.chance import Chance
from moderator.voice.play import NullPlayer
from shows import HEAD

SIZES = (5, 500, 5000)
PRESSES = 200


async def pressed(folder: Path) -> list[float]:
    """Press GO for a motion many times; seconds from each press to the robot's first command."""
    prepared = prepare(load(str(folder), "simulator"), "bundled")
    base = robot_class("simulator")
    commanded: list[float] = []

    class Stopwatch(base):
        def play(self, motion):  # noqa: ARG002 -- as the contract has it
            commanded.append(time.perf_counter())
            raise RuntimeError("measured")

    chance = Chance(1)
    parts = assemble(
        prepared,
        Stopwatch(RobotSetup(chance=chance)),
        people_class("simulated")(PeopleSetup(prepared.loaded.show.rehearsal, chance)),
        NullPlayer(),
        RecordedOutputs(),
        chance,
        lambda clock: Journal.create(folder / "out", clock),
    )
    conductor, took = Conductor(parts), []
    with parts.journal:
        async with open_show(parts, "fingerprint", conductor):
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
    prepared.renderer.close()
    return took


def main() -> None:
    """Print a line for each size."""
    first = 0.0
    with tempfile.TemporaryDirectory() as name:
        for size in SIZES:
            folder = Path(name) / str(size)
            folder.mkdir()
            head = HEAD.replace("acts:", "defaults: {guard: 0s, on_failure: skip}\nacts:")
            cues = "".join(f'      - {{cue: "{n}", move: wave}}\n' for n in range(size))
            (folder / "show.yaml").write_text(head + cues, encoding="utf-8")
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
