"""What comes of a motion at the far side: how evenly it is sent, how well followed, how soon cut.

Run: .venv/bin/python bench/far_side.py [MOTION_S [ROBOT]]. An adapter, and its robot of software in
another process, over the real protocol on this machine: the Kuavo over rosbridge, the G1 over DDS;
a minute of the Tai Chi's arms. Each figure once with the machine idle and once with a core busy.
Lateness is against each tick's own time, beside a bare timer of the same rate in the same loop.
Tracking is against the plan at the same instant of the clock that both processes have, and again
with the constant lateness taken off. A cancel has its effect when the first command arrives that
was made after it.
"""

import asyncio
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
from abc import ABC, abstractmethod
from itertools import pairwise
from math import degrees, radians
from pathlib import Path

from moderator.adapters.kuavo import wire
from moderator.adapters.kuavo.joints import ARMS
from moderator.adapters.kuavo.robot import Kuavo
from moderator.adapters.unitree_g1 import arms as g1_arms
from moderator.adapters.unitree_g1.joints import measured as g1_measured
from moderator.adapters.unitree_g1.robot import UnitreeG1
from moderator.motion.blend import reach
from moderator.motion.trajectory import Trajectory
from moderator.robot import RobotSetup
from moderator.robot.conformance.bench import named
from moderator.show.load import load

CANCELS = 100


class BareTimer:
    """A timer of the same rate that does nothing."""

    def __init__(self, rate_hz: float) -> None:
        self.late_s: list[float] = []
        self._period_s = 1 / rate_hz
        self._loop = asyncio.get_running_loop()
        self._due_s = self._loop.time() + 0.5 * self._period_s
        self._next = self._loop.call_at(self._due_s, self._tick)

    def _tick(self) -> None:
        now_s = self._loop.time()
        self.late_s.append(now_s - self._due_s)
        self._due_s = max(self._due_s, now_s - self._period_s) + self._period_s
        self._next = self._loop.call_at(self._due_s, self._tick)

    def end(self) -> list[float]:
        self._next.cancel()
        return self.late_s


