import asyncio
import os
import threading
import time

import pytest
from tests.bench import ListeningRobot, assembled, prepared, simulated_people, written

from moderator.engine.running import Running
from moderator.journal.file import RecordFile
from moderator.journal.journal import Journal
from moderator.journal.reading import read_record
from moderator.journal.writer import Writer


class WitnessRobot(ListeningRobot):
    """Keeps what was in the record's file when a command reached it."""

    path = None

    def hear(self, what):
        super().hear(what)
        self.record = self.path.read_text(encoding="utf-8") if self.path else ""


@pytest.mark.parametrize("cue", ["move: wave", "speak: Good afternoon."])
async def test_the_go_is_in_the_record_before_the_command_leaves(on_stage, tmp_path, cue):
    show = await on_stage(f'- cue: "1"\n  {cue}', robot=WitnessRobot)
    show.robot.path = tmp_path / "out" / "as-run.jsonl"
    await show.go()
    await show.until("cue_started")
    await show.after(0.1)
    assert '"kind":"go","cue":"1"' in show.robot.record


class GatedDisk(RecordFile):
    """A disk that takes nothing until its gate is opened."""

    def __init__(self, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        super().__init__(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND))
        self.gate = threading.Event()
        self.gate.set()

    def write(self, data):
        assert self.gate.wait(20)
        return super().write(data)


@pytest.mark.real_time
async def test_a_slow_disk_holds_a_go_up_for_20_ms_at_most_and_that_is_said(on_stage, tmp_path):
    disk = GatedDisk(tmp_path / "out" / "as-run.jsonl")
    show = await on_stage(
        '- {cue: "1", move: wave.1}\n- {cue: "2", wait: 1s}',
        journal=lambda clock: Journal(Writer(disk), clock),
    )
    disk.gate.clear()
    began = time.monotonic()
    going = asyncio.create_task(show.go())
    while "play wave" not in show.robot.told:  # noqa: ASYNC110 -- on the clock
        await asyncio.sleep(0.001)
    took_s = time.monotonic() - began
    assert (await going).accepted
    assert show.entries("warning")[0].data["what"] == "record: the disk is slow"
    show.stop()
    assert show.robot.told[-1] == "stop relax"
    disk.gate.set()
    await show.until_state("stopped")
    assert 0.015 < took_s < 0.2


@pytest.mark.real_time
async def test_stop_waits_for_no_disk(on_stage, tmp_path):
    disk = GatedDisk(tmp_path / "out" / "as-run.jsonl")
    show = await on_stage(
        '- {cue: "1", move: wave}', journal=lambda clock: Journal(Writer(disk), clock)
    )
    disk.gate.clear()
    began = time.monotonic()
    show.stop()
    took_s = time.monotonic() - began
    disk.gate.set()
    assert show.robot.told[-1] == "stop relax"
    assert took_s < 0.005


SHOW = """
  - cue: "1"
    speak: "Good afternoon. [mark: bow] It is {clock.time}."
    gestures: {bow: bow}
  - {cue: "2", move: wave, continue: auto_follow}
  - {cue: "3", wait: 5s}
  - cue: "10"
    dialogue:
      with: host
      at_most: 3m
      deflect: ["I do not know.", "That is not on my sheet."]
      closing: Thank you.
      answers:
        - {id: late, ask: ["Are we on time?"], say: "We are {show.over}."}
        - {id: who, ask: ["Who are you?"], say: "I am Kuafu."}
  - {cue: "11", talk: {by: ji, allotted: 2m, overtime: {0s: look, 10s: gesture}}}
"""
PEOPLE = 'rehearsal: {host: {unscripted: ["Do you like tea?", "Can you swim?"]}}'


def rehearsed(folder, out, seed, **options):
    from moderator.engine.rehearsal import rehearse
    from moderator.engine.virtual import run

    show = prepared(folder)

    async def whole():
        people = simulated_people(show, seed)
        parts = assembled(show, out, people=people, seed=seed, **options)
        with parts.journal:
            return await rehearse(parts, show.loaded.fingerprint())

    try:
        return run(whole()).value
    finally:
        show.renderer.close()


