"""A motion written for a robot's own player, and what a person is told of it."""

import json
from pathlib import Path

import pytest

FORUM = Path(__file__).parents[2] / "scripts" / "open-cooperation-forum"


@pytest.fixture
def exporting(moderator):
    def run(*words, motion="wave", robot="kuavo"):
        return moderator("motions", "export", motion, *words, "--robot", robot)

    return run


@pytest.fixture
def model_52(tmp_path):
    (tmp_path / "robot.yaml").write_text('model: "52"\n')
    return "robot.yaml"


def test_a_gesture_is_written_with_what_is_dropped(exporting, tmp_path):
    ran = exporting("wave.json")
    assert ran.code == 0, ran.err
    assert "wave.json: 4.20 s, 0 steps, for src/demo/taiji/actions_player.py of model 45" in ran.out
    assert "head_yaw: not in the file; at worst 4.0° at" in ran.out
    assert "unproved on a real robot" in ran.out
    told = json.loads((tmp_path / "wave.json").read_text())
    assert {step["mode"] for step in told["step_control"]} == {"SS"}


def test_the_tai_chi_for_model_52_is_refused_until_it_is_clamped(exporting, model_52, tmp_path):
    words = ("tc.json", "--show", FORUM, "--config", model_52)
    ran = exporting(*words, motion="tai_chi_excerpt")
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "left_shoulder_yaw angle -89.4° at 111.82 s, limit -85.0°" in ran.err
    assert "--clamp" in ran.err
    assert not (tmp_path / "tc.json").exists()
    ran = exporting(*words, "--clamp", motion="tai_chi_excerpt")
    assert ran.code == 0, ran.err
    assert "left_shoulder_yaw: held at its limit of -85.0°; at worst −89.4° at 111.8 s" in ran.out


def test_a_kick_is_told_with_its_form(exporting, tmp_path):
    ran = exporting("tc.csv", "--show", FORUM, motion="tai_chi_excerpt")
    kick = next(line for line in ran.out.splitlines() if "foot: lifted higher" in line)
    assert kick.startswith("right foot: lifted higher than the 0.06 m it swings; at worst 0.2")
    assert ", in " in kick
    assert "torso height: taken as 0" in ran.out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("wave.txt",), "a Kuavo's players read no .txt file — write .json and .csv"),
        (("wave.json", "--rate", "50"), "--rate is not of a robot's own file"),
        (("wave.json", "--config", "no.yaml"), "no.yaml"),
        (("wave.json", "--show", "nowhere"), "nowhere"),
    ],
)
def test_wrong_use_is_one_line_that_says_what_to_do(exporting, words, why, tmp_path):
    ran = exporting(*words)
    assert ran.code == 2
    assert why in ran.err
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "wave.json").exists()


def test_an_unknown_motion_is_told_with_the_nearest(exporting):
    ran = exporting("wave.json", motion="wavee")
    assert ran.code == 2
    assert "there is no motion 'wavee' — did you mean 'wave'?" in ran.err


@pytest.mark.parametrize(
    ("robot", "why"),
    [
        ("simulator", "simulator has no player of its own that reads a file"),
        ("kuvao", "did you mean 'kuavo'?"),
    ],
)
def test_a_robot_without_a_player_is_told(exporting, robot, why):
    ran = exporting("wave.json", robot=robot)
    assert ran.code == 2
    assert why in ran.err


@pytest.mark.parametrize("option", [("--clamp",), ("--config", "robot.yaml")])
def test_what_is_of_a_robots_file_needs_the_robot(moderator, option):
    ran = moderator("motions", "export", "wave", "wave.csv", *option)
    assert ran.code == 2
    assert "add --robot ROBOT" in ran.err


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left(exporting, tmp_path):
    (tmp_path / "here").write_text("in the way")
    ran = exporting("here/wave.json")
    assert ran.code == 2
    assert "cannot write here/wave.json" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["here"]


def test_a_disk_that_is_full_leaves_the_file_as_it_was(exporting, tmp_path, monkeypatch):
    exporting("wave.json")
    before = (tmp_path / "wave.json").read_bytes()
    written = Path.write_bytes

    def half(path, raw):
        written(path, raw[: len(raw) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    assert exporting("wave.json").code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["wave.json"]
    assert (tmp_path / "wave.json").read_bytes() == before
