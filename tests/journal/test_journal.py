import asyncio
import json
import os
import threading
import time
import zlib
from pathlib import Path

import pytest

from moderator.errors import CannotWrite
from moderator.journal import Journal, read_record
from moderator.journal.file import RecordFile
from moderator.journal.writer import Writer


@pytest.fixture
def journal(tmp_path):
    with Journal.create(tmp_path, lambda: 1_500_000_000) as journal:
        yield journal


def lines(journal, directory):
    journal.close()
    return (directory / "as-run.jsonl").read_text().splitlines()


def test_entries_are_numbered_from_one_and_stamped(journal):
    entries = [journal.write("standby", "1"), journal.write("go", "1", origin="keyboard")]
    assert [(entry.n, entry.at_s) for entry in entries] == [(1, 1.5), (2, 1.5)]


def test_a_line_has_its_keys_in_order_and_its_checksum_last(journal, tmp_path):
    journal.write("go", "1", origin="keyboard", expected="1")
    (line,) = lines(journal, tmp_path)
    body = '{"n":1,"at":1.5,"kind":"go","cue":"1","origin":"keyboard","expected":"1"'
    assert line == f'{body},"crc":"{zlib.crc32(body.encode()):08x}"}}'


def test_floats_are_fixed_to_six_decimals(journal, tmp_path):
    journal.write("battery", charge=0.1 + 0.2, all=[1 / 3, {"deep": -1e-9}])
    (line,) = lines(journal, tmp_path)
    assert '"charge":0.3,"all":[0.333333,{"deep":0.0}]' in line


def test_what_json_cannot_say_is_null(journal, tmp_path):
    journal.write("battery", charge=float("nan"), temperature_c=float("inf"))
    assert '"charge":null,"temperature_c":null' in lines(journal, tmp_path)[0]


def test_an_entry_is_what_will_be_read_back(journal, tmp_path):
    written = journal.write("said", "2", text="小心\u2028<b>", marks=(("bow", 1),), sources={})
    journal.close()
    assert read_record(tmp_path).entries == (written,)


def test_text_that_is_not_unicode_is_kept_as_far_as_it_can_be(journal, tmp_path):
    journal.write("warning", what="bad \udcff name")
    assert json.loads(lines(journal, tmp_path)[0])["what"] == "bad ? name"


def test_data_that_is_not_plain_is_refused_and_takes_no_number(journal):
    with pytest.raises(TypeError, match="PosixPath"):
        journal.write("sound", file=Path("x.wav"))
    assert journal.write("sound").n == 1


def test_data_may_not_use_the_keys_of_every_entry(journal):
    with pytest.raises(ValueError, match="crc"):
        journal.write("sound", crc="0")


