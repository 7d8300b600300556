import json
import re
import signal
import subprocess
import sys
import time

import pytest
from tests.cli.conftest import record

from moderator.journal.journal import Journal
from moderator.voice.speech_engine import find_engine


def test_a_show_is_rehearsed_to_its_end_with_record_and_report(moderator, small):
    ran = moderator("rehearse", small)
    out = small.parent / "rehearsals" / "small"
    assert ran.code == 0
    assert "The show reached its end" in ran.err
    assert (out / "report.html").exists()
    act = re.compile(r"^(Opening|Talk)( +[\d:]+){2} +[+−]?[\d:]+( +[\d:]+){2} *$", re.MULTILINE)
    assert [found[0] for found in act.findall(ran.err)] == ["Opening", "Talk"]
    outcomes = {e["cue"]: e["outcome"] for e in record(out) if e["kind"] == "cue_ended"}
    assert outcomes == dict.fromkeys(["1", "2", "3", "10", "11"], "succeeded")


def test_json_is_one_document_and_the_only_output(moderator, small):
    told = moderator("rehearse", small, "--json", "--seed", 7).json
    assert told["show"] == "A small afternoon"
    assert told["seed"] == 7
    assert told["ended"] == "finished"
    assert told["cues"] == {"done": 5, "skipped": 0, "failed": 0, "unknown": 0}
    assert told["planned_s"] > 200
    assert told["out"] == "rehearsals/small"


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(moderator, small):
    def as_run(name, seed):
        moderator("rehearse", small, "--out", name, "--seed", seed)
        return (small.parent / name / "as-run.jsonl").read_bytes()

    first = as_run("a", 3)
    assert as_run("b", 3) == first
    assert as_run("c", 4) != first


def test_in_physics_the_end_tells_how_the_body_stood_and_the_same_seed_the_same(moderator, small):
    def rehearsed(name):
        ran = moderator("rehearse", small, "--robot", "simulator-physics", "--out", name)
        assert ran.code == 0
        return ran.err, (small.parent / name / "as-run.jsonl").read_bytes()

    told, first = rehearsed("a")
    assert "at worst" in told
    assert "centre of mass off plan" in told
    assert "rope force 0 N" in told
    assert "Rope force, at worst" in (small.parent / "a/report.html").read_text()
    assert rehearsed("b")[1] == first


def test_without_mujoco_a_rehearsal_in_physics_says_what_to_install_and_no_more(
    moderator, small, monkeypatch
):
    for module in ("mujoco", "moderator_simulator.physics.world"):
        monkeypatch.setitem(sys.modules, module, None)
    ran = moderator("rehearse", small, "--robot", "simulator-physics")
    assert ran.code == 2
    assert ran.err.splitlines()[-1].endswith("pip install 'moderator[physics]'")
    assert "no link" not in ran.err


def test_of_a_robot_without_gauges_the_end_tells_none(moderator, small):
    assert "at worst" not in moderator("rehearse", small).err


def test_the_answer_tells_the_time_and_how_late_the_show_is(moderator, small):
    moderator("rehearse", small)
    said = [e for e in record(small.parent / "rehearsals/small") if e["kind"] == "said"]
    [answer] = [e for e in said if e.get("answer") == "late"]
    assert answer["text"] == "It is 14:00 and we are on time."
    assert [source["fact"] for source in answer["sources"]] == ["clock.time", "show.over"]


def test_people_behave_as_the_command_line_says(moderator, small):
    moderator(
        "rehearse", small, "--people", "speakers.ji.talks=4m", "--people", "everyone.spread=0s"
    )
    [talk] = [e for e in record(small.parent / "rehearsals/small") if e["kind"] == "talk_ended"]
    assert talk["actual_s"] > 200


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ("operator.reaction", "has no value"),
        ("operator.reaction=4", "no unit"),
        ("operator.mood=good", "'mood' is not a key of the operator's behaviour"),
        ("speakers.nobody.talks=4m", "there is no person 'nobody' in the show"),
        ("operator.reaction.fast=1s", "nested"),
        ("host.asks=foo", "there is no answer 'foo' in the show — there are: late"),
    ],
)
def test_behaviour_that_makes_no_sense_is_refused_before_anything(
    moderator, small, change, complaint
):
    ran = moderator("rehearse", small, "--people", change)
    assert ran.code == 2
    assert complaint in ran.err
    assert not (small.parent / "rehearsals").exists()


def test_a_rehearsal_can_begin_at_a_cue(moderator, small):
    assert moderator("rehearse", small, "--from", "10", "--json").json["cues"]["done"] == 2


def test_a_cue_to_begin_at_must_exist(moderator, small):
    ran = moderator("rehearse", small, "--from", "99")
    assert ran.code == 2
    assert "there is no cue 99" in ran.err


def test_a_robot_that_fails_in_mid_motion_breaks_the_show_and_stands_still(moderator, small):
    (small.parent / "faults.yaml").write_text(
        "- {fault: joint, joint: right_elbow, during: wave, after: 1s}\n"
    )
    ran = moderator("rehearse", small, "--faults", "faults.yaml")
    entries = record(small.parent / "rehearsals/small")
    assert ran.code == 1
    assert "right_elbow" in ran.err
    [ended] = [e for e in entries if e["kind"] == "cue_ended" and e["cue"] == "2"]
    assert ended["outcome"] == "aborted"
    assert entries[-1]["kind"] == "show_ended"
    assert not any("still moves" in str(e.get("what")) for e in entries)


def test_faults_that_make_no_sense_are_refused(moderator, small):
    (small.parent / "faults.yaml").write_text("- {fault: toothache}\n")
    ran = moderator("rehearse", small, "--faults", "faults.yaml")
    assert ran.code == 2
    assert "toothache" in ran.err
    assert ran.err.count("\n") <= 2


