import asyncio

import pytest

from moderator.faults import Fault, Prompter, Timing


@pytest.fixture
def timed():
    """Time some faults; gives the timing, and what came and went when."""

    def make(*faults):
        told, prompter = [], Prompter()
        now = asyncio.get_running_loop().time
        timing = Timing(
            [Fault.model_validate(fault) for fault in faults],
            prompter,
            lambda fault: told.append((now(), "+", fault.fault)),
            lambda fault: told.append((now(), "-", fault.fault)),
        )
        return timing, prompter, told

    return make


async def test_the_same_thing_failing_twice_works_again_when_both_are_over(timed):
    timing, _, told = timed(
        {"fault": "link", "at": "1s", "for": "10s"}, {"fault": "link", "at": "2s", "for": "3s"}
    )
    timing.from_zero()
    await asyncio.sleep(6)
    assert timing.now("link") is not None
    await asyncio.sleep(60)
    assert told == [(1, "+", "link"), (2, "+", "link"), (11, "-", "link")]
    assert timing.now("link") is None


async def test_different_devices_come_back_each_by_itself(timed):
    timing, _, told = timed(
        {"fault": "outputs", "device": "desk", "at": "1s", "for": "1s"},
        {"fault": "outputs", "device": "lamps", "at": "1s", "for": "2s"},
    )
    timing.from_zero()
    await asyncio.sleep(60)
    assert [at for at, what, _ in told if what == "-"] == [2, 3]


async def test_what_counts_from_readiness_comes_once(timed):
    timing, _, told = timed({"fault": "voice", "after": "5s"})
    await asyncio.sleep(10)
    timing.from_ready()
    await asyncio.sleep(10)
    timing.from_ready()
    await asyncio.sleep(10)
    assert told == [(15, "+", "voice")]


async def test_after_a_cancel_nothing_comes_or_goes(timed):
    timing, _, told = timed({"fault": "voice", "at": "1s", "for": "1s"})
    timing.from_zero()
    await asyncio.sleep(1.5)
    timing.cancel()
    await asyncio.sleep(60)
    assert told == [(1, "+", "voice")]


async def test_what_comes_is_told_before_it_is_done_and_what_goes_after(timed):
    timing, prompter, told = timed({"fault": "voice", "at": "1s", "for": "1s"})
    prompter.on_fault = lambda _, comes: told.append(comes)
    timing.from_zero()
    await asyncio.sleep(5)
    assert told == [True, (1, "+", "voice"), (2, "-", "voice"), False]
