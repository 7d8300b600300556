"""Each promise is broken once on purpose: one that cannot be broken promises nothing."""

import asyncio
import gc
import itertools
import random
import socket
import subprocess
import threading
import warnings
from dataclasses import replace

import pytest
from tests.proving import killed
from tests.proving.night import night
from tests.proving.soak import batch
from tests.proving.watched import WatchedRobot

from moderator.cues.answering import Floor
from moderator.engine import conductor, doing, preflight, runner, session, speaking
from moderator.engine.clock import ShowClock
from moderator.engine.conductor import Conductor
from moderator.engine.guard import Guard
from moderator.engine.left_off import left_off
from moderator.engine.next_go import NextGo
from moderator.engine.readiness import Readiness
from moderator.engine.running import Running
from moderator.engine.speaking import Speaker
from moderator.journal.reading import read_record
from moderator.robot import Outcome

TRIED = range(1, 60)
RARE = range(200, 1000)
"""For what one night in 140 meets."""


def broken_promises(workshop, *, until, tried=TRIED):
    """Run nights until a promise is broken; returns those that were."""
    broken = set()
    for seed in tried:
        broken |= {name for name, _, _ in night(workshop, seed).broken}
        if until in broken:
            break
    return broken


def test_a_clock_that_jumps_back_is_seen(workshop, monkeypatch):
    true, looked = ShowClock.now_ns, itertools.count()
    back_ns = 1_000_000
    monkeypatch.setattr(
        ShowClock, "now_ns", lambda self: max(0, true(self) - back_ns * (next(looked) % 2))
    )
    assert "time" in broken_promises(workshop, until="time")


def test_two_cues_that_hold_one_resource_are_seen(workshop, monkeypatch):
    monkeypatch.setattr(Running, "_clash", lambda *_: "")
    assert "resources" in broken_promises(workshop, until="resources")


def test_a_cue_that_ends_before_what_it_does_is_seen(workshop, monkeypatch):
    async def not_waited(handle):
        return Outcome.succeeded()

    for there in ("stage", "moves"):
        monkeypatch.setattr(f"moderator.engine.{there}.until_ended", not_waited)
    assert "resources" in broken_promises(workshop, until="resources")


def test_a_robot_made_ready_against_a_persons_word_is_seen(workshop, monkeypatch):
    async def not_asked(*_):
        pass

    monkeypatch.setattr(preflight, "_confirmed", not_asked)
    assert "confirmed" in broken_promises(workshop, until="confirmed")


def test_an_answer_that_nobody_approved_is_seen(workshop, monkeypatch):
    monkeypatch.setattr(Floor, "_needs_a_word", lambda *_: False)
    assert "approved" in broken_promises(workshop, until="approved")


def test_a_second_outcome_of_a_cue_is_seen(workshop, monkeypatch):
    once = runner.record_end

    def twice(*args):
        once(*args)
        once(*args)

    monkeypatch.setattr(runner, "record_end", twice)
    assert "outcomes" in broken_promises(workshop, until="outcomes")


def test_a_cue_without_an_outcome_is_seen(workshop, monkeypatch):
    monkeypatch.setattr(runner, "record_end", lambda *_: None)
    assert "outcomes" in broken_promises(workshop, until="outcomes")


def test_an_unknown_end_that_is_told_as_done_is_seen(workshop, monkeypatch):
    def taken_for_done(outcome):
        return Outcome.succeeded() if outcome.ended == "unknown" else outcome

    monkeypatch.setattr(doing, "known", taken_for_done)
    monkeypatch.setattr(speaking, "known", taken_for_done)
    monkeypatch.setattr(runner, "ended_early", lambda _: Outcome.succeeded())
    assert "unknown" in broken_promises(workshop, until="unknown")


def test_what_goes_on_after_a_stop_is_seen(workshop, monkeypatch):
    monkeypatch.setattr(Running, "cancel", lambda _: None)
    monkeypatch.setattr(Conductor, "may_begin", lambda _: None)
    monkeypatch.setattr(Speaker, "_may_begin", lambda _: None)
    assert "stop" in broken_promises(workshop, until="stop")


def test_a_second_go_within_the_guard_is_seen(workshop, monkeypatch):
    monkeypatch.setattr(Guard, "refuses", lambda *_: "")
    assert "go" in broken_promises(workshop, until="go")


def test_a_go_that_starts_two_cues_is_seen(workshop, monkeypatch):
    once = Running.call

    def with_the_next(self, called):
        once(self, called)
        cues = self._parts.rundown.cues
        once(self, cues[(called.position + 1) % len(cues)])

    monkeypatch.setattr(Running, "call", with_the_next)
    assert "go" in broken_promises(workshop, until="go")


def test_a_go_that_starts_nothing_is_seen(workshop, monkeypatch):
    monkeypatch.setattr(Running, "call", lambda *_: None)
    assert "go" in broken_promises(workshop, until="go")


def test_a_cue_that_starts_by_itself_beyond_a_limit_is_seen(workshop, monkeypatch):
    monkeypatch.setattr(Readiness, "beyond", lambda *_: "")
    assert "limits" in broken_promises(workshop, until="limits", tried=RARE)


def test_a_go_beyond_a_limit_is_seen(workshop, monkeypatch):
    monkeypatch.setattr(Readiness, "why_not", lambda *_: "")
    assert "limits" in broken_promises(workshop, until="limits", tried=RARE)


