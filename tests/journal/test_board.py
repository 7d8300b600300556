import dataclasses
import json

import pytest

from moderator.journal.board import Board, board_of
from moderator.journal.board_values import Playhead, RunningCue, Stopped, Told
from moderator.journal.entry import Entry, make_entry


def after(*told):
    """The board after some entries: kind, cue, data; one a second."""
    return board_of(
        make_entry(n, n * 10**9, kind, cue, data) for n, (kind, cue, data) in enumerate(told, 1)
    )


def test_before_the_first_entry_nothing_is_known():
    assert Board() == board_of([])
    assert (Board().n, Board().state, Board().go) == (0, "off", None)


def test_any_entry_moves_the_boards_time():
    board = after(("show_started", None, {"show": "Opening"}), ("of another age", "7", {}))
    assert board == Board(n=2, at_s=2.0, show="Opening")


def test_go_does_what_the_playhead_says_while_the_state_allows_it():
    stands = ("playhead", "3", {"says": "start cue 3: bow", "standby": "3"})
    ready = ("state", None, {"from": "preflight", "to": "standby", "trigger": "ready"})
    hold = ("state", None, {"from": "standby", "to": "held", "trigger": "hold"})
    assert after(stands).go is None
    assert after(stands, ready).go == Playhead("3", "start cue 3: bow", "3")
    assert after(stands, ready, hold).go is None
    assert after(stands, ready, hold).playhead is not None


def test_past_the_last_cue_go_does_nothing():
    stands = ("playhead", "3", {"says": "start cue 3: bow", "standby": "3"})
    assert after(stands, ("playhead", None, {"says": None, "standby": None})).playhead is None


def test_a_cue_is_called_then_acts_then_has_ended_then_is_gone():
    called = ("running", None, {"cues": ["1"], "waiting": []})
    started = ("cue_started", "1", {})
    ended = ("cue_ended", "1", {"outcome": "aborted"})
    gone = ("running", None, {"cues": [], "waiting": ["2"]})
    assert after(called).running == (RunningCue("1", 1.0, "called"),)
    assert after(called, started).running == (RunningCue("1", 2.0, "acting"),)
    board = after(called, started, ended)
    assert (board.running, board.outcomes) == ((RunningCue("1", 2.0, "ended"),), {"1": "aborted"})
    board = after(called, started, ended, gone)
    assert (board.running, board.waiting) == ((), ("2",))


def test_another_cue_that_is_called_leaves_the_first_as_it_is():
    board = after(
        ("running", None, {"cues": ["1"], "waiting": []}),
        ("cue_started", "1", {}),
        ("running", None, {"cues": ["1", "2"], "waiting": []}),
    )
    assert board.running == (RunningCue("1", 2.0, "acting"), RunningCue("2", 3.0, "called"))


def test_the_last_outcome_of_a_cue_counts():
    first, again = ({"outcome": outcome} for outcome in ("aborted", "succeeded"))
    assert after(("cue_ended", "1", first), ("cue_ended", "1", again)).outcomes == {
        "1": "succeeded"
    }


def test_a_stop_is_told_with_its_grade_its_origin_and_whether_it_left():
    stop = {"grade": "freeze", "origin": "osc", "sent": False, "why": "no link"}
    assert after(("stop", None, stop)).stopped == Stopped(1.0, "freeze", "osc", False, "no link")


def test_a_body_that_was_lost_is_lost_until_the_show_is_ready_again():
    lost = ("fault", "1", {"what": "the link is lost", "body": "lost"})
    other = ("fault", None, {"what": "cue 2: no"})
    ready = ("state", None, {"from": "preflight", "to": "standby", "trigger": "ready"})
    assert after(lost, other).lost == "the link is lost"
    assert after(lost, other).fault == Told(2.0, None, "cue 2: no")
    assert after(lost, other, ready).lost == ""


def test_a_check_that_is_green_again_is_not_red():
    red = ("check", None, {"name": "battery", "ok": False, "why": "5% left"})
    green = ("check", None, {"name": "battery", "ok": True, "why": "90% left"})
    assert after(red).red == {"battery": "5% left"}
    assert after(red, green).red == {}
    again = ("state", None, {"from": "faulted", "to": "preflight", "trigger": "prepare"})
    assert after(red, again).red == {}


def test_holes_in_the_record_are_counted():
    board = Board()
    for n, lost in ((4, 3), (9, 2)):
        board = board.after(Entry(n, 1.0, "hole", None, {"lost": lost, "why": "full"}))
    assert (board.n, board.holes) == (9, 5)


def test_disarmed_cues_a_warning_and_the_end_are_told():
    board = after(
        ("disarmed", "2", {"says": "pass over cue 2", "standby": "2", "cues": ["2", "H"]}),
        ("warning", "2", {"what": "slow"}),
        ("show_ended", None, {"ended": "stopped"}),
    )
    assert (board.disarmed, board.playhead.says) == (("2", "H"), "pass over cue 2")
    assert (board.warning, board.ended) == (Told(2.0, "2", "slow"), "stopped")


