"""A robot whose stop channel a program holds."""

import sys
from pathlib import Path

import pytest
from tests.supervisor.stand import on_a_stand

from moderator.robot import Grade, ProgramRoute

pytestmark = pytest.mark.real_time

PANIC = b"/panic\0\0,\0\0\0"
PROGRAM = Path(__file__).parent / "stop_program.py"


def route(told, how):
    return ProgramRoute((sys.executable, str(PROGRAM), str(told), how))


def lines(told):
    return told.read_text().split() if told.exists() else []


@pytest.mark.parametrize("how", ["ready", "late"])
async def test_it_is_started_when_the_supervisor_is_armed_and_told_to_stop(tmp_path, how):
    told = tmp_path / "told"
    async with on_a_stand(tmp_path) as stand:
        stand.robot.route = route(told, how)
        check = await stand.armed()
        assert check.ok, check.why
        await stand.until(lambda: lines(told) == ["began"])
        stand.send(PANIC)
        await stand.until(lambda: "freeze" in lines(told))
        assert set(lines(told)) == {"began", "freeze"}
        await stand.until(lambda: stand.stops)
        assert stand.stops[0][0] is Grade.FREEZE


async def test_armed_again_it_goes_on(tmp_path):
    told = tmp_path / "told"
    async with on_a_stand(tmp_path) as stand:
        stand.robot.route = route(told, "ready")
        assert (await stand.armed()).ok
        (check,) = await stand.supervisor.arm(stand.robot)
        assert check.ok
        await stand.until(lambda: lines(told) == ["began"])


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ("lost", "the robot's stop program: nobody answers"),
        ("ends", "the robot's stop program has ended"),
    ],
)
async def test_one_that_cannot_reach_the_robot_is_told_by_preflight(tmp_path, how, why):
    async with on_a_stand(tmp_path) as stand:
        stand.robot.route = route(tmp_path / "told", how)
        check = await stand.armed()
        assert not check.ok
        assert check.why == why
        stand.send(PANIC)
        await stand.until(lambda: stand.record("stop"))
        (stop,) = stand.record("stop")
        assert (stop.data["sent"], stop.data["why"]) == ("", why)


async def test_one_that_does_not_start_is_told_by_preflight(tmp_path):
    async with on_a_stand(tmp_path) as stand:
        stand.robot.route = ProgramRoute((str(tmp_path / "none"),))
        check = await stand.armed()
        assert not check.ok
        assert "no such file" in check.why.lower()


async def test_it_ends_with_the_supervisor(tmp_path):
    told = tmp_path / "told"
    async with on_a_stand(tmp_path) as stand:
        stand.robot.route = route(told, "ready")
        await stand.armed()
        await stand.until(lambda: lines(told))
    assert lines(told) == ["began", "ended"]
