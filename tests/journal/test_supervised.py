"""The supervisor's record in the report."""

import pytest
from tests.journal.sample_night import write_sample

from moderator.journal.report import write_report
from moderator.journal.supervised import supervisor_incidents
from moderator.values.checked_line import write_line

START = ("supervisor_started", 0.1, {"osc": "127.0.0.1:53010"})
END = ("supervisor_ended", 90.0, {})


def write_record(folder, *told, name="supervisor.jsonl"):
    lines = [
        write_line({"n": n, "at": at_s, "kind": kind, "cue": None, **data})
        for n, (kind, at_s, data) in enumerate(told, 1)
    ]
    (folder / name).write_bytes(b"".join(lines))
    return lines


def in_short(folder):
    return [
        (incident.label, incident.text, incident.grave) for incident in supervisor_incidents(folder)
    ]


@pytest.mark.parametrize(
    ("kind", "data", "told"),
    [
        (
            "stop",
            {"grade": "robot_stop", "origin": "osc", "sent": "freeze"},
            ("Robot stopped", "freeze for robot stop, by the supervisor: osc", True),
        ),
        (
            "stop",
            {"grade": "freeze", "origin": "http", "sent": "", "why": "no robot is connected"},
            ("Robot not stopped", "not sent, no robot is connected, by the supervisor: http", True),
        ),
        (
            "stop",
            {"grade": "freeze", "origin": "osc", "sent": "freeze"},
            ("Robot stopped", "freeze, by the supervisor: osc", True),
        ),
        (
            "stop",
            {"grade": "freeze", "sent": "robot_stop"},
            ("Robot stopped", "robot stop for freeze, by the supervisor", True),
        ),
        (
            "stop",
            {"origin": "osc", "sent": "freeze"},
            ("Robot stopped", "freeze, by the supervisor: osc", True),
        ),
        ("stop", {}, ("Robot not stopped", "not sent, by the supervisor", True)),
        ("fault", {}, ("Supervisor", "", True)),
        ("warning", {}, ("Supervisor", "", False)),
        ("fault", {"what": "it does not answer"}, ("Supervisor", "it does not answer", True)),
        ("warning", {"what": "SIGTERM came"}, ("Supervisor", "SIGTERM came", False)),
        ("hole", {"lost": 1}, ("Supervisor", "1 entry of its record is lost", True)),
        (
            "refused",
            {"osc": 3, "http": 0, "repeated": 9},
            (
                "Supervisor",
                "3 received by OSC that asked for no stop; 9 stops that repeated the one before",
                False,
            ),
        ),
    ],
)
def test_what_it_did_is_told(tmp_path, kind, data, told):
    write_record(tmp_path, START, (kind, 5.0, data), END)
    assert in_short(tmp_path) == [told]


def test_how_many_entries_its_record_lost_is_told(tmp_path):
    told = {1: ("supervisor_started", {}), 4: ("hole", {"lost": 3}), 5: ("supervisor_ended", {})}
    lines = [
        write_line({"n": n, "at": 0.1, "kind": kind, "cue": None, **data})
        for n, (kind, data) in told.items()
    ]
    (tmp_path / "supervisor.jsonl").write_bytes(b"".join(lines))
    assert in_short(tmp_path) == [("Supervisor", "3 entries of its record are lost", True)]


def test_a_record_that_breaks_off_is_told(tmp_path):
    write_record(tmp_path, START)
    lines = write_record(tmp_path, START, END, name="supervisor-2.jsonl")
    assert [text for _, text, _ in in_short(tmp_path)] == [
        "supervisor.jsonl breaks off: it did not end by itself"
    ]
    (tmp_path / "supervisor-2.jsonl").write_bytes(lines[0] + b"x" + lines[1])
    assert "line 2 of supervisor-2.jsonl is damaged" in str(in_short(tmp_path))


def test_the_report_tells_it_among_the_incidents(tmp_path):
    write_sample(tmp_path)
    alone = write_report(tmp_path).read_text(encoding="utf-8")
    stop = {"grade": "freeze", "origin": "no sign of life <b>", "sent": "freeze"}
    write_record(tmp_path, START, ("stop", 5.0, stop), END)
    merged = write_report(tmp_path).read_text(encoding="utf-8")
    assert "Robot stopped" not in alone
    assert "freeze, by the supervisor: no sign of life &lt;b&gt;" in merged
