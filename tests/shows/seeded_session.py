"""The session of three talks, rehearsed by chance, and what its record has to tell."""

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

from moderator.cli.wiring import assemble, prepare
from moderator.engine.orders import Verb
from moderator.engine.rehearsal import rehearse
from moderator.engine.virtual import VirtualTimeLoop
from moderator.hearing.gate import Gate
from moderator.journal.journal import Journal
from moderator.journal.reading import read_record
from moderator.outputs.messages import RecordedOutputs
from moderator.people import PeopleSetup, people_class
from moderator.robot import RobotSetup
from moderator.robot.registry import robot_class
from moderator.show.load import load
from moderator.values.chance import Chance
from moderator.voice.play import NullPlayer
from moderator.voice.render import Renderer

SHOW = Path(__file__).parent / "session"
TALKS = ("2", "3", "4")
PLACES = ("first", "second", "third")


def prepared():
    """The session, rendered once for all its rehearsals."""
    loaded = load(str(SHOW), "simulator")
    assert loaded.sound, "\n".join(map(str, loaded.problems))
    return prepare(loaded, Renderer())


def record_of(session, seed, out):
    """Rehearse it with a seed; its record also has each change of what the hall sounds like."""

    async def rehearsal():
        chance, gate, journals = Chance(seed), Gate(), []

        def sounds(sound):
            journals[0].write("hall", sound=sound.value)
            gate.tell(sound)

        def journal(clock):
            journals.append(Journal.create(out, clock))
            return journals[0]

        people = people_class("simulated")(
            PeopleSetup(session.loaded.show.rehearsal, chance, sounds)
        )
        robot = robot_class("simulator")(RobotSetup(chance=chance))
        outputs = RecordedOutputs()
        parts = assemble(session, robot, people, NullPlayer(), outputs, chance, journal, gate=gate)
        with parts.journal:
            return await rehearse(parts, "session", 0, lambda desk: _operated(seed, parts, desk))

    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        ended = runner.run(rehearsal())
    return ended, read_record(out)


@asynccontextmanager
async def _operated(seed, parts, conductor):
    """An operator who swaps speakers, misses them, gives time and takes the stage back."""
    operating = asyncio.create_task(_operate(Random(f"operator/{seed}"), parts, conductor))
    try:
        yield
    finally:
        operating.cancel()
        await asyncio.gather(operating, return_exceptions=True)


async def _operate(draw, parts, conductor):
    while conductor.standby() is None or not conductor.readied:
        await conductor.turned()
    if draw.random() < 0.6:
        moved, before = draw.sample(TALKS, 2)
        await conductor.order(Verb.REORDER, "test", moved, words=before)
    if draw.random() < 0.2:
        missed = draw.choice(TALKS)
        await conductor.order(Verb.ABSENT, "test", missed)
        if draw.random() < 0.3:
            await conductor.order(Verb.PRESENT, "test", missed)
    while True:
        await asyncio.sleep(draw.uniform(20, 200))
        verb = draw.choice((Verb.GIVE_TIME, Verb.GIVE_TIME, Verb.TAKE_BACK, None, None))
        if verb:
            await conductor.order(verb, "test", words="30s" if verb is Verb.GIVE_TIME else "")


def broken_promises(record):
    """What is wrong with a record of the session, in words; empty when nothing is."""
    return [*_introductions(record), *_interruptions(record)]


def _introductions(record):
    """Each speaker is introduced once, in the place in which they are heard, or is absent."""
    heard = 0
    for entry in record.entries:
        if entry.kind == "talk_started":
            heard += 1
        text = entry.data["text"] if entry.kind == "said" else ""
        if " speaker is " in text and f"Our {PLACES[heard]} speaker" not in text:
            yield f"{text} though {heard} had been heard"
    for cue in TALKS:
        told = [entry.kind for entry in record.entries if entry.cue == cue]
        introduced, absent = told.count("introduced"), told.count("absent")
        lines = [e for e in record.of("said") if e.cue == cue and " speaker is " in e.data["text"]]
        if not introduced and not absent:
            yield f"cue {cue}: forgotten"
        if introduced > 1 or len(lines) != introduced:
            yield f"cue {cue}: introduced {introduced} times, in {len(lines)} lines"
        if absent + told.count("talk_started") != 1:
            yield f"cue {cue}: absent {absent} times, began {told.count('talk_started')} times"


def _interruptions(record):
    """Nobody is spoken over before the last grade, and none is ended while they speak."""
    speaks, last_grade, sound = False, False, None
    for entry in record.entries:
        match entry.kind:
            case "hall":
                sound = entry.data["sound"]
            case "talk_started":
                speaks, last_grade = True, False
            case "courtesy":
                last_grade |= entry.data["grade"] == "hand_over"
            case "said" if speaks and sound == "speech" and not last_grade:
                yield f"entry {entry.n}: {entry.data['text']} over a sentence"
            case "talk_ended":
                speaks = False
                if sound == "speech" and not last_grade:
                    yield f"entry {entry.n}: ended in a sentence by {entry.data['how']}"
