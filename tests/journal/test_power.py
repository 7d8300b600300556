"""Power loss: the writes and syncs of a run, replayed to every prefix of them."""

import os
import random
from pathlib import Path

import pytest
from tests.bench import assembled, prepared, simulated_people, written
from tests.journal.conftest import FillingDisk

from moderator.engine.rehearsal import rehearse
from moderator.engine.virtual import run
from moderator.journal import Journal, writer
from moderator.journal.file import RecordFile
from moderator.journal.reading import read_lines
from moderator.journal.writer import Writer

SHOW = """
  - {cue: "1", speak: "Good afternoon. It is {clock.time}."}
  - {cue: "2", move: wave, continue: auto_follow}
  - {cue: "3", wait: 5s}
  - {cue: "4", talk: {by: ji, allotted: 1m, overtime: {0s: look}}}
""" + "".join(f'  - {{cue: "{number}", wait: 1s}}\n' for number in range(10, 60))


class WatchedDisk(FillingDisk):
    """A disk that keeps what it is told to do, in order."""

    def __init__(self, path, room=10**9):
        path.parent.mkdir(parents=True, exist_ok=True)
        super().__init__(path, room)
        self.told = []

    def write(self, data):
        taken = super().write(data)
        self.told.append(("write", data[:taken]))
        return taken

    def truncate(self, size):
        super().truncate(size)
        self.told.append(("truncate", size))

    def sync(self):
        super().sync()
        self.told.append(("sync", None))


class Power:
    """What a disk may hold when the power goes, after so many of the deeds that it was told."""

    def __init__(self, told):
        self.cached = self.synced = b""
        self.syncs = 0
        for what, which in told:
            match what:
                case "write":
                    self.cached += which
                case "truncate":
                    self.cached = self.cached[:which]
                case "sync":
                    self.synced = self.cached
                    self.syncs += 1

    def states(self, chance):
        """What was synced, with whatever of the rest the disk happened to have written."""
        yield self.synced
        yield self.cached
        yield self.cached + self.synced[len(self.cached) :]  # in place, and not yet cut
        rest = self.cached[len(self.synced) :]
        for _ in range(3):
            yield self.synced + rest[: chance.randint(0, len(rest))]
        yield self.synced + bytes(len(rest))  # the length, and none of the content
        cut = chance.randint(0, len(rest))
        yield self.synced + bytes(cut) + rest[cut:]
        yield self.synced + chance.randbytes(len(rest))


def lost_by_power(told):
    """What is lost of what was synced, or read though nobody wrote it, at each prefix."""
    chance = random.Random(1)
    whole = {entry.n: entry for entry in read_lines(Power(told).cached).entries}
    for length in range(len(told) + 1):
        power = Power(told[:length])
        synced = read_lines(power.synced).entries
        for state in power.states(chance):
            record = read_lines(state)
            if record.entries[: len(synced)] != synced:
                yield f"after {length} deeds an entry that was synced is lost"
            if any(whole.get(entry.n) != entry for entry in record.entries):
                yield f"after {length} deeds there is an entry that was never written"


@pytest.fixture
def rehearsed(tmp_path, monkeypatch):
    """Rehearse a show on a disk; it syncs as often as it can."""
    monkeypatch.setattr(writer, "_QUIET_S", 0.0)

    def on(disk):
        show = prepared(written(tmp_path / "show", SHOW))

        async def whole():
            people = simulated_people(show, 1)
            parts = assembled(
                show, tmp_path, people=people, journal=lambda clock: Journal(Writer(disk), clock)
            )
            with parts.journal:
                await rehearse(parts, "fingerprint")

        run(whole())
        show.renderer.close()
        return disk.told

    return on


@pytest.mark.slow
def test_what_was_synced_is_there_whenever_the_power_goes(rehearsed, tmp_path):
    told = rehearsed(WatchedDisk(tmp_path / "out/as-run.jsonl"))
    assert Power(told).syncs >= 10
    assert told[-1] == ("sync", None)
    assert list(lost_by_power(told)) == []


class FickleDisk(WatchedDisk):
    """A disk that often takes a part of what it is given, and sometimes nothing."""

    def __init__(self, path):
        super().__init__(path)
        self.chance = random.Random(3)

    def write(self, data):
        self.room = 0 if self.chance.random() < 0.2 else self.chance.randint(1, 2 * len(data))
        return super().write(data)


@pytest.mark.slow
def test_short_writes_that_are_cut_back_lose_nothing_that_was_synced(rehearsed, tmp_path):
    told = rehearsed(FickleDisk(tmp_path / "out/as-run.jsonl"))
    assert sum(what == "truncate" for what, _ in told) >= 10
    assert list(lost_by_power(told)) == []


def test_a_disk_that_writes_over_what_was_synced_is_found_out():
    line = b'{"n":1,"at":0.0,"kind":"go","cue":null,"crc":"c475ddb4"}\n'
    lost = [("write", line), ("sync", None), ("truncate", 0)]
    assert read_lines(line).damage is None
    assert list(lost_by_power(lost)) != []


@pytest.fixture
def synced_folders(monkeypatch):
    """The folders whose content the disk was told to keep, in order."""
    folders = []
    fsync = os.fsync

    def sync(descriptor):
        folders.append(Path(f"/proc/self/fd/{descriptor}").resolve())
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", sync)
    return folders


def test_that_there_is_a_record_is_synced_with_every_folder_made_for_it(tmp_path, synced_folders):
    Journal.create(tmp_path / "runs/show/tonight", lambda: 0).close()
    there = tmp_path.resolve()
    assert synced_folders == [
        there / "runs/show/tonight",
        there / "runs/show",
        there / "runs",
        there,
    ]


def test_that_a_record_has_another_segment_is_synced(tmp_path, synced_folders):
    Journal.create(tmp_path, lambda: 0).close()
    Journal.go_on(tmp_path, lambda: 0, 0).close()
    assert synced_folders == [tmp_path.resolve()] * 2


def test_what_a_disk_has_not_confirmed_once_is_never_told_as_kept(tmp_path):
    class Unsure(RecordFile):
        failures = 1

        def sync(self):
            if self.failures:
                self.failures -= 1
                raise OSError(5, "Input/output error")

    disk = Unsure(os.open(tmp_path / "as-run.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND))
    journal = Journal(Writer(disk), lambda: 0)
    journal.write("go")
    while not journal.trouble:
        pass
    journal.write("go")
    journal.close()
    assert journal.trouble == "the disk has not confirmed all of the record (input/output error)"
