"""Memory while 200 pages watch: so many minutes of a show that is called and moves.

Run: .venv/bin/python bench/watched.py [MINUTES]. Those who watch (the show and the body, 20 Hz) are
in a process of their own; GO comes twice a second. Figures are KiB of this process and blocks of
memory that Python holds, over the second half.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from go import on_standby, waves
from go_from_elsewhere import never_still, opened

from moderator.engine.conductor import Conductor
from moderator.engine.orders import Verb

WATCHERS, EVERY_S = 200, 5.0
_PAGE_KIB = os.sysconf("SC_PAGE_SIZE") / 1024


async def call(conductor: Conductor, cues: list[str]) -> None:
    """Call one cue after another, from the first again after the last."""
    while True:
        for cue in cues:
            await conductor.order(Verb.JUMP, "bench", cue)
            await conductor.order(Verb.GO, "bench", cue)
            await asyncio.sleep(0.5)


def resident_kib() -> float:
    """What this process has in memory."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * _PAGE_KIB


async def watched(folder: Path, minutes: float) -> list[tuple[float, float, int]]:
    """Look at this process: seconds, KiB, blocks."""
    looks = []
    async with on_standby(folder, never_still([]), opened([], WATCHERS)) as (parts, conductor):
        calling = asyncio.create_task(call(conductor, [c.number for c in parts.rundown.cues[:50]]))
        began = time.perf_counter()
        while (passed := time.perf_counter() - began) < minutes * 60:
            await asyncio.sleep(EVERY_S)
            looks.append((passed, resident_kib(), sys.getallocatedblocks()))
        calling.cancel()
    return looks


def main() -> None:
    """Print how memory went."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    with tempfile.TemporaryDirectory() as name:
        looks = asyncio.run(watched(waves(Path(name) / "show", 500), minutes))
    half = looks[len(looks) // 2 :]
    for place, unit in ((1, "KiB"), (2, "blocks")):
        told = [look[place] for look in half]
        slope = statistics.linear_regression([look[0] / 60 for look in half], told).slope
        print(
            f"{unit}: {told[0]:.0f} after half, {told[-1]:.0f} at the end, "
            f"{slope:+.1f} a minute ({slope / told[0]:+.2%})"
        )


if __name__ == "__main__":
    main()
