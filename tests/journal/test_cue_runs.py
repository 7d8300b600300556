"""What each cue was to do and what it did."""

from tests.journal.told import record

from moderator.journal.cue_runs import ActRuns, CueRuns, Run, all_cues, runs_by_act

PLAN = {
    "acts": [
        {
            "act": "Opening",
            "cues": [
                {
                    "cue": "1",
                    "name": "bow",
                    "kinds": ["move"],
                    "planned_start_s": 2,
                    "planned_s": 3,
                },
                {"cue": "2", "name": "talk", "kinds": ["talk", "speak"], "planned_start_s": 5},
            ],
        },
        {"cues": [{}]},
        {"act": "Empty"},
    ]
}


def test_cues_stand_by_act_as_they_were_planned():
    acts = runs_by_act(record(("rundown", None, PLAN)))
    assert acts == [
        ActRuns(
            "Opening",
            [
                CueRuns("1", "bow", ("move",), 2.0, 3.0),
                CueRuns("2", "talk", ("talk", "speak"), 5.0, 0.0),
            ],
        ),
        ActRuns("", [CueRuns("", "", (), 0.0, 0.0)]),
        ActRuns("Empty", []),
    ]
    assert [act.planned for act in acts] == [(2.0, 5.0), (0.0, 0.0), None]
    assert [act.actual for act in acts] == [None, None, None]
    assert [cue.outcome for cue in all_cues(acts)] == ["not reached"] * 3


def test_a_cue_keeps_each_time_that_it_ran():
    acts = runs_by_act(
        record(
            ("rundown", None, PLAN),
            ("cue_started", "1", {"name": "another name"}),
            ("cue_ended", "1", {"outcome": "aborted", "code": "E7", "why": "hot"}),
            ("cue_started", "1", {}),
            ("go", None, {}),
            ("cue_ended", "1", {"outcome": "succeeded"}),
            ("cue_ended", "2", {"outcome": "skipped", "why": "late"}),
        )
    )
    bow, talk = acts[0].cues
    assert bow.name == "bow"
    assert bow.runs == [Run(2.0, 3.0, "aborted", "E7: hot"), Run(4.0, 6.0, "succeeded")]
    assert (bow.outcome, bow.acted, bow.actual_s, bow.over_s) == ("succeeded", True, 2.0, -1.0)
    assert talk.runs == [Run(7.0, 7.0, "skipped", "late")]
    assert (talk.outcome, talk.acted, talk.actual_s, talk.over_s) == ("skipped", False, None, None)
    assert acts[0].actual == (2.0, 7.0)


def test_what_is_outside_the_rundown_has_a_heading_of_its_own():
    acts = runs_by_act(
        record(("cue_started", "H1", {"name": "a pause"}), ("cue_ended", "H1", {}),
               ("cue_started", None, {}), ("go", None, {}))
    )  # fmt: skip
    assert acts == [
        ActRuns(
            "Outside the rundown",
            [
                CueRuns("H1", "a pause", runs=[Run(1.0, 2.0, "unknown")]),
                CueRuns("", "", runs=[Run(3.0, 4.0)]),
            ],
        )
    ]
    running = acts[0].cues[1]
    assert (running.outcome, running.actual_s, running.over_s) == ("running", 1.0, None)


def test_what_ran_when_the_program_ended_is_cut_where_it_was_last_seen():
    acts = runs_by_act(
        record(
            ("cue_started", "1", {}),
            ("go", None, {}),
            ("resumed", None, {}),
            ("cue_ended", "1", {"outcome": "unknown"}),
        )
    )
    assert acts[0].cues[0].runs == [Run(1.0, 2.0, "unknown", cut=True)]


def test_a_record_without_a_rundown_has_no_acts():
    assert runs_by_act(record()) == []
