"""The engine hangs, is frozen or killed: the stop reaches a process that stands for the robot."""

import os
import signal
import time

import pytest
from tests.supervisor.loaded import under_load
from tests.supervisor.stand import EngineProcess, alive
from tests.supervisor.test_inputs import PANIC

pytestmark = pytest.mark.slow

FREEZE = b"stop freeze"
WITHIN_NS = 300_000_000


def stopped(engine, since_ns):
    """Hear the stop; how long after that it came, nanoseconds."""
    heard = engine.receiver.hear()
    assert heard is not None
    assert heard.payload == FREEZE
    return heard.at_ns - since_ns


def test_a_frozen_engine_leaves_a_robot_that_stands_still(engine):
    engine.tell("go")
    time.sleep(0.3)
    since_ns = engine.signal(signal.SIGSTOP)
    assert stopped(engine, since_ns) < WITHIN_NS
    time.sleep(1.2)
    told = [entry.data["what"] for entry in engine.recorded("fault")]
    assert any("the engine does not answer" in what for what in told)
    engine.signal(signal.SIGCONT)
    engine.tell("leave")
    assert engine.told()["state"] == "stopped"
    (stop,) = engine.recorded("stop")
    assert stop.data["origin"].startswith("no sign of life from the engine for 2")


def test_a_killed_engine_leaves_a_robot_that_stands_still(engine):
    engine.tell("go")
    time.sleep(0.3)
    since_ns = engine.signal(signal.SIGKILL)
    assert stopped(engine, since_ns) < WITHIN_NS
    engine.until_alone()
    (stop,) = engine.recorded("stop")
    assert stop.data == {
        "grade": "freeze",
        "origin": "the engine has ended without a goodbye",
        "sent": "freeze",
    }
    assert engine.recorded()[-1].kind == "supervisor_ended"
    assert {heard.payload for heard in engine.receiver.all()} == {FREEZE}  # again and again


def test_the_next_supervisor_waits_for_the_ports_of_one_that_is_bereaved(tmp_path):
    first = EngineProcess(tmp_path / "first", "--rest", "2")
    port = first.ready["osc"].rpartition(":")[2]
    first.signal(signal.SIGKILL)
    time.sleep(0.3)
    assert alive(first.supervisor_pid)
    second = EngineProcess(tmp_path / "second", "--rest", "2", "--osc", port)
    assert second.ready["osc"] == first.ready["osc"]
    first.close()
    second.tell("leave")
    second.process.wait(10)
    second.close()


def test_a_callback_that_hangs_stops_the_robot_and_then_the_show(engine):
    engine.tell("go")
    time.sleep(0.3)
    since_ns = time.time_ns()
    engine.tell("hang 0.8")
    assert stopped(engine, since_ns) < WITHIN_NS
    time.sleep(0.8)
    engine.tell("leave")
    assert engine.told()["state"] == "stopped"


def test_a_stop_input_is_obeyed_while_the_engine_hangs(tmp_path):
    engine = EngineProcess(tmp_path, "--trip", "30")
    try:
        engine.tell("hang 0.5")
        time.sleep(0.1)
        host, _, port = engine.ready["osc"].rpartition(":")
        since_ns = time.time_ns()
        engine.receiver.socket.sendto(PANIC, (host, int(port)))
        assert stopped(engine, since_ns) < WITHIN_NS
    finally:
        engine.close()


def test_an_engine_that_leaves_says_goodbye_and_nothing_is_sent(engine):
    engine.tell("go")
    time.sleep(0.3)
    engine.tell("leave")
    assert engine.told()["state"] == "stopped"
    engine.process.wait(10)
    engine.until_alone()
    assert engine.receiver.all() == []
    assert [entry.kind for entry in engine.recorded()] == [
        "supervisor_started",
        "reached",
        "armed",
        "goodbye",
        "supervisor_ended",
    ]
    assert engine.process.stderr.read() == ""


def test_a_show_under_load_is_not_stopped(tmp_path):
    night = under_load(tmp_path, seconds=4.0)
    assert night.stops == []
    assert night.heard == 0
    assert night.cues > 1
    assert 20 < night.silence_ms < 250


@pytest.mark.proof
def test_a_show_under_load_for_long_is_not_stopped(tmp_path):
    """Ten minutes; `MODERATOR_LOADED_S` makes it another time, seconds."""
    seconds = float(os.environ.get("MODERATOR_LOADED_S", "600"))
    night = under_load(tmp_path, seconds, nice=19)
    print(night)
    assert night.busy[1] > 0.95
    assert night.cues > seconds / 10
    assert night.stops == []
    assert night.heard == 0
