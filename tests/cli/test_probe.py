"""`moderator robots probe`: what a robot says of itself, and what is missing."""

import pytest
from tests.adapters.far_side import fake

from moderator.cli.main import main

KUAVO = "moderator_simulator.fakes.kuavo"


@pytest.fixture
def kuavo(tmp_path):
    with fake(KUAVO) as running:
        config = tmp_path / "robot.yaml"
        config.write_text(f"port: {running.ready['port']}\n")
        running.config = str(config)
        yield running


def test_a_robot_that_is_as_it_should_be(kuavo, capsys):
    assert main(["robots", "probe", "kuavo", "--config", kuavo.config]) == 0
    said = capsys.readouterr().out
    assert "nothing was moved" in said
    assert "firmware   45" in said
    assert "mode       auto-swing" in said
    assert "joints     28" in said
    assert "✗" not in said


def test_what_is_missing_is_told_with_what_to_do(kuavo, capsys):
    kuavo.tell(withdraw="/arm_traj_change_mode")
    assert main(["robots", "probe", "kuavo", "--config", kuavo.config]) == 1
    assert "✗ /arm_traj_change_mode: missing: without it the arms" in capsys.readouterr().out


def test_nobody_there_is_one_clear_error(tmp_path, capsys):
    (tmp_path / "robot.yaml").write_text("port: 9\n")
    assert main(["robots", "probe", "kuavo", "--config", str(tmp_path / "robot.yaml")]) == 2
    told = capsys.readouterr().err
    assert told.startswith("moderator: no rosbridge server at 127.0.0.1:9")
    assert told.count("\n") == 1


def test_no_name_is_told_with_those_there_are(capsys):
    assert main(["robots", "probe"]) == 2
    assert "name one of: " in capsys.readouterr().err


def test_a_robot_of_software_has_nothing_to_read(capsys):
    assert main(["robots", "probe", "simulator"]) == 0
    assert "nothing to read" in capsys.readouterr().out


@pytest.mark.parametrize(
    "command",
    [
        ["rehearse", "scripts/panel", "--robot", "kuavo", "--pace", "fast"],
        ["rehearse", "scripts/panel", "--robot", "kuavo", "--pace", "2"],
        ["conformance", "kuavo", "--pace", "fast"],
    ],
)
def test_virtual_time_is_nothing_for_a_real_robot(command, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "show.yaml").write_text(
        "show: Trial\nstarts: 2026-01-01T10:00+08:00\nrobot: {name: Trial}\n"
        'acts: [{act: One, cues: [{cue: "1", wait: 1s}]}]\n'
    )
    named = [str(tmp_path) if word.startswith("scripts") else word for word in command]
    assert main(named) == 2
    assert "kuavo lives by the wall clock" in capsys.readouterr().err


def test_a_key_within_another_is_told_with_its_place(tmp_path, capsys):
    config = tmp_path / "robot.yaml"
    config.write_text("limits: {left_elbow: {lower_deg: -120, source: me}}\n")
    assert main(["robots", "probe", "kuavo", "--config", str(config)]) == 2
    assert "limits.left_elbow.upper_deg" in capsys.readouterr().err