def test_a_board_cannot_be_changed():
    board = after(("cue_ended", "1", {"outcome": "succeeded"}))
    with pytest.raises(dataclasses.FrozenInstanceError):
        board.state = "running"
    with pytest.raises(TypeError):
        board.outcomes["1"] = "aborted"


def test_a_board_is_plain_json_with_every_attribute():
    board = after(
        ("playhead", "3", {"says": "start cue 3: bow", "standby": "3"}),
        ("state", None, {"from": "preflight", "to": "standby", "trigger": "ready"}),
        ("running", None, {"cues": ["1"], "waiting": []}),
    )
    plain = json.loads(json.dumps(board.as_json()))
    assert set(plain) == {each.name for each in dataclasses.fields(Board)} | {"go"}
    assert plain["go"] == "start cue 3: bow"
    assert plain["running"] == [{"cue": "1", "since_s": 3.0, "phase": "called"}]


@pytest.mark.parametrize(
    ("told", "attribute", "seen"),
    [
        (("show_started", None, {}), "show", ""),
        (("state", None, {}), "state", "off"),
        (("playhead", "3", {}), "playhead", Playhead("3", "", None)),
        (("running", None, {}), "running", ()),
        (("running", None, {}), "waiting", ()),
        (("disarmed", None, {}), "disarmed", ()),
        (("cue_ended", "1", {}), "outcomes", {"1": "unknown"}),
        (("cue_ended", None, {}), "outcomes", {"": "unknown"}),
        (("stop", None, {}), "stopped", Stopped(1.0, "", "", False, "")),
        (("stop", None, {"sent": True}), "stopped", Stopped(1.0, "", "", True, "")),
        (("check", None, {}), "red", {"": ""}),
        (("limit", None, {"beyond": True}), "limits", {" ": ""}),
        (("fault", None, {}), "fault", Told(1.0, None, "")),
        (("warning", "4", {}), "warning", Told(1.0, "4", "")),
        (("unready", "1", {}), "unready", {}),
        (("hole", None, {}), "holes", 0),
        (("show_ended", None, {}), "ended", ""),
    ],
)
def test_what_an_entry_lacks_is_empty_on_the_board(told, attribute, seen):
    assert getattr(after(told), attribute) == seen


def test_a_run_that_goes_on_begins_with_nothing_running_red_passed_or_lost():
    before = (
        ("show_started", None, {"show": "Opening"}),
        ("state", None, {"to": "running"}),
        ("running", None, {"cues": ["1"], "waiting": ["2"]}),
        ("check", None, {"name": "link", "ok": False, "why": "no link"}),
        ("limit", None, {"reading": "tilt", "rule": "hold", "beyond": True, "what": "6°"}),
        ("unready", "2", {"red": {"sound": "it is gone"}}),
        ("fault", None, {"what": "it fell", "body": True}),
        ("hole", None, {"lost": 2}),
        ("hole", None, {"lost": 3}),
        ("show_ended", None, {"ended": "faulted"}),
    )
    board = after(*before)
    assert (board.state, board.lost, board.ended, board.holes) == (
        "running",
        "it fell",
        "faulted",
        5,
    )
    assert (board.red, board.limits) == ({"link": "no link"}, {"tilt hold": "6°"})
    assert board.unready == {"sound": "it is gone"}
    assert after(*before, ("resumed", None, {})) == Board(
        n=11, at_s=11.0, show="Opening", fault=Told(7.0, None, "it fell"), holes=5
    )


def test_a_check_or_a_limit_that_is_well_again_leaves_the_others():
    bad, worse = (("check", None, {"name": name, "ok": False, "why": name}) for name in "ab")
    board = after(bad, worse, ("check", None, {"name": "a", "ok": True}))
    assert board.red == {"b": "b"}
    passed = [
        ("limit", None, {"reading": "tilt", "rule": rule, "beyond": True, "what": rule})
        for rule in ("warn", "hold")
    ]
    back = ("limit", None, {"reading": "tilt", "rule": "hold", "beyond": False})
    assert after(*passed, back).limits == {"tilt warn": "warn"}


def test_what_is_not_green_of_the_standby_goes_with_it_and_stays_with_a_talks_go():
    stands = ("playhead", "3", {"says": "start cue 3", "standby": "3"})
    red = ("unready", "3", {"red": {"sound": "it is gone"}})
    talk = ("playhead", "2", {"says": "the talk has ended", "standby": "3"})
    moved = ("playhead", "4", {"says": "start cue 4", "standby": "4"})
    assert after(stands, red, talk).unready == {"sound": "it is gone"}
    assert after(stands, red, moved).unready == {}
    assert after(stands, red, ("unready", "3", {"red": {}})).unready == {}


def test_passing_a_cue_over_ends_nothing_that_runs():
    called = ("running", None, {"cues": ["1"], "waiting": []})
    board = after(called, ("cue_ended", "1", {"outcome": "skipped"}))
    assert board.running == (RunningCue("1", 1.0, "called"),)
    assert board.outcomes == {"1": "skipped"}
