"""The forum's dialogue with nothing but the wheel, no network, and a speech engine that dies."""

import os
import random
import signal
import sys

import pytest
from tests.bench import simulated_people
from tests.shows.excerpt import CUE, write_dialogue

from moderator.cli.faults import addresses
from moderator.cli.wiring import assemble, prepare
from moderator.engine.hall import Hall
from moderator.engine.rehearsal import rehearse
from moderator.engine.virtual import run
from moderator.faults import Fault
from moderator.journal.failing import FailingJournal
from moderator.robot import RobotSetup
from moderator.show.load import load
from moderator.values.chance import Chance
from moderator.voice.render import Renderer
from moderator_simulator.robot import KinematicRobot

OPTIONAL = [
    "cn2an",
    "faster_whisper",
    "feedparser",
    "mujoco",
    "pocketsphinx",
    "pydantic_ai",
    "pypinyin",
]
CLOSES_WITHIN_S = 60.0
"""An answer that has begun is said to its end, and then the closing line."""
SPEECH_DIES = 0.2
"""So often an answer is followed by the death of every process that renders speech."""


@pytest.fixture(scope="module")
def dialogue(tmp_path_factory):
    """The forum with no act but its dialogue, and no optional part."""
    folder = write_dialogue(tmp_path_factory.mktemp("forum"), {})
    with pytest.MonkeyPatch.context() as absent:
        for name in OPTIONAL:
            absent.setitem(sys.modules, name, None)
        loaded = load(str(folder), "simulator")
        assert loaded.sound, "\n".join(map(str, loaded.problems))
        prepared = prepare(loaded, Renderer())
        with prepared.renderer:
            yield prepared


def _faults(draw):
    """No source answers, and for a while, or from then on, nothing renders speech."""
    yield Fault.model_validate({"fault": "source", "at": "0s", "source": "weather"})
    if draw.random() < 0.5:
        lasts = {"for": f"{draw.randrange(10, 600)}s"} if draw.random() < 0.7 else {}
        begins = {"cue": CUE, "after": f"{draw.randrange(0, 800)}s"}
        yield Fault.model_validate({"fault": "speech", **begins, **lasts})


def _rehearsed(prepared, seed, out):
    """One rehearsal; its record."""
    chance, draw, entries = Chance(seed), random.Random(seed), []

    def heard(entry):
        entries.append(entry)
        if entry.kind == "said" and entry.data.get("answer") and draw.random() < SPEECH_DIES:
            for worker in prepared.renderer._idle:
                os.kill(worker.pid, signal.SIGKILL)

    async def night():
        hall = Hall(
            _faults(draw),
            chance,
            simulated_people(prepared, seed),
            prepared.renderer,
            addresses(prepared.loaded),
        )
        parts = assemble(
            prepared,
            KinematicRobot(RobotSetup(chance=chance, prompter=hall.prompter)),
            hall.people,
            hall.player,
            hall.outputs,
            chance,
            lambda clock: hall.keeping(FailingJournal.create(out, clock)),
            renders=hall.renderer,
            asked=hall.sources.asked,
        )
        with parts.journal, hall.open():
            parts.journal.heed(heard)
            await rehearse(parts, "forum")

    run(night())
    return [entry for entry in entries if entry.cue == CUE]


def _wrong(entries, at_most_s):
    """What is wrong with a dialogue, as its record has it."""
    [started] = [entry for entry in entries if entry.kind == "cue_started"]
    [ended] = [entry for entry in entries if entry.kind == "cue_ended"]
    if ended.data["outcome"] != "succeeded":
        yield f"it ended {ended.data}"
    if ended.at_s - started.at_s > at_most_s + CLOSES_WITHIN_S:
        yield f"it took {ended.at_s - started.at_s} s"
    unanswered = None
    for entry in entries:
        if entry.kind in ("asked", "cue_ended") and unanswered:
            yield f"nothing was said to {unanswered.data}"
        if entry.kind == "asked":
            unanswered = entry
        elif entry.kind == "said" and unanswered:
            unanswered = None


def _all_wrong(prepared, seeds, out):
    cues = prepared.loaded.show.acts[0].cues
    [at_most_s] = [cue.dialogue.at_most / 1e9 for cue in cues if cue.dialogue]
    told = set()
    for seed in seeds:
        entries = _rehearsed(prepared, seed, out)
        told |= {entry.data["how"] for entry in entries if entry.kind == "answered"}
        told |= {entry.data["how"] for entry in entries if entry.kind == "not_found"}
        yield from (f"seed {seed}: {what}" for what in _wrong(entries, at_most_s))
    assert {"scripted", "deflected"} <= told


def test_every_question_is_answered_and_it_ends_in_its_time(dialogue, tmp_path):
    assert list(_all_wrong(dialogue, range(10), tmp_path / "out")) == []


@pytest.mark.proof
def test_so_it_is_a_thousand_times(dialogue, tmp_path):
    assert list(_all_wrong(dialogue, range(1000), tmp_path / "out")) == []
