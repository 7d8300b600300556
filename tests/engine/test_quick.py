import asyncio
import time

import pytest

from moderator.engine.quick import QuickLoop


@pytest.mark.real_time
def test_ten_seconds_take_half_of_one_where_the_clock_is_twenty_times_as_quick():
    async def wait():
        loop = asyncio.get_running_loop()
        begun_s = loop.time()
        await asyncio.sleep(10)
        return loop.time() - begun_s

    begun_s = time.monotonic()
    with asyncio.Runner(loop_factory=lambda: QuickLoop(20)) as runner:
        waited_s = runner.run(wait())
    assert waited_s >= 10
    assert 0.5 <= time.monotonic() - begun_s < 10
