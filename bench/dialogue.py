"""A dialogue on the wall clock, from its inputs to the sound device; milliseconds.

Run: .venv/bin/python bench/dialogue.py [QUESTIONS]
     .venv/bin/python bench/dialogue.py --spoken [QUESTIONS]: the forum's, asked by a neural voice
A robot without a voice speaks through the
live player and miniaudio's null device: a sound has begun when the playing process has given the
device its first samples, and is silent when that process is gone. Measured idle and with every
core busy:
- from a question's text to the first sound of its scripted answer;
- from a question that nobody has written an answer for to the first sound of the filler, while the
  operator does not decide;
- from the key that takes the floor to silence;
- spoken into push-to-talk, which pocketsphinx hears (the extra [hearing], the group `voices`): from
  its release to the first sound of the scripted answer.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from contextlib import asynccontextmanager, suppress
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
from moderator.hearing.microphone import Microphone  # noqa: E402
from moderator.hearing.push_to_talk import PushToTalk  # noqa: E402
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
        until, end = PlayingProcess.until, PlayingProcess.end

        async def waiting(process, expected):
            await until(process, expected)
            if expected == "playing":
                self._told.put_nowait((expected, time.perf_counter()))

        async def ending(process):
            await end(process)
            self._told.put_nowait(("silent", time.perf_counter()))

        PlayingProcess.until, PlayingProcess.end = waiting, ending

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


@asynccontextmanager
async def opened(folder, listeners=()):
    """A show whose first dialogue has begun."""
    loading.robot_class = lambda _: Voiceless
    show = prepared(folder / "show")
    player = ProcessPlayer("NULL")
    parts = assembled(
        show, folder / "out", robot=Voiceless, player=player, live=True, listeners=listeners
    )
    conductor = Conductor(parts)
    with parts.journal, show.renderer:
        async with open_show(parts, "bench", conductor):
            while not parts.ears.interruptible and not parts.ears.open:
                await conductor.order(Verb.GO, ORIGIN)
                await asyncio.sleep(0.5)
            yield conductor, parts, Device()


async def dialogue(folder, questions):
    """Ask all questions of one dialogue; milliseconds to answers, to fillers and to silence."""
    written(folder / "show", CUE)
    answers, fillers, silences = [], [], []
    async with opened(folder) as (conductor, parts, device):
        for _ in range(questions):
            answers.append(await asked(conductor, parts.ears, device, "Who are you?"))
            silences.append(await cut_short(conductor, device))
            stray = "Can you swim across the river?"
            fillers.append(await asked(conductor, parts.ears, device, stray))
            silences.append(await cut_short(conductor, device))
    return answers, fillers, silences


async def spoken_dialogue(folder, questions):
    """Speak scripted questions into push-to-talk; milliseconds to answers, and how many had one."""
    from tests.hearing import spoken
    from tests.shows.excerpt import write_dialogue

    changes = {"max_answers: 40": "max_answers: 100", "at_most: 14m": "at_most: 2h",
               "at_most: 16m": "at_most: 3h"}  # fmt: skip
    write_dialogue(folder / "show", changes)
    utterances = spoken.scripted(spoken.CHECK)[:questions]
    spoken.say(utterances)
    files = [spoken.written(folder / f"{n}.wav", one) for n, one in enumerate(utterances)]
    microphone = Microphone(files=[file for file, _ in files])
    answers = []
    listener = PushToTalk("pocketsphinx", microphone=microphone)
    async with opened(folder, [listener]) as (conductor, parts, device):
        record = parts.journal.follow(limit=100_000)
        for _, lasts_s in files:
            if parts.ears.interruptible:
                await conductor.order(Verb.INTERRUPT, ORIGIN)
            await turn_of_the_host(parts.ears)
            await asyncio.sleep(0.3)
            device.forget()
            record.take()
            await conductor.order(Verb.LISTEN, ORIGIN)
            await asyncio.sleep(lasts_s)
            began_s = time.perf_counter()
            await conductor.order(Verb.LISTENED, ORIGIN)
            with suppress(TimeoutError):  # what is not understood is asked again
                async with asyncio.timeout(2.0):
                    heard_s = await device.until("playing")
            if any(e.kind == "answered" and e.data["how"] == "scripted" for e in record.take()):
                answers.append((heard_s - began_s) * 1000)
    return answers


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
    if "--spoken" in sys.argv:
        with tempfile.TemporaryDirectory() as name:
            answers = asyncio.run(spoken_dialogue(Path(name), questions))
        told(f"release to answer ({len(answers)} of {questions} were answered)", answers)
    else:
        measured("idle", questions)
        with beside(load_a_core, count=os.cpu_count() or 1):
            measured("busy", questions)


if __name__ == "__main__":
    go_ahead()
    main(next((int(each) for each in sys.argv[1:] if each.isdigit()), QUESTIONS))
