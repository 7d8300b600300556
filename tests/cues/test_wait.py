import asyncio

import pytest


async def test_a_wait_ends_exactly_when_it_says(perform, stage):
    await asyncio.sleep(0.5)
    stage.began_ns = 400_000_000
    assert (await perform("wait: 90s")).ok
    assert stage.now_ns() == 90_400_000_000
    assert stage.exact_ends_ns == [90_400_000_000]


async def test_a_wait_that_is_over_already_ends_at_once(perform, stage):
    await asyncio.sleep(10)
    assert (await perform("wait: 5s")).ok
    assert stage.now_ns() == 10_000_000_000
    assert stage.exact_ends_ns == [5_000_000_000]


async def test_a_wait_can_be_cancelled(perform, stage):
    waiting = perform("wait: 1h")
    await asyncio.sleep(1)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert stage.exact_ends_ns == []
