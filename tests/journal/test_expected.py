"""What was expected of cues and acts when they were called, and the time before fixed ones."""

import pytest
from tests.journal.told import record

from moderator.journal.cue_runs import ActRuns, CueRuns, Run, all_cues, runs_by_act
from moderator.journal.expected import act_times, ahead_s, spared_s


def cue(number, planned_start_s, planned_s, *runs, fixed_s=None, slack_s=None):
    fixed = "" if fixed_s is None else "16:15"
    return CueRuns(
        number, "", (), planned_start_s, planned_s, fixed, fixed_s, slack_s, runs=list(runs)
    )


def done(start_s, end_s):
    return Run(start_s, end_s, "succeeded")


def session(begins_s, slack_s):
    """An act planned from 100 to 300, in the middle of which is a fixed time."""
    first = cue("1", 100.0, 60.0, done(begins_s, begins_s + 60))
    second = cue("2", 200.0, 100.0, done(200.0, 310.0), fixed_s=200.0, slack_s=slack_s)
    return ActRuns("Session", [first, second])


def test_an_act_has_its_length_and_by_how_much_that_is_over():
    times = act_times(session(100.0, 38.0), 0.0)
    assert (times.planned_start_s, times.planned_s) == (100.0, 200.0)
    assert (times.start_s, times.end_s, times.actual_s, times.over_s) == (100, 310, 210, 10)


@pytest.mark.parametrize(
    ("begins_s", "slack_s", "expected_end_s"),
    [
        (100, 38, 300),
        (130, 38, 300),
        (150, 38, 312),
        (90, 38, 300),
        (120, -5, 320),
        (92, -5, 295),
    ],
)
def test_an_act_is_expected_to_use_up_the_time_to_spare(begins_s, slack_s, expected_end_s):
    assert act_times(session(begins_s, slack_s), 0.0).expected_end_s == expected_end_s


def test_an_act_that_has_not_ended_or_did_nothing_is_over_by_nothing():
    passed = ActRuns("Cut", [cue("1", 0.0, 10.0, Run(5.0, 5.0, "skipped"))])
    running = ActRuns("Last", [cue("1", 0.0, 10.0, Run(5.0, 9.0))])
    assert (act_times(passed, 0.0).start_s, act_times(passed, 0.0).over_s) == (None, None)
    assert (act_times(running, 0.0).expected_end_s, act_times(running, 0.0).over_s) == (15.0, None)


def test_a_cue_is_expected_to_end_after_its_planned_length():
    late = cue("1", 0.0, 10.0, done(7.0, 20.0))
    assert (late.expected_end_s, late.end_s, late.over_s) == (17.0, 20.0, 3.0)
    assert cue("2", 0.0, 10.0, Run(5.0, 5.0, "skipped")).expected_end_s is None


@pytest.mark.parametrize(
    ("before", "start_s", "spared"),
    [(done(0, 170), 200, 30), (done(0, 170), 200.4, 30), (done(0, 215), 217, -17)],
)
def test_the_time_to_spare_counts_from_what_came_before(before, start_s, spared):
    first = cue("1", 0.0, 100.0, before)
    fixed = cue("2", 200.0, 10.0, done(start_s, 300), fixed_s=200.0, slack_s=98.0)
    beside = cue("3", 200.0, 0.0, done(start_s, start_s))
    acts = [ActRuns("Session", [first, fixed, beside])]
    assert spared_s(fixed, acts, 0.0) == spared
    assert spared_s(first, acts, 0.0) is None


def test_in_a_live_show_times_count_from_its_anchor():
    live = record(
        ("rundown", None, {"acts": [], "first_s": 60.0}),
        ("anchor", None, {"planned_zero_s": 240.0}),
    )
    fixed = cue("2", 0.0, 10.0, done(520.0, 530.0), fixed_s=200.0, slack_s=98.0)
    assert ahead_s(live) == 300.0
    assert spared_s(fixed, [ActRuns("", [fixed])], 300.0) == -20.0
    assert ahead_s(record(("rundown", None, {"acts": [], "first_s": 60.0}))) == 0.0


def test_the_record_tells_fixed_times():
    told = {"cue": "2", "planned_start_s": 200, "fixed": "16:15", "fixed_s": 200, "slack_s": 98}
    acts = runs_by_act(record(("rundown", None, {"acts": [{"act": "", "cues": [told]}]})))
    [read] = all_cues(acts)
    assert (read.fixed, read.fixed_s, read.slack_s) == ("16:15", 200.0, 98.0)
