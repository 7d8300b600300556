import errno
import os

from tests.supervisor.stand import recorded

from moderator.journal.reading import read_lines
from moderator.supervisor.record import SupervisorRecord


def test_an_earlier_supervisors_record_is_kept(tmp_path):
    for _ in range(2):
        record = SupervisorRecord(tmp_path, 0)
        record.write(1_500_000_000, "stop", grade="freeze")
        record.close(5.0)
    (entry,) = recorded(tmp_path / "supervisor-2.jsonl")
    assert (entry.n, entry.at_s, entry.data) == (1, 1.5, {"grade": "freeze"})
    assert recorded(tmp_path / "supervisor.jsonl") == [entry]


def test_what_a_disk_does_not_take_is_a_hole_that_is_told(tmp_path, monkeypatch):
    record = SupervisorRecord(tmp_path, 0)
    write, tries = os.write, iter(("whole", "full", "torn", "whole"))

    def stubborn(descriptor, data):
        match next(tries):
            case "full":
                raise OSError(errno.ENOSPC, "no space")
            case "torn":
                return write(descriptor, data[:7])
        return write(descriptor, data)

    monkeypatch.setattr(os, "write", stubborn)
    for number in range(4):
        record.write(number, "stop", number=number)
    record.close(5.0)
    read = read_lines((tmp_path / "supervisor.jsonl").read_bytes())
    assert read.damage is None
    assert [(entry.n, entry.kind) for entry in read.entries] == [
        (1, "stop"),
        (3, "hole"),
        (4, "stop"),
    ]
    assert read.of("hole")[0].data["lost"] == 2
