"""A show under load, for as long as wanted: is it ever stopped without a reason?"""

import json
import multiprocessing
import os
import time
from dataclasses import dataclass
from pathlib import Path

from tests.supervisor.stand import EngineProcess

CUES = """
- {cue: "1", speak: "Good afternoon, and welcome.", continue: auto_follow}
- {cue: "2", move: wave, continue: auto_follow}
- {cue: "3", wait: 200ms, on_failure: skip}
- {cue: "4", wait: 200ms}
"""
"""The last is never called: with it the show would have come to its end."""
_EVERY_S, _OVER_S = 1.0, 5.0
_CORES = os.cpu_count() or 1
_IDLE = 3, 4  # the columns of /proc/stat: idle, and waiting for a disk


@dataclass(frozen=True)
class Night:
    """What came of it.

    Attributes:
        stops: what the supervisor stopped the robot for.
        heard: what reached the robot's stop channel.
        cues: how many cues ended.
        busy: how busy the least busy core was, second by second: the least, and on average.
        silence_ms: the longest that nothing was heard of the engine.
        priority: how the supervisor stood to other processes.
    """

    stops: list[str]
    heard: int
    cues: int
    busy: tuple[float, float]
    silence_ms: int
    priority: str


class _Cores:
    """How busy each core is."""

    def __init__(self):
        self._before = self._counted()
        self.least = []

    def look(self):
        """Add how busy the least busy one has been since the last look, 0 to 1."""
        before, self._before = self._before, self._counted()
        shares = [
            1 - (idle - idle_before) / max(1, total - total_before)
            for (idle, total), (idle_before, total_before) in zip(self._before, before, strict=True)
        ]
        self.least.append(min(shares))

    @staticmethod
    def _counted():
        lines = Path("/proc/stat").read_text().splitlines()
        cores = [line.split()[1:9] for line in lines if line.startswith("cpu") and line[3] != " "]
        ticks = [[int(each) for each in core] for core in cores]
        return [(sum(core[column] for column in _IDLE), sum(core)) for core in ticks]


def _busy(until_s: float, nice: int) -> None:
    os.nice(nice)
    while time.monotonic() < until_s:
        json.dumps([*range(1000)])


def under_load(folder, seconds, nice=0):
    """Run a show with every core busy; it is sent GO over and over.

    Args:
        folder: where the show and its record go.
        seconds: for how long.
        nice: how far what keeps the cores busy stands back for others.
    """
    engine = EngineProcess(folder, "--cues", CUES)
    until_s = time.monotonic() + seconds
    spawned = multiprocessing.get_context("spawn")
    burners = [spawned.Process(target=_busy, args=(until_s + _OVER_S, nice)) for _ in range(_CORES)]
    try:
        for burner in burners:
            burner.start()
        time.sleep(_EVERY_S)
        cores = _Cores()
        while time.monotonic() < until_s:
            engine.tell("again")
            time.sleep(_EVERY_S)
            cores.look()
        heard = len(engine.receiver.all())
        engine.tell("leave")
        engine.told()
        engine.process.wait(30)
        record = (folder / "out" / "as-run.jsonl").read_text(encoding="utf-8")
        return Night(
            stops=[entry.data["origin"] for entry in engine.recorded("stop")],
            heard=heard,
            cues=record.count('"kind":"cue_ended"'),
            busy=(min(cores.least), sum(cores.least) / len(cores.least)),
            silence_ms=engine.recorded("supervisor_ended")[0].data["longest_silence_ms"],
            priority=engine.recorded("supervisor_started")[0].data["priority"],
        )
    finally:
        for burner in burners:
            burner.terminate()
            burner.join()
        engine.close()
