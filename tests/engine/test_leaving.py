"""A GO that comes while a show is being left."""

import asyncio

import pytest
from tests.bench import ListeningRobot, assembled, prepared, written

from moderator.engine.conductor import Conductor
from moderator.engine.orders import Verb
from moderator.engine.session import open_show
from moderator.errors import CannotStart
from moderator.journal import read_record


class _Slow(ListeningRobot):
    async def deactivate(self):
        """It takes a second to come to rest."""
        await asyncio.sleep(1.0)
        await super().deactivate()


@pytest.mark.parametrize("late_s", [0.0, 0.5, 1.0])
async def test_a_go_while_the_show_is_being_left_starts_nothing_and_ends_no_show(tmp_path, late_s):
    show = prepared(written(tmp_path / "show", '- {cue: "1", wait: 5s}'))
    parts = assembled(show, tmp_path / "out", robot=_Slow)
    conductor = Conductor(parts)

    async def go():
        await asyncio.sleep(late_s)
        return await conductor.order(Verb.GO, "operator", "1")

    with parts.journal:
        async with open_show(parts, "fingerprint", conductor):
            going = asyncio.create_task(go())
        answer = await going
    show.renderer.close()
    record = read_record(tmp_path / "out")
    assert (answer.accepted, answer.reason) == (False, "the show has ended")
    assert record.end is not None
    assert record.end.data["ended"] == "standby"
    assert record.of("cue_started", "cue_ended") == []


class _NotThere(ListeningRobot):
    async def connect(self):
        """Nobody answers."""
        raise CannotStart("there is no robot", "switch it on")


async def test_a_robot_that_was_never_there_is_not_told_as_one_that_may_move(tmp_path):
    show = prepared(written(tmp_path / "show", '- {cue: "1", wait: 5s}'))
    parts = assembled(show, tmp_path / "out", robot=_NotThere)
    with parts.journal, pytest.raises(CannotStart):
        async with open_show(parts, "fingerprint", Conductor(parts)):
            pass
    show.renderer.close()
    told = [entry.data["what"] for entry in read_record(tmp_path / "out").of("fault", "warning")]
    assert told == ["preflight: there is no robot — switch it on"]
