"""What did not go by itself, as it is told; an entry that lacks something is told all the same."""

import pytest
from tests.journal.told import record

from moderator.journal.incidents import Incident, incidents


@pytest.mark.parametrize(
    ("kind", "data", "label", "text", "grave"),
    [
        ("stop", {"grade": "freeze", "origin": "osc"}, "Stop: freeze", "by osc", True),
        (
            "stop",
            {"grade": "relax", "origin": "http", "sent": False, "why": "no link"},
            "Stop: relax",
            "by http, not sent, no link",
            True,
        ),
        (
            "stop",
            {"grade": "relax", "origin": "key", "sent": True, "why": None},
            "Stop: relax",
            "by key",
            True,
        ),
        ("stop", {}, "Stop: ", "by ", True),
        ("order", {"order": "skip", "origin": "console"}, "Skip", "by console", False),
        ("order", {}, "", "by ", False),
        (
            "order_refused",
            {"order": "jump", "origin": "osc", "reason": "there is no cue 9"},
            "Jump refused",
            "by osc: there is no cue 9",
            False,
        ),
        ("order_refused", {}, " refused", "by : ", False),
        ("send_failed", {"to": "OBS", "why": "no answer"}, "Not sent", "to OBS: no answer", False),
        ("send_failed", {}, "Not sent", "to : ", False),
        ("absent", {"by": "ji"}, "Absent", "ji", False),
        (
            "unready",
            {"red": {"files": "a.wav is gone", "sound": "no device"}},
            "Not green",
            "files: a.wav is gone, sound: no device",
            False,
        ),
        ("unready", {"red": {}}, "Not green", "nothing any more", False),
        ("unready", {}, "Not green", "nothing any more", False),
        ("absent", {}, "Absent", "", False),
        (
            "cue_ended",
            {"outcome": "aborted", "code": "E7", "why": "the knee is hot"},
            "Cue failed",
            "E7: the knee is hot",
            True,
        ),
        ("cue_ended", {"outcome": "rejected", "why": "no"}, "Cue refused", "no", True),
        ("cue_ended", {"outcome": "unknown"}, "Cue’s end unknown", "", True),
        ("cue_ended", {"outcome": "skipped", "why": "late"}, "Cue passed over", "late", False),
        (
            "hole",
            {"lost": 3, "why": "disk full"},
            "Hole",
            "3 entries of the record are lost: disk full",
            True,
        ),
        ("hole", {}, "Hole", " entries of the record are lost", True),
        (
            "resumed",
            {"was": "held"},
            "Went on",
            "the program had ended while the show was held",
            True,
        ),
        ("resumed", {}, "Went on", "the program had ended while the show was ", True),
        ("notice", {"text": "Doors open"}, "Told", "Doors open", False),
        ("notice", {}, "Told", "", False),
        ("fault_injected", {"what": "link"}, "On purpose", "link", False),
        ("fault_injected", {"what": "link", "for_s": 90}, "On purpose", "link, for 1:30", False),
        ("fault_injected", {}, "On purpose", "", False),
        ("fault_over", {"what": "link", "for_s": 90}, "On purpose", "over: link", False),
        ("fault_over", {}, "On purpose", "over: ", False),
        (
            "limit",
            {"rule": "hold", "what": "80 °C", "beyond": True},
            "Limit: hold",
            "80 °C",
            True,
        ),
        (
            "limit",
            {"rule": "warn", "what": "70 °C", "beyond": True},
            "Limit: warn",
            "70 °C",
            False,
        ),
        ("limit", {"rule": "hold", "what": "60 °C"}, "Limit: hold", "60 °C", False),
        ("limit", {}, "Limit: ", "", False),
        ("fault", {"what": "the link is lost"}, "Fault", "the link is lost", True),
        ("warning", {"what": "battery low"}, "Warning", "battery low", False),
        ("warning", {}, "Warning", "", False),
    ],
)
def test_each_is_told_in_words(kind, data, label, text, grave):
    (told,) = incidents(record(("go", "1", {}), (kind, "7", data)))
    assert told == Incident(2.0, "7", label, text, grave)


def test_a_cue_that_ended_as_it_should_is_no_incident():
    done = ("cue_ended", "1", {"outcome": "succeeded"})
    assert incidents(record(done, ("cue_ended", "2", {"outcome": "cancelled"}))) == []


def state(before, after):
    return ("state", None, {"from": before, "to": after})


def test_a_hold_says_how_long_the_show_was_held():
    order = ("order", None, {"order": "hold", "origin": "key"})
    told = incidents(
        record(order, state("running", "held"), ("go", "1", {}), state("held", "running"))
    )
    assert [(one.label, one.text) for one in told] == [("Hold", "by key, for 0:02")]


def test_a_hold_that_is_refused_later_says_that_it_took_no_time():
    (told,) = incidents(record(("order", None, {"order": "hold", "origin": "key"})))
    assert told.text == "by key, for no time"


def test_each_hold_has_its_own_length():
    order = ("order", None, {"order": "hold", "origin": "key"})
    told = incidents(
        record(
            order, state("running", "held"), state("held", "running"),
            order, state("running", "held"), ("go", "1", {}), ("go", "2", {}),
            state("held", "running"),
        )
    )  # fmt: skip
    assert [one.text for one in told] == ["by key, for 0:01", "by key, for 0:03"]
