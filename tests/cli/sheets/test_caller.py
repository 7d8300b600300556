from moderator.cli.sheets.caller import calls


def only(planned, cues, hot=""):
    [act, *_] = calls(planned(cues, hot))
    return {call.number: call for call in act.calls}


CHAIN = """
- {cue: "1", wait: 1s, continue: auto_continue}
- {cue: "2", wait: 20s, continue: auto_follow}
- {cue: "3", wait: 1m}
- {cue: "4", wait: 1s}
"""


def test_each_cue_says_how_it_begins(planned):
    by = {number: call.by for number, call in only(planned, CHAIN).items()}
    assert by == {"1": "GO", "2": "with 1", "3": "after 2", "4": "GO"}


def test_a_go_says_all_that_it_starts(planned):
    then = {number: call.then for number, call in only(planned, CHAIN).items()}
    assert then == {"1": "with it 2; then by itself 3", "2": "", "3": "", "4": ""}


def test_times_go_on_past_midnight(planned):
    acts = calls(planned(CHAIN))
    assert [call.time for call in acts[0].calls] == ["23:59:00", "23:59:00", "23:59:20", "00:00:30"]
    assert (acts[0].begins, acts[0].ends, acts[0].length) == ("23:59:00", "00:00:31", "1:31")


def test_what_go_means_while_a_cue_lasts_is_said(planned):
    talk = only(planned, '- {cue: "1", talk: {by: ji, allotted: 5m}}')["1"]
    assert talk.told == ("while it lasts, GO means that the talk has ended",)


def test_a_named_line_has_its_first_words_and_an_unnamed_one_has_them_as_its_name(planned):
    said = "Good evening, and welcome to all of you."
    found = only(
        planned, f'- {{cue: "1", name: Hello, speak: "{said}"}}\n- {{cue: "2", speak: Hi.}}'
    )
    assert (found["1"].title, found["1"].words) == ("Hello", f"“{said}”")
    assert (found["2"].title, found["2"].words) == ("Hi.", "")


def test_fixed_times_cuts_and_conditions_are_told(planned):
    found = only(
        planned,
        """
- {cue: "1", wait: 10s, cuttable: true}
- {cue: "2", wait: 10s, when: over > 3m}
- {cue: "3", wait: 10s, fixed: "00:05"}
""",
    )
    assert found["1"].told == ("may be dropped to save time",)
    assert found["2"].told == ("passed over unless over > 3m",)
    assert found["3"].fixed.startswith("fixed at 00:05, 5:")
    assert found["3"].fixed.endswith(" to spare as planned")
    assert (found["3"].late, found["1"].fixed) == (False, "")
    assert found["3"].time == "00:05:00"


def test_what_a_group_does_is_listed(planned):
    cue = """
- cue: "1"
  timeline:
    - {at: 0s, name: Light, send: {to: lights, osc: /go}}
    - {at: 1m30s, name: Applause, move: applause}
"""
    assert only(planned, cue)["1"].within == ("0:00 Light", "1:30 Applause")


def test_notes_waits_and_rules_are_told(planned):
    more = "note: Mind the cable., pre_wait: 2s, on_failure: skip, armed: false"
    call = only(planned, f'- {{cue: "1", wait: 1s, {more}}}')["1"]
    assert call.note == "Mind the cable."
    assert call.told == (
        "waits 2s before it acts",
        "disarmed: it does nothing",
        "if it fails, the show goes on",
    )


def test_hot_cues_come_last(planned):
    acts = calls(planned(CHAIN, "hot:\n  - {cue: H1, speak: A short pause.}\n"))
    assert [(call.number, call.by, call.time) for call in acts[-1].calls] == [("H1", "hot", "")]