def test_an_unknown_robot_is_wrong_use(moderator, small):
    ran = moderator("rehearse", small, "--robot", "simulatr")
    assert ran.code == 2
    assert "did you mean 'simulator'?" in ran.err


@pytest.fixture
def mute(monkeypatch):
    """No speech engine is installed."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name, package=None: None)
    find_engine.cache_clear()
    yield
    find_engine.cache_clear()


def test_a_speech_engine_that_was_asked_for_and_is_missing_is_told_in_a_line(
    moderator, small, mute
):
    ran = moderator("rehearse", small, "--speech", "bundled")
    assert ran.code == 2
    assert "no speech engine is installed" in ran.err
    assert "pip install espeakng-loader" in ran.err


def test_without_any_speech_engine_lines_are_silent_and_that_is_said(moderator, small, mute):
    ran = moderator("rehearse", small)
    assert ran.code == 0
    assert "no speech engine is installed: lines are silent" in " ".join(ran.err.split())


def test_a_plan_without_any_speech_engine_says_so_and_stays_one_document(moderator, small, mute):
    ran = moderator("plan", small, "--json")
    assert ran.code == 0
    assert "lines are silent" in ran.err
    assert json.loads(ran.out)["planned_s"] > 60


def test_a_line_that_cannot_be_rendered_breaks_the_show(moderator, small):
    text = (small / "show.yaml").read_text()
    (small / "show.yaml").write_text(text.replace("robot:", "defaults: {voice: xx-none}\nrobot:"))
    ran = moderator("rehearse", small)
    assert ran.code == 1
    assert "cannot be rendered" in ran.err


def test_a_folder_that_cannot_be_written_is_told_before_anything_moves(moderator, small):
    (small.parent / "file").write_text("not a folder")
    ran = moderator("rehearse", small, "--out", "file/below")
    assert ran.code == 2
    assert "file" in ran.err
    assert "Traceback" not in ran.err


def test_a_show_with_mistakes_is_not_rehearsed(moderator, small):
    text = (small / "show.yaml").read_text()
    (small / "show.yaml").write_text(text.replace("move: wave", "move: wafe"))
    ran = moderator("rehearse", small)
    assert ran.code == 1
    assert "did you mean 'wave'?" in ran.err
    assert not (small.parent / "rehearsals").exists()


def test_there_must_be_a_show(moderator):
    ran = moderator("rehearse", "nowhere")
    assert ran.code == 2
    assert "there is no show nowhere" in ran.err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "ctrl_c"),
    [
        (signal.SIGINT, signal.default_int_handler),
        (signal.SIGTERM, signal.default_int_handler),
        (signal.SIGTERM, signal.SIG_IGN),
    ],
)
def test_an_interrupted_rehearsal_leaves_a_whole_record(small, number, ctrl_c):
    running = subprocess.Popen(
        [sys.executable, "-m", "moderator", "rehearse", small, "--pace", "real", "--out", "out"],
        cwd=small.parent,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, ctrl_c),  # noqa: PLW1509 — no threads
    )
    path = small.parent / "out/as-run.jsonl"
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not (path.exists() and "said" in path.read_text()):
        time.sleep(0.05)
    running.send_signal(number)
    _, complaint = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "Traceback" not in complaint
    assert record(small.parent / "out")[-1]["kind"] == "show_ended"


def test_a_fault_during_no_motion_is_told_with_its_place(moderator, small):
    (small.parent / "faults.yaml").write_text("- {fault: joint, during: wafe}\n")
    ran = moderator("rehearse", small, "--faults", "faults.yaml")
    assert ran.code == 2
    assert "faults.yaml:1:26: error: there is no motion 'wafe' — did you mean 'wave'?" in ran.err


def test_with_json_a_failure_is_one_document_too(moderator, small):
    told = moderator("rehearse", "nowhere", "--json").json
    assert told["error"] == "there is no show nowhere"
    text = (small / "show.yaml").read_text()
    (small / "show.yaml").write_text(text.replace("move: wave", "move: wafe"))
    ran = moderator("rehearse", small, "--json")
    assert [problem["code"] for problem in ran.json["problems"]] == ["unknown-motion"]
    assert ran.code == 1


def test_a_rehearsal_from_a_cue_is_measured_against_what_was_left(moderator, small):
    whole = moderator("plan", small, "--json").json
    [cue] = [cue for act in whole["acts"] for cue in act["cues"] if cue["cue"] == "10"]
    told = moderator("rehearse", small, "--from", "10", "--json", "--out", "out").json
    left_s = whole["planned_s"] - cue["planned_start_s"]
    assert abs(told["planned_s"] - left_s) < 0.001
    entries = record(small.parent / "out")
    [rundown] = [entry for entry in entries if entry["kind"] == "rundown"]
    assert [cue["cue"] for act in rundown["acts"] for cue in act["cues"]] == ["10", "11"]
    first = next(entry for entry in entries if entry["kind"] == "cue_started")
    assert first["planned_start_s"] == 0.0


def test_a_rehearsal_does_not_replace_the_record_of_a_live_run(moderator, small):
    with Journal.create(small.parent / "tonight", lambda: 0, keep=True) as journal:
        journal.write("show_started", seed=None)
    before = (small.parent / "tonight" / "as-run.jsonl").read_bytes()
    ran = moderator("rehearse", small, "--out", "tonight")
    assert ran.code == 2
    [line] = ran.err.strip().splitlines()
    assert line.startswith(
        "moderator: tonight/as-run.jsonl is the record of a live run — it is kept"
    )
    assert (small.parent / "tonight" / "as-run.jsonl").read_bytes() == before
    assert not (small.parent / "tonight" / "report.html").exists()
