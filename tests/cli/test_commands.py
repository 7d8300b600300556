import json
import subprocess
import sys
from pathlib import Path

import pytest

from moderator.voice.render import Renderer


def test_a_sound_show_is_said_to_be_sound(moderator, small):
    ran = moderator("check", small)
    assert ran.code == 0
    assert ran.out.strip().endswith("show.yaml: sound: 2 acts, 5 cues")


def test_each_problem_is_a_line_with_its_place(moderator, small):
    text = (small / "show.yaml").read_text()
    (small / "show.yaml").write_text(
        text.replace("wait: 5s", "wait: 5").replace("by: ji", "by: jo")
    )
    ran = moderator("check", small)
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 2
    assert all(": error: " in line and " — " in line for line in ran.out.splitlines())


def test_check_as_json(moderator, small):
    text = (small / "show.yaml").read_text()
    (small / "show.yaml").write_text(text.replace("wait: 5s", "wait: 5"))
    ran = moderator("check", small, "--json")
    assert ran.code == 1
    [problem] = ran.json["problems"]
    assert ran.json["ok"] is False
    assert set(problem) == {"file", "line", "column", "severity", "code", "message", "hint"}
    assert (problem["line"], problem["code"]) == (19, "bad-duration")


def test_a_check_that_cannot_run_is_wrong_use(moderator, small):
    assert moderator("check", "nowhere").code == 2
    assert moderator("check", small, "--robot", "nobody").code == 2
    assert moderator("check").code == 2


def test_a_facts_sheet_is_no_show(moderator, small):
    (small / "facts.yaml").write_text("gdp: {money: 5 billion yuan}\n")
    ran = moderator("ask", small / "facts.yaml", "What is the GDP?")
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert f"name the show: {small / 'show.yaml'}" in ran.err


def test_a_show_that_cannot_be_looked_at_is_one_line(moderator):
    ran = moderator("check", "x" * 300)  # as a folder that one may not enter
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert "cannot read" in ran.err


