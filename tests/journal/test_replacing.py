import pytest

from moderator.errors import CannotWrite
from moderator.journal.journal import Journal
from moderator.journal.replacing import check_replaceable


def write(folder, seed):
    with Journal.create(folder, lambda: 0) as journal:
        journal.write("show_started", seed=seed)
        journal.write("show_ended")


def test_a_rehearsal_may_be_replaced(tmp_path):
    check_replaceable(tmp_path / "nowhere")
    check_replaceable(tmp_path)
    write(tmp_path, seed=0)
    check_replaceable(tmp_path)


def test_a_live_record_is_kept_and_what_to_do_is_told(tmp_path):
    write(tmp_path, seed=None)
    with pytest.raises(CannotWrite, match=r"as-run\.jsonl is the record of a live run") as told:
        check_replaceable(tmp_path)
    assert "--out" in told.value.hint


def test_a_record_that_went_on_is_kept_though_its_beginning_is_gone(tmp_path):
    write(tmp_path, seed=None)
    with Journal.go_on(tmp_path, lambda: 0, 2) as journal:
        journal.write("resumed")
    (tmp_path / "as-run.jsonl").unlink()
    with pytest.raises(CannotWrite):
        check_replaceable(tmp_path)


def test_a_record_whose_first_line_is_damaged_is_kept(tmp_path):
    write(tmp_path, seed=0)
    file = tmp_path / "as-run.jsonl"
    file.write_bytes(file.read_bytes().replace(b"show_started", b"show_starred", 1))
    with pytest.raises(CannotWrite):
        check_replaceable(tmp_path)


def test_one_that_was_killed_before_its_first_entry_may_be_replaced(tmp_path):
    (tmp_path / "as-run.jsonl").write_bytes(b'{"n": 1, "at"')
    check_replaceable(tmp_path)
