"""Where the bars of the report's timeline stand."""

import pytest
from tests.journal.told import record

from moderator.journal.cue_runs import ActRuns, CueRuns, Run
from moderator.journal.timeline import Bar, Scale, held_spans, scale_for


def test_a_time_has_its_place_on_a_track_1000_wide_and_none_leaves_it():
    scale = Scale(200.0, ())
    assert [scale.x(at_s) for at_s in (-5, 0, 50, 66.666, 200, 300)] == [
        0,
        0,
        250,
        333.33,
        1000,
        1000,
    ]


def test_a_bar_is_as_long_as_its_time_and_wide_enough_to_be_seen():
    scale = Scale(200.0, ())
    assert scale.bar(20, 60) == Bar(100.0, 200.0)
    assert scale.bar(20, 20.1) == Bar(100.0, 2.5)
    assert scale.bar(200, 200) == Bar(997.5, 2.5)


@pytest.mark.parametrize(
    ("reached_s", "ticks_s"),
    [(0.2, [0, 1]), (12, range(13)), (13, range(0, 14, 2)), (24, range(0, 25, 2)),
     (25, range(0, 26, 5)), (3600, range(0, 3601, 300)), (90_000, range(0, 90_001, 14_400))],
)  # fmt: skip
def test_a_scale_has_no_more_than_twelve_stretches(reached_s, ticks_s):
    assert scale_for([], reached_s).ticks_s == tuple(float(at) for at in ticks_s)


def test_a_scale_has_room_for_all_that_was_planned_and_all_that_happened():
    def end_s(**cue):
        return scale_for([ActRuns("", [CueRuns("1", **cue)])], 10.0).end_s

    assert end_s() == 10.0
    assert end_s(planned_start_s=8.0, planned_s=5.0) == 13.0
    assert end_s(planned_start_s=12.0) == 12.0
    assert end_s(runs=[Run(1.0, 30.0), Run(2.0, 20.0)]) == 30.0
    assert scale_for([], 0.0).end_s == 1.0


def test_a_show_was_held_from_one_state_to_the_next():
    def to(state):
        return ("state", None, {"to": state})

    told = record(
        to("running"), to("held"), to("running"), ("go", None, {}), to("held"), ("go", None, {})
    )
    assert held_spans(told) == [(2.0, 3.0), (5.0, 6.0)]
    assert held_spans(record(to("held"), to("held"), to("stopped"))) == [(1.0, 2.0), (2.0, 3.0)]
    assert held_spans(record()) == []
