import asyncio

import pytest

from moderator.engine.group import Group


async def fails_of_its_end():
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        raise ValueError from None


async def test_who_is_cancelled_while_a_task_fails_hears_of_both_and_may_wait_again():
    async def waits():
        try:
            async with Group() as group:
                group.create_task(fails_of_its_end())
                await asyncio.sleep(1)
        except ExceptionGroup as failed:
            await asyncio.sleep(1)
            return failed.exceptions

    waiting = asyncio.create_task(waits())
    await asyncio.sleep(0.5)
    waiting.cancel()
    [failed] = await waiting
    assert isinstance(failed, ValueError)


async def test_who_is_cancelled_while_no_task_fails_is_cancelled():
    async def waits():
        async with Group() as group:
            group.create_task(asyncio.sleep(2))
            await asyncio.sleep(1)

    waiting = asyncio.create_task(waits())
    await asyncio.sleep(0.5)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
