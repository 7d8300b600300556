"""A part of the adapter hangs, is frozen or killed: the robot is stopped all the same."""

import os
import random
import signal
import time
from contextlib import suppress

import pytest
from tests.supervisor.adapters import MOVE
from tests.supervisor.stand import EngineProcess

pytestmark = pytest.mark.slow

FREEZE = b"stop freeze"
WITHIN_MS = 300
TIMES = 25
WAYS = {
    "a child frozen": ("child", lambda engine: os.kill(engine.ready["child"], signal.SIGSTOP)),
    "a child killed": ("child", lambda engine: os.kill(engine.ready["child"], signal.SIGKILL)),
    "a thread that hangs": ("thread", lambda engine: engine.tell("hang_adapter")),
    "the engine frozen, its child not": ("child", lambda engine: engine.signal(signal.SIGSTOP)),
    "the engine killed, its child not": ("child", lambda engine: engine.signal(signal.SIGKILL)),
    "the engine frozen with its thread": ("thread", lambda engine: engine.signal(signal.SIGSTOP)),
    "a callback hangs, its child does not": ("child", lambda engine: engine.tell("hang 0.6")),
    "a callback hangs, its thread does not": ("thread", lambda engine: engine.tell("hang 0.6")),
}


def lost(tmp_path, way, after_s=0.3):
    """Lose a part of the adapter while it drives the robot.

    Returns:
        Until the robot was told to stop, milliseconds; and what the supervisor says of it.
    """
    adapter, lose = WAYS[way]
    engine = EngineProcess(tmp_path, "--adapter", adapter)
    try:
        engine.tell("go")
        time.sleep(after_s)
        while engine.receiver.hear(0):
            pass
        assert engine.receiver.hear().payload == MOVE
        began_ns = time.time_ns()
        lose(engine)
        while (heard := engine.receiver.hear()).payload == MOVE:
            pass
        assert heard.payload == FREEZE
        time.sleep(0.1)
        return (heard.at_ns - began_ns) / 1e6, engine.recorded("stop")[0].data["origin"]
    finally:
        if child := engine.ready["child"]:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGCONT)
        engine.signal(signal.SIGCONT)
        engine.close()


@pytest.mark.parametrize("way", WAYS)
def test_the_robot_is_stopped_in_time(tmp_path, way):
    took_ms, origin = lost(tmp_path, way)
    assert took_ms < WITHIN_MS
    whose = "the engine has ended" if "engine killed" in way else "no sign of life from the engine"
    if way.startswith(("a child", "a thread")):
        whose = "no sign of life from the robot's adapter for 2"
    assert origin.startswith(whose)


def test_after_its_adapter_was_lost_the_show_is_stopped(tmp_path):
    engine = EngineProcess(tmp_path, "--adapter", "thread")
    try:
        engine.tell("go")
        time.sleep(0.3)
        engine.tell("hang_adapter")
        time.sleep(0.8)
        engine.tell("leave")
        assert engine.told()["state"] == "stopped"
    finally:
        engine.close()


@pytest.mark.parametrize("adapter", ["child", "thread"])
def test_an_adapter_that_lives_is_not_stopped(tmp_path, adapter):
    engine = EngineProcess(tmp_path, "--adapter", adapter)
    try:
        engine.tell("go")
        time.sleep(1.0)
        engine.tell("leave")
        assert engine.told()["state"] == "stopped"
        engine.process.wait(10)
        assert {heard.payload for heard in engine.receiver.all()} == {MOVE}
        assert engine.recorded("stop") == []
    finally:
        engine.close()


@pytest.mark.proof
@pytest.mark.parametrize("way", WAYS)
def test_the_robot_is_stopped_in_time_every_time(tmp_path, capsys, way):
    chance = random.Random(way)
    took_ms = sorted(
        lost(tmp_path / str(number), way, chance.uniform(0.1, 1.0))[0] for number in range(TIMES)
    )
    with capsys.disabled():
        print(f"\n{way}: p50 {took_ms[TIMES // 2]:.0f} ms, worst {took_ms[-1]:.0f} ms")
    assert took_ms[-1] < WITHIN_MS
