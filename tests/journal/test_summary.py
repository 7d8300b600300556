from pathlib import Path

import pytest
from tests.journal.sample_night import write_sample

from moderator.journal import Record, read_record
from moderator.journal.entry import make_entry
from moderator.journal.summary import summarise


def record(*told):
    entries = [
        make_entry(n, n * 10**9, kind, cue, data) for n, (kind, cue, data) in enumerate(told, 1)
    ]
    return Record(tuple(entries))


def ended(outcome, cue="1"):
    return ("cue_ended", cue, {"outcome": outcome})


def test_a_whole_afternoon_in_json(tmp_path):
    told = summarise(read_record(write_sample(tmp_path))).as_json(Path("rehearsals/forum"))
    assert told["show"] == "Open Cooperation Forum"
    assert (told["seed"], told["robot"], told["ended"]) == (7, "Kuafu", "finished")
    assert told["cues"] == {"done": 39, "skipped": 1, "failed": 1, "unknown": 1}
    assert told["planned_s"] == 5117
    assert told["actual_s"] > 5000
    assert told["out"] == "rehearsals/forum"


@pytest.mark.parametrize(
    ("outcome", "counted"),
    [
        ("succeeded", "done"),
        ("skipped", "skipped"),
        ("cancelled", "failed"),
        ("aborted", "failed"),
        ("rejected", "failed"),
        ("unknown", "unknown"),
    ],
)
def test_each_outcome_is_counted_once(outcome, counted):
    counts = summarise(record(ended(outcome))).cues
    assert counts == {"done": 0, "skipped": 0, "failed": 0, "unknown": 0} | {counted: 1}


def test_a_cue_that_ran_twice_counts_by_its_last_outcome():
    assert summarise(record(ended("aborted"), ended("succeeded"))).cues["done"] == 1
    assert summarise(record(ended("aborted"), ended("succeeded"))).cues["failed"] == 0


def test_over_is_plus():
    told = summarise(record(("show_ended", None, {"planned_s": 60, "actual_s": 67})))
    assert told.over_s == 7


def test_a_record_that_breaks_off_says_so():
    told = summarise(record(("show_started", None, {"show": "A", "planned_s": 60})))
    assert (told.ended, told.planned_s, told.actual_s) == ("cut short", 60, 1)


def test_who_stopped_is_said():
    stop = ("stop", None, {"grade": "freeze", "origin": "keyboard", "sent": True})
    told = summarise(record(stop, ("show_ended", None, {"ended": "stopped"})))
    assert told.in_words == "The show was stopped (freeze, by keyboard)."


def test_faults_and_warnings_are_listed():
    told = summarise(record(("fault", None, {"what": "link"}), ("warning", None, {"what": "hot"})))
    assert (told.faults, told.warnings) == (("link",), ("hot",))


def test_an_empty_record_has_a_summary():
    assert summarise(Record(())).ended == "cut short"
