"""How long it takes to rehearse a long show: `.venv/bin/python bench/rehearse.py`.

A show of 2,000 cues and about 3 hours: waits, moves and messages; then one with speech, rendered
beforehand. Counts from the loaded show to the closed record.
"""

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from moderator.cli.wiring import assemble, prepare
from moderator.engine.rehearsal import rehearse
from moderator.engine.virtual import VirtualTimeLoop
from moderator.journal.journal import Journal
from moderator.outputs.messages import RecordedOutputs
from moderator.people import PeopleSetup, people_class
from moderator.robot import RobotSetup
from moderator.robot.registry import robot_class
from moderator.show.load import load
from moderator.values.chance import Chance
from moderator.voice.play import NullPlayer
from moderator.voice.render import Renderer
from shows import write_show

CUES, HOURS = 2000, 3.0


def rehearsed(folder: Path) -> tuple[float, float, str]:
    """Rehearse a show; wall-clock seconds, planned seconds, how it ended."""
    prepared = prepare(load(str(folder), "simulator"), Renderer())

    async def whole() -> str:
        chance = Chance(1)
        behaviour = prepared.loaded.show.rehearsal
        parts = assemble(
            prepared,
            robot_class("simulator")(
                RobotSetup({"standing_hours": 80, "moving_hours": 80, "moving_rise_c": 20}, chance)
            ),
            people_class("simulated")(PeopleSetup(behaviour, chance)),
            NullPlayer(),
            RecordedOutputs(),
            chance,
            lambda clock: Journal.create(folder / "out", clock),
        )
        with parts.journal:
            return (await rehearse(parts, "fingerprint")).value

    began = time.perf_counter()
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        ended = runner.run(whole())
    took_s = time.perf_counter() - began
    prepared.renderer.close()
    return took_s, prepared.rundown.planned_ns / 1e9, ended


def main() -> None:
    """Print a line for each show."""
    cues = int(sys.argv[1]) if len(sys.argv) > 1 else CUES
    with tempfile.TemporaryDirectory() as folder:
        for name, speech in (("waits, moves, messages", False), ("with speech", True)):
            show = write_show(Path(folder) / name.replace(" ", "-"), cues, HOURS, speech=speech)
            took_s, planned_s, ended = rehearsed(show)
            print(
                f"{name}: {cues} cues, {planned_s / 3600:.2f} h planned, {ended}: {took_s:.2f} s,"
                f" {cues / took_s:.0f} cues a second, {planned_s / took_s:.0f} times stage speed"
            )


if __name__ == "__main__":
    main()
