import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from moderator.robot import Freeze, Trial
from moderator_simulator.physics.robot import PhysicsRobot

PHYSICS = ("--robot", "simulator-physics")
STOOD = Trial(0, "", 4.2, 5.0, 0.2, 0.0, 0.01, 0.4, (Freeze(1.0, 0.25, ""),))
FELL = Trial(2, "it fell: its head is on the floor", 3.1, 300.0, 2.0, 0.0, 0.5, 9.0, ())


@pytest.fixture
def going(monkeypatch):
    """Let trials in physics go as is said here, night by night, without waiting for them."""

    def go(*trials):
        monkeypatch.setattr(PhysicsRobot, "tried", lambda motion, night: trials[night])
        monkeypatch.setattr("moderator.cli.motion_trials.ProcessPoolExecutor", AtOnce)

    return go


class AtOnce:
    def __init__(self, *_):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def submit(self, call, *args):
        self.told = call(*args)
        return self

    def result(self):
        return self.told

    def shutdown(self, **_):
        pass


def test_it_is_tried_in_physics_and_the_figures_are_told(moderator):
    ran = moderator("motions", "check", "wave", *PHYSICS, "--trials", "1")
    assert ran.code == 0, ran.err
    assert "in physics it stands: centre of mass off by" in ran.out
    assert "rope 0 N, ends 0 cm and 0° from where it began" in ran.out
    assert "with everything wrong at once it stands on 1 night of 1" in ran.out
    assert "frozen 4 times, it stood still 4 times" in ran.out


def test_as_json_every_night_is_told(moderator):
    ran = moderator("motions", "check", "wave", *PHYSICS, "--json")
    assert ran.json["ok"]
    (trial,) = ran.json["trials"]
    assert trial["night"] == 0
    assert len(trial["freezes"]) == 2


def test_a_robot_without_a_body_that_falls_tries_nothing(moderator):
    assert moderator("motions", "check", "wave", "--json").json["trials"] == []
    assert "physics" not in moderator("motions", "check", "wave").out


def test_nights_wanted_of_a_robot_without_a_body_that_falls_are_refused(moderator):
    ran = moderator("motions", "check", "wave", "--trials", "3")
    assert ran.code == 2
    assert "simulator has no body that could fall" in ran.err
    assert ran.out == ""


def test_a_fall_with_nothing_wrong_fails_the_check_and_no_more_is_tried(moderator, going):
    going(FELL)
    ran = moderator("motions", "check", "wave", *PHYSICS, "--trials", "3")
    assert ran.code == 1
    assert "it fell: its head is on the floor, at 3.1 s" in ran.out
    assert "wave: within the limits of simulator-physics, and yet it falls" in ran.out


def test_one_night_of_a_hundred_may_be_a_fall(moderator, going):
    going(STOOD, FELL)
    ran = moderator("motions", "check", "wave", *PHYSICS, "--trials", "1")
    assert ran.code == 1
    assert "night 2: it fell: its head is on the floor, at 3.1 s" in ran.out
    going(STOOD, FELL, *([STOOD] * 99))
    assert moderator("motions", "check", "wave", *PHYSICS, "--trials", "100").code == 0


def test_a_freeze_that_does_not_hold_is_told(moderator, going):
    restless = (Freeze(1.0, None, ""), Freeze(2.0, None, "it fell: its pelvis is 20 cm too low"))
    going(Trial(0, "", 4.2, 5.0, 0.2, 0.0, 0.01, 0.4, restless))
    ran = moderator("motions", "check", "wave", *PHYSICS)
    assert ran.code == 1
    assert "frozen at 1.0 s, in wave: it does not come to rest" in ran.out
    assert "frozen at 2.0 s, in wave: it fell: its pelvis is 20 cm too low" in ran.out


@pytest.mark.parametrize("nights", ["-1", "10001"])
def test_a_wrong_number_of_nights_is_refused(moderator, nights):
    ran = moderator("motions", "check", "wave", *PHYSICS, "--trials", nights)
    assert ran.code == 2
    assert "--trials is from 0 to 10,000" in ran.err


def _running(group):
    """How many processes there are in a group."""
    told = subprocess.run(["ps", "-o", "pid=", "-g", str(group)], capture_output=True, check=False)
    return len(told.stdout.split())


@pytest.mark.slow
@pytest.mark.real_time
@pytest.mark.parametrize(
    ("begun_s", "ends", "code"),  # its nights are being started, or at work
    [
        pytest.param(0.3, signal.SIGINT, 130, marks=pytest.mark.proof),
        (2, signal.SIGTERM, 143),
        pytest.param(0, signal.SIGINT, 130, marks=pytest.mark.proof),
        pytest.param(0, signal.SIGTERM, 143, marks=pytest.mark.proof),
        pytest.param(0.3, signal.SIGTERM, 143, marks=pytest.mark.proof),
        pytest.param(2, signal.SIGINT, 130, marks=pytest.mark.proof),
    ],
)
def test_told_to_end_it_does_at_once_and_its_nights_with_it(begun_s, ends, code, tmp_path):
    (tmp_path / "long.csv").write_text("time_s,head_yaw\n0,0\n75,0.2\n150,0\n")
    command = [sys.executable, "-m", "moderator", "motions", "check", "long.csv", *PHYSICS]
    process = subprocess.Popen(
        [*command, "--trials", "2000"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        cwd=tmp_path,
    )
    try:
        until = time.monotonic() + 60
        while _running(process.pid) < 3 and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(begun_s)
        if ends is signal.SIGINT:  # Ctrl-C is heard by all in the terminal
            os.killpg(process.pid, ends)
        else:
            process.send_signal(ends)
        assert process.wait(timeout=9) == code  # a night takes longer
        assert process.communicate() == (b"", b"")
        until = time.monotonic() + 5  # the tracker of their semaphores goes last
        while (left := _running(process.pid)) and time.monotonic() < until:
            time.sleep(0.05)
        assert left == 0
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