@pytest.mark.parametrize("what", [NextGo, Running])
def test_a_change_that_is_not_in_the_record_is_seen(workshop, monkeypatch, what):
    monkeypatch.setattr(what, "_record", lambda _: None)
    assert "record" in broken_promises(workshop, until="record")


def broken_when_killed(workshop, monkeypatch, *, until):
    """As `broken_promises`, of nights whose process dies."""
    monkeypatch.setattr(killed, "SHARE", 1.0)
    return broken_promises(workshop, until=until)


def _left_off_changed(monkeypatch, change):
    monkeypatch.setattr(killed, "left_off", lambda *args: change(left_off(*args)))


def test_a_cue_cut_short_that_is_not_told_is_seen(workshop, monkeypatch):
    _left_off_changed(monkeypatch, lambda left: replace(left, unknown=()))
    assert "recover" in broken_when_killed(workshop, monkeypatch, until="recover")


def test_a_show_that_goes_on_one_cue_further_is_seen(workshop, monkeypatch):
    _left_off_changed(monkeypatch, lambda left: replace(left, position=left.position + 1))
    assert "recover" in broken_when_killed(workshop, monkeypatch, until="recover")


def test_a_cue_that_is_armed_again_by_going_on_is_seen(workshop, monkeypatch):
    monkeypatch.setattr(NextGo, "go_on", lambda *_: None)
    assert "recover" in broken_when_killed(workshop, monkeypatch, until="recover")


def test_an_outcome_that_is_forgotten_by_going_on_is_seen(workshop, monkeypatch):
    monkeypatch.setattr(Running, "go_on", lambda *_: None)
    assert "outcomes" in broken_when_killed(workshop, monkeypatch, until="outcomes")


def test_a_clock_that_begins_anew_by_going_on_is_seen(workshop, monkeypatch):
    monkeypatch.setattr(ShowClock, "go_on", lambda *_: None)
    assert "time" in broken_when_killed(workshop, monkeypatch, until="time")


def test_a_robot_that_moves_by_itself_by_going_on_is_seen(workshop, monkeypatch):
    true = Conductor.go_on

    def and_wave(self, left):
        true(self, left)
        self._parts.robot.play(self._parts.materials.motion("wave"))

    monkeypatch.setattr(Conductor, "go_on", and_wave)
    assert "stop" in broken_when_killed(workshop, monkeypatch, until="stop")


def test_an_acknowledged_entry_that_is_not_kept_is_seen(workshop, monkeypatch):
    def not_all(record):
        return replace(record, entries=record.entries[:-1])

    monkeypatch.setattr(killed, "read_record", lambda folder: not_all(read_record(folder)))
    assert "recover" in broken_when_killed(workshop, monkeypatch, until="recover")


def test_a_show_that_does_not_say_how_it_ended_is_seen(workshop, monkeypatch):
    monkeypatch.setattr(session, "record_end", lambda *_: None)
    assert "end" in broken_promises(workshop, until="end")


def test_a_defect_in_a_cue_is_seen(workshop, monkeypatch):
    def broken(self, motion):
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr(WatchedRobot, "play", broken)
    assert "end" in broken_promises(workshop, until="end")


def test_a_show_that_hangs_is_seen(workshop, monkeypatch):
    async def for_ever(*_):
        await asyncio.get_running_loop().create_future()

    monkeypatch.setattr(session, "_come_to_rest", for_ever)
    assert "end" in broken_promises(workshop, until="end")
    with warnings.catch_warnings():  # of the stop channel that a show which hangs leaves open
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def test_another_record_of_the_same_seed_is_seen(workshop, monkeypatch):
    true = conductor.Conductor._changed

    def by_chance(self, *args):
        self._parts.journal.write("warning", what=str(random.random()))
        true(self, *args)

    monkeypatch.setattr(conductor.Conductor, "_changed", by_chance)
    assert "bytes" in {name for _, name, _, _ in batch(workshop, [100]).broken}


async def _leave_a_task(kept):
    kept.append(asyncio.ensure_future(asyncio.sleep(3600)))


async def _leave_a_thread(kept):
    over = threading.Event()
    kept.append(over.set)
    threading.Thread(target=over.wait, name="left", daemon=True).start()


async def _leave_a_file(kept):
    kept.append(open("/dev/null").close)  # noqa: SIM115, PTH123, ASYNC230 -- left open on purpose


async def _leave_a_port(kept):
    port = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    port.bind(("127.0.0.1", 0))
    kept.append(port.close)


async def _leave_a_process(kept):
    process = subprocess.Popen(["sleep", "60"])  # noqa: ASYNC220

    def end():
        process.kill()
        process.wait()

    kept.append(end)


@pytest.mark.parametrize(
    ("leave", "told"),
    [
        (_leave_a_task, "task"),
        (_leave_a_thread, "thread"),
        (_leave_a_file, "file handles"),
        (_leave_a_port, "file handles"),
        (_leave_a_process, "processes"),
    ],
)
def test_what_is_left_over_is_seen(workshop, monkeypatch, leave, told):
    kept, true = [], session._leave

    async def leaving(*args, **more):
        await true(*args, **more)
        await leave(kept)

    monkeypatch.setattr(session, "_leave", leaving)
    try:
        broken = night(workshop, 1).broken
    finally:
        for end in kept:
            if callable(end):
                end()
    assert [name for name, _, what in broken if what.startswith(told)] == ["left over"]
