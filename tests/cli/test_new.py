"""`moderator new --adapter`: what a new robot's adapter begins with."""

import asyncio
import importlib
import subprocess
import sys

import pytest

from moderator.cli.main import main
from moderator.errors import CannotStart
from moderator.robot import RobotSetup
from moderator.robot.conformance import OFFLINE, run


@pytest.fixture
def written(tmp_path, monkeypatch):
    folder = tmp_path / "dancer_two"
    monkeypatch.chdir(tmp_path)
    assert main(["new", "--adapter", "dancer_two"]) == 0
    monkeypatch.syspath_prepend(folder)
    yield folder
    for name in [name for name in sys.modules if name.startswith("moderator_dancer_two")]:
        del sys.modules[name]


async def test_it_keeps_every_sentence_that_needs_no_robot(written):
    robot = importlib.import_module("moderator_dancer_two.robot").DancerTwo
    report = await run(robot, OFFLINE)
    assert report.ok, report.broken
    assert len(report.results) == len(OFFLINE)


def test_it_says_what_to_write_first(written):
    robot = importlib.import_module("moderator_dancer_two.robot").DancerTwo
    with pytest.raises(CannotStart, match=r"open it in far_side\.py"):
        asyncio.run(robot(RobotSetup()).connect())


@pytest.mark.slow
@pytest.mark.parametrize(
    "checker",
    ["ruff check .", "ruff format --check .", "mypy --strict moderator_dancer_two"],
)
def test_it_passes_the_checks_that_our_own_code_passes(written, checker):
    command = [sys.executable, "-m", *checker.split()]
    checked = subprocess.run(command, cwd=written, check=False, capture_output=True)
    assert checked.returncode == 0, checked.stdout.decode()


@pytest.mark.parametrize("name", ["Dancer", "two words", "2nd", "class", "simulator"])
def test_a_name_that_cannot_be_is_told(tmp_path, monkeypatch, capsys, name):
    monkeypatch.chdir(tmp_path)
    assert main(["new", "--adapter", name]) == 2
    assert name in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_left_as_it_is(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dancer").mkdir()
    assert main(["new", "--adapter", "dancer"]) == 2
    assert "dancer is there already" in capsys.readouterr().err
    assert list((tmp_path / "dancer").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert main(["new", "--adapter", "dancer", "--folder", str(tmp_path / "file" / "x")]) == 2
    assert "cannot be written" in capsys.readouterr().err
