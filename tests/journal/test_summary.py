from pathlib import Path

import pytest
from tests.journal.sample_night import write_sample
from tests.journal.told import record

from moderator.journal import read_record
from moderator.journal.summary import Summary, clock, summarise


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


def test_a_talk_without_its_speaker_counts_as_skipped_and_names_them():
    night = summarise(
        record(
            ("absent", "1", {"by": "Ji Pengfei"}),
            ("cue_ended", "1", {"outcome": "succeeded", "code": "absent"}),
        )
    )
    assert (night.cues["done"], night.cues["skipped"]) == (0, 1)
    assert night.as_json("out")["absent"] == ["Ji Pengfei"]


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
    assert summarise(record()) == Summary()


def test_a_record_is_summed_up_in_its_own_words():
    told = summarise(
        record(
            (
                "show_started",
                None,
                {"show": "Opening", "seed": 3, "robot": "Kuafu", "planned_s": 9},
            ),
            ("stop", None, {"grade": "freeze", "origin": "osc"}),
            ("stop", None, {"grade": "relax"}),
            ("stop", None, {}),
            ("fault", None, {"what": "link"}),
            ("fault", None, {}),
            ("warning", None, {"what": "low"}),
            ("warning", None, {}),
            ("fault_injected", None, {"what": "balance"}),
            ("fault_injected", None, {}),
            ("limit", None, {"what": "hot", "beyond": True}),
            ("limit", None, {"what": "cool"}),
            ("limit", None, {"beyond": True}),
        )
    )
    assert told == Summary(
        "Opening", 3, "Kuafu", "cut short", 9.0, 13.0,
        stopped_by=("freeze, by osc", "relax", "stop"), faults=("link", ""), warnings=("low", ""),
        injected=("balance", ""), limits=("hot", ""),
    )  # fmt: skip


def test_the_end_has_the_last_word_on_lengths_and_counts():
    counts = {"done": 4, "skipped": 3, "failed": 2, "unknown": 1}
    end = {"ended": "stopped", "planned_s": 90, "actual_s": 80.4, **counts}
    told = summarise(record(("show_started", None, {"planned_s": 9}), ("show_ended", None, end)))
    assert (told.ended, told.planned_s, told.actual_s, told.over_s) == ("stopped", 90, 80.4, -10)
    assert told.cues == counts
    assert told.in_words == "The show was stopped."


def test_a_stopped_show_says_by_whom():
    end = ("show_ended", None, {"ended": "stopped"})
    told = summarise(record(("stop", None, {"grade": "relax", "origin": "key"}), end))
    assert told.in_words == "The show was stopped (relax, by key)."
    assert Summary(ended="abandoned").in_words == "The show ended: abandoned."


def test_a_clock_has_a_true_minus_sign():
    assert (clock(75), clock(-3, signed=True), clock(3725)) == ("1:15", "−0:03", "1:02:05")