def test_the_same_seed_gives_the_same_record_byte_for_byte(tmp_path):
    folder = written(tmp_path / "show", SHOW, PEOPLE)
    records = []
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        assert rehearsed(folder, tmp_path / name, seed) == "finished"
        records.append((tmp_path / name / "as-run.jsonl").read_bytes())
    assert records[0] == records[1]
    assert records[0].split(b"\n", 3)[3] != records[2].split(b"\n", 3)[3]


def test_a_show_with_faults_is_the_same_every_time(tmp_path):
    folder = written(tmp_path / "show", SHOW, PEOPLE)
    faults = [{"fault": "voice", "after": "2m"}, {"fault": "link", "during": "wave"}]
    for name in ("a", "b"):
        assert rehearsed(folder, tmp_path / name, 5, faults=faults) == "faulted"
    first, second = ((tmp_path / name / "as-run.jsonl").read_bytes() for name in ("a", "b"))
    assert first == second


def test_a_record_begins_with_what_is_to_happen_and_ends_with_how_it_ended(tmp_path):
    rehearsed(written(tmp_path / "show", SHOW, PEOPLE), tmp_path / "out", 1)
    kinds = [entry.kind for entry in read_record(tmp_path / "out").entries]
    assert kinds[:2] == ["show_started", "rundown"]
    assert kinds[-1] == "show_ended"


def test_a_conductors_defect_is_not_swallowed_and_the_robot_is_stopped(tmp_path, monkeypatch):
    folder = written(tmp_path / "show", '- {cue: "1", move: bow}\n- {cue: "2", wait: 1s}')
    robots = []

    def keep(setup):
        robots.append(ListeningRobot(setup))
        return robots[0]

    def broken(self, task):
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr(Running, "ended", broken)
    with pytest.raises(ZeroDivisionError, match="of ours"):
        rehearsed(folder, tmp_path / "out", 1, robot=keep)
    entries = read_record(tmp_path / "out").entries
    assert entries[-1].kind == "show_ended"
    assert [e.data["what"] for e in entries if e.kind == "fault"] == [
        "defect: ZeroDivisionError: of ours"
    ]
    assert robots[0].told[-1] == "stop relax"
    assert not robots[0].state().link


async def test_nothing_outlives_a_cue(on_stage):
    show = await on_stage(SHOW)
    await show.after(0.1)
    quiet = asyncio.all_tasks()
    await show.go()
    await show.after(0.5)
    assert asyncio.all_tasks() > quiet
    show.stop()
    write, left = show.parts.journal.write, []

    def noting(kind, cue=None, **data):
        if kind == "cue_ended":
            left.extend(asyncio.all_tasks() - quiet - {asyncio.current_task()})
        return write(kind, cue, **data)

    object.__setattr__(show.parts.journal, "write", noting)
    await show.until_state("stopped")
    assert show.entries("cue_ended")
    assert left == []


def test_nothing_outlives_a_show(tmp_path):
    from moderator.engine.rehearsal import rehearse
    from moderator.engine.virtual import run

    show = prepared(written(tmp_path / "show", SHOW, PEOPLE))
    threads = set(threading.enumerate())

    async def whole():
        parts = assembled(show, tmp_path / "out", people=simulated_people(show, 1))
        with parts.journal:
            await rehearse(parts, "fingerprint")
        return asyncio.all_tasks() - {asyncio.current_task()}

    assert run(whole()) == set()
    show.renderer.close()
    time.sleep(0.05)
    assert {t.name for t in set(threading.enumerate()) - threads if "real-work" not in t.name} == (
        set()
    )


async def test_planned_and_actual_are_both_without_the_cues_waits(on_stage):
    show = await on_stage('- {cue: "1", wait: 5s, pre_wait: 2s, post_wait: 3s}')
    await show.go()
    await show.until_state("finished")
    [rundown] = show.entries("rundown")
    [planned] = rundown.data["acts"][0]["cues"]
    assert (planned["planned_start_s"], planned["planned_s"]) == (2.0, 5.0)
    [end] = show.entries("cue_ended")
    assert (end.data["planned_s"], end.data["actual_s"]) == (5.0, 5.0)