class FarSide(ABC):
    """A robot of software, and what it wrote down."""

    module: str
    rate_hz: float
    ahead_s = 0.0
    """A pose that comes is meant for so much later."""

    def __init__(self, folder: Path) -> None:
        self.record = folder / "far.jsonl"
        command = [sys.executable, "-m", self.module, "--record", str(self.record)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        self.ready = json.loads(self.process.stdout.readline())

    @abstractmethod
    def made(self):
        """Its adapter."""

    @abstractmethod
    def streamer(self, robot):
        """What sends its poses."""

    @abstractmethod
    def pose(self, line: dict) -> list[float]:
        """The arms that a command told, radians."""

    @abstractmethod
    def joints(self, line: dict) -> list[float]:
        """The arms as they were there, radians."""

    @abstractmethod
    def on_send(self, robot, told) -> None:
        """Call `told` with what is known again of each command, as it leaves."""

    @abstractmethod
    def known(self, line: dict):
        """What a command is known by."""

    def came(self, kind: str) -> list[dict]:
        lines = map(json.loads, self.record.read_text().splitlines())
        return [line for line in lines if line["kind"] == kind]

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(10)


class FarKuavo(FarSide):
    module = "moderator_simulator.fakes.kuavo"
    rate_hz = wire.RATE_HZ

    def made(self):
        return Kuavo(RobotSetup({"port": self.ready["port"], "stale_s": 1.0}))

    def streamer(self, robot):
        return robot._far._streamer  # noqa: SLF001 — what is measured has no other door

    def pose(self, line):
        return [radians(angle) for angle in line["deg"]]

    def joints(self, line):
        return line["q"][12:26]

    def on_send(self, robot, told):
        publish = robot._far._publish  # noqa: SLF001

        def published(topic, message):
            if topic == wire.ARM_TRAJ[0]:
                told(tuple(message["position"]))
            publish(topic, message)

        robot._far._publish = published  # noqa: SLF001

    def known(self, line):
        return tuple(line["deg"])


class FarG1(FarSide):
    module = "moderator_simulator.fakes.unitree_g1"
    rate_hz = g1_arms.RATE_HZ
    ahead_s = 0.5 / rate_hz

    def made(self):
        domain = self.ready["domain"]
        found = {"interface": "lo", "peers": ["127.0.0.1"], "domain": domain, "stale_s": 1.0}
        return UnitreeG1(RobotSetup(found))

    def streamer(self, robot):
        return robot._far._arms._streamer  # noqa: SLF001

    def pose(self, line):
        return self._ours([0.0] * 12 + line["q"])

    def joints(self, line):
        return self._ours(line["q"])

    def on_send(self, robot, told):
        arms = robot._far._arms  # noqa: SLF001
        write = arms._write  # noqa: SLF001

        def written(command):
            told(command.crc)
            write(command)

        arms._write = written  # noqa: SLF001

    def known(self, line):
        return line["crc"]

    def _ours(self, motors):
        ours = g1_measured(motors)
        return [ours[joint] for joint in ARMS]


ROBOTS = {"kuavo": FarKuavo, "unitree_g1": FarG1}


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


async def active(far: FarSide):
    robot = far.made()
    await robot.connect()
    checks = await robot.preflight()
    assert all(check.ok for check in checks), checks
    await robot.activate()
    return robot


async def streamed(far: FarSide, motion: Trajectory) -> tuple[list, list, list, list]:
    """Lateness of poses and of the bare timer, seconds; poses and joints there, and when."""
    robot = await active(far)
    start = dict(zip(ARMS, motion.positions_rad[0], strict=True))
    joints = robot.capabilities(robot.setup.config).joints
    await robot.follow(reach(robot.state().joints_rad, start, joints, 2.0)).outcome()
    late_s: list[float] = []
    loop = asyncio.get_running_loop()
    streamer = far.streamer(robot)
    tick = streamer._tick  # noqa: SLF001

    def timed(due_s: float) -> None:
        late_s.append(loop.time() - due_s)
        tick(due_s)

    streamer._tick = timed  # noqa: SLF001
    played = named(motion, "tai_chi")  # its peaks are known beforehand, as those of a show's are
    bare = BareTimer(far.rate_hz)
    began_s = loop.time()
    outcome = await robot.play(played).outcome()
    assert outcome.ok, outcome
    bare_s = bare.end()
    ended_s = loop.time()
    await robot.disconnect()
    within = (began_s + 0.1, ended_s - 0.1)

    def rows(kind: str, of, ahead_s: float) -> list:
        lines = [line for line in far.came(kind) if within[0] < line["at_s"] < within[1]]
        return [(line["at_s"] + ahead_s - began_s, of(line)) for line in lines]

    poses, there = rows("arms", far.pose, far.ahead_s), rows("joints", far.joints, 0.0)
    return late_s[100:], bare_s[100:], poses, there


def worst_deg(motion: Trajectory, there: list, late_s: float = 0.0) -> float:
    """How far a joint was from the plan of so much earlier, at most, degrees."""
    return max(
        abs(degrees(angle - planned))
        for at_s, row in there
        for angle, planned in zip(row, motion.at(at_s - late_s), strict=True)
    )


async def cancelled(far: FarSide) -> list[float]:
    """From each cancel to the arrival of the first command that was made after it, seconds."""
    robot, loop = await active(far), asyncio.get_running_loop()
    joints, cuts = robot.capabilities(robot.setup.config).joints, []
    sent: list[tuple[float, object]] = []
    far.on_send(robot, lambda known: sent.append((loop.time(), known)))
    for number in range(CANCELS):
        at = robot.state().joints_rad["left_elbow"]
        goal = radians(-90.0 if number % 2 == 0 else -10.0)
        handle = robot.follow(reach({"left_elbow": at}, {"left_elbow": goal}, joints, 2.0))
        await asyncio.sleep(0.8 + 0.0007 * (number % 30))
        cuts.append(loop.time())
        handle.cancel()
        await handle.outcome()
    await robot.disconnect()
    came = [(line["at_s"], far.known(line)) for line in far.came("arms")]
    took = []
    for cut_s in cuts:
        first = next(known for at_s, known in sent if at_s >= cut_s)
        took.append(next(at_s for at_s, known in came if at_s >= cut_s and known == first) - cut_s)
    return took


def p99(values: list[float]) -> float:
    return statistics.quantiles(values, n=100)[98]


def spin() -> None:
    while True:
        pass


async def measured(what: str, robot: str, motion: Trajectory) -> None:
    with tempfile.TemporaryDirectory() as folder:
        far = ROBOTS[robot](Path(folder))
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
        far = ROBOTS[robot](Path(folder))
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
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        for robot in sys.argv[2:] or ROBOTS:
            asyncio.run(measured(f"{robot}, idle", robot, motion))
            busy = multiprocessing.Process(target=spin, daemon=True)
            busy.start()
            try:
                asyncio.run(measured(f"{robot}, a core busy", robot, motion))
            finally:
                busy.kill()


if __name__ == "__main__":
    main()
