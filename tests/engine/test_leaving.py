"""A GO that comes while a show is being left."""

import asyncio
from dataclasses import replace

import pytest
from tests.bench import ListeningRobot, assembled, prepared, written

from moderator.engine.conductor import Conductor
from moderator.engine.lifecycle import State
from moderator.engine.orders import Verb
from moderator.engine.preflight import prepare
from moderator.engine.session import open_show
from moderator.errors import CannotStart, NotLegal
from moderator.journal import read_record
from moderator.robot import Grade


@pytest.fixture
def a_show(tmp_path):
    """The parts of a show of one cue, with a robot of a kind; the record goes to `out`."""
    show = prepared(written(tmp_path / "show", '- {cue: "1", wait: 5s}'))
    yield lambda robot=ListeningRobot: assembled(show, tmp_path / "out", robot=robot)
    show.renderer.close()


class _Slow(ListeningRobot):
    async def deactivate(self):
        """It takes a second to come to rest."""
        await asyncio.sleep(1.0)
        await super().deactivate()


@pytest.mark.parametrize("late_s", [0.0, 0.5, 1.0])
async def test_a_go_while_the_show_is_being_left_starts_nothing_and_ends_no_show(
    a_show, tmp_path, late_s
):
    parts = a_show(_Slow)
    conductor = Conductor(parts)

    async def go():
        await asyncio.sleep(late_s)
        return await conductor.order(Verb.GO, "operator", "1")

    with parts.journal:
        async with open_show(parts, "fingerprint", conductor):
            going = asyncio.create_task(go())
        answer = await going
    record = read_record(tmp_path / "out")
    assert (answer.accepted, answer.reason) == (False, "the show has ended")
    assert record.end is not None
    assert record.end.data["ended"] == "standby"
    assert record.of("cue_started", "cue_ended") == []


class _NotThere(ListeningRobot):
    async def connect(self):
        """Nobody answers."""
        raise CannotStart("there is no robot", "switch it on")


async def test_a_robot_that_was_never_there_is_not_told_as_one_that_may_move(a_show, tmp_path):
    parts = a_show(_NotThere)
    with parts.journal, pytest.raises(CannotStart):
        async with open_show(parts, "fingerprint", Conductor(parts)):
            pass
    told = [entry.data["what"] for entry in read_record(tmp_path / "out").of("fault", "warning")]
    assert told == ["preflight: there is no robot — switch it on"]


async def test_what_came_from_elsewhere_and_was_no_order_is_counted_at_the_end(a_show, tmp_path):
    parts = a_show()
    conductor = Conductor(parts)
    with parts.journal:
        async with open_show(parts, "fingerprint", conductor):
            conductor.turned_away.update(["no such address", "no token", "no such address"])
    told = read_record(tmp_path / "out").end.data["turned_away"]
    assert list(told.items()) == [("no such address", 2), ("no token", 1)]


async def test_a_show_that_reached_its_end_has_finished_though_it_was_stopped_after_that(
    a_show, tmp_path
):
    parts = a_show()
    conductor = Conductor(parts)
    with parts.journal:
        async with open_show(parts, "fingerprint", conductor):
            await conductor.order(Verb.GO, "operator")
            await asyncio.sleep(10)
            conductor.stop(Grade.RELAX, "operator")
            await asyncio.sleep(10)
            assert conductor.lifecycle.now is State.STOPPED
    assert read_record(tmp_path / "out").end.data["ended"] == "finished"


class _Stuck(ListeningRobot):
    """Cannot be let go of."""

    async def deactivate(self):
        await asyncio.Event().wait()

    async def disconnect(self):
        await super().disconnect()
        raise OSError("the cable is out")


async def test_what_fails_on_leaving_is_told_and_keeps_nothing_from_being_closed(a_show, tmp_path):
    parts = a_show(_Stuck)
    closed = []

    async def close():
        closed.append(asyncio.get_running_loop().time())

    parts.player.close = close
    with parts.journal:
        async with open_show(parts, "fingerprint", Conductor(parts)):
            pass
    record = read_record(tmp_path / "out")
    assert [entry.data["what"] for entry in record.of("fault")] == [
        "_Stuck.deactivate failed: TimeoutError: it took more than 20 s",
        "_Stuck.disconnect failed: OSError: the cable is out",
    ]
    assert closed == [pytest.approx(20.0)]
    assert record.end.data["ended"] == "standby"


async def test_a_clock_that_leaps_while_the_robot_comes_home_is_no_failure(a_show, tmp_path):
    parts = a_show(_Slow)
    loop = asyncio.get_running_loop()
    with parts.journal:
        async with open_show(parts, "fingerprint", Conductor(parts)):
            loop.call_later(0.5, loop.leap, 600.0)
    assert read_record(tmp_path / "out").of("fault") == []


class _Restless(ListeningRobot):
    """Says that it moves, whatever it is told."""

    restless = False

    def state(self):
        return replace(super().state(), moving=True) if self.restless else super().state()


async def test_a_robot_that_does_not_come_to_rest_is_stopped_and_that_is_told(a_show, tmp_path):
    parts = a_show(_Restless)
    with parts.journal:
        async with open_show(parts, "fingerprint", Conductor(parts)):
            parts.robot.restless = True
    record = read_record(tmp_path / "out")
    [stop] = record.of("stop")
    assert (stop.data["grade"], stop.data["origin"]) == ("freeze", "end of the run")
    assert stop.at_s == pytest.approx(20.0, abs=0.2)
    told = record.of("battery", "fault")
    assert [entry.kind for entry in told] == ["battery", "fault"]
    assert told[0].at_s == pytest.approx(40.0, abs=0.4)
    assert told[0].data == {"charge": pytest.approx(1.0, abs=0.01), "temperature_c": 35.0}
    assert told[1].data["what"] == "the robot still moves after the show"
    assert parts.robot.told == ["activate", "stop freeze"]


async def test_no_preflight_begins_once_the_show_is_being_left(a_show, tmp_path):
    parts = a_show()
    conductor = Conductor(parts)
    with parts.journal:
        async with open_show(parts, "fingerprint", conductor):
            conductor.stop(Grade.RELAX, "operator")
        with pytest.raises(NotLegal, match="the show has ended"):
            await prepare(parts, conductor)
    assert parts.robot.told.count("activate") == 1
