"""The gate's real process, which hears a file instead of a microphone."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import numpy as np
import pytest
from tests.hearing.babbling_gate import SAYS
from tests.hearing.halls import RATE, applause, hall_noise, written

from moderator.errors import CannotStart
from moderator.hearing import microphone_gate
from moderator.hearing.kinds import gate as gate_named
from moderator.hearing.microphone import Microphone
from moderator.hearing.microphone_gate import MicrophoneGate
from moderator.values.hall_sound import HallSound

pytestmark = pytest.mark.real_time


@pytest.fixture
async def gate(tmp_path):
    quiet = np.zeros(3 * RATE)
    sound = np.concatenate([quiet, applause(8), quiet]) + hall_noise(14)
    file = written(tmp_path / "hall.wav", sound)
    one = MicrophoneGate(Microphone(files=[file], pace=10.0))
    one.warnings = asyncio.Queue()
    one.warn = one.warnings.put_nowait
    yield one
    await one.close()


async def until(gate, sound):
    async with asyncio.timeout(20):
        while gate.now is not sound:
            await gate.changed()


async def warning(gate):
    async with asyncio.timeout(20):
        return (await gate.warnings.get()).removeprefix("the audio gate hears nothing: ")


async def test_it_hears_silence_applause_and_silence(gate):
    await gate.prepare()
    for sound in (HallSound.SILENCE, HallSound.APPLAUSE, HallSound.SILENCE):
        await until(gate, sound)


async def test_one_that_dies_is_told_of_and_begun_again(gate, monkeypatch):
    monkeypatch.setattr(microphone_gate, "_AGAIN_S", 0.1)
    await gate.prepare()
    await until(gate, HallSound.SILENCE)
    os.kill(gate._child._process.pid, signal.SIGKILL)
    await until(gate, None)
    assert await warning(gate) == "its process has ended"
    await until(gate, HallSound.APPLAUSE)
    assert gate.trouble == ""


@pytest.fixture
def babbling(monkeypatch):
    """Have the gate's process say something else."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.setattr(microphone_gate, "_PROCESS", "tests.hearing.babbling_gate")
    return lambda said: monkeypatch.setenv("BABBLE", said)


@pytest.mark.parametrize("said", SAYS)
async def test_one_that_babbles_is_told_of_and_begun_again(gate, babbling, monkeypatch, said):
    monkeypatch.setattr(microphone_gate, "_AGAIN_S", 0.1)
    babbling(said)
    await gate.prepare()
    assert await warning(gate) == "its process says what nobody understands"
    monkeypatch.undo()
    monkeypatch.setattr(microphone_gate, "_AGAIN_S", 0.1)
    await until(gate, HallSound.APPLAUSE)


async def test_one_that_babbles_from_the_first_is_not_ready(gate, babbling, monkeypatch):
    monkeypatch.setenv("AT_ONCE", "1")
    babbling("no JSON")
    with pytest.raises(CannotStart, match="says what nobody understands"):
        await gate.prepare()


async def test_one_that_cannot_be_begun_is_told_of_once_and_tried_again(gate, monkeypatch):
    monkeypatch.setattr(microphone_gate, "_AGAIN_S", 0.1)
    await gate.prepare()
    await until(gate, HallSound.SILENCE)
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    os.kill(gate._child._process.pid, signal.SIGKILL)
    assert await warning(gate) == "its process has ended"
    assert await warning(gate) == "the audio gate cannot be started: no such file or directory"
    await asyncio.sleep(0.5)
    assert gate.warnings.empty()
    monkeypatch.undo()
    await until(gate, HallSound.APPLAUSE)


async def test_without_a_microphone_it_says_what_to_do():
    gate = MicrophoneGate(Microphone("NO_SUCH"))
    with pytest.raises(CannotStart, match="there is no sound backend 'NO_SUCH'") as error:
        await gate.prepare()
    assert "microphone" in error.value.hint
    await gate.close()


def test_a_gate_that_there_is_not_is_no_gate():
    with pytest.raises(CannotStart, match="there is no audio gate 'ear'"):
        gate_named("ear")
