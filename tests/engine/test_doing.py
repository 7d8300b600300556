import asyncio

import pytest

from moderator.engine.doing import until_ended
from moderator.robot import Handle, Outcome


class Slow(Handle):
    """Something that takes its time to end, once it is told to."""

    def __init__(self, ends_after_s):
        self._ends_after_s = ends_after_s
        self._end = asyncio.get_running_loop().create_future()

    @property
    def progress(self):
        return 0.5

    @property
    def over(self):
        return self._end.done()

    def cancel(self):
        loop = asyncio.get_running_loop()
        loop.call_later(self._ends_after_s, self._end.set_result, Outcome.cancelled())

    async def outcome(self):
        return await asyncio.shield(self._end)


async def cancelled_twice(handle, apart_s):
    """Have a wait for it cancelled, and once more so much later."""
    waiting = asyncio.create_task(until_ended(handle))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.sleep(apart_s)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


@pytest.mark.parametrize("apart_s", [0, 0.5])
async def test_what_is_cancelled_twice_is_waited_for_all_the_same(apart_s):
    handle = Slow(ends_after_s=1.0)
    await cancelled_twice(handle, apart_s)
    assert handle.over


async def test_a_robot_that_never_ends_holds_up_nobody_who_is_cancelled_again():
    handle = Slow(ends_after_s=1e6)
    await cancelled_twice(handle, apart_s=21.0)
    assert not handle.over
