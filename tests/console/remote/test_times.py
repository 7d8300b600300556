"""Expected times: all of a short rundown each time, those far off in a long one now and then."""

import pytest

from moderator.console.remote.times import ExpectedTimes
from moderator.engine.orders import Verb

MANY = "".join(f'\n  - {{cue: "{number}", wait: 30s}}' for number in range(1, 301))
NEAR, LAST = {str(number) for number in range(1, 201)}, "300"


@pytest.fixture
async def times(on_stage):
    show = await on_stage(MANY)
    told = ExpectedTimes(show.parts)
    first = told.told(anew=False)
    assert len(first["expected"]) == 300
    return show, told


async def test_while_time_goes_on_those_that_come_soon_are_told_and_the_rest_after_5_s(times):
    show, told = times
    await show.after(2)
    assert told.told(anew=False)["expected"].keys() == NEAR
    await show.after(4)
    assert LAST in told.told(anew=False)["expected"]


async def test_what_has_not_changed_is_not_told(times):
    _, told = times
    assert told.told(anew=False)["expected"] == {}


async def test_one_who_comes_is_told_all(times):
    _, told = times
    assert len(told.told(anew=True)["expected"]) == 300


async def test_a_cue_that_has_passed_comes_no_more(times):
    show, told = times
    await show.order("skip")
    assert told.told(anew=False)["expected"]["1"] is None
    assert "1" not in told.told(anew=True)["expected"]


async def test_a_cue_that_was_put_back_is_told_again(times):
    show, told = times
    await show.order("skip")
    told.told(anew=False)
    await show.order("back")
    assert told.told(anew=False)["expected"]["1"] is not None


async def test_another_order_is_told_at_once(times):
    show, told = times
    await show.conductor.order(Verb.REORDER, "test", "300", words="299")
    await show.after(1)
    assert {"299", LAST} <= told.told(anew=False)["expected"].keys()
