"""A rehearsal, whose operator presses GO by itself."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from tests.bench import DrivenPeople, assembled, prepared, written

from moderator.engine.orders import Verb
from moderator.engine.rehearsal import rehearse
from moderator.journal.reading import read_record


class Operator(DrivenPeople):
    """Presses GO a second after each standby, or at its fixed time."""

    async def call(self, standby):
        await asyncio.sleep(max(1.0, standby.fixed_in_ns / 1e9))
        return "operator"


@pytest.fixture
def rehearsed(tmp_path):
    """Rehearse a show, given as the YAML of its cues; gives how it ended and its record."""

    async def rehearse_(cues, *, helped_by=None, **options):
        show = prepared(written(tmp_path / "show", cues))
        parts = assembled(show, tmp_path / "out", people=Operator(), **options)
        with parts.journal:
            ended = await rehearse(parts, "fingerprint", helped_by=helped_by)
        show.renderer.close()
        return ended.value, read_record(tmp_path / "out")

    return rehearse_


async def test_a_go_that_is_refused_is_pressed_again_until_it_is_let_through(rehearsed):
    faults = [{"fault": "voice", "after": "0s", "for": "6s"}]
    ended, record = await rehearsed('- {cue: "1", speak: Good afternoon.}', faults=faults)
    assert ended == "finished"
    assert [entry.at_s for entry in record.of("go_refused")] == [1.0, 3.0, 5.0]
    assert [entry.at_s for entry in record.of("go")] == [7.0]


FAILING = '- {cue: "1", speak: Good afternoon to you.}\n- {cue: "2", wait: 5s}'
BROKEN = [{"fault": "voice", "after": "1500ms", "for": "1m"}]


async def test_a_rehearsal_that_is_held_ends_there_when_nobody_helps_it_on(rehearsed):
    ended, record = await rehearsed(FAILING, faults=BROKEN)
    assert ended == "held"
    [stop] = record.of("stop")
    assert stop.data["origin"] == "rehearsal: nobody to help it on"


async def test_who_helps_a_rehearsal_can_resume_it_when_it_is_held(rehearsed):
    @asynccontextmanager
    async def helped_by(conductor):
        async def help_on():
            while conductor.lifecycle.now.value != "held":
                await conductor.turned()
            await asyncio.sleep(600)
            await conductor.order(Verb.RESUME, "helper")

        helping = asyncio.create_task(help_on())
        yield
        await helping

    ended, record = await rehearsed(FAILING, faults=BROKEN, helped_by=helped_by)
    assert ended == "finished"
    assert [entry.data["outcome"] for entry in record.of("cue_ended")] == ["aborted", "succeeded"]


FIXED = """
- {cue: "1", wait: 10s}
- {cue: "2", wait: 5s, when: over > 3h, fixed: "14:05"}
- {cue: "3", wait: 5s, fixed: "14:20"}
- {cue: "4", wait: 5s, fixed: "14:10"}
"""


async def test_go_for_a_cue_with_a_fixed_time_is_pressed_then_and_not_before(rehearsed):
    ended, record = await rehearsed(FIXED)
    assert ended == "finished"
    assert {e.cue: e.at_s for e in record.of("go")} == {"1": 1.0, "3": 1200.0, "4": 1206.0}


async def test_who_waits_for_a_fixed_time_sees_that_another_cue_is_on_standby(rehearsed):
    @asynccontextmanager
    async def helped_by(conductor):
        async def jump_away():
            await asyncio.sleep(60)
            await conductor.order(Verb.JUMP, "test", "4")

        jumping = asyncio.create_task(jump_away())
        yield
        await jumping

    cues = FIXED.replace('fixed: "14:10"', "cuttable: true")
    ended, record = await rehearsed(cues, helped_by=helped_by)
    assert ended == "finished"
    assert {e.cue: e.at_s for e in record.of("go")} == {"1": 1.0, "4": 61.0}
