"""What comes of a motion at the far side: how evenly it is sent, how well followed, how soon cut.

Run: .venv/bin/python bench/far_side.py [MOTION_S]. The Kuavo's adapter, and a Kuavo of software in
another process, over rosbridge on this machine; a minute of the Tai Chi's arms. Each figure once
with the machine idle and once with a core busy. Lateness is against each tick's own time, beside a
bare timer of the same rate in the same loop. Tracking is against the plan at the same instant of
the clock that both processes have, and again with the constant lateness taken off.
"""

import asyncio
import json
import multiprocessing
import statistics
import subprocess
import sys
import tempfile
from itertools import pairwise
from math import degrees, radians
from pathlib import Path

from moderator.adapters.kuavo.joints import ARMS, MODELS
from moderator.adapters.kuavo.robot import Kuavo
from moderator.adapters.kuavo.wire import RATE_HZ
from moderator.motion.blend import reach
from moderator.motion.trajectory import Trajectory
from moderator.robot import RobotSetup
from moderator.robot.conformance.bench import named
from moderator.show.load import load

FAKE = "moderator_simulator.fakes.kuavo"
CANCELS = 100
NOTICED_DEG = 0.01
"""A command that is off the plan by more shows that the motion was cut."""


class BareTimer:
    """A timer of the same rate that does nothing."""

    def __init__(self) -> None:
        self.late_s: list[float] = []
        self._loop = asyncio.get_running_loop()
        self._due_s = self._loop.time() + 0.5 / RATE_HZ
        self._next = self._loop.call_at(self._due_s, self._tick)

    def _tick(self) -> None:
        self.late_s.append(self._loop.time() - self._due_s)
        self._due_s = max(self._due_s, self._loop.time() - 1 / RATE_HZ) + 1 / RATE_HZ
        self._next = self._loop.call_at(self._due_s, self._tick)

    def end(self) -> list[float]:
        self._next.cancel()
        return self.late_s