@pytest.mark.parametrize("output", [">&-", ">/dev/full", "--json >&-", "--json >/dev/full"])
@pytest.mark.parametrize("command", ["check {}", "ask {} 'Are we on time?'"])
def test_an_output_that_takes_nothing_is_one_line(small, command, output):
    ran = subprocess.run(
        f"{sys.executable} -m moderator {command.format(small)} {output}",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1
    assert "output" in ran.stderr


def test_plan_measures_what_check_only_estimates(moderator, small):
    plan = moderator("plan", small, "--json").json
    cues = [cue for act in plan["acts"] for cue in act["cues"]]
    assert [cue["cue"] for cue in cues] == ["1", "2", "3", "10", "11"]
    assert cues[2]["planned_s"] == 5.0
    assert cues[2]["planned_start_s"] == pytest.approx(
        cues[1]["planned_start_s"] + cues[1]["planned_s"]
    )
    assert plan["planned_s"] == pytest.approx(cues[-1]["planned_start_s"] + cues[-1]["planned_s"])


def test_plan_prints_the_rundown(moderator, small):
    ran = moderator("plan", small)
    assert ran.code == 0
    assert "14:00:00" in ran.out
    assert "Opening" in ran.out


def test_the_plan_as_a_page_escapes_what_people_write(moderator, small):
    text = (small / "show.yaml").read_text()
    (small / "show.yaml").write_text(text.replace("act: Talk", 'act: "<b>Talk</b>"'))
    ran = moderator("plan", small, "--html", "plan.html")
    assert ran.code == 0
    assert "the run sheets are in plan.html" in ran.err
    page = Path("plan.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;Talk&lt;/b&gt;" in page
    for sheet in ("the caller", "the dialogue", "a speaker", "the stage"):
        assert page.count(f"Run sheet for {sheet}") == 1


def test_a_page_that_cannot_be_written_is_one_line(moderator, small):
    ran = moderator("plan", small, "--html", "no/such/folder/plan.html")
    assert ran.code == 2
    assert "cannot write" in ran.err


def test_robots_are_listed_with_what_stop_does_to_them(moderator):
    ran = moderator("robots")
    assert ran.code == 0
    assert "simulator" in ran.out
    assert "freeze" in ran.out


def test_motions_are_listed(moderator, small):
    ran = moderator("motions", small)
    assert ran.code == 0
    assert "wave" in ran.out


def test_a_motion_is_listed_once_with_its_variants_and_their_lengths(moderator, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    lines = moderator("motions").out.splitlines()
    [wave] = [line.split() for line in lines if line.startswith("wave")]
    [nod] = [line.split() for line in lines if line.startswith("nod")]
    assert wave[1:4] == ["3", "4.2–4.5", "s"]
    assert nod[1:3] == ["1.6", "s"]


def test_motions_are_listed_with_their_apex_and_the_time_in_which_freeze_stands(
    moderator, monkeypatch
):
    monkeypatch.setenv("COLUMNS", "120")
    lines = moderator("motions").out.splitlines()
    [nod] = [line.split() for line in lines if line.startswith("nod")]
    [bow] = [line.split() for line in lines if line.startswith("bow")]
    assert nod[3:7] == ["0.5", "s", "0.25", "s"]
    assert float(bow[6]) > 2


def test_a_motions_name_is_listed_whole_however_narrow_the_window(moderator, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    assert "\nfist_palm_salute " in moderator("motions").out


def test_the_report_can_be_written_again(moderator, small):
    moderator("rehearse", small, "--out", "out")
    first = Path("out/report.html").read_bytes()
    Path("out/report.html").unlink()
    assert moderator("report", "out").code == 0
    assert Path("out/report.html").read_bytes() == first


def test_a_report_needs_a_record(moderator, tmp_path):
    ran = moderator("report", tmp_path)
    assert ran.code == 2
    assert "as-run.jsonl" in ran.err


def test_a_live_run_needs_a_terminal(process, small):
    ran = process("run", small, "--robot", "simulator", stdin=-3)
    assert ran.returncode == 2
    assert "needs a terminal" in ran.stderr


def test_a_live_run_must_name_its_robot(process, small):
    ran = process("run", small)
    assert ran.returncode == 2
    assert "--robot" in ran.stderr


def test_a_pipe_that_closes_early_is_no_traceback(small, tmp_path):
    ran = subprocess.run(
        f"{sys.executable} -m moderator check {small} --json | true",
        shell=True,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in ran.stderr


def test_json_keeps_names_as_they_are_written(moderator, small):
    text = (small / "show.yaml").read_text()
    (small / "show.yaml").write_text(text.replace("A small afternoon", "夸父的下午"))
    ran = moderator("plan", small, "--json")
    assert "夸父的下午" in ran.out
    assert json.loads(ran.out)["show"] == "夸父的下午"


def test_the_simulator_keeps_the_contract(moderator):
    ran = moderator("conformance", "simulator", "--pace", "fast")
    assert ran.code == 0
    assert ", 0 broken, 1 passed over" in ran.out


def test_a_record_that_is_cut_short_is_told_and_reported(moderator, small):
    moderator("rehearse", small, "--out", "out")
    path = Path("out/as-run.jsonl")
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:20]))
    ran = moderator("report", "out/as-run.jsonl")
    assert ran.code == 1
    assert "the record is not whole: the show's end is not in it" in ran.err
    assert "breaks off" in Path("out/report.html").read_text(encoding="utf-8")


def test_a_show_that_cannot_begin_leaves_no_speech_engine_behind(moderator, small, monkeypatch):
    closed, close = [], Renderer.close
    monkeypatch.setattr(Renderer, "close", lambda each: closed.append(close(each)))
    monkeypatch.setattr("moderator.cli.live.go_ahead", lambda: None)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    ran = moderator("run", small, "--robot", "simulator", "--from", "99")
    assert (ran.code, len(closed)) == (2, 1)
    assert "there is no cue 99" in ran.err
