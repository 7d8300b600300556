"""The gate's real process, which hears a file instead of a microphone."""

import asyncio
import os
import signal

import numpy as np
import pytest
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
    one.warnings = []
    one.warn = one.warnings.append
    yield one
    await one.close()


async def until(gate, sound):
    async with asyncio.timeout(20):
        while gate.now is not sound:
            await gate.changed()


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
    assert gate.warnings == ["the audio gate hears nothing: its process has ended"]
    await until(gate, HallSound.APPLAUSE)
    assert gate.trouble == ""


async def test_without_a_microphone_it_says_what_to_do():
    gate = MicrophoneGate(Microphone("NO_SUCH"))
    with pytest.raises(CannotStart, match="there is no sound backend 'NO_SUCH'") as error:
        await gate.prepare()
    assert "microphone" in error.value.hint
    await gate.close()


def test_a_gate_that_there_is_not_is_no_gate():
    with pytest.raises(CannotStart, match="there is no audio gate 'ear'"):
        gate_named("ear")
