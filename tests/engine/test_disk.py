"""A disk that is full, read-only or slow while a show runs."""

import asyncio
import errno
import io
import os
import resource
import subprocess
import sys
import time

import pytest
from rich.console import Console
from tests.bench import written

from moderator.console.people import KeyboardPeople
from moderator.console.screen import draw
from moderator.journal import Journal, read_record
from moderator.journal.file import RecordFile
from moderator.journal.writer import Writer
from moderator.people import PeopleSetup
from moderator.robot import Grade

CUES = """
  - {cue: "1", move: wave}
  - {cue: "2", wait: 1s, continue: auto_follow}
  - {cue: "3", wait: 1s}
  - {cue: "4", wait: 1s}
"""


class BadDisk(RecordFile):
    """A disk that a test can fill, make read-only, and slow down."""

    def __init__(self, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        super().__init__(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND))
        self.refuses = None
        self.takes_s = 0.0

    def write(self, data):
        time.sleep(self.takes_s)
        if self.refuses:
            raise OSError(self.refuses, os.strerror(self.refuses))
        return super().write(data)

    def sync(self):
        time.sleep(self.takes_s)
        super().sync()


@pytest.fixture
def disk(tmp_path):
    return BadDisk(tmp_path / "out/as-run.jsonl")


@pytest.fixture
async def show(on_stage, disk):
    return await on_stage(CUES, journal=lambda clock: Journal(Writer(disk), clock))


def screen(show):
    """What the operator sees."""
    console = Console(file=io.StringIO(), width=120, height=40)
    people = KeyboardPeople(PeopleSetup())
    console.print(draw(show.parts, show.conductor, people, None, show.entries()))
    return console.file.getvalue()


@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.ENOSPC, "no space left on device"), (errno.EROFS, "read-only file system")],
)
async def test_the_show_goes_on_and_the_operator_and_the_record_say_what_is_lost(
    show, disk, tmp_path, number, told
):
    await show.go()
    await show.until("cue_ended", "1")
    await show.until_state("standby")
    await show.parts.journal.flushed()
    disk.refuses = number
    await show.after(1)
    assert (await show.go(expecting="2")).accepted
    warning = await show.until("warning", "2")
    assert warning.data["what"].startswith(f"record: the record cannot be written ({told})")
    await show.until("cue_ended", "3")
    assert f"record: the record cannot be written ({told})" in screen(show)
    disk.refuses = None
    await show.until_state("standby")
    await show.after(1)
    await show.go(expecting="4")
    await show.until("cue_ended", "4")
    await show.until_state("finished")
    await show.parts.journal.flushed()
    assert f"record: the record has a hole: {show.parts.journal.lost} entries lost" in screen(show)
    assert set(show.outcomes().values()) == {"succeeded"}
    record = read_record(tmp_path / "out")
    assert record.damage is None
    assert record.of("hole")[0].data["why"] == told
    assert sum(hole.data["lost"] for hole in record.of("hole")) == show.parts.journal.lost
    assert "4" in [entry.cue for entry in record.of("cue_started")]


@pytest.mark.real_time
@pytest.mark.parametrize("bad", ["full", "slow"])
async def test_stop_is_as_quick_as_ever_and_cues_start(show, disk, bad):
    if bad == "slow":
        disk.takes_s = 0.2
    else:
        disk.refuses = errno.ENOSPC
    began = time.monotonic()
    await show.go()
    while not any(what.startswith("play wave") for what in show.robot.told):  # noqa: ASYNC110
        await asyncio.sleep(0.001)
    assert time.monotonic() - began < 0.2
    assert show.entries("warning", "1")
    began = time.monotonic()
    show.stop(Grade.FREEZE)
    assert time.monotonic() - began < 0.005
    assert show.robot.told[-1] == "stop freeze"
    await show.until_state("stopped", within_s=10)
    disk.takes_s, disk.refuses = 0.0, None


LONG = "\n".join(f'- {{cue: "{number}", wait: 1s}}' for number in range(60))


def rehearsed(folder, out, **options):
    command = [sys.executable, "-m", "moderator", "rehearse", str(folder), "--out", str(out)]
    ran = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, **options
    )
    return " ".join(ran.stderr.split())


@pytest.mark.slow
def test_a_file_that_may_not_grow_is_told_and_its_record_is_sound_as_far_as_it_goes(tmp_path):
    folder = written(tmp_path / "show", LONG)
    limit = 20_000
    told = rehearsed(
        folder,
        tmp_path / "out",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert "record: the record cannot be written (" in told
    assert "the record is not whole" in told
    assert "Traceback" not in told
    record = read_record(tmp_path / "out")
    assert record.damage is None
    assert not record.ended
    size = (tmp_path / "out/as-run.jsonl").stat().st_size
    assert limit - 1000 < size <= limit


@pytest.fixture
def small_disk(tmp_path):
    """A file system with room for 32 KiB."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("needs to be allowed to mount a small file system")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.slow
def test_a_small_file_system_that_is_full_is_told(tmp_path, small_disk):
    told = rehearsed(written(tmp_path / "show", LONG), small_disk / "out")
    assert "record: the record cannot be written (" in told
    assert "the record is not whole" in told
    assert "Traceback" not in told
    record = read_record(small_disk / "out")
    assert record.damage is None
    assert not record.ended
