"""A dialogue on the wall clock, from its inputs to the sound device; milliseconds.

Run: .venv/bin/python bench/dialogue.py [QUESTIONS]. A robot without a voice speaks through the
live player and miniaudio's null device: a sound has begun when the playing process has given the
device its first samples, and is silent when that process is gone. Measured idle and with every
core busy:
- from a question's text to the first sound of its scripted answer;
- from a question that nobody has written an answer for to the first sound of the filler, while the
  operator does not decide;
- from the key that takes the floor to silence.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from stop import beside, busy  # noqa: E402 -- known from here on
from tests.bench import assembled, prepared, written  # noqa: E402

from moderator.cues import answering  # noqa: E402
from moderator.engine.conductor import Conductor  # noqa: E402
from moderator.engine.orders import Verb  # noqa: E402
from moderator.engine.session import open_show  # noqa: E402
from moderator.priority import go_ahead, stand_back  # noqa: E402
from moderator.robot import Support  # noqa: E402
from moderator.show import load as loading  # noqa: E402
from moderator.voice.play_live import ProcessPlayer  # noqa: E402
from moderator.voice.playing_process import PlayingProcess  # noqa: E402
from moderator_simulator.robot import KinematicRobot  # noqa: E402

QUESTIONS = 100
CUE = """
- cue: "1"
  dialogue:
    with: host
    at_most: 10h
    max_answers: 100
    undecided: {after: 1h}
    deflect: ["That is not on my sheet."]
    thinking: ["Let me think about that for a moment."]
    closing: Thank you.
    answers:
      - id: who
        ask: ["Who are you?", "What is your name?"]
        say: I am Kuafu, a humanoid robot, and I speak for as long as it takes to cut me short.
      - id: how
        ask: ["How tall are you?"]
        say: Tall enough to see over the lectern.
"""
ORIGIN = "bench"


class Voiceless(KinematicRobot):
    """The simulated robot without a loudspeaker: the show computer speaks."""

    @classmethod
    def capabilities(cls, config):
        return replace(super().capabilities(config), voice=Support.NONE)


class Device:
    """When sounds begin and fall silent, told by the playing processes."""

    def __init__(self):
        self._told = asyncio.Queue()
        hear, end = PlayingProcess.hear, PlayingProcess.end

        async def hearing(process, expected):
            await hear(process, expected)
            if expected == "playing":
                self._told.put_nowait((expected, time.perf_counter()))

        async def ending(process):
            await end(process)
            self._told.put_nowait(("silent", time.perf_counter()))

        PlayingProcess.hear, PlayingProcess.end = hearing, ending

    async def until(self, what):
        """Wait for the next of these; when it was, seconds."""
        while True:
            told, at_s = await self._told.get()
            if told == what:
                return at_s

    def forget(self):
        while not self._told.empty():
            self._told.get_nowait()


async def asked(conductor, ears, device, question):
    """Ask; returns how long it is to the first sound, milliseconds."""
    await turn_of_the_host(ears)
    await asyncio.sleep(0.3)  # the next playing process has opened the device
    device.forget()
    began_s = time.perf_counter()
    asking = asyncio.create_task(conductor.order(Verb.HEARD, ORIGIN, ORIGIN, words=question))
    heard_s = await device.until("playing")
    assert (await asking).accepted
    return (heard_s - began_s) * 1000


async def cut_short(conductor, device):
    """Take the floor; returns how long it is to silence, milliseconds."""
    await asyncio.sleep(0.25)
    began_s = time.perf_counter()
    cutting = asyncio.create_task(conductor.order(Verb.INTERRUPT, ORIGIN))
    silent_s = await device.until("silent")
    assert (await cutting).accepted
    return (silent_s - began_s) * 1000


async def turn_of_the_host(ears):
    while not ears.open:  # noqa: ASYNC110 -- nobody is told of it
        await asyncio.sleep(0.01)


async def dialogue(folder, questions):
    """Ask all questions of one dialogue; milliseconds to answers, to fillers and to silence."""
    loading.robot_class = lambda _: Voiceless
    show = prepared(written(folder / "show", CUE))
    player = ProcessPlayer("NULL")
    parts = assembled(show, folder / "out", robot=Voiceless, player=player, live=True)
    conductor, device = Conductor(parts), Device()
    answers, fillers, silences = [], [], []
    with parts.journal, show.renderer:
        async with open_show(parts, "bench", conductor):
            await conductor.order(Verb.GO, ORIGIN)
            for _ in range(questions):
                answers.append(await asked(conductor, parts.ears, device, "Who are you?"))
                silences.append(await cut_short(conductor, device))
                fillers.append(
                    await asked(conductor, parts.ears, device, "Can you swim across the river?")
                )
                silences.append(await cut_short(conductor, device))
    return answers, fillers, silences


def told(what, values):
    values = sorted(values)
    p99 = values[max(0, -(-len(values) * 99 // 100) - 1)]
    print(f"{what}: p50 {statistics.median(values):.1f}, p99 {p99:.1f}, worst {values[-1]:.1f} ms")


def measured(how, questions):
    with tempfile.TemporaryDirectory() as name:
        answers, fillers, silences = asyncio.run(dialogue(Path(name), questions))
    told(f"{how}, question to answer ({len(answers)})", answers)
    late = [ms - answering.SILENT_NS / 1e6 for ms in fillers]
    told(f"{how}, filler after its 700 ms ({len(fillers)})", late)
    told(f"{how}, taking the floor to silence ({len(silences)})", silences)


def load_a_core():
    stand_back()
    busy()


def main(questions):
    measured("idle", questions)
    with beside(load_a_core, count=os.cpu_count() or 1):
        measured("busy", questions)


if __name__ == "__main__":
    go_ahead()
    main(int(sys.argv[1]) if len(sys.argv) > 1 else QUESTIONS)
