"""A show under load, for as long as wanted: is it ever stopped without a reason?"""

import json
import multiprocessing
import os
import time
from dataclasses import dataclass

from tests.supervisor.stand import EngineProcess

CUES = """
- {cue: "1", speak: "Good afternoon, and welcome.", continue: auto_follow}
- {cue: "2", move: wave, continue: auto_follow}
- {cue: "3", wait: 200ms, on_failure: skip}
"""
_EVERY_S = 1.0


@dataclass(frozen=True)
class Night:
    """What came of it.

    Attributes:
        stops: what the supervisor stopped the robot for.
        heard: what reached the robot's stop channel.
        cues: how many cues ended.
    """

    stops: list[str]
    heard: int
    cues: int


def _busy(until_s: float) -> None:
    while time.monotonic() < until_s:
        json.dumps([*range(1000)])


def under_load(folder, seconds):
    """Run a show with every core busy; it is sent GO over and over."""
    engine = EngineProcess(folder, "--cues", CUES)
    until_s = time.monotonic() + seconds
    spawned = multiprocessing.get_context("spawn")
    cores = [spawned.Process(target=_busy, args=(until_s,)) for _ in range(os.cpu_count() or 1)]
    try:
        for core in cores:
            core.start()
        while time.monotonic() < until_s:
            engine.tell("again")
            time.sleep(_EVERY_S)
        heard = len(engine.receiver.all())
        engine.tell("leave")
        engine.told()
        engine.process.wait(30)
        stops = [entry.data["origin"] for entry in engine.recorded("stop")]
        record = (folder / "out" / "as-run.jsonl").read_text(encoding="utf-8")
        return Night(stops, heard, record.count('"kind":"cue_ended"'))
    finally:
        for core in cores:
            core.terminate()
            core.join()
        engine.close()