def test_lines_are_in_the_order_of_writing_from_any_thread(journal, tmp_path):
    threads = [
        threading.Thread(target=lambda: [journal.write("go") for _ in range(200)]) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    journal.close()
    record = read_record(tmp_path)
    assert [entry.n for entry in record.entries] == list(range(1, 801))
    assert record.damage is None


async def test_flushed_means_that_it_is_in_the_file(journal, tmp_path):
    journal.write("go", "1")
    assert await journal.flushed()
    assert len(read_record(tmp_path).entries) == 1


@pytest.mark.real_time
async def test_flushed_works_on_an_ordinary_loop(journal, tmp_path):
    journal.write("go", "1")
    assert await journal.flushed(10)
    assert len(read_record(tmp_path).entries) == 1


async def test_virtual_time_stands_still_while_flushing(journal):
    loop = asyncio.get_running_loop()
    ticks = []
    loop.call_later(0.001, ticks.append, "tick")
    journal.write("go")
    assert await journal.flushed()
    assert (loop.time(), ticks) == (0, [])


async def test_flushed_gives_way_alike_whether_or_not_the_writer_was_quick(journal):
    order = []
    journal.write("go")
    await journal.flushed()
    asyncio.get_running_loop().call_soon(order.append, "other")
    await journal.flushed()
    order.append("flushed")
    assert order == ["other", "flushed"]


@pytest.mark.real_time
async def test_a_slow_disk_makes_flushed_give_up_in_time(tmp_path, stuck_disk):
    journal = Journal(Writer(stuck_disk), lambda: 0)
    began = time.monotonic()
    journal.write("go")
    assert await journal.flushed(0.02) is False
    assert time.monotonic() - began < 2
    stuck_disk.gate.set()
    assert await journal.flushed(10)
    journal.close()


async def test_a_slow_disk_changes_nothing_in_a_rehearsal(stuck_disk):
    journal = Journal(Writer(stuck_disk), lambda: 0)
    journal.write("go")
    threading.Timer(0.1, stuck_disk.gate.set).start()
    assert await journal.flushed(0.02)
    journal.close()


async def test_a_disk_stuck_for_good_is_told_in_a_rehearsal_too(stuck_disk):
    asyncio.get_running_loop()._watchdog_s = 0.05
    journal = Journal(Writer(stuck_disk), lambda: 0)
    journal.write("go")
    assert await journal.flushed() is False
    stuck_disk.gate.set()
    journal.close()


def test_a_slow_disk_never_holds_up_a_write(tmp_path, stuck_disk):
    journal = Journal(Writer(stuck_disk), lambda: 0)
    for _ in range(500):
        journal.write("go")
    assert (tmp_path / "as-run.jsonl").read_bytes() == b""
    stuck_disk.gate.set()
    journal.close()
    assert len(read_record(tmp_path).entries) == 500


def test_closing_syncs_to_disk(tmp_path, stuck_disk):
    stuck_disk.gate.set()
    journal = Journal(Writer(stuck_disk), lambda: 0)
    journal.write("go")
    journal.close()
    assert stuck_disk.syncs >= 1


def test_closing_twice_does_nothing_and_a_later_entry_is_told(journal, tmp_path):
    journal.write("go")
    journal.close()
    journal.close()
    assert journal.trouble == ""
    journal.write("go")
    assert journal.trouble == "entry 2 came after the record was closed"
    assert len(read_record(tmp_path).entries) == 1


async def test_a_full_disk_is_told_and_the_show_goes_on():
    journal = Journal(Writer(RecordFile(os.open("/dev/full", os.O_WRONLY))), lambda: 0)
    journal.write("go")
    assert await journal.flushed() is False
    assert journal.trouble == (
        "the record cannot be written (no space left on device); 1 entry lost so far"
    )
    assert journal.write("go").n == 2
    journal.close()


async def test_when_there_is_room_again_the_record_says_what_it_lacks(tmp_path, filling_disk):
    journal = Journal(Writer(filling_disk), lambda: 0)
    kept = []
    for number in range(6):
        journal.write("warning", what="x" * 10 * number)
        kept.append(await journal.flushed())
    filling_disk.room = 10_000
    journal.write("go")
    assert await journal.flushed()
    journal.close()
    record = read_record(tmp_path)
    assert record.damage is None
    assert [entry.n for entry in record.entries if entry.kind == "warning"] == [1, 2]
    (hole,) = record.of("hole")
    assert (hole.n, hole.data["lost"]) == (6, 4)
    assert record.entries[-1].n == 7
    assert kept == [True, True, False, False, False, False]
    assert journal.trouble == "the record has a hole: 4 entries lost (no space left on device)"


async def test_nothing_is_ever_glued_to_a_torn_line(tmp_path, filling_disk):
    filling_disk.room = 100
    filling_disk.can_truncate = False
    journal = Journal(Writer(filling_disk), lambda: 0)
    for _ in range(3):
        journal.write("go")
        await journal.flushed()
    filling_disk.room = 10_000
    journal.write("go")
    assert await journal.flushed() is False
    journal.close()
    record = read_record(tmp_path)
    assert [entry.n for entry in record.entries] == [1]
    assert "torn" in record.damage
    assert "input/output error" in journal.trouble


def test_a_rehearsal_replaces_the_earlier_record(tmp_path):
    for _ in range(2):
        with Journal.create(tmp_path, lambda: 0) as journal:
            journal.write("go")
    assert len(read_record(tmp_path).entries) == 1


def test_a_live_show_keeps_the_earlier_record(tmp_path):
    Journal.create(tmp_path, lambda: 0, keep=True).close()
    with pytest.raises(CannotWrite, match="record of an earlier run — it is kept"):
        Journal.create(tmp_path, lambda: 0, keep=True)


def test_a_live_show_keeps_a_segment_that_was_left_alone_too(tmp_path):
    (tmp_path / "as-run.2.jsonl").write_text("")
    with pytest.raises(CannotWrite, match=r"as-run\.2\.jsonl is the record of an earlier run"):
        Journal.create(tmp_path, lambda: 0, keep=True)


def test_a_rehearsal_replaces_all_segments_of_the_earlier_record(tmp_path):
    Journal.create(tmp_path, lambda: 0).close()
    Journal.go_on(tmp_path, lambda: 0, 0).close()
    Journal.create(tmp_path, lambda: 0).close()
    assert [path.name for path in tmp_path.iterdir()] == ["as-run.jsonl"]


@pytest.mark.parametrize("directory", ["a-file", "a-file/below", "/proc/nowhere"])
def test_a_folder_that_cannot_be_written_is_told_with_a_hint(tmp_path, directory):
    (tmp_path / "a-file").write_text("")
    with pytest.raises(CannotWrite) as told:
        Journal.create(tmp_path / directory, lambda: 0)
    assert "cannot write" in told.value.message
    assert "--out" in told.value.hint


def test_a_folder_in_the_place_of_the_record_is_told(tmp_path):
    (tmp_path / "as-run.jsonl").mkdir()
    with pytest.raises(CannotWrite, match=r"as-run\.jsonl: is a directory"):
        Journal.create(tmp_path, lambda: 0)


def test_a_write_takes_microseconds(journal):
    began = time.perf_counter()
    for _ in range(1000):
        journal.write("said", "12", text="Good afternoon. My name is Kuafu.", duration_s=3.1234567)
    assert (time.perf_counter() - began) / 1000 < 200e-6  # 11 µs when the machine is idle


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.real_time
async def test_a_writer_that_dies_is_told(filling_disk):
    filling_disk.room = "not a number"
    journal = Journal(Writer(filling_disk), lambda: 0)
    journal.write("go")
    assert await journal.flushed() is False
    assert journal.trouble == "the record's writer has died; nothing more is kept"
    assert journal.write("go").n == 2


def test_whoever_heeds_a_record_is_told_of_each_entry_in_the_call_that_writes_it(journal):
    told = []
    journal.write("go", "1")
    journal.heed(lambda entry: told.append((entry.n, entry.kind)))
    journal.write("cue_started", "1")
    assert told == [(2, "cue_started")]


async def test_what_is_kept_already_is_said_to_be_kept_when_it_is_asked_again(journal):
    journal.write("go", "1")
    assert [await journal.flushed() for _ in range(3)] == [True, True, True]


async def test_a_closed_journal_says_whether_all_is_kept(tmp_path, filling_disk):
    whole = Journal.create(tmp_path / "whole", lambda: 0)
    whole.write("go", "1")
    whole.close()
    assert await whole.flushed() is True
    full = Journal(Writer(filling_disk), lambda: 0)
    for _ in range(20):
        full.write("go", "1")
    full.close()
    assert await full.flushed() is False