class FarSide:
    """A fake Kuavo, and what it wrote down."""

    def __init__(self, folder: Path) -> None:
        self.record = folder / "far.jsonl"
        command = [sys.executable, "-m", FAKE, "--record", str(self.record)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        self.port = json.loads(self.process.stdout.readline())["port"]

    def came(self, kind: str) -> list[dict]:
        lines = map(json.loads, self.record.read_text().splitlines())
        return [line for line in lines if line["kind"] == kind]

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(10)


def tai_chi(lasts_s: float) -> Trajectory:
    """The arms of a stretch of the Tai Chi, its speeds its own."""
    show = load("scripts/open-cooperation-forum", "simulator")
    whole = show.materials.motion("tai_chi_24").trajectory().of(ARMS)
    knots = [i for i, at_s in enumerate(whole.times_s) if 20.0 <= at_s <= 20.0 + lasts_s]
    first, last = knots[0], knots[-1] + 1
    times = tuple(at_s - whole.times_s[first] for at_s in whole.times_s[first:last])
    angles = list(whole.positions_rad[first:last])
    speeds = list(whole.velocities_rad_s[first:last])
    speeds[0] = speeds[-1] = tuple(0.0 for _ in ARMS)
    return Trajectory(ARMS, times, tuple(angles), tuple(speeds))


async def active(far: FarSide) -> Kuavo:
    robot = Kuavo(RobotSetup({"port": far.port}))
    await robot.connect()
    assert all(check.ok for check in await robot.preflight())
    await robot.activate()
    return robot


async def streamed(far: FarSide, motion: Trajectory) -> tuple[list, list, list, list]:
    """Lateness of poses and of the bare timer, seconds; poses and joints there, and when."""
    robot = await active(far)
    start = dict(zip(ARMS, motion.positions_rad[0], strict=True))
    joints = MODELS["45"].steered
    await robot.follow(reach(robot.state().joints_rad, start, joints, 2.0)).outcome()
    late_s: list[float] = []
    loop = asyncio.get_running_loop()
    streamer = robot._far._streamer  # noqa: SLF001 — what is measured has no other door
    tick = streamer._tick  # noqa: SLF001

    def timed(due_s: float) -> None:
        late_s.append(loop.time() - due_s)
        tick(due_s)

    streamer._tick = timed  # noqa: SLF001
    played = named(motion, "tai_chi")  # its peaks are known beforehand, as those of a show's are
    bare = BareTimer()
    began_s = loop.time()
    outcome = await robot.play(played).outcome()
    assert outcome.ok, outcome
    bare_s = bare.end()
    ended_s = loop.time()
    await robot.disconnect()
    within = (began_s + 0.1, ended_s - 0.1)
    told = [(line, [radians(angle) for angle in line["deg"]]) for line in far.came("arms")]
    were = [(line, line["q"][12:26]) for line in far.came("joints")]
    poses, joints = (
        [
            (line["at_s"] - began_s, row)
            for line, row in rows
            if within[0] < line["at_s"] < within[1]
        ]
        for rows in (told, were)
    )
    return late_s[100:], bare_s[100:], poses, joints


def worst_deg(motion: Trajectory, there: list, late_s: float = 0.0) -> float:
    """How far a joint was from the plan of so much earlier, at most, degrees."""
    return max(
        abs(degrees(angle - planned))
        for at_s, row in there
        for angle, planned in zip(row, motion.at(at_s - late_s), strict=True)
    )


async def cancelled(far: FarSide) -> list[float]:
    """From each cancel to the first command there that is off the plan, seconds."""
    robot, loop = await active(far), asyncio.get_running_loop()
    joints, took = MODELS["45"].steered, []
    for number in range(CANCELS):
        at = robot.state().joints_rad["left_elbow"]
        goal = radians(-90.0 if number % 2 == 0 else -10.0)
        way = reach({"left_elbow": at}, {"left_elbow": goal}, joints, 2.0)
        began_s = loop.time()
        handle = robot.follow(way)
        await asyncio.sleep(0.8 + 0.0007 * (number % 20))
        cut_s = loop.time()
        handle.cancel()
        await asyncio.sleep(0.15)
        sent = [line for line in far.came("arms") if cut_s <= line["at_s"] < cut_s + 0.15]
        off = [
            line["at_s"]
            for line in sent
            if abs(line["deg"][3] - degrees(way.at(line["at_s"] - began_s)[0])) > NOTICED_DEG
            and line["at_s"] > cut_s
        ]
        took.append(off[0] - cut_s)
        await handle.outcome()
    await robot.disconnect()
    return took


def p99(values: list[float]) -> float:
    return statistics.quantiles(values, n=100)[98]


def spin() -> None:
    while True:
        pass


async def measured(what: str, motion: Trajectory) -> None:
    with tempfile.TemporaryDirectory() as folder:
        far = FarSide(Path(folder))
        try:
            late_s, bare_s, poses, joints = await streamed(far, motion)
        finally:
            far.close()
    ratio = p99(late_s) / p99(bare_s)
    print(f"{what}: {len(late_s)} poses, p99 late {p99(late_s) * 1e3:.2f} ms, ", end="")
    print(f"bare timer {p99(bare_s) * 1e3:.2f} ms: ratio {ratio:.2f}")
    for name, rows in (("poses as they come", poses), ("joints there", joints)):
        off, late_ms = min((worst_deg(motion, rows, ms * 1e-3), ms) for ms in range(0, 40, 1))
        print(f"{what}: {name} at most {worst_deg(motion, rows):.2f}° from the plan, ", end="")
        print(f"{off:.2f}° from that of {late_ms} ms before")
    with tempfile.TemporaryDirectory() as folder:
        far = FarSide(Path(folder))
        try:
            took_s = await cancelled(far)
        finally:
            far.close()
    print(f"{what}: {len(took_s)} cancels, p50 {statistics.median(took_s) * 1e3:.1f} ms, ", end="")
    print(f"p99 {p99(took_s) * 1e3:.1f} ms, worst {max(took_s) * 1e3:.1f} ms")


def main() -> None:
    motion = tai_chi(float(sys.argv[1]) if len(sys.argv) > 1 else 60.0)
    fastest = max(
        abs(after - before) / (later - at)
        for (at, row), (later, next_row) in pairwise(
            zip(motion.times_s, motion.positions_rad, strict=True)
        )
        for before, after in zip(row, next_row, strict=True)
    )
    print(f"{motion.duration_s:.0f} s of Tai Chi, its fastest joint {degrees(fastest):.0f}°/s")
    asyncio.run(measured("idle", motion))
    busy = multiprocessing.Process(target=spin, daemon=True)
    busy.start()
    try:
        asyncio.run(measured("a core busy", motion))
    finally:
        busy.kill()


if __name__ == "__main__":
    main()
