"""How far a show is over, from when its cues began and ended."""

import asyncio

import pytest
from tests.bench import prepared, written

from moderator.engine.clock import ShowClock
from moderator.engine.timekeeper import Timekeeper

S = 10**9
CUES = '- {cue: "1", wait: 10s}\n- {cue: "2", wait: 10s}\n- {cue: "3", wait: 10s}'


@pytest.fixture
async def kept(tmp_path):
    show = prepared(written(tmp_path / "show", CUES, hot="- {cue: H, wait: 5s}"))
    yield Timekeeper(show.rundown, ShowClock(show.loaded.show.starts)), show.rundown
    show.renderer.close()


async def test_before_the_first_cue_nothing_is_late(kept):
    time, rundown = kept
    await asyncio.sleep(60)
    assert time.over_ns() == 0
    assert time.elapsed_ns(rundown.cues[0]) == 0


async def test_a_cue_that_runs_is_as_late_as_it_began_and_by_now_too_long(kept):
    time, rundown = kept
    first = rundown.cues[0]
    await asyncio.sleep(4)
    time.began(first, 4 * S)
    assert time.over_ns() == 4 * S
    await asyncio.sleep(10)
    assert (time.over_ns(), time.elapsed_ns(first)) == (4 * S, 10 * S)
    await asyncio.sleep(3)
    assert time.over_ns() == 7 * S


async def test_of_cues_that_run_the_latest_counts(kept):
    time, rundown = kept
    time.began(rundown.cues[0], 2 * S)
    time.began(rundown.cues[1], 3 * S)
    assert time.over_ns() == 2 * S


async def test_between_cues_the_last_one_ended_so_late_or_the_next_is_overdue(kept):
    time, rundown = kept
    first = rundown.cues[0]
    time.began(first, 0)
    await asyncio.sleep(8)
    time.ended(first, 8 * S)
    time.standby = 1
    assert time.over_ns() == -2 * S
    await asyncio.sleep(5)
    assert rundown.cues[1].planned.start_ns == 12 * S
    assert time.over_ns() == 1 * S
    time.standby = 3
    assert time.over_ns() == -2 * S


async def test_a_hot_cue_makes_nothing_late(kept):
    time, rundown = kept
    (hot,) = rundown.hot
    await asyncio.sleep(30)
    time.began(hot, 30 * S)
    assert time.over_ns() == 0
    time.ended(hot, 35 * S)
    time.ended(rundown.cues[0], 35 * S)
    assert time.over_ns() == 0


async def test_a_show_that_goes_on_is_as_far_over_as_it_was(kept):
    time, rundown = kept
    time.standby = 3
    time.go_on(12 * S, ["1"])
    assert time.over_ns() == 12 * S
    assert [time.has_begun(called) for called in rundown.cues] == [True, False, False]
