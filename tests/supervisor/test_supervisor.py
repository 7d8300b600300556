"""What the engine sees of its supervisor, through a real one."""

import asyncio
import os
import signal
import socket
import time

import pytest
from tests.supervisor.stand import FALLS, LOOPBACK, alive, on_a_stand
from tests.supervisor.test_inputs import PANIC

from moderator.robot import Grade

pytestmark = pytest.mark.real_time

FREEZE = b"stop freeze"


async def test_a_loop_that_hangs_is_a_stop_of_the_robot_and_then_of_the_show(watchful):
    time.sleep(0.4)  # noqa: ASYNC251 -- the hang
    assert (await watchful.hear()).payload == FREEZE
    await watchful.until(lambda: watchful.stops)
    ((grade, origin),) = watchful.stops
    assert grade is Grade.FREEZE
    assert origin.startswith("supervisor: no sign of life from the engine for 2")


async def test_after_a_trip_it_watches_again_once_it_is_armed_again(watchful):
    time.sleep(0.4)  # noqa: ASYNC251 -- the hang
    await watchful.until(lambda: watchful.stops)
    await watchful.all()
    time.sleep(0.4)  # noqa: ASYNC251 -- the hang
    assert await watchful.all() == []
    assert (await watchful.armed()).ok
    time.sleep(0.4)  # noqa: ASYNC251 -- the hang
    assert (await watchful.hear()).payload == FREEZE


async def test_a_robot_that_is_not_active_yet_is_stopped_by_a_person_or_a_death_alone(tmp_path):
    async with on_a_stand(tmp_path, trip_s=0.2) as stand:
        await stand.supervisor.start()
        await stand.supervisor.reach(stand.robot)
        time.sleep(0.4)  # noqa: ASYNC251 -- what preflight loads
        assert await stand.all() == []
        stand.send(PANIC)
        assert (await stand.hear()).payload == FREEZE
        await stand.all()
        await stand.supervisor.dismiss()
        assert (await stand.hear()).payload == FREEZE


async def test_an_adapter_that_is_silent_is_a_stop(watchful):
    watchful.robot.seen_s = asyncio.get_running_loop().time()
    assert (await watchful.hear()).payload == FREEZE
    await watchful.until(lambda: watchful.stops)
    assert "the robot's adapter" in watchful.stops[0][1]


async def test_nothing_is_sent_by_itself_to_a_robot_that_was_taken(watchful):
    watchful.watched = False
    await asyncio.sleep(0.1)
    time.sleep(0.4)  # noqa: ASYNC251 -- the hang
    assert await watchful.all() == []
    watchful.send(PANIC)  # a person may
    assert (await watchful.hear()).payload == FREEZE


async def test_a_supervisor_that_dies_is_told_at_once_and_another_can_be_started(stand):
    first = stand.supervisor.pid
    os.kill(first, signal.SIGKILL)
    await stand.until(lambda: stand.told)
    assert stand.told[0].startswith("the supervisor is gone")
    assert stand.supervisor.trouble == stand.told[0]
    assert stand.stops == []
    assert (await stand.armed()).ok
    assert stand.supervisor.trouble == ""
    assert stand.supervisor.pid != first
    stand.send(PANIC)
    assert (await stand.hear()).payload == FREEZE
    await stand.until(lambda: stand.record("stop", "supervisor-2.jsonl"))


async def test_a_supervisor_that_hangs_is_told_and_another_takes_its_place(stand):
    first = stand.supervisor.pid
    os.kill(first, signal.SIGSTOP)
    await stand.until(lambda: stand.told)
    assert stand.told[0].startswith("the supervisor does not answer")
    assert (await stand.armed()).ok
    assert stand.supervisor.pid != first
    assert not alive(first)


async def test_a_supervisor_that_answers_again_is_no_trouble_any_more(stand):
    os.kill(stand.supervisor.pid, signal.SIGSTOP)
    await stand.until(lambda: stand.supervisor.trouble)
    os.kill(stand.supervisor.pid, signal.SIGCONT)
    await stand.until(lambda: not stand.supervisor.trouble)
    assert stand.stops == []  # what it slept is not held against the engine


async def test_a_port_that_is_taken_is_told_by_preflight(tmp_path):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind((LOOPBACK, 0))
        port = taken.getsockname()[1]
        async with on_a_stand(tmp_path, osc=(LOOPBACK, port)) as stand:
            check = await stand.armed()
    assert check.name == "supervisor"
    assert not check.ok
    assert f"127.0.0.1:{port}: address already in use" in check.why


async def test_a_record_that_cannot_be_written_is_told_by_preflight(tmp_path):
    async with on_a_stand(tmp_path / "nowhere") as stand:
        check = await stand.armed()
    assert check.why == "it keeps no record: no such file or directory"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"route": None}, "the robot has no stop channel that another process can use"),
        ({"stops": dict.fromkeys(Grade, FALLS)}, "no grade of stop leaves this robot standing"),
    ],
)
async def test_a_robot_that_it_cannot_stop_is_told_by_preflight(tmp_path, change, why):
    setup = {"stops": change["stops"]} if "stops" in change else {}
    async with on_a_stand(tmp_path, **setup) as stand:
        if "route" in change:
            stand.robot.route = None
        check = await stand.armed()
    assert not check.ok
    assert check.why == why


async def test_leaving_a_robot_that_is_still_connected_stops_it(stand):
    pid = stand.supervisor.pid
    await stand.supervisor.dismiss()
    assert (await stand.hear()).payload == FREEZE
    await stand.until(lambda: not alive(pid))


async def test_it_is_dismissed_once(stand):
    stand.robot.route = None
    pid = stand.supervisor.pid
    await stand.supervisor.dismiss()
    await stand.supervisor.dismiss()
    assert not alive(pid)
    assert await stand.all() == []
    assert [entry.kind for entry in stand.record()][-2:] == ["goodbye", "supervisor_ended"]
