"""How far from its second everything in a ceremony is: first words, apexes, messages.

Run: .venv/bin/python bench/ceremony.py [BEATS]. On the wall clock and an ordinary loop: a timeline
with a beat a second, each with a numeral and an OSC message, every fourth with a nod whose apex is
on the beat. The numerals are played by the real playing processes on miniaudio's null device and
are timed by when the device asks for them; the messages by the clock of another process that
receives them; a nod by when the robot is told. Once as it is, once beside an ordinary process that
takes a whole core.
"""

import asyncio
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest import mock

from moderator.cli.wiring import assemble, keep_what_is_ready, prepare
from moderator.engine.conductor import Conductor
from moderator.engine.lifecycle import State
from moderator.engine.orders import Verb
from moderator.engine.session import open_show
from moderator.journal.journal import Journal
from moderator.outputs.messages import LiveOutputs
from moderator.people import PeopleSetup, people_class
from moderator.priority import go_ahead
from moderator.robot import RobotSetup, Support
from moderator.robot.registry import robot_class
from moderator.show.load import load
from moderator.values.chance import Chance
from moderator.values.duration import NS_PER_S
from moderator.voice.play_live import ProcessPlayer
from moderator.voice.render import Renderer

BEATS = 200
HEAD = """\
show: A ceremony on the bench
starts: 2026-05-04T10:00+02:00
robot: {{name: Kuafu, needs: [voice, head]}}
devices: {{lights: {{osc: "127.0.0.1:{port}"}}}}
acts:
  - act: Launch
    cues:
      - cue: "1"
        timeline:
"""
BEAT = (
    '          - {{at: {n}s, speak: "{numeral}!", send: {{to: lights, osc: /beat, args: ["{n}"]}}'
    "{nod}, on_failure: skip}}\n"
)
RECEIVER = """
import socket, struct, time
taken = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
taken.bind(("127.0.0.1", 0))
print(taken.getsockname()[1], flush=True)
while True:
    message = taken.recv(1024)
    print(struct.unpack(">i", message[-4:])[0], time.monotonic(), flush=True)
"""
BUSY = "from moderator.priority import stand_back; stand_back()\nwhile True: pass"


@contextmanager
def receiving():
    """A process that takes messages, and says at which port."""
    command = [sys.executable, "-c", RECEIVER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process, int(process.stdout.readline())
        finally:
            process.kill()


def written(folder, port, beats):
    """Write the show."""
    lines = (
        BEAT.format(
            n=n, numeral=10 - n % 10, nod="" if n % 4 else ", move: {motion: nod, apex: true}"
        )
        for n in range(beats)
    )
    (folder / "show.yaml").write_text(HEAD.format(port=port) + "".join(lines), encoding="utf-8")
    return folder


class Silent(robot_class("simulator")):
    """The simulated robot without a voice, so that the show computer speaks; it keeps times."""

    nods: list[float]

    @classmethod
    def capabilities(cls, config):
        return replace(super().capabilities(config), voice=Support.NONE)

    def play(self, motion):
        self.nods.append(time.monotonic() + motion.manifest.apex_s)
        return super().play(motion)


class Kept(ProcessPlayer):
    """The live player, which keeps what it was told to play."""

    def __init__(self):
        super().__init__("NULL")
        self.kept = []

    def play(self, order, at_s=None):
        self.kept.append((super().play(order, at_s), order.sound.first_word_ns / NS_PER_S))
        return self.kept[-1][0]


async def performed(folder, out):
    """Run the show; when its zero was, and what was heard and made when."""
    with mock.patch("moderator.show.load.robot_class", return_value=Silent):
        prepared = prepare(load(str(folder), "simulator"), Renderer())
    chance, player = Chance(1), Kept()
    robot = Silent(RobotSetup(chance=chance))
    robot.nods = []
    parts = assemble(
        prepared,
        robot,
        people_class("simulated")(PeopleSetup(prepared.loaded.show.rehearsal, chance)),
        player,
        LiveOutputs(),
        chance,
        lambda clock: Journal.create(out, clock),
        live=True,
    )
    keep_what_is_ready()
    conductor = Conductor(parts)
    feed = parts.journal.follow()
    with prepared.renderer, parts.journal:
        async with open_show(parts, "fingerprint", conductor):
            answer = await conductor.order(Verb.GO, "bench", "1")
            assert answer.accepted, answer.reason
            while conductor.lifecycle.now is State.RUNNING:
                await conductor.turned()
            told = feed.take()
    assert conductor.lifecycle.now is State.FINISHED, conductor.lifecycle.now
    [zero_s] = [entry.data["zero_s"] for entry in told if entry.kind == "lead"]
    failed = [e.data for e in told if e.kind == "child_ended" and e.data["outcome"] != "succeeded"]
    assert not failed, failed
    words = [playing.begun_s + first_word_s for playing, first_word_s in player.kept]
    return parts.clock.loop_s(round(zero_s * NS_PER_S)), words, robot.nods


def told(what, off_s):
    """One line: how far from their seconds."""
    off_ms = sorted(abs(each) * 1000 for each in off_s)
    half, most = (off_ms[min(len(off_ms) - 1, round(len(off_ms) * p))] for p in (0.5, 0.99))
    print(
        f"  {what}: {len(off_ms)}, p50 {half:.1f} ms, p99 {most:.1f} ms, most {off_ms[-1]:.1f} ms"
    )


def measured(beats):
    """Run the show once and print its figures."""
    with tempfile.TemporaryDirectory() as name, receiving() as (receiver, port):
        folder = written(Path(name), port, beats)
        zero_s, words, nods = asyncio.run(performed(folder, folder / "out"))
        messages = [receiver.stdout.readline().split() for _ in range(beats)]
    told("first words", [word - zero_s - n for n, word in enumerate(words)])
    told("apexes", [apex - zero_s - 4 * n for n, apex in enumerate(nods)])
    told("messages", [float(at_s) - zero_s - int(n) for n, at_s in messages])


def main():
    """Measure without and with a busy core."""
    go_ahead()
    beats = int(sys.argv[1]) if len(sys.argv) > 1 else BEATS
    print("as it is:")
    measured(beats)
    print("beside a process that takes a core:")
    with subprocess.Popen([sys.executable, "-c", BUSY]) as busy:
        try:
            measured(beats)
        finally:
            busy.kill()


if __name__ == "__main__":
    main()
